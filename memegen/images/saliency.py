"""Find the salient areas of an image: edges, colours unlike the rest, possible skin; weighted towards the middle."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# Pixels along the longest side of the working copy, and pixels along a side of a cell of the grid.
SIDE, CELL = 96, 6
# Weights of edges, of unusual colours and of skin.
EDGE, COLOR, SKIN = 1.0, 1.8, 0.5
# Standard deviation of the weight by distance from the centre, and the height of that centre, as fractions of the
# image.
SPREAD, CENTER_Y = 0.36, 0.45
# Weight of lightness beside each of the two axes of colour.
LIGHT = 0.25
# Exponent of the grid: one strong spot counts more than many faint ones.
POWER = 4
# Ranges of skin, 0 to 255: hue, saturation, value.
HUES, SATURATIONS, VALUES = (2, 26), (48, 175), (70, 250)


def saliency_grid(image: Image) -> tuple[tuple[float, ...], ...]:
    """Return the saliency of an upright "RGB" image: a grid of weights, row by row, whose sum is 1."""
    from PIL.Image import Resampling
    from PIL.ImageChops import add, constant

    scale = SIDE / max(image.size)
    columns, rows = (max(1, round(side * scale / CELL)) for side in image.size)
    small = image.resize((columns * CELL, rows * CELL), Resampling.BOX, reducing_gap=3)
    layers = ((_edges(small), EDGE), (_unusual_colors(small), COLOR), (_skin(small), SKIN))
    total = constant(small.getchannel(0), 0)
    for layer, weight in layers:
        # Each layer counts relative to its own maximum in this image.
        maximum = max(1, *layer.tobytes())
        scaled = layer.point(
            [round(min(1, level / maximum) * 255 * weight / (EDGE + COLOR + SKIN)) for level in range(256)]
        )
        total = add(total, scaled)
    levels = total.resize((columns, rows), Resampling.BOX).tobytes()
    weights = [
        (levels[row * columns + column] / 255) ** POWER * _centrality((column + 0.5) / columns, (row + 0.5) / rows)
        + 1e-6
        for row in range(rows)
        for column in range(columns)
    ]
    whole = sum(weights)
    shares = [round(weight / whole, 6) for weight in weights]
    return tuple(tuple(shares[row * columns : (row + 1) * columns]) for row in range(rows))


def _edges(image: Image) -> Image:
    """Return the change of lightness at each pixel. The border of the image is not an edge."""
    from PIL.Image import new
    from PIL.ImageFilter import FIND_EDGES

    edges = image.convert("L").filter(FIND_EDGES)
    inner = (1, 1, edges.width - 1, edges.height - 1)
    bordered = new("L", edges.size)
    bordered.paste(edges.crop(inner), inner[:2])
    return bordered


def _unusual_colors(image: Image) -> Image:
    """Return the distance of each pixel's colour from the mean of the image, in YCbCr."""
    from PIL.Image import Resampling
    from PIL.ImageChops import add, constant, difference

    total = constant(image.getchannel(0), 0)
    for channel, weight in zip(image.convert("YCbCr").split(), (LIGHT, 1, 1), strict=True):
        (mean,) = channel.resize((1, 1), Resampling.BOX).tobytes()
        distance = difference(channel, constant(channel, mean))
        total = add(total, distance.point([round(level * weight) for level in range(256)]))
    return total


def _skin(image: Image) -> Image:
    """Return white where a pixel may be skin, black elsewhere."""
    from PIL.ImageChops import multiply

    bands = image.convert("HSV").split()
    inside = [
        band.point([255 if low <= level <= high else 0 for level in range(256)])
        for band, (low, high) in zip(bands, (HUES, SATURATIONS, VALUES), strict=True)
    ]
    return multiply(multiply(inside[0], inside[1]), inside[2])


def _centrality(x: float, y: float) -> float:
    return exp(-((x - 0.5) ** 2 + (y - CENTER_Y) ** 2) / (2 * SPREAD**2))
