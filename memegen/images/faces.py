"""Detect the faces in an image with a small convolutional network.

The detector needs numpy (``pip install memegen-cli[faces]``); without it no face is found. The network is the tiny face
detector of face-api.js: a TinyYOLOv2 of separable convolutions with five anchor boxes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from math import exp, prod
from typing import TYPE_CHECKING, Any

from memegen.core.environment import DATA_FOLDER
from memegen.scene.geometry import Box
from memegen.scene.subject import DetectedFace

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray
    from PIL.Image import Image

    Array = NDArray[float32]

# The image is examined twice, at these lengths of its longest side in pixels: large faces are found in the small copy,
# small ones in the large copy.
SIDES = (224, 448)
MIN_CONFIDENCE = 0.5
# Widths and heights, in cells, of the five anchor boxes of each cell.
ANCHORS = ((1.603231, 2.094468), (6.041143, 7.080126), (2.882459, 3.518061), (4.266906, 5.178857), (9.041765, 10.66308))
# Two boxes that overlap by at least this fraction of the smaller one are the same face.
SAME_FACE = 0.45
# Decimal places of results. Beyond a thousandth of the image processors differ in the last digit.
DIGITS = 3

MODEL = DATA_FOLDER / "assets" / "faces" / "tiny_face_detector_model"
# What the network takes for black: means of red, green and blue in its training data, 0 to 255.
MEAN_RGB = (117.001, 114.697, 97.404)
# Pixels along a side of one cell of the output.
CELL = 32
# Slope of the leaky rectifier below 0.
LEAK = 0.1


def detect_faces(image: Image) -> tuple[DetectedFace, ...]:
    """Return the faces in an upright "RGB" image, the largest first; () where numpy is not installed."""
    if find_spec("numpy") is None or min(image.size) < 2:
        return ()
    kept: list[DetectedFace] = []
    candidates = [face for side in SIDES for face in _candidates(image, side)]
    # Non-maximum suppression.
    for face in sorted(candidates, key=lambda face: (-face.confidence, face.box.x, face.box.y)):
        if all(_overlap(face.box, other.box) < SAME_FACE for other in kept):
            kept.append(face)
    return tuple(sorted(kept, key=lambda face: (-face.box.w * face.box.h, face.box.x, face.box.y)))


def _candidates(image: Image, side: int) -> Iterator[DetectedFace]:
    """Yield all boxes of sufficient confidence, many to a face, with the image scaled to *side* pixels."""
    import numpy as np
    from PIL.Image import Resampling

    scale = side / max(image.size)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    small = image.resize(size, Resampling.BICUBIC, reducing_gap=3)
    grid = _run_network(np.asarray(small, np.float32))
    grid = grid.reshape(*grid.shape[:2], len(ANCHORS), 5)
    # A logit above 0 is a confidence above 0.5.
    for row, column, anchor in np.argwhere(grid[..., 4] > 0).tolist():
        dx, dy, dw, dh, logit = grid[row, column, anchor].tolist()
        w, h = (ANCHORS[anchor][0] * exp(min(dw, 4)) * CELL, ANCHORS[anchor][1] * exp(min(dh, 4)) * CELL)
        x, y = (column + _sigmoid(dx)) * CELL - w / 2, (row + _sigmoid(dy)) * CELL - h / 2
        box = _clamped(Box(x / size[0], y / size[1], w / size[0], h / size[1]))
        # _overlap divides by the area of a box.
        if _sigmoid(logit) >= MIN_CONFIDENCE and box.w > 0 and box.h > 0:
            yield DetectedFace(box, round(_sigmoid(logit), DIGITS))


def _sigmoid(value: float) -> float:
    return 1 / (1 + exp(-max(-60.0, value)))


def _clamped(box: Box) -> Box:
    """Return the part of the box inside the image, in fractions of the image, rounded."""
    x, y = round(min(max(box.x, 0), 1), DIGITS), round(min(max(box.y, 0), 1), DIGITS)
    right, bottom = round(min(max(box.right, 0), 1), DIGITS), round(min(max(box.bottom, 0), 1), DIGITS)
    return Box(x, y, round(right - x, DIGITS), round(bottom - y, DIGITS))


def _overlap(one: Box, other: Box) -> float:
    """Return the area that the boxes share, as a fraction of the smaller one."""
    w = min(one.right, other.right) - max(one.x, other.x)
    h = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(w, 0) * max(h, 0) / min(one.w * one.h, other.w * other.h)


@lru_cache(1)
def _weights() -> dict[str, Array]:
    """Return the weights of the network by name; the file has them quantized to 8 bits."""
    import numpy as np

    (manifest,) = json.loads(MODEL.with_suffix(".json").read_text("utf-8"))
    content = MODEL.with_suffix(".bin").read_bytes()
    weights: dict[str, Array] = {}
    offset = 0
    for entry in manifest["weights"]:
        count, quantization = prod(entry["shape"]), entry["quantization"]
        levels = np.frombuffer(content, np.uint8, count, offset).astype(np.float32)
        values = levels * quantization["scale"] + quantization["min"]
        weights[entry["name"]] = values.reshape(entry["shape"]).astype(np.float32)
        offset += count
    return weights


def _run_network(pixels: Any) -> Array:
    """Return 25 numbers for every cell: offset, size and confidence logit of each anchor box.

    Args:
        pixels: Rows, columns, then levels of red, green and blue from 0 to 255.
    """
    import numpy as np

    height, width = (-(-side // CELL) * CELL for side in pixels.shape[:2])
    # Beyond the image the input is black less the mean, then a border of zeros, the padding of the first convolution.
    canvas = np.zeros((height + 2, width + 2, 3), np.float32)
    canvas[1:-1, 1:-1] = -np.array(MEAN_RGB, np.float32)
    canvas[1 : 1 + pixels.shape[0], 1 : 1 + pixels.shape[1]] += pixels
    weights = _weights()
    # The rectifier after pooling gives the same result as before it, for a quarter of the numbers.
    layer = _leaky_relu(_max_pool(_first_convolution(np.divide(canvas, 255, dtype=np.float32))))
    for name in ("conv1", "conv2", "conv3", "conv4"):
        layer = _leaky_relu(_max_pool(_separable_convolution(layer, name)))
    last = _leaky_relu(_max_pool_same_size(_separable_convolution(layer, "conv5")))
    return np.asarray(last @ weights["conv8/filters"][0, 0] + weights["conv8/bias"], np.float32)


def _first_convolution(canvas: Array) -> Array:
    """Return a 3 × 3 convolution, computed as one matrix product."""
    import numpy as np

    weights = _weights()
    height, width = canvas.shape[0] - 2, canvas.shape[1] - 2
    shifted = [canvas[y : y + height, x : x + width] for y in range(3) for x in range(3)]
    columns = np.concatenate(shifted, axis=2)
    return np.asarray(columns @ weights["conv0/filters"].reshape(27, -1) + weights["conv0/bias"], np.float32)


def _separable_convolution(layer: Array, name: str) -> Array:
    """Return a 3 × 3 depthwise convolution followed by a pointwise one."""
    import numpy as np

    weights = _weights()
    height, width, _ = layer.shape
    padded = np.pad(layer, ((1, 1), (1, 1), (0, 0)))
    kernel = weights[f"{name}/depthwise_filter"][..., 0]
    depthwise = np.zeros_like(layer)
    product = np.empty_like(layer)
    for y in range(3):
        for x in range(3):
            np.multiply(padded[y : y + height, x : x + width], kernel[y, x], out=product)
            depthwise += product
    return np.asarray(depthwise @ weights[f"{name}/pointwise_filter"][0, 0] + weights[f"{name}/bias"], np.float32)


def _leaky_relu(layer: Array) -> Array:
    """Return the layer with values below 0 multiplied by :data:`LEAK`."""
    import numpy as np

    return np.asarray(np.maximum(layer, layer * np.float32(LEAK)), np.float32)


def _max_pool(layer: Array) -> Array:
    """Return the maximum of each 2 × 2 cells, with a stride of 2."""
    import numpy as np

    rows = np.maximum(layer[0::2], layer[1::2])
    return np.maximum(rows[:, 0::2], rows[:, 1::2])


def _max_pool_same_size(layer: Array) -> Array:
    """Return the maximum of each 2 × 2 cells, with a stride of 1; the size is kept."""
    import numpy as np

    padded = np.pad(layer, ((0, 1), (0, 1), (0, 0)), constant_values=-np.inf)
    rows = np.maximum(padded[:-1], padded[1:])
    return np.maximum(rows[:, :-1], rows[:, 1:])
