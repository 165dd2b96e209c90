"""A small convolutional network, run in numpy: five layers that each halve the picture, then a grid of answers."""

from __future__ import annotations

import json
from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING, Any

from memegen.home import HOME

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    Array = NDArray[float32]

MODEL = HOME / "assets" / "faces" / "tiny_face_detector_model"
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
