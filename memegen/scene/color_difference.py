"""How different two colours look: their distance in CIE L*a*b*."""

from __future__ import annotations

from functools import lru_cache
from math import dist

from memegen.scene.color import RGB, Color

# XYZ of linear sRGB (IEC 61966-2-1), and the white point D65 in XYZ.
MATRIX = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE_POINT = (0.9505, 1.0, 1.089)
# (6/29)³ and the linear part of the curve below it (CIE 15:2004).
EPSILON, SLOPE, OFFSET = (6 / 29) ** 3, (29 / 6) ** 2 / 3, 4 / 29


def color_difference(one: Color, other: Color) -> float:
    """Return the CIE76 difference of two colours, alpha ignored: 0 if equal, 100 for black and white."""
    return dist(_lab(one.rgb), _lab(other.rgb))


@lru_cache(maxsize=256)
def _lab(rgb: RGB) -> tuple[float, float, float]:
    """Return L* (0-100), a* and b* of an sRGB colour (CIE 15:2004)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (level / 255 for level in rgb)]
    xyz = [sum(weight * channel for weight, channel in zip(row, linear, strict=True)) for row in MATRIX]
    x, y, z = (_curve(value / white) for value, white in zip(xyz, WHITE_POINT, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _curve(t: float) -> float:
    return float(t ** (1 / 3)) if t > EPSILON else SLOPE * t + OFFSET
