"""Marker strips: boxes of colour behind lines or words, which follow the text."""

from __future__ import annotations

from collections.abc import Sequence

from memegen.color import Color, contrast
from memegen.geometry import Box
from memegen.outline import rectangle
from memegen.scene import Fill

# The contrast that highlighted words need on the marker.
READS = 4.5


def strips(rows: Sequence[Box], color: Color, x: float, y: float, rise: float, depth: float) -> Fill:
    """The boxes of lines or words, grown by *x* pixels to each side and *y* up and down, as one fill.

    Letters that stand *rise* pixels above the baseline, or hang *depth* below it, lie on them too. Boxes that lie over
    one another count once.
    """
    below = max(y, depth + y / 4)
    above = max(y, rise + y / 4 - max((row.h for row in rows), default=0.0))
    grown = (Box(row.x - x, row.y - above, row.w + 2 * x, row.h + above + below) for row in rows)
    return Fill(tuple(contour for box in grown for contour in rectangle(box)), color)


def ink_on(marker: Color, wanted: Color, others: Sequence[Color]) -> Color:
    """The colour that letters on the marker have: as *wanted* if that reads, else the one that reads best."""
    if contrast(wanted, marker) >= READS:
        return wanted
    return max((wanted, *others), key=lambda color: contrast(color, marker))
