"""Decode a photo file to upright pixels of a mode that can be resized."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core.frozen import frozen
from memegen.images.color_modes import to_resizable
from memegen.images.limits import fitting_scale
from memegen.images.open import PhotoFile, open_photo, photo_errors

if TYPE_CHECKING:
    from PIL.Image import Image

# The EXIF tag Orientation; its values 5 to 8 exchange width and height.
ORIENTATION = 0x0112
SIDEWAYS = range(5, 9)


@frozen
class Decoded:
    """Upright pixels in the mode "L", "LA", "RGB", "RGBA" or "CMYK", and the ICC profile of the file.

    A reduced image has fewer pixels than the file.
    """

    image: Image
    profile: bytes | None


def decode(path: Path, scale: int, content: bytes | None = None) -> Decoded:
    """Decode the file: a JPEG at 1/*scale* of its size, or smaller if it is huge; others whole.

    Args:
        path: The photo, not an SVG.
        scale: 1, 2, 4 or 8.
        content: The bytes of the file, if they have been read before.

    Raises:
        DiagnosticError: As :func:`memegen.images.open.photo_errors` does.
    """
    with open_photo(path, content) as photo:
        described = _described_profile(path, photo)
        with photo.image() as image:
            return _decoded(path, photo, image, scale, described)


def _described_profile(path: Path, photo: PhotoFile) -> bytes | None:
    """Return the profile of a PNG that describes its colours without one; None for others."""
    if photo.format != "PNG":
        return None
    from memegen.images.cicp import HEADER, profile_of

    header = photo.file.read(HEADER)
    photo.file.seek(0)
    with photo_errors(path, "export it in sRGB"):
        return profile_of(header)


def _decoded(path: Path, photo: PhotoFile, image: Image, scale: int, described: bytes | None) -> Decoded:
    turn, profile = exif_orientation(image), described or image.info.get("icc_profile")
    # A TIFF may have a number here. A Lab image needs no profile: its mode defines its colours.
    profile = profile if isinstance(profile, bytes) and image.mode != "LAB" else None
    scale = max(scale, fitting_scale(path, image, turned=turn > 1, size=photo.size))
    if scale > 1 and image.format == "JPEG":
        image.draft(image.mode, (image.width // scale, image.height // scale))
    image.load()
    upright = _turned_upright(to_resizable(image), turn)
    # Comments, GPS positions and camera data must not reach a graphic.
    upright.info = {}
    return Decoded(upright, profile)


def exif_orientation(image: Image) -> int:
    """Return the EXIF orientation of an image whose pixels are not loaded yet: 1 (upright) to 8."""
    # Pillow and libheif turn TIFF and HEIF themselves. In a PNG, Pillow would decode all pixels to look for EXIF data
    # after them.
    if image.format in ("TIFF", "HEIF") or (image.format == "PNG" and "exif" not in image.info):
        return 1
    try:
        turn = image.getexif().get(ORIENTATION, 1)
    # Damaged EXIF data does not make the photo unusable.
    except Exception:
        return 1
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def _turned_upright(image: Image, turn: int) -> Image:
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
