"""CSS colours as sRGB; the values are those that Chromium draws."""

from __future__ import annotations

import pytest
import tinycss2

from memegen.images.css_colors import srgb_color


def computed(text: str) -> str | None:
    return srgb_color(tinycss2.parse_component_value_list(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" #0a6 ", "#00aa66"),
        ("rebeccapurple", "#663399"),
        ("rgb(0 170 102 / 50%)", "rgba(0,170,102,0.5)"),
        ("hsl(0.5turn 50% 50%)", "#40bfbf"),
        ("hwb(120 10% 10%)", "#1ae61a"),
        ("lab(50% 40 20)", "#b95857"),
        ("oklch(0.7 0.1 120)", "#96a85e"),
        ("oklch(70% none 30)", "#9e9e9e"),
        ("color(srgb 1 0.5 0)", "#ff8000"),
        ("color(display-p3 0 .6667 .4)", "#00ad5f"),
        ("color(xyz .2 .3 .4)", "#00a7a4"),
        ("color-mix(in srgb, red, white 70%)", "#ffb2b2"),
        ("color-mix(in oklab, red, blue)", "#8c53a2"),
        ("color-mix(in srgb-linear, red 20%, transparent 20%)", "rgba(255,0,0,0.2)"),
        ("light-dark(#abc, #123)", "#aabbcc"),
        ("transparent", "rgba(0,0,0,0)"),
        ("none", None),
        ("#12", None),
        ("red blue", None),
        ("foo(1)", None),
    ],
)
def test_colour_is_that_of_a_browser(text: str, expected: str | None) -> None:
    assert computed(text) == expected


@pytest.mark.parametrize("text", ["rgb(from red r g b)", "color-mix(in hsl, red, blue)", "device-cmyk(0 1 1 0)"])
def test_colour_that_a_browser_may_know_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be computed: write it as #rrggbb"):
        computed(text)
