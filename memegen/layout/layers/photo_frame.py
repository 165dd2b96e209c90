"""The form that a photo is cut to, and the part of its box that shows then."""

from __future__ import annotations

from memegen.layout.layers.crop import WHOLE
from memegen.scene.geometry import Box
from memegen.scene.motif import clip_outline
from memegen.scene.path import Outline, polygon, rectangle

# Area of the box of each form that the subject is placed in, as fractions of the box.
SUBJECT_AREAS = {
    "arch": Box(0.06, 0.14, 0.88, 0.86),
    "circle": Box(0.12, 0.12, 0.76, 0.76),
    "leaf": Box(0.16, 0.2, 0.68, 0.6),
    "pear": Box(0.14, 0.42, 0.72, 0.5),
}
# Maximum inset of the subject for a slanted edge, as a fraction of the box.
MAX_SLANT_INSET = 0.4


def shown_area(frame: str, box: Box, cut: str, slant: float) -> Box:
    """Return the area of the box that a subject should be in, as fractions.

    Args:
        frame: the form, e.g. a name of `memegen.scene.motif.CLIPS`; others are boxes.
        box: box of the photo, px.
        cut: the edge that is slanted, ``left``, ``right``, ``top`` or ``bottom``; ``none`` for none.
        slant: how far one end of that edge is behind the other, px.
    """
    if frame in SUBJECT_AREAS:
        return SUBJECT_AREAS[frame]
    d = min(MAX_SLANT_INSET, slant / (box.w if cut in ("left", "right") else box.h))
    areas = {"left": Box(d, 0, 1 - d, 1), "right": Box(0, 0, 1 - d, 1)}
    areas |= {"top": Box(0, d, 1, 1 - d), "bottom": Box(0, 0, 1, 1 - d)}
    return areas.get(cut, WHOLE)


def outline_of(frame: str, box: Box, cut: str, slant: float, radius: float) -> Outline | None:
    """Return the outline that a photo is clipped to, px; None for the whole box. As :func:`shown_area`."""
    if frame != "box":
        return clip_outline(frame, box)
    if cut != "none":
        return slanted(box, cut, slant)
    return rectangle(box, radius) if radius else None


def slanted(box: Box, cut: str, slant: float) -> Outline:
    """Return the box with the edge *cut* slanted by *slant* px."""
    x0, y0, x1, y1 = box.x, box.y, box.right, box.bottom
    corners = {
        "left": [(x0 + slant, y0), (x1, y0), (x1, y1), (x0, y1)],
        "right": [(x0, y0), (x1, y0), (x1 - slant, y1), (x0, y1)],
        "top": [(x0, y0 + slant), (x1, y0), (x1, y1), (x0, y1)],
        "bottom": [(x0, y0), (x1, y0), (x1, y1 - slant), (x0, y1)],
    }
    return polygon(corners[cut])
