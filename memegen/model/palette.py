"""A brand's palette from the few colours that a campaign has, each in the role in which it is legible."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Sequence

from memegen.core.frozen import frozen
from memegen.scene.color import BLACK, NORMAL_TEXT, WHITE, Color, contrast, parse_hex
from memegen.scene.color_difference import color_difference

# Roles in the order in which colours that suit none better take them.
ROLES = ("accent", "cool", "sun", "ink", "paper")
# Minimum contrast ratios: of letters in paper on each dark colour, and of the sun, which marks words, on the same.
PAPER_ON = {"ink": 12.0, "accent": NORMAL_TEXT, "cool": 5.5}
SUN_ON = {"ink": 7.0, "accent": 3.0, "cool": 3.0}
# Minimum relative luminance of a sun, and maximum saturation (HSV) of a paper.
LIGHT, PALE = 0.4, 0.25
# What the roles that no colour takes are made of.
ACCENT, SUN, INK = parse_hex("#c8264f"), parse_hex("#ffc24b"), parse_hex("#14141c")
COOLS = tuple(map(parse_hex, ("#1d6a72", "#4a2a86")))


@frozen
class Change:
    """A colour that had to be changed for its role.

    Attributes:
        given: the colour as given.
        role: its role.
        used: the colour in the palette.
    """

    given: Color
    role: str
    used: Color


def palette_of(colors: Sequence[Color]) -> tuple[dict[str, Color], list[Change]]:
    """Return a palette with all roles that templates use, and the colours that were changed for it.

    Args:
        colors: up to five opaque colours, the most important first. A colour keeps its value where its role allows it:
            dark ones become ink, pale ones paper, other light ones sun, and the rest accent and cool.
    """
    given = _assigned(colors)
    accent = given.get("accent", ACCENT)
    sun = given.get("sun", SUN)
    paper = given.get("paper", WHITE.mix(sun, 0.06))
    paper = _moved(paper, WHITE, INK, PAPER_ON["ink"] + 2)
    palette = {
        "ink": _moved(given.get("ink", INK.mix(accent, 0.1)), BLACK, paper, PAPER_ON["ink"]),
        "paper": paper,
        "accent": _moved(accent, BLACK, paper, PAPER_ON["accent"]),
    }
    cool = given.get("cool") or max(COOLS, key=lambda color: color_difference(color, palette["accent"]))
    palette["cool"] = _moved(cool, BLACK, paper, PAPER_ON["cool"])
    for ground, ratio in SUN_ON.items():
        sun = _moved(sun, WHITE, palette[ground], ratio)
    palette["sun"] = sun
    return palette, [Change(color, role, palette[role]) for role, color in given.items() if palette[role] != color]


def _moved(color: Color, towards: Color, other: Color, ratio: float) -> Color:
    """Return a colour moved towards black or white, as little as it needs for the contrast *ratio* with another."""
    steps = (color.mix(towards, percent / 100) for percent in range(0, 101, 2))
    is_dark = towards == BLACK
    return next(
        step for step in steps if contrast(step, other) >= ratio and (step.luminance < other.luminance) == is_dark
    )


def _assigned(colors: Sequence[Color]) -> dict[str, Color]:
    """Return the role of each colour: the one that it suits, or else the first that is free."""
    suits: tuple[tuple[str, Callable[[Color], bool]], ...] = (
        ("ink", lambda color: contrast(color, WHITE) >= PAPER_ON["ink"] + 1),
        ("paper", lambda color: color.luminance > LIGHT and _saturation(color) < PALE),
        ("sun", lambda color: color.luminance >= LIGHT),
        ("accent", lambda _: True),
        ("cool", lambda _: True),
    )
    roles: dict[str, Color] = {}
    rest = []
    for color in colors:
        role = next((role for role, fits in suits if role not in roles and fits(color)), "")
        if role:
            roles[role] = color
        else:
            rest.append(color)
    free = (role for role in ROLES if role not in roles)
    return roles | dict(zip(free, rest, strict=False))


def _saturation(color: Color) -> float:
    return colorsys.rgb_to_hsv(*(channel / 255 for channel in color.rgb))[1]
