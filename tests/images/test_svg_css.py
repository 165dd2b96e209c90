"""CSS in SVG drawings: what a browser draws, or an error. `docs/compare_drawings.py` compares more with Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memegen.core.diagnostics import DiagnosticError
from memegen.images.svg_css import resolve_css
from memegen.images.svg_draw import draw_svg
from tests.helpers.paths import ROOT

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
RECT = '<rect width="10" height="10"/>'
DRAWINGS = ROOT / "docs" / "drawings"


def color(tmp_path: Path, body: str, root: str = "") -> tuple[int, ...]:
    file = tmp_path / "a.svg"
    file.write_text(f'<svg {NAMES} viewBox="0 0 10 10" {root}>{body}</svg>')
    found = draw_svg(file, (10, 10)).getpixel((5, 5))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    "body",
    [
        "<style>rect:not(.x){fill:#0a6}</style>" + RECT,
        "<style>rect{fill:#0a6;fill:foo(1);fill:#12}</style>" + RECT,
        "<style>rect{fill:#0a6!important}#r{fill:red}</style><rect id='r' width='10' height='10' style='fill:red'/>",
        "<style>rect{fill:#0a6}rect:hover,rect:focus{fill:red}</style>" + RECT,
        "<style>rect::before,rect:-moz-x{fill:red}rect{fill:#0a6}</style>" + RECT,
        "<style>:root{--a:var(--b);--b:#0a6}rect{fill:var(--a)}</style>" + RECT,
        "<style>:root{--a:var(--b);--b:var(--a)}rect{fill:var(--a,#0a6)}</style>" + RECT,
        "<style>rect{fill:red;fill:var(--nothing)}</style><g fill='#0a6'>" + RECT + "</g>",
        "<style>@media print{rect{fill:red}}@media screen{rect{fill:#0a6}}</style>" + RECT,
        "<style media='print'>rect{fill:red}</style><g fill='#0a6'>" + RECT + "</g>",
        "<style>@keyframes a{to{fill:red}}rect{fill:#0a6;animation:a 1s}</style>" + RECT,
        "<style>rect{fill:#0a6;transform:translate(5px,0) rotate(0deg)}</style><rect x='-5' width='10' height='10'/>",
        "<style>rect{fill:#0a6;width:10px;height:10px}</style><rect/>",
        "<rect width='10' height='10' fill='rgb(0 170 102)'/>",
        "<g fill='#0a6'><rect width='10' height='10' fill='nope'/></g>",
        "<g fill='#0a6'><rect width='10' height='10' style='fill:nope'/></g>",
        "<style>rect{fill:initial}rect{fill:unset}</style><g fill='#0a6'>" + RECT + "</g>",
        "<rect width='1in' height='1in' fill='#0a6'/>",
        "<rect width='10' height='4' fill='red' style='filter:drop-shadow(0 4px #0a6)'/>",
        "<g style='--c:#0a6'><use href='#s'/><symbol id='s'><path d='M0 0h9v9H0z' fill='var(--c)'/></symbol></g>",
    ],
)
def test_drawing_has_the_colour_of_a_browser(tmp_path: Path, body: str) -> None:
    assert color(tmp_path, body) == (0, 170, 102, 255)


def test_background_of_the_root_is_drawn(tmp_path: Path) -> None:
    assert color(tmp_path, "", 'style="background:#0a6"') == (0, 170, 102, 255)
    assert color(tmp_path, "<g style='background:#0a6'/>") == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<style>rect{transform:translate(50%)}</style>", "transform: translate(50%)"),
        ("<style>rect{clip-path:circle(4px)}</style>", "clip-path: circle(4px)"),
        ("<style>rect{stroke-width:calc(1px + 2px)}</style>", "calc"),
        ("<style>rect{rotate:3deg}</style>", "rotate"),
        ("<style>rect{fill:rgb(from red r g b)}</style>", "cannot be computed"),
        ("<style>@media (min-width:9px){rect{fill:red}}</style>", "depends on the screen"),
        ("<style>@layer a{rect{fill:red}}</style>", "@layer"),
        ("<style>g{rect{fill:red}}</style>", "rules in a rule"),
        ("<style>svg{--a:1;--b:" + "var(--a)" * 10_001 + "}</style>", "too long"),
        (
            "<symbol id='s'><rect fill='var(--c)'/></symbol><use href='#s' style='--c:red'/>",
            "variables that differ from use to use",
        ),
    ],
)
def test_what_the_drawer_cannot_is_an_error(tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(DiagnosticError) as caught:
        color(tmp_path, body + RECT)
    assert said in caught.value.diagnostics[0].message


@pytest.mark.parametrize("file", sorted(DRAWINGS.glob("css-*.svg")), ids=lambda file: file.stem)
def test_compared_drawings_are_drawn(file: Path) -> None:
    assert draw_svg(file, (20, 20)).getbbox()


@settings(max_examples=60, deadline=None)
@given(st.text("ab:;(){},#-'\" @/*var.!<>", max_size=60))
def test_any_style_sheet_is_read_or_refused(css: str) -> None:
    escaped = css.replace("<", "&lt;").replace(">", "&gt;")
    try:
        assert "<" in resolve_css(f"<svg {NAMES}><style>{escaped}</style>{RECT}</svg>")
    except ValueError as error:
        assert str(error).startswith("its ")
