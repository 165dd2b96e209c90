"""Finding the faces in a picture, where numpy is there (`pip install memegen-cli[faces]`); without it none is found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from math import exp, prod
from typing import TYPE_CHECKING, Any

from memegen.core.environment import DATA_FOLDER
from memegen.scene.geometry import Box
from memegen.scene.subject import Face

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray
    from PIL.Image import Image

    Array = NDArray[float32]

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


MODEL = DATA_FOLDER / "assets" / "faces" / "tiny_face_detector_model"
# What the network takes for black, in levels of red, green and blue.
MEAN = (117.001, 114.697, 97.404)
# One cell of the answer stands for so many pixels.
CELL = 32
SLOPE = 0.1


@lru_cache(1)
def weights() -> dict[str, Array]:
    """The trained numbers by name; each is kept in a byte."""
    import numpy as np

    (manifest,) = json.loads(MODEL.with_suffix(".json").read_text("utf-8"))
    content = MODEL.with_suffix(".bin").read_bytes()
    found: dict[str, Array] = {}
    at = 0
    for entry in manifest["weights"]:
        count, packing = prod(entry["shape"]), entry["quantization"]
        levels = np.frombuffer(content, np.uint8, count, at).astype(np.float32)
        found[entry["name"]] = (levels * packing["scale"] + packing["min"]).reshape(entry["shape"]).astype(np.float32)
        at += count
    return found


def answers(pixels: Any) -> Array:
    """What the network says of pixels (rows, columns, levels of red, green, blue): 25 numbers for every cell."""
    import numpy as np

    height, width = (-(-side // CELL) * CELL for side in pixels.shape[:2])
    # Beyond the picture lies black as the network knows it, and a rim of nothing.
    canvas = np.zeros((height + 2, width + 2, 3), np.float32)
    canvas[1:-1, 1:-1] = -np.array(MEAN, np.float32)
    canvas[1 : 1 + pixels.shape[0], 1 : 1 + pixels.shape[1]] += pixels
    known = weights()
    # Bending after halving comes to the same as before it, on a quarter of the numbers.
    layer = _leaky(_halved(_first(np.divide(canvas, 255, dtype=np.float32))))
    for name in ("conv1", "conv2", "conv3", "conv4"):
        layer = _leaky(_halved(_separable(layer, name)))
    last = _leaky(_widened(_separable(layer, "conv5")))
    return np.asarray(last @ known["conv8/filters"][0, 0] + known["conv8/bias"], np.float32)


def _first(canvas: Array) -> Array:
    """A whole 3 × 3 convolution, as one product of matrices."""
    import numpy as np

    known = weights()
    height, width = canvas.shape[0] - 2, canvas.shape[1] - 2
    shifted = [canvas[y : y + height, x : x + width] for y in range(3) for x in range(3)]
    columns = np.concatenate(shifted, axis=2)
    return np.asarray(columns @ known["conv0/filters"].reshape(27, -1) + known["conv0/bias"], np.float32)


def _separable(layer: Array, name: str) -> Array:
    """A 3 × 3 convolution of each channel by itself, then a mixture of the channels."""
    import numpy as np

    known = weights()
    height, width, _ = layer.shape
    padded = np.pad(layer, ((1, 1), (1, 1), (0, 0)))
    kernel = known[f"{name}/depthwise_filter"][..., 0]
    blurred = np.zeros_like(layer)
    part = np.empty_like(layer)
    for y in range(3):
        for x in range(3):
            np.multiply(padded[y : y + height, x : x + width], kernel[y, x], out=part)
            blurred += part
    return np.asarray(blurred @ known[f"{name}/pointwise_filter"][0, 0] + known[f"{name}/bias"], np.float32)


def _leaky(layer: Array) -> Array:
    """What is below nothing, a tenth of it."""
    import numpy as np

    return np.asarray(np.maximum(layer, layer * np.float32(SLOPE)), np.float32)


def _halved(layer: Array) -> Array:
    """The greatest of every 2 × 2 cells."""
    import numpy as np

    rows = np.maximum(layer[0::2], layer[1::2])
    return np.maximum(rows[:, 0::2], rows[:, 1::2])


def _widened(layer: Array) -> Array:
    """The greatest of each cell and its neighbours to the right and below, the size kept."""
    import numpy as np

    padded = np.pad(layer, ((0, 1), (0, 1), (0, 0)), constant_values=-np.inf)
    rows = np.maximum(padded[:-1], padded[1:])
    return np.maximum(rows[:, :-1], rows[:, 1:])
