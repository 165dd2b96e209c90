"""RGB colour spaces by their primaries (ITU-T H.273), and the matrices between them."""

from __future__ import annotations

from functools import lru_cache

from memegen.core.frozen import frozen

Matrix = tuple[tuple[float, ...], ...]
Chromaticity = tuple[float, float]
# White points D65, C, E and that of cinemas (SMPTE RP 431-2); x, y.
D65, C, E, CINEMA = (0.3127, 0.3290), (0.310, 0.316), (1 / 3, 1 / 3), (0.314, 0.351)
# The white of profiles, D50, as XYZ (ICC.1:2022, 7.2.16).
PROFILE_WHITE = (0.9642, 1.0, 0.8249)
# Bradford's matrix of cone responses (ICC.1:2022, annex E).
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))


@frozen
class Primaries:
    """Chromaticities x, y of red, green, blue and white."""

    red: Chromaticity
    green: Chromaticity
    blue: Chromaticity
    white: Chromaticity = D65

    def near(self, other: Primaries, tolerance: float) -> bool:
        """Return whether all chromaticities differ by less than *tolerance*."""
        ours = (*self.red, *self.green, *self.blue, *self.white)
        theirs = (*other.red, *other.green, *other.blue, *other.white)
        return all(abs(one - two) < tolerance for one, two in zip(ours, theirs, strict=True))


BT709 = Primaries((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
SMPTE170M = Primaries((0.63, 0.34), (0.31, 0.595), (0.155, 0.07))
P3 = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
# By their number in H.273, table 2.
BY_NUMBER = {
    1: BT709,
    4: Primaries((0.67, 0.33), (0.21, 0.71), (0.14, 0.08), C),
    5: Primaries((0.64, 0.33), (0.29, 0.60), (0.15, 0.06)),
    6: SMPTE170M,
    7: SMPTE170M,
    8: Primaries((0.681, 0.319), (0.243, 0.692), (0.145, 0.049), C),
    9: Primaries((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    10: Primaries((1, 0), (0, 1), (0, 0), E),
    11: Primaries(*P3, CINEMA),
    12: Primaries(*P3),
    22: Primaries((0.630, 0.340), (0.295, 0.605), (0.155, 0.077)),
}


def primaries_of(number: int) -> Primaries:
    """Return the primaries with a number of H.273. Raises ValueError for one that is reserved."""
    if number not in BY_NUMBER:
        raise ValueError(f"its primaries ({number} in ITU-T H.273) are not known")
    return BY_NUMBER[number]


@lru_cache
def to_profile_space(primaries: Primaries) -> Matrix:
    """Return the matrix from linear RGB to the XYZ of profiles, whose white is D50. Raises ValueError."""
    white = _xyz(primaries.white)
    ratios = [to / of for to, of in zip(times(BRADFORD, PROFILE_WHITE), times(BRADFORD, white), strict=True)]
    scaled = tuple(tuple(value * ratio for value in row) for row, ratio in zip(BRADFORD, ratios, strict=True))
    return product(product(inverse(BRADFORD), scaled), to_xyz(primaries))


@lru_cache
def to_srgb_matrix(primaries: Primaries) -> Matrix:
    """Return the matrix from linear RGB to that of sRGB. Raises ValueError."""
    return product(inverse(to_profile_space(BT709)), to_profile_space(primaries))


def times(matrix: Matrix, vector: tuple[float, ...]) -> tuple[float, ...]:
    """Return the product of a matrix and a column."""
    return tuple([sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix])


def product(one: Matrix, other: Matrix) -> Matrix:
    """Return the product of two matrices."""
    return tuple(zip(*[times(one, column) for column in zip(*other, strict=True)], strict=True))


def inverse(matrix: Matrix) -> Matrix:
    """Return the inverse of a 3 × 3 matrix, by cofactors. Raises ValueError if there is none."""
    (a, b, c), (d, e, f), (g, h, i) = matrix
    cofactors = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    determinant = a * cofactors[0][0] + b * cofactors[1][0] + c * cofactors[2][0]
    if abs(determinant) < 1e-9:
        raise ValueError("its colour space is not one of images")
    return tuple(tuple(value / determinant for value in row) for row in cofactors)


def to_xyz(primaries: Primaries) -> Matrix:
    """Return the matrix to XYZ: its columns are red, green and blue, which together give the white."""
    colors = (primaries.red, primaries.green, primaries.blue)
    columns = [(x, y, 1 - x - y) for x, y in colors]
    matrix: Matrix = tuple(zip(*columns, strict=True))
    scale = times(inverse(matrix), _xyz(primaries.white))
    return tuple(tuple(value * factor for value, factor in zip(row, scale, strict=True)) for row in matrix)


def _xyz(chromaticity: Chromaticity) -> tuple[float, float, float]:
    x, y = chromaticity
    if y <= 0:
        raise ValueError("its colour space is not one of images")
    return x / y, 1.0, (1 - x - y) / y
