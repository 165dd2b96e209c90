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

    from memegen.images.color_code import ColorCode

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
        code = _color_code(photo)
        with photo.image() as image:
            return _decoded(path, photo, image, scale, code)


def _decoded(path: Path, photo: PhotoFile, image: Image, scale: int, code: ColorCode | None) -> Decoded:
    turn = exif_orientation(image)
    scale = max(scale, fitting_scale(path, image, turned=turn > 1, size=photo.size))
    if scale > 1 and image.format == "JPEG":
        image.draft(image.mode, (image.width // scale, image.height // scale))
    image.load()
    upright = _turned_upright(to_resizable(image), turn)
    if image.info.get("nclx_profile"):
        from memegen.images.color_code import heif_color_code

        code = heif_color_code(image.info)
    with photo_errors(path, "export it in sRGB"):
        if code and code.hdr:
            from memegen.images.hdr import hdr_to_srgb

            return _anonymous(hdr_to_srgb(upright, code), None)
        return _anonymous(upright, _profile(image, code))


def _color_code(photo: PhotoFile) -> ColorCode | None:
    """Return the code points of the colours of a PNG or AVIF, whose decoders pass over them; None for others."""
    if photo.format not in ("PNG", "AVIF"):
        return None
    from memegen.images.color_code import read_color_code

    return read_color_code(photo)


def _profile(image: Image, code: ColorCode | None) -> bytes | None:
    """Return the ICC profile of a loaded image, or of the colours that it describes otherwise; None for sRGB."""
    # A Lab image needs no profile: its mode defines its colours.
    if image.mode == "LAB":
        return None
    profile = image.info.get("icc_profile")
    # The code points of a PNG go before its profile, and the profile of another image before its code points.
    if code and (code.png or not profile):
        return code.profile()
    # A TIFF may have a number here.
    if isinstance(profile, bytes) or not image.info.keys() & {"gamma", "chromaticity"}:
        return profile if isinstance(profile, bytes) else None
    from memegen.images.color_code import png_profile

    return png_profile(image.info)


def _anonymous(image: Image, profile: bytes | None) -> Decoded:
    # Comments, GPS positions and camera data must not reach a graphic.
    image.info = {}
    return Decoded(image, profile)


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
