"""From shaped lines in em to a text layout in px: sizes, baselines, alignment by ink."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from math import inf, isinf

from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Glyph, Line, Run
from memegen.text.shape import ShapedParagraph
from memegen.text.shaped_line import ShapedLine
from memegen.text.style import Style, TextLayout
from memegen.text.styled import TextAttributes

# Minimum gap between the ink of two lines, em.
MIN_GAP = 0.05


def compose(
    paragraph: ShapedParagraph,
    lines: Sequence[ShapedLine],
    sizes: Sequence[float],
    baselines: Sequence[float],
    width: float,
) -> TextLayout:
    """Return the layout of lines in a box.

    Args:
        paragraph: what the lines were shaped from.
        lines: the lines, top to bottom.
        sizes: font size of each line, px.
        baselines: baseline of each line, px from the top.
        width: width of the box, px; if infinite, that of the widest line.
    """
    if isinf(width):
        width = max((line.width * size for line, size in zip(lines, sizes, strict=True)), default=0.0)
    style, cap, sized = paragraph.style, paragraph.cap, zip(lines, sizes, baselines, strict=True)
    placed = [(line, size, _origin(line, size, width, style.align), y) for line, size, y in sized]
    inks = [_ink_box(line, size, x, y) for line, size, x, y in placed if line.last > line.first]
    ranges = [((line.left, line.right),) for line in lines]
    return TextLayout(
        width=width,
        height=max((y + line.bottom * size for line, size, _, y in placed), default=0.0),
        size=min(sizes, default=style.min_size),
        lines=tuple([Line(line.text, x, y, _runs(line, size, style)) for line, size, x, y in placed]),
        ink=reduce(Box.union, inks) if inks else Box(0, 0, 0, 0),
        plain=paragraph.plain,
        baseline=baselines[0] if baselines else 0.0,
        missing_clusters=paragraph.itemized.missing_clusters,
        missing_features=paragraph.itemized.missing_features,
        rtl=paragraph.rtl(0),
        max_ascent=max((line.top * size for line, size, _, _ in placed), default=0.0),
        max_descent=max((line.bottom * size for line, size, _, _ in placed), default=0.0),
        line_boxes=_cap_boxes(placed, ranges, cap),
        highlight_boxes=_cap_boxes(placed, [line.highlights for line in lines], cap),
        emphasis_boxes=_cap_boxes(placed, [line.emphases for line in lines], cap),
    )


def even_baselines(paragraph: ShapedParagraph, lines: Sequence[ShapedLine], pitch: float) -> tuple[list[float], float]:
    """Return the baselines of evenly spaced lines and the height of the layout, all in em.

    Lines are *pitch* em apart, or as far as it takes to keep the ink of neighbouring lines `MIN_GAP` apart.
    """
    reaches = [above.bottom + below.top for above, below in pairwise(lines)]
    pitch = max([pitch, *(reach + MIN_GAP for reach in reaches)])
    top = max([paragraph.cap, *(line.top - i * pitch for i, line in enumerate(lines))])
    baselines = [top + i * pitch for i in range(len(lines))]
    return baselines, max(y + line.bottom for y, line in zip(baselines, lines, strict=True))


def fitting_size(lines: Sequence[ShapedLine], height_em: float, width: float, height: float, max_size: float) -> float:
    """Return the largest font size, px, at which the ink of *lines* fits into *width* × *height* px.

    Args:
        lines: the shaped lines.
        height_em: height of their layout, em.
        width: available width, px.
        height: available height, px.
        max_size: maximum size, px.
    """
    widest = max(line.width for line in lines)
    return min(max_size, width / widest if widest > 0 else inf, height / height_em if height_em > 0 else inf)


def _ink_box(line: ShapedLine, size: float, x: float, y: float) -> Box:
    """Return the bounding box of a line's ink, px; (x, y) is its origin."""
    width, height = line.last - line.first, line.top + line.bottom
    return Box(x + line.first * size, y - line.top * size, width * size, height * size)


def _cap_boxes(
    placed: Sequence[tuple[ShapedLine, float, float, float]],
    ranges: Sequence[Sequence[tuple[float, float]]],
    cap: float,
) -> tuple[Box, ...]:
    """Return the boxes of ranges of lines, px, from baseline to cap height.

    Args:
        placed: the lines, each with its size and its origin, px.
        ranges: the ranges of each line, em.
        cap: cap height, em.
    """
    pairs = zip(placed, ranges, strict=True)
    return tuple([_cap_box(*span, cap, size, x, y) for (_, size, x, y), spans in pairs for span in spans])


def _cap_box(start: float, end: float, cap: float, size: float, x: float, y: float) -> Box:
    """Return the box of a part of a line, px, from its baseline to its cap height; *start*, *end*, *cap* in em."""
    return Box(x + start * size, y - cap * size, (end - start) * size, cap * size)


def _origin(line: ShapedLine, size: float, width: float, align: str) -> float:
    """Return the x of a line's origin that aligns its ink, px."""
    if align == "center":
        return (width - (line.left + line.right) * size) / 2
    if (align == "end") != line.rtl:
        return width - line.right * size
    return -line.left * size


def _runs(line: ShapedLine, size: float, style: Style) -> tuple[Run, ...]:
    return tuple(
        Run(
            run.font,
            size * run.scale,
            _fill(run.attributes, style),
            tuple([Glyph(glyph, x * size, y * size) for glyph, x, y in run.glyphs]),
        )
        for run in line.runs
    )


def _fill(attributes: TextAttributes, style: Style) -> Color | None:
    """Return the colour of a run; None where the text's gradient shows through."""
    if attributes.color:
        return attributes.color
    if attributes.highlight and style.highlight_color:
        return style.highlight_color
    return style.emphasis_color if attributes.emphasis and style.emphasis_color else style.fill
