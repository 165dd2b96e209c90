"""CSS in SVG drawings that the drawer cannot read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.images.svg_css import defined_variables, readable_declarations, readable_rules, readable_value
from memegen.images.svg_draw import draw_svg

P3 = "color(display-p3 0.0 0.6667 0.4)"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("fill:#0a6;stroke:red", "fill:#0a6;stroke:red"),
        (f"fill:#0a6;fill:{P3};fill-opacity:1", "fill:#0a6;fill-opacity:1"),
        ("fill:rgb(1,2,3);stroke:url(#a)", "fill:rgb(1,2,3);stroke:url(#a)"),
        ("--g:red;fill:var(--h, #0a6)", "fill:#0a6"),
        ("fill:var(--h, var(--i, rgb(1,2,3)))", "fill:rgb(1,2,3)"),
        ("/* fill:color(x) */fill:rgba(1,2,3,0.5)", "fill:rgba(1,2,3,0.5)"),
        ("transform:rotate(3deg);fill:red", "transform:rotate(3deg);fill:red"),
    ],
)
def test_declaration_that_cannot_be_read_leaves_the_one_before(text: str, kept: str) -> None:
    assert readable_declarations(text, ()) == kept


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"fill:{P3}", "its colour color"),
        ("stroke:oklch(0.5 0.1 30)", "its colour oklch"),
        ("fill:var(--g)", "its CSS variable --g"),
        ("fill:var(--g, red)", "its CSS variable --g"),
    ],
)
def test_colour_that_nothing_replaces_is_an_error(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        readable_declarations(text, {"--g"})


def test_variable_in_an_attribute_has_what_is_written_for_it() -> None:
    assert readable_value("fill", "var(--g,#0a6)", ()) == "#0a6"
    assert readable_value("d", "M0 0(", ()) == "M0 0("
    with pytest.raises(ValueError, match="its colour lab"):
        readable_value("stroke", "lab(50% 1 2)", ())


def test_defined_variables_are_found_wherever_they_are() -> None:
    markup = '<svg style="--a: red"><style>:root{--b:#fff; --c :1}</style><rect fill="var(--d)"/></svg>'
    assert defined_variables(markup) == {"--a", "--b", "--c"}


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a, g > rect{fill:#0a6}", ".a,g > rect{fill:#0a6}"),
        ("a:hover{fill:red} b{fill:blue}", "b{fill:blue}"),
        (":root{--g:red}", ""),
        ("@font-face{font-family:A} [x='a:b']:first-child{fill:red}", "[x='a:b']:first-child{fill:red}"),
    ],
)
def test_rules_that_are_read_are_kept(css: str, kept: str) -> None:
    assert readable_rules(css, ()) == kept


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("rect:not(.x){fill:#0a6}", ":not"),
        ("a + b{fill:red}", r"\+"),
        ("@media print{a{fill:red}}", "@media"),
        ("li:nth-child(2){fill:red}", ":nth-child"),
    ],
)
def test_rules_that_cannot_be_read_are_errors(css: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"its CSS has {said}"):
        readable_rules(css, ())


@given(st.text("ab:;(){},#-'\" @/*var", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (readable_declarations, readable_rules):
        try:
            assert isinstance(read(text, ()), str)
        except ValueError as error:
            assert str(error).startswith("its ")


@pytest.mark.parametrize(
    "rect",
    [
        f'<rect width="9" height="9" style="fill:#00aa66;fill:{P3};fill-opacity:1"/>',
        '<rect width="9" height="9" fill="var(--g,#0a6)"/>',
        '<style>rect:hover{fill:red} rect{fill:#0a6}</style><rect width="9" height="9"/>',
    ],
)
def test_drawing_has_the_colour_of_a_browser(tmp_path: Path, rect: str) -> None:
    file = tmp_path / "a.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{rect}</svg>')
    assert draw_svg(file, (9, 9)).getpixel((4, 4)) == (0, 170, 102, 255)
