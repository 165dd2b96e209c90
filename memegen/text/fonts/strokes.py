"""The widths of strokes of a font: whether its number sign is a hairline beside its letters."""

from __future__ import annotations

from typing import Any

from memegen.text.fonts.band_pen import BandPen

# Where strokes are measured, as fractions of the height of the sign: "#" above its upper bar, "I" at its middle.
HASH_HEIGHT, STEM_HEIGHT = 0.92, 0.5
# A number sign with thinner strokes than this fraction of a stem looks like a slip beside the letters of a hashtag.
THIN = 0.4


def has_thin_hash(hb_font: Any) -> bool:
    """Return whether the strokes of the "#" of a HarfBuzz font are less than `THIN` of the stem of its "I"."""
    sign, stem = stroke_width(hb_font, "#", HASH_HEIGHT), stroke_width(hb_font, "I", STEM_HEIGHT)
    return 0 < sign < THIN * stem


def stroke_width(hb_font: Any, char: str, height: float) -> float:
    """Return the width of the thinnest stroke of a character, in font units; 0 if it has no outline there.

    Args:
        hb_font: A HarfBuzz font.
        char: The character.
        height: Where it is measured, as a fraction of the height of its ink.
    """
    glyph = hb_font.get_nominal_glyph(ord(char))
    extents = hb_font.get_glyph_extents(glyph) if glyph else None
    if not extents:
        return 0.0
    # Heights are upwards, so that the extent downwards from the upper edge is negative.
    y = extents.y_bearing + extents.height * (1 - height)
    pen = BandPen(y, y)
    hb_font.draw_glyph_with_pen(glyph, pen)
    edges = sorted(pen.crossings)
    return min((right - left for left, right in zip(edges[::2], edges[1::2], strict=True)), default=0.0)
