"""Finding the faces in a picture, where numpy is there (`pip install memegen-cli[faces]`); without it none is found."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from math import exp
from typing import TYPE_CHECKING

from memegen.geometry import Box
from memegen.subject import Face

if TYPE_CHECKING:
    from PIL.Image import Image

# The picture is looked at twice, at these lengths of its longest side: large faces are found small, small ones large.
SIDES = (224, 448)
SURE = 0.5
# The widths and heights, in cells, of the five shapes of box that each cell may answer with.
SHAPES = ((1.603231, 2.094468), (6.041143, 7.080126), (2.882459, 3.518061), (4.266906, 5.178857), (9.041765, 10.66308))
# Two boxes that share so much of the smaller one are one face.
SHARED = 0.45
# Beyond a thousandth of the picture processors differ in the last digit.
DIGITS = 3


def faces(image: Image) -> tuple[Face, ...]:
    """The faces in an upright "RGB" picture, the largest first; () where numpy is not installed."""
    if find_spec("numpy") is None or min(image.size) < 2:
        return ()
    found: list[Face] = []
    everything = [face for side in SIDES for face in _seen(image, side)]
    for face in sorted(everything, key=lambda face: (-face.confidence, face.box.x, face.box.y)):
        if all(_shared(face.box, other.box) < SHARED for other in found):
            found.append(face)
    return tuple(sorted(found, key=lambda face: (-face.box.w * face.box.h, face.box.x, face.box.y)))


def _seen(image: Image, side: int) -> Iterator[Face]:
    """All boxes that the network is sure enough of, many to a face, with the picture brought to *side* pixels."""
    import numpy as np
    from PIL.Image import Resampling

    from memegen.photos.network import CELL, answers

    scale = side / max(image.size)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    small = image.resize(size, Resampling.BICUBIC, reducing_gap=3)
    grid = answers(np.asarray(small, np.float32))
    grid = grid.reshape(*grid.shape[:2], len(SHAPES), 5)
    for row, column, shape in np.argwhere(grid[..., 4] > 0).tolist():
        dx, dy, dw, dh, doubt = grid[row, column, shape].tolist()
        w, h = (SHAPES[shape][0] * exp(min(dw, 4)) * CELL, SHAPES[shape][1] * exp(min(dh, 4)) * CELL)
        x, y = (column + _part(dx)) * CELL - w / 2, (row + _part(dy)) * CELL - h / 2
        box = _held(Box(x / size[0], y / size[1], w / size[0], h / size[1]))
        # The sides of a box of nothing would divide by it.
        if _part(doubt) >= SURE and box.w > 0 and box.h > 0:
            yield Face(box, round(_part(doubt), DIGITS))


def _part(value: float) -> float:
    return 1 / (1 + exp(-max(-60.0, value)))


def _held(box: Box) -> Box:
    """The part of the box that lies in the picture."""
    x, y = round(min(max(box.x, 0), 1), DIGITS), round(min(max(box.y, 0), 1), DIGITS)
    right, bottom = round(min(max(box.right, 0), 1), DIGITS), round(min(max(box.bottom, 0), 1), DIGITS)
    return Box(x, y, round(right - x, DIGITS), round(bottom - y, DIGITS))


def _shared(one: Box, other: Box) -> float:
    """How much of the smaller box the two have in common, 0 to 1."""
    w = min(one.right, other.right) - max(one.x, other.x)
    h = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(w, 0) * max(h, 0) / min(one.w * one.h, other.w * other.h)
