"""HDR photos, PQ and HLG (ITU-R BT.2100), as sRGB: reference white becomes white, brighter lights are compressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, product
from math import exp
from typing import TYPE_CHECKING

from memegen.images.color_code import HLG, ColorCode
from memegen.images.primaries import Matrix, primaries_of, to_srgb_matrix

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFilter import Color3DLUT

# Luminance of reference white (BT.2408, section 2.1) and of the brightest lights of PQ and HLG, cd/m².
WHITE, PQ_PEAK, HLG_PEAK = 203, 10_000, 1000
# Constants of PQ and HLG as in BT.2100, tables 4 and 5.
M1, M2, C1, C2, C3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
A, B, C = 0.17883277, 0.28466892, 0.55991073
HLG_GAMMA, LUMA = 1.2, (0.2627, 0.6780, 0.0593)
# Fraction of the pixels that may be brighter than what is taken for the brightest light: sparks, and errors of coding.
SPARKS = 0.001
# Nodes of the table for each channel: with 49 the mean error is no smaller, for 8-bit levels make most of it.
NODES = 33


def hdr_to_srgb(image: Image, code: ColorCode) -> Image:
    """Return an HDR image as sRGB, "RGB" or "RGBA".

    Colours up to reference white are what they would be without HDR, unless the image has brighter ones. These are
    compressed with the curve of BT.2390, section 5.4, and the upper half of the others with them.

    Args:
        image: "L", "LA", "RGB" or "RGBA".
        code: its colours.

    Raises:
        ValueError: the primaries are not known.
    """
    colored = image if image.mode in ("RGB", "RGBA") else image.convert("RGBA" if image.mode == "LA" else "RGB")
    return colored.filter(_table(code.primaries, code.transfer, _brightest_level(colored)))


def _brightest_level(image: Image) -> int:
    """Return the level, 0–255, that the brightest channel of nearly all pixels does not exceed."""
    histogram = image.convert("RGB").histogram()
    spare = image.width * image.height * SPARKS
    for level in reversed(range(256)):
        spare -= max(histogram[level::256])
        if spare < 0:
            return level
    return 0


@lru_cache(4)
def _table(primaries: int, transfer: int, brightest: int) -> Color3DLUT:
    from PIL.ImageFilter import Color3DLUT

    decode = _hlg_light if transfer == HLG else _pq_light
    levels = [decode(n / (NODES - 1)) for n in range(NODES)]
    peak = decode(brightest / 255)
    if transfer == HLG:
        peak *= _hlg_scale((peak, peak, peak))
    table = _entries(levels, to_srgb_matrix(primaries_of(primaries)), transfer, _compression(peak))
    return Color3DLUT(NODES, [*chain.from_iterable(table)])


def _entries(
    levels: Sequence[float], matrix: Matrix, transfer: int, compress: Callable[[float], float]
) -> Iterator[tuple[float, float, float]]:
    """Yield the colours of the table, red fastest; they may be outside 0–1, for Pillow to interpolate."""
    (rr, rg, rb), (gr, gg, gb), (br, bg, bb) = matrix
    for blue, green, red in product(levels, repeat=3):
        scale = _hlg_scale((red, green, blue)) if transfer == HLG else 1.0
        r, g, b = compress(red * scale), compress(green * scale), compress(blue * scale)
        yield _level(rr * r + rg * g + rb * b), _level(gr * r + gg * g + gb * b), _level(br * r + bg * g + bb * b)


def _pq_light(level: float) -> float:
    """Return the light of a PQ level, relative to reference white (BT.2100, table 4)."""
    power = level ** (1 / M2)
    return float((max(0.0, power - C1) / (C2 - C3 * power)) ** (1 / M1)) * PQ_PEAK / WHITE


def _pq_level(light: float) -> float:
    """Return the PQ level of a light, the inverse of :func:`_pq_light`."""
    power = (light * WHITE / PQ_PEAK) ** M1
    return float(((C1 + C2 * power) / (1 + C3 * power)) ** M2)


def _hlg_light(level: float) -> float:
    """Return the light of the scene, 0–1, for a level of HLG (BT.2100, table 5)."""
    return level**2 / 3 if level <= 0.5 else (exp((level - C) / A) + B) / 12


def _hlg_scale(scene: tuple[float, float, float]) -> float:
    """Return the ratio of displayed light, relative to reference white, to that of the scene (BT.2100, the OOTF)."""
    luminance = LUMA[0] * scene[0] + LUMA[1] * scene[1] + LUMA[2] * scene[2]
    return float(luminance ** (HLG_GAMMA - 1)) * HLG_PEAK / WHITE


def _compression(peak: float) -> Callable[[float], float]:
    """Return a function of a channel's light that makes *peak* white (BT.2390, section 5.4.1)."""
    if peak <= 1:
        return lambda light: light
    source = _pq_level(peak)
    white = _pq_level(1) / source
    knee = max(0.0, 1.5 * white - 0.5)
    untouched = _pq_light(knee * source)

    def compress(light: float) -> float:
        if light <= untouched:
            return light
        t = (min(1.0, _pq_level(light) / source) - knee) / (1 - knee)
        spline = (2 * t**3 - 3 * t**2 + 1) * knee + (t**3 - 2 * t**2 + t) * (1 - knee) + (3 * t**2 - 2 * t**3) * white
        return _pq_light(spline * source)

    return compress


def _level(light: float) -> float:
    """Return the sRGB level of a light; also of one outside 0–1."""
    if light < 0:
        return -_level(-light)
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
