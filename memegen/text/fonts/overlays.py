"""Lines through, under and over letters by combining characters, e.g. n̶e̶v̶e̶r̶, drawn with the dashes of the font.

Half of the bundled fonts lack the characters, and most of the others have one line of one width for all letters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import groupby
from math import ceil

from memegen.core.regex import lazy_pattern
from memegen.scene.geometry import Box
from memegen.text.face import Face, ShapedGlyph

# The dash that draws each character: short and long stroke overlay, low line, overline.
DASHES = {"\u0335": "-", "\u0336": "-", "\u0332": "_", "\u0305": "_"}
OVERLINE = "\u0305"
PRESENT = lazy_pattern(f"[{''.join(DASHES)}]")
# A hidden character (ZWNJ) of the same length, so that offsets do not change.
HIDDEN = "\u200c"
# Distance of an overline from the capitals, and how far a line reaches into the next letter, em.
OVERLINE_GAP, REACH = 0.16, 0.02


def has_lines(text: str) -> bool:
    """Return whether *text* has one of the characters."""
    return not text.isascii() and PRESENT.search(text) is not None


def shape_with_lines(text: str, shape: Callable[[str], tuple[ShapedGlyph, ...]], face: Face) -> tuple[ShapedGlyph, ...]:
    """Return the glyphs of *text* with lines across the letters that have them.

    Args:
        text: a run with the characters for lines.
        shape: returns the glyphs of a run without them, in visual order.
        face: the face that it shapes with.
    """
    shaped = shape(PRESENT.sub(HIDDEN, text))
    starts = sorted({glyph.cluster for glyph in shaped if text[glyph.cluster] not in DASHES})
    lines: dict[int, list[str]] = {}
    for match in PRESENT.finditer(text):
        if before := bisect_left(starts, match.start()):
            lines.setdefault(starts[before - 1], []).append(match[0])
    glyphs: list[ShapedGlyph] = []
    for cluster, group in groupby(shaped, key=lambda glyph: glyph.cluster):
        letters = [*group]
        glyphs += letters
        width = sum(letter.advance for letter in letters)
        for line in dict.fromkeys(lines.get(cluster, ())):
            dash = shape(DASHES[line])[0]
            if (ink := face.ink(dash.glyph)).w > 0:
                dy = -face.metrics.cap - OVERLINE_GAP - ink.bottom if line == OVERLINE else dash.dy
                glyphs += [ShapedGlyph(dash.glyph, cluster, 0, dx, dy) for dx in _offsets(width, ink)]
    return tuple(glyphs)


def _offsets(width: float, ink: Box) -> Iterator[float]:
    """Yield where to draw a dash so that its ink fills the *width* of a letter, em from the letter's end."""
    count = max(1, ceil((width + 2 * REACH) / ink.w))
    spare = width + 2 * REACH - ink.w
    for n in range(count):
        # A single dash is as wide as the letter or wider: it is centred.
        left = spare * (n / (count - 1) if count > 1 else 0.5) - REACH
        yield left - width - ink.x
