"""What the eye goes to in a picture: edges, colours unlike the rest, and what may be skin; more so near the middle."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# The picture is looked at with this many pixels along its longest side, and told of in cells of this many pixels.
SIDE, CELL = 96, 6
# How much each of the three counts, and how fast the middle gives way to the rim.
EDGE, COLOUR, SKIN = 1.0, 1.8, 0.5
SPREAD = 0.36
# How much lightness counts beside each of the two axes of colour.
LIGHT = 0.25
POWER = 4
# Of the hues from 0 to 255, those of skin; and how coloured and how bright it is, also from 0 to 255.
HUES, SATURATIONS, VALUES = (2, 26), (48, 175), (70, 250)


def interest(image: Image) -> tuple[tuple[float, ...], ...]:
    """A grid of weights, row by row, that together make 1; of an upright "RGB" picture."""
    from PIL.Image import Resampling
    from PIL.ImageChops import add, constant

    scale = SIDE / max(image.size)
    columns, rows = (max(1, round(side * scale / CELL)) for side in image.size)
    small = image.resize((columns * CELL, rows * CELL), Resampling.BOX, reducing_gap=3)
    layers = ((_edges(small), EDGE), (_odd(small), COLOUR), (_skin(small), SKIN))
    whole = constant(small.getchannel(0), 0)
    for layer, share in layers:
        # Each counts by how it stands out in this picture.
        most = max(1, *layer.tobytes())
        scaled = layer.point(
            [round(min(1, level / most) * 255 * share / (EDGE + COLOUR + SKIN)) for level in range(256)]
        )
        whole = add(whole, scaled)
    levels = whole.resize((columns, rows), Resampling.BOX).tobytes()
    weights = [
        # Raised: one strong spot counts for more than many faint ones.
        (levels[row * columns + column] / 255) ** POWER * _central((column + 0.5) / columns, (row + 0.5) / rows) + 1e-6
        for row in range(rows)
        for column in range(columns)
    ]
    total = sum(weights)
    shares = [round(weight / total, 6) for weight in weights]
    return tuple(tuple(shares[row * columns : (row + 1) * columns]) for row in range(rows))


def _edges(image: Image) -> Image:
    """How much lightness changes at each pixel. The rim, where the picture ends, is no edge of it."""
    from PIL.Image import new
    from PIL.ImageFilter import FIND_EDGES

    found = image.convert("L").filter(FIND_EDGES)
    inner = (1, 1, found.width - 1, found.height - 1)
    bare = new("L", found.size)
    bare.paste(found.crop(inner), inner[:2])
    return bare


def _odd(image: Image) -> Image:
    """How far each pixel's colour lies from the mean of the picture, as the eye measures it."""
    from PIL.Image import Resampling
    from PIL.ImageChops import add, constant, difference

    found = constant(image.getchannel(0), 0)
    for channel, share in zip(image.convert("YCbCr").split(), (LIGHT, 1, 1), strict=True):
        (mean,) = channel.resize((1, 1), Resampling.BOX).tobytes()
        found = add(found, difference(channel, constant(channel, mean)).point([round(v * share) for v in range(256)]))
    return found


def _skin(image: Image) -> Image:
    """White where a pixel may be skin."""
    from PIL.ImageChops import multiply

    bands = image.convert("HSV").split()
    inside = [
        band.point([255 if low <= level <= high else 0 for level in range(256)])
        for band, (low, high) in zip(bands, (HUES, SATURATIONS, VALUES), strict=True)
    ]
    return multiply(multiply(inside[0], inside[1]), inside[2])


def _central(x: float, y: float) -> float:
    return exp(-((x - 0.5) ** 2 + (y - 0.45) ** 2) / (2 * SPREAD**2))
