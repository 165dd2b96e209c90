"""The style that a text is set in, and the layout that results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from memegen.core.frozen import frozen
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Font, Line

# Ratio of one size step of the markup, `[words](+1)`, to the size around it.
STEP = 1.25


@frozen
class Style:
    """Everything that decides how a text is set.

    Attributes:
        font: the primary font.
        hash_font: the font of a hashtag's sign where that of `font` is a hairline; None for that of `font` always.
        fill: the text's colour; None where the text shows a gradient.
        min_size: minimum font size, px.
        max_size: maximum font size, px.
        leading: distance between baselines, em.
        tracking: space added after each cluster, em.
        case: "none", "upper", "lower" or "title".
        align: "start", "center" or "end", relative to the direction of each paragraph.
        max_lines: maximum number of lines; 0 for any.
        emphasis_color: colour of emphasised words, if not that of the text.
        emphasis_weight: font weight of emphasised words; 0 for that of the text.
        emphasis_step: size steps up of emphasised words.
        emphasis_boxes: the layout tells where emphasised words stand.
        emphasis_depth: how far below the baseline something is drawn at them, em.
        strong_weight: font weight of strong words.
        highlight_color: colour of highlighted words, if not that of the text.
        overflow: "ellipsis" or "fail", for a text too long for its box at the minimum size.
        fit: "block" (one size for all lines) or "lines" (every line fills the width).
        hang: opening quotation marks hang outside the edge where lines start.
        markup: the text may contain markup.
        smart: straight marks become those of the language.
        language: BCP 47 tag.
        features: OpenType feature tags with their values.
        palette: the colours that markup may name. It does not count when styles are compared.
    """

    font: Font
    fill: Color | None
    min_size: float
    max_size: float
    leading: float = 1.2
    tracking: float = 0
    case: str = "none"
    align: str = "start"
    max_lines: int = 0
    emphasis_color: Color | None = None
    emphasis_weight: int = 0
    emphasis_step: int = 0
    emphasis_boxes: bool = False
    emphasis_depth: float = 0
    strong_weight: int = 700
    highlight_color: Color | None = None
    overflow: str = "ellipsis"
    fit: str = "block"
    hang: bool = False
    markup: bool = True
    smart: bool = True
    language: str = "en"
    features: tuple[tuple[str, int], ...] = ()
    hash_font: Font | None = None
    palette: Mapping[str, Color] = field(default_factory=dict, compare=False)


@frozen
class TextLayout:
    """A set text, in px about its own top left corner (0, 0).

    Attributes:
        width: width of the box that it was set in, or of the widest line if that has none.
        height: from the cap height of the first line (or its ink, where an accent is higher) to the baseline of the
            last (or its ink, where a letter descends), so that gaps look as wide as they are.
        size: the smallest font size of a line.
        lines: the lines, top to bottom.
        ink: bounding box of the ink. A hanging mark may extend beyond the side where lines start.
        plain: the text without markup, after the change of case.
        baseline: the first line's baseline, from the top.
        missing_clusters: the clusters that no font has.
        missing_features: names of the features that markup asks for and the font lacks.
        broken: a word was broken between letters.
        truncated: the text was shortened.
        too_long: it was shortened although ``Style.overflow`` is "fail".
        rtl: the text runs from right to left.
        max_ascent: maximum height of a line's ink above its baseline.
        max_descent: maximum depth of a line's ink below its baseline.
        line_boxes: a box for each line, from cap height to baseline.
        highlight_boxes: likewise for each range of highlighted words.
        emphasis_boxes: likewise for each range of emphasised words, if ``Style.emphasis_boxes``.
    """

    width: float
    height: float
    size: float
    lines: tuple[Line, ...]
    ink: Box
    plain: str
    baseline: float
    missing_clusters: tuple[str, ...] = ()
    missing_features: tuple[str, ...] = ()
    broken: bool = False
    truncated: bool = False
    too_long: bool = False
    rtl: bool = False
    max_ascent: float = 0.0
    max_descent: float = 0.0
    line_boxes: tuple[Box, ...] = ()
    highlight_boxes: tuple[Box, ...] = ()
    emphasis_boxes: tuple[Box, ...] = ()

    @property
    def overhang(self) -> float:
        """Distance that punctuation hangs beyond the box, px."""
        return max(-self.ink.x, self.ink.right - self.width if self.rtl else 0.0)
