"""Colours that a file describes without an ICC profile: by code points (ITU-T H.273) or, in a PNG, by numbers.

A PNG has code points in its cICP chunk; AVIF and HEIF have them in a colour information box of the kind nclx.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from struct import unpack_from
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from memegen.images.open import PhotoFile

SRGB_PRIMARIES, UNSPECIFIED, SRGB, PQ, HLG = 1, 2, 13, 16, 18
# The tone curves of video. Of a PNG browsers show them as screens for video do (BT.1886), of AVIF and HEIF as sRGB.
VIDEO, BT1886 = (1, 6, 11, 14, 15), (2.4, 1.0)
# Exponent of each tone curve, and a factor; of none for sRGB.
CURVES = {4: (2.2, 1.0), 5: (2.8, 1.0), 8: (1.0, 1.0), SRGB: (), 17: (2.6, 52.37 / 48)}
# The gamma of a PNG that means sRGB, and how far others may be from it.
SRGB_GAMMA, TOLERANCE = 1 / 2.2, 0.005
# Bytes at the start of an AVIF in which its colours are looked for; they are before the pixels.
AVIF_HEADER = 1 << 16
NCLX = rb"colrnclx"


# What Pillow says of an image; some of its readers have keys that are no text.
ImageInfo = Mapping[str, Any] | Mapping[str | tuple[int, int], Any]


class ColorCode(NamedTuple):
    """Numbers of the primaries and of the transfer function in H.273; whether the file is a PNG."""

    primaries: int
    transfer: int
    png: bool = False

    @property
    def hdr(self) -> bool:
        """Whether white is not the brightest colour: with PQ and HLG (BT.2100)."""
        return self.transfer in (PQ, HLG)

    def profile(self) -> bytes | None:
        """Return the ICC profile of colours that are not HDR; None if sRGB holds, as where nothing is specified.

        Raises:
            ValueError: the colours are not known.
        """
        if UNSPECIFIED in self[:2]:
            return None
        curve = (BT1886 if self.png else ()) if self.transfer in VIDEO else CURVES.get(self.transfer)
        if curve is None:
            raise ValueError(f"its tone curve ({self.transfer} in ITU-T H.273) is not known")
        if self.primaries == SRGB_PRIMARIES and not curve:
            return None
        from memegen.images.matrix_profile import ToneCurve, matrix_profile
        from memegen.images.primaries import primaries_of

        return matrix_profile(primaries_of(self.primaries), ToneCurve(*curve))


def read_color_code(photo: PhotoFile) -> ColorCode | None:
    """Return the code points of an open PNG or AVIF, and go back to its start; None if it has none."""
    if photo.format == "PNG":
        codes = [(data[0], data[1]) for name, data in _png_chunks(photo) if name == b"cICP" and len(data) == 4]
        photo.file.seek(0)
        return ColorCode(*codes[0], True) if codes else None
    if photo.format == "AVIF":
        return _avif_code(photo)
    return None


def heif_color_code(info: ImageInfo) -> ColorCode | None:
    """Return the code points of a HEIF photo from what its reader says of it; None if it has none."""
    nclx = info.get("nclx_profile")
    return ColorCode(nclx["color_primaries"], nclx["transfer_characteristics"]) if nclx else None


def png_profile(info: ImageInfo) -> bytes | None:
    """Return the profile of a PNG that says gamma and chromaticities in chunks gAMA and cHRM; None if sRGB holds.

    Raises:
        ValueError: they are not those of a picture.
    """
    if "srgb" in info or not ("gamma" in info or "chromaticity" in info):
        return None
    from memegen.images.matrix_profile import SRGB_CURVE, ToneCurve, matrix_profile
    from memegen.images.primaries import BT709, Primaries

    gamma, numbers = info.get("gamma", SRGB_GAMMA), info.get("chromaticity")
    curve = SRGB_CURVE if abs(gamma - SRGB_GAMMA) < TOLERANCE or gamma <= 0 else ToneCurve(1 / gamma)
    primaries = BT709
    if numbers:
        white, red, green, blue = zip(numbers[::2], numbers[1::2], strict=True)
        described = Primaries(red, green, blue, white)
        primaries = BT709 if described.near(BT709, TOLERANCE) else described
    return None if (primaries, curve) == (BT709, SRGB_CURVE) else matrix_profile(primaries, curve)


def _png_chunks(photo: PhotoFile) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and start of each chunk before the pixels."""
    photo.file.seek(8)
    while len(head := photo.file.read(8)) == 8 and head[4:] != b"IDAT":
        length = int.from_bytes(head[:4], "big")
        data = photo.file.read(min(length, 4))
        yield head[4:], data
        photo.file.seek(length - len(data) + 4, 1)


def _avif_code(photo: PhotoFile) -> ColorCode | None:
    header = photo.file.read(AVIF_HEADER)
    photo.file.seek(0)
    starts = (match.end() for match in re.finditer(NCLX, header))
    codes = {ColorCode(*unpack_from(">HH", header, start)) for start in starts if start + 4 <= len(header)}
    if len(codes) < 2:
        return codes.pop() if codes else None
    # A picture with others beside it, e.g. a gain map: only a reader of the format knows which is the picture's.
    from memegen.images.heic import read_info

    info = read_info(photo.file)
    photo.file.seek(0)
    return heif_color_code(info)
