"""Find where an image is sharp: the energy of its second derivative, which blurred backgrounds lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# Cells along the longest side of the grid, and pixels along a side of a cell in the working copy. Smaller copies make
# blurred areas look sharp.
CELLS, CELL = 16, 32
# Differences of lightness up to this, 0 to 255, are the grain of a film or sensor.
GRAIN = 16

Grid = tuple[tuple[float, ...], ...]


def grid_size(image: Image) -> tuple[int, int]:
    """Return the columns and rows of the grids over an image."""
    width, height = (max(1, round(side * CELLS / max(image.size))) for side in image.size)
    return width, height


def sharpness_grid(image: Image) -> Grid:
    """Return the share of each cell in the sharpness of an upright "RGB" image, row by row; their sum is 1, or 0.

    The energy is the square of the Laplacian, where that is more than grain. Blurred areas have next to none.
    """
    from PIL.Image import Resampling, new
    from PIL.ImageFilter import FIND_EDGES

    columns, rows = grid_size(image)
    small = image.convert("L").resize((columns * CELL, rows * CELL), Resampling.BICUBIC, reducing_gap=3)
    inner = (1, 1, small.width - 1, small.height - 1)
    # The border of the image is no edge.
    laplacian = new("L", small.size)
    laplacian.paste(small.filter(FIND_EDGES).crop(inner), inner[:2])
    energy = laplacian.point([0 if level <= GRAIN else level * level for level in range(256)], "I")
    cells = energy.convert("F").resize((columns, rows), Resampling.BOX)
    levels = memoryview(cells.tobytes()).cast("f").tolist()
    whole = sum(levels)
    shares = [round(level / whole, 6) if whole else 0.0 for level in levels]
    return tuple(tuple(shares[row * columns : (row + 1) * columns]) for row in range(rows))
