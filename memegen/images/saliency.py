"""Find the salient areas of an image: sharp ones, edges, colours unlike the rest, possible skin; rather the middle."""

from __future__ import annotations

from math import exp, sqrt
from typing import TYPE_CHECKING

from memegen.images.sharpness import Grid, grid_size

if TYPE_CHECKING:
    from PIL.Image import Image

# Pixels along a side of a cell of the grid in the working copy.
CELL = 6
# Weights of edges, of unusual colours, of skin, and of sharpness.
EDGE, COLOR, SKIN, SHARP = 1.0, 1.8, 0.5, 2.2
# The weight of sharpness relative to that of the others together.
SHARP_SHARE = SHARP / (EDGE + COLOR + SKIN)
# Standard deviation of the weight by distance from the centre, and the height of that centre, as fractions of the
# image.
SPREAD, CENTER_Y = 0.36, 0.45
# Weight of lightness beside each of the two axes of colour.
LIGHT = 0.25
# Exponent of the grid: one strong spot counts more than many faint ones.
POWER = 4
# Ranges of skin, 0 to 255: hue, saturation, value.
HUES, SATURATIONS, VALUES = (2, 26), (48, 175), (70, 250)


def saliency_grid(image: Image, sharpness: Grid) -> Grid:
    """Return the saliency of an upright "RGB" image: a grid of weights, row by row, whose sum is 1.

    Args:
        image: The image.
        sharpness: Its `sharpness_grid`.
    """
    from PIL.Image import Resampling
    from PIL.ImageChops import add, constant

    columns, rows = grid_size(image)
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
    sharpest = max(map(max, sharpness)) or 1
    cells = zip(levels, (share for row in sharpness for share in row), strict=True)
    strengths = [level / 255 + SHARP_SHARE * sqrt(share / sharpest) for level, share in cells]
    weights = [
        strengths[row * columns + column] ** POWER * _centrality((column + 0.5) / columns, (row + 0.5) / rows) + 1e-6
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
