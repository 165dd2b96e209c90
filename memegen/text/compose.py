"""From shaped lines in em to a block in pixels: sizes, baselines, alignment by ink."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf, isinf

from memegen.scene.color import Color, parse_color
from memegen.scene.geometry import Box
from memegen.scene.items import Glyph, Line, Run
from memegen.text.shape import ShapedLine, ShapedParagraph
from memegen.text.style import Style, TextLayout
from memegen.text.styled import TextAttributes

# The least room between the ink of two lines, in em.
CLEAR = 0.05


def block(
    flow: ShapedParagraph,
    strips: Sequence[ShapedLine],
    sizes: Sequence[float],
    baselines: Sequence[float],
    width: float,
) -> TextLayout:
    """Set each strip at its size (pixels) on its baseline (pixels from the top) in a box *width* pixels wide.

    An endless box is as wide as its widest line.
    """
    if isinf(width):
        width = max((strip.width * size for strip, size in zip(strips, sizes, strict=True)), default=0.0)
    lines, rows, marked, ink, bottom = [], [], [], None, 0.0
    for strip, size, y in zip(strips, sizes, baselines, strict=True):
        x = _origin(strip, size, width, flow.style.align)
        lines.append(Line(strip.text, x, y, _runs(strip, size, flow.style)))
        bottom = max(bottom, y + strip.bottom * size)
        cap = flow.cap * size
        rows.append(Box(x + strip.left * size, y - cap, strip.width * size, cap))
        marked += [Box(x + start * size, y - cap, (end - start) * size, cap) for start, end in strip.marked]
        if strip.last > strip.first:
            high = strip.top + strip.bottom
            box = Box(x + strip.first * size, y - strip.top * size, (strip.last - strip.first) * size, high * size)
            ink = ink.union(box) if ink else box
    return TextLayout(
        width=width,
        height=bottom,
        size=min(sizes, default=flow.style.min_size),
        lines=tuple(lines),
        ink=ink or Box(0, 0, 0, 0),
        plain=flow.plain,
        baseline=baselines[0] if baselines else 0.0,
        missing_clusters=flow.items.missing,
        missing_features=flow.items.missing_features,
        rtl=flow.rtl(0),
        max_ascent=max((strip.top * size for strip, size in zip(strips, sizes, strict=True)), default=0.0),
        max_descent=max((strip.bottom * size for strip, size in zip(strips, sizes, strict=True)), default=0.0),
        line_boxes=tuple(rows),
        highlight_boxes=tuple(marked),
    )


def even(flow: ShapedParagraph, strips: Sequence[ShapedLine], pitch: float) -> tuple[list[float], float]:
    """Baselines in em, and the height of the block in em.

    Lines are *pitch* em apart, or as far as it takes for no accent to touch what hangs from the line above.
    """
    met = [above.bottom + below.top for above, below in pairwise(strips)]
    pitch = max([pitch, *(inks + CLEAR for inks in met)])
    top = max([flow.cap, *(strip.top - i * pitch for i, strip in enumerate(strips))])
    baselines = [top + i * pitch for i in range(len(strips))]
    return baselines, max(y + strip.bottom for y, strip in zip(baselines, strips, strict=True))


def exact_size(strips: Sequence[ShapedLine], height_em: float, width: float, height: float, most: float) -> float:
    """The greatest size at which the strips' ink keeps within *width* × *height* pixels."""
    widest = max(strip.width for strip in strips)
    return min(most, width / widest if widest > 0 else inf, height / height_em if height_em > 0 else inf)


def _origin(strip: ShapedLine, size: float, width: float, align: str) -> float:
    if align == "center":
        return (width - (strip.left + strip.right) * size) / 2
    if (align == "end") != strip.rtl:
        return width - strip.right * size
    return -strip.left * size


def _runs(strip: ShapedLine, size: float, style: Style) -> tuple[Run, ...]:
    return tuple(
        Run(
            stretch.font,
            size * stretch.scale,
            _fill(stretch.look, style),
            tuple([Glyph(glyph, x * size, y * size) for glyph, x, y in stretch.glyphs]),
        )
        for stretch in strip.stretches
    )


def _fill(look: TextAttributes, style: Style) -> Color | None:
    """The colour of a stretch; None where the text's gradient shows through."""
    if look.color:
        return parse_color(look.color, style.palette)
    if look.highlight and style.highlight_color:
        return style.highlight_color
    return style.emphasis_color if look.emphasis and style.emphasis_color else style.fill
