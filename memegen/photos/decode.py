"""From a file to upright pixels of a mode that can be resized."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from memegen.photos.files import opened

if TYPE_CHECKING:
    from PIL.Image import Image

ORIENTATION = 0x0112
# Orientations 5 to 8 lie on their side.
SIDEWAYS = range(5, 9)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Upright pixels, "L", "RGB", "RGBA" or "CMYK", perhaps fewer than the file has; and its colour profile."""

    image: Image
    profile: bytes | None


def upright_size(path: Path) -> tuple[int, int]:
    """Width and height as the picture is to be seen, without decoding it. Raises DiagnosticError."""
    with opened(path) as image:
        sideways = orientation(image) in SIDEWAYS
        return (image.height, image.width) if sideways else image.size


def orientation(image: Image) -> int:
    """How the camera was held, 1 (upright) to 8. Must be asked before the pixels are loaded."""
    # Pillow turns TIFF upright by itself, and would decode a whole PNG to look for what has not turned up by now.
    if image.format == "TIFF" or (image.format == "PNG" and "exif" not in image.info):
        return 1
    turn = image.getexif().get(ORIENTATION, 1)
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def decode(path: Path, scale: int) -> Decoded:
    """Decode the file: a JPEG at 1/*scale* (1, 2, 4 or 8) of its size, any other format whole.

    Raises DiagnosticError as :func:`memegen.photos.files.opened` does.
    """
    with opened(path) as image:
        turn, profile = orientation(image), image.info.get("icc_profile")
        if scale > 1 and image.format in ("JPEG", "MPO"):
            image.draft(image.mode, (image.width // scale, image.height // scale))
        image.load()
        upright = _upright(_plain(image), turn)
        # Comments, places and cameras go no further.
        upright.info = {}
        return Decoded(upright, profile)


def _upright(image: Image, turn: int) -> Image:
    from PIL.Image import Transpose

    steps = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(steps[turn]) if turn in steps else image


def _plain(image: Image) -> Image:
    """The same pixels in one of four modes; transparency that hides nothing is left out."""
    if image.mode.startswith(("I", "F")):
        return _eight_bits(image)
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        return clear.convert("RGB") if clear.getchannel("A").getextrema() == (255, 255) else clear
    if image.mode in ("L", "RGB", "CMYK"):
        return image.copy()
    return image.convert("L" if image.mode == "1" else "RGB")


def _eight_bits(image: Image) -> Image:
    """16-bit and floating-point greys, which Pillow would clip at 255, brought down to 8 bits."""
    floats = image.mode == "F"
    wide = image if floats else image.convert("I")
    _, high = cast("tuple[float, float]", wide.getextrema())
    # Integers are 16 bits wide. What white is among floats no file says: the least usual value that none exceeds.
    usual = (1, 255, 65535) if floats else (65535,)
    white = next((value for value in usual if high <= value), high)
    return wide.point(lambda value: value * (255 / white) + (0 if floats else 0.5)).convert("L")
