from __future__ import annotations

import pytest
import tinycss2

from memegen.images.svg_values import drawn_value


def drawn(name: str, text: str) -> str | None:
    return drawn_value(name, tinycss2.parse_component_value_list(text))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("fill", "url(#a) oklch(0 0 0)", "url(#a) #000000"),
        ("fill", "currentColor", "currentColor"),
        ("fill", "context-stroke", "context-stroke"),
        ("stroke", "nonsense", None),
        ("opacity", "40%", "0.4"),
        ("stroke-width", "2px", "2px"),
        ("d", "path('M0 0h9')", "M0 0h9"),
        ("transform", "rotate(0.5turn) translateX(3px) scale(.5, 2)", "rotate(180) translate(3 0) scale(0.5 2)"),
        ("transform", "rotate(x)", None),
        ("background", "no-repeat #0a6", "#00aa66"),
        ("rotate", "none", None),
    ],
)
def test_value_is_what_the_drawer_reads(name: str, text: str, expected: str | None) -> None:
    assert drawn(name, text) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("clip-path", "inset(10%)"),
        ("transform", "rotate3d(1,1,1,4deg)"),
        ("mask-image", "url(#a)"),
        ("background", "linear-gradient(red, blue)"),
    ],
)
def test_value_that_only_a_browser_draws_is_an_error(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=f"its CSS has {name}: "):
        drawn(name, text)
