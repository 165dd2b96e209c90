"""How a text is to be set, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from memegen.core.frozen import frozen
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Font, Line

# A size step of the markup, up or down.
STEP = 1.25


@frozen
class Style:
    """Everything that decides how a text is set; sizes in pixels, ``leading`` and ``tracking`` in font sizes.

    ``fill`` is None where the text shows a gradient. ``align`` is "start", "center" or "end", as the direction of each
    paragraph has it. ``fit`` is "block" (one size for all lines) or "lines" (every line fills the width). ``overflow``
    says what happens to a text too long for its box at the least size: "ellipsis" or "fail". ``features`` are OpenType
    tags with their values. ``palette`` holds the colours that markup may name; it does not count when styles are
    compared.
    """

    font: Font
    fill: Color | None
    least: float
    most: float
    leading: float = 1.2
    tracking: float = 0
    case: str = "none"
    align: str = "start"
    max_lines: int = 0
    emphasis: Color | None = None
    emphasis_weight: int = 0
    strong_weight: int = 700
    marked: Color | None = None
    overflow: str = "ellipsis"
    fit: str = "block"
    hang: bool = False
    markup: bool = True
    smart: bool = True
    language: str = "en"
    features: tuple[tuple[str, int], ...] = ()
    palette: Mapping[str, Color] = field(default_factory=dict, compare=False)


@frozen
class TextLayout:
    """A set text about its own top left corner (0, 0).

    ``height`` runs from the cap height of the first line (or its ink, where an accent stands higher) to the baseline of
    the last (or its ink, where a letter hangs lower), so that gaps look as wide as they are; ``rise`` is how far the
    highest ink stands above its baseline, and ``depth`` how far the deepest hangs below it. ``ink`` is the box of the
    ink; an opening mark may hang beyond the side where lines start. ``rows`` are the lines' own boxes, from cap height
    to baseline, ``marked`` those of highlighted words. ``plain`` is the text without markup, after case. ``missing``
    holds the characters that no font has, ``lacking`` the features that markup asks for and the font lacks. ``broken``
    says that a word was broken between letters, ``cut`` that the text was shortened, ``rtl`` that it runs from right to
    left.
    """

    width: float
    height: float
    size: float
    lines: tuple[Line, ...]
    ink: Box
    plain: str
    baseline: float
    missing: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    broken: bool = False
    cut: bool = False
    too_long: bool = False
    rtl: bool = False
    rise: float = 0.0
    depth: float = 0.0
    rows: tuple[Box, ...] = ()
    marked: tuple[Box, ...] = ()
