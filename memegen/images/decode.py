"""From a file to upright pixels of a mode that can be resized."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from memegen.core.frozen import frozen
from memegen.images.limits import fitting_scale
from memegen.images.open import explained, format_of, opened

if TYPE_CHECKING:
    from PIL.Image import Image

ORIENTATION = 0x0112
# Orientations 5 to 8 lie on their side.
SIDEWAYS = range(5, 9)


@frozen
class Decoded:
    """Upright pixels, "L", "LA", "RGB", "RGBA" or "CMYK", perhaps fewer than the file has; and its colour profile."""

    image: Image
    profile: bytes | None


def is_drawing(path: Path) -> bool:
    """Whether it is an SVG drawing, which is sharp at any size. Raises DiagnosticError."""
    with explained(path):
        return format_of(path) == "SVG"


def upright_size(path: Path) -> tuple[int, int]:
    """Width and height as the picture is to be seen, without decoding it. Raises DiagnosticError."""
    if is_drawing(path):
        from memegen.images.svg_draw import Drawing

        return Drawing(path).size
    with opened(path) as image:
        turn = orientation(image)
        fitting_scale(path, image, turned=turn > 1, size=path.stat().st_size)
        return (image.height, image.width) if turn in SIDEWAYS else image.size


def orientation(image: Image) -> int:
    """How the camera was held, 1 (upright) to 8. Must be asked before the pixels are loaded."""
    # Pillow and libheif turn these two by themselves; of a PNG Pillow would decode all to find what has not come yet.
    if image.format in ("TIFF", "HEIF") or (image.format == "PNG" and "exif" not in image.info):
        return 1
    try:
        turn = image.getexif().get(ORIENTATION, 1)
    # Notes that cannot be read do not make a bad picture.
    except Exception:
        return 1
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def decode(path: Path, scale: int) -> Decoded:
    """Decode the file: a JPEG at 1/*scale* (1, 2, 4 or 8) of its size, or less if it is huge; any other format whole.

    Raises DiagnosticError as :func:`memegen.images.open.explained` does.
    """
    if is_drawing(path):
        width, height = upright_size(path)
        return draw(path, (max(1, width // scale), max(1, height // scale)))
    with opened(path) as image:
        turn, profile = orientation(image), image.info.get("icc_profile")
        # A TIFF may have a number there. A Lab picture says all about its colours by being one.
        profile = profile if isinstance(profile, bytes) and image.mode != "LAB" else None
        scale = max(scale, fitting_scale(path, image, turned=turn > 1, size=path.stat().st_size))
        if scale > 1 and image.format in ("JPEG", "MPO"):
            image.draft(image.mode, (image.width // scale, image.height // scale))
        image.load()
        upright = _upright(_plain(image), turn)
        # Comments, places and cameras go no further.
        upright.info = {}
        return Decoded(upright, profile)


def draw(path: Path, size: tuple[int, int]) -> Decoded:
    """The SVG drawing at *size* pixels, "RGBA". Raises DiagnosticError."""
    from memegen.images.svg_draw import Drawing

    return Decoded(Drawing(path).pixels(size), None)


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
    """The same pixels in one of five modes; transparency that hides nothing is left out."""
    if image.mode.startswith(("I", "F")):
        return _eight_bits(image)
    if image.mode == "LAB":
        from PIL.ImageCms import createProfile, profileToProfile

        return cast("Image", profileToProfile(image, createProfile("LAB"), createProfile("sRGB"), outputMode="RGB"))
    if image.has_transparency_data:
        clear = image if image.mode in ("LA", "RGBA") else image.convert("RGBA")
        opaque = clear.getchannel("A").getextrema() == (255, 255)
        return clear.convert(clear.mode.removesuffix("A")) if opaque else _bare(clear)
    if image.mode in ("L", "RGB", "CMYK"):
        return _bare(image)
    return image.convert("L" if image.mode == "1" else "RGB")


def _bare(image: Image) -> Image:
    """The pixels without the reader that brought them, and all that it keeps; no copy is made, for they are many."""
    return image._new(image.im)  # noqa: SLF001


def _eight_bits(image: Image) -> Image:
    """16-bit and floating-point greys, which Pillow would clip at 255, brought down to 8 bits."""
    floats = image.mode == "F"
    wide = image if floats else image.convert("I")
    _, high = cast("tuple[float, float]", wide.getextrema())
    # Integers are 16 bits wide. What white is among floats no file says: the least usual value that none exceeds.
    usual = (1, 255, 65535) if floats else (65535,)
    white = next((value for value in usual if high <= value), high)
    return wide.point(lambda value: value * (255 / white) + (0 if floats else 0.5)).convert("L")
