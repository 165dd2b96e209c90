"""How a text is to be set, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from memegen.color import Color
from memegen.geometry import Box
from memegen.scene import Font, Line


@dataclass(frozen=True, slots=True)
class Style:
    """Everything that decides how a text is set; sizes in pixels, ``leading`` and ``tracking`` in font sizes.

    ``fit`` is "block" (one size for all lines) or "lines" (every line fills the width). ``overflow`` says what happens
    to a text too long for its box at the least size: "ellipsis" or "fail".
    """

    font: Font
    fill: Color
    least: float
    most: float
    leading: float = 1.2
    tracking: float = 0
    case: str = "none"
    align: str = "start"
    max_lines: int = 0
    emphasis: Color | None = None
    emphasis_weight: int = 0
    overflow: str = "ellipsis"
    fit: str = "block"
    hang: bool = False
    markup: bool = True
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Block:
    """A set text about its own top left corner (0, 0).

    ``height`` runs from the cap height of the first line (or its ink, where an accent stands higher) to the baseline of
    the last (or its ink, where a letter hangs lower), so that gaps look as wide as they are. ``ink`` is the box of the
    ink; an opening mark may hang to the left of 0. ``plain`` is the text without markup, after case. ``missing`` holds
    the characters that no font has, ``broken`` says that a word was broken between letters, ``cut`` that the text was
    shortened.
    """

    width: float
    height: float
    size: float
    lines: tuple[Line, ...]
    ink: Box
    plain: str
    baseline: float
    missing: tuple[str, ...] = ()
    broken: bool = False
    cut: bool = False
    too_long: bool = False
