"""Draw SVG files: sanitized first, then drawn by a process of its own, which may fail, hang or crash without harm."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.limited_process import run_limited
from memegen.images.limits import MEGABYTE, MEGAPIXEL
from memegen.images.open import PhotoFile, open_photo, photo_errors
from memegen.images.svg_sanitize import root_size, sanitize

if TYPE_CHECKING:
    from PIL.Image import Image

# Maximum bytes of an SVG file. Drawings are small; a larger file has been traced from a photograph.
MAX_BYTES = 4 * MEGABYTE
# Maximum pixels that are drawn; a larger drawing is enlarged from these.
MAX_DRAWN_PIXELS = 16 * MEGAPIXEL
# Limits of the process: bytes of address space, and seconds.
MEMORY, TIMEOUT = 640 << 20, 15
# Longer side of a drawing as it is reported to the layout: crops are measured in it. A drawing is sharp at any size.
NOMINAL_SIDE = 2048
OVER_LIMITS = "it takes more memory or time than it may have"
HINT = "simplify it, or export it as PNG"


def read_svg(photo: PhotoFile) -> bytes:
    """Return the markup of an open SVG file. Raises DiagnosticError, ``photo-too-large``."""
    if photo.size > MAX_BYTES:
        limit = f"{MAX_BYTES // MEGABYTE} are the most that is read"
        message = f"the drawing {photo.path} has {photo.size / MEGABYTE:.1f} MB; {limit}"
        raise fail("photo-too-large", message, HINT)
    return photo.file.read()


def svg_size(path: Path, markup: bytes) -> tuple[int, int]:
    """Return the nominal size of a drawing; only its ratio has a meaning.

    The whole drawing is read, so that one that cannot be drawn is reported before any graphic needs it.

    Raises:
        DiagnosticError: ``photo-unreadable``.
    """
    with photo_errors(path, HINT):
        width, height = root_size(markup)
        scale = NOMINAL_SIDE / max(width, height)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        sanitize(markup, *size)
        return size


def draw_svg(path: Path, size: tuple[int, int]) -> Image:
    """Draw the file at *size* pixels, or at :data:`MAX_DRAWN_PIXELS` if that is fewer; "RGBA".

    Raises:
        DiagnosticError: ``photo-unreadable``, or as :func:`memegen.images.open.photo_errors` does.
    """
    from PIL.PngImagePlugin import PngImageFile

    shrink = min(1.0, (MAX_DRAWN_PIXELS / (size[0] * size[1])) ** 0.5)
    width, height = (max(1, int(side * shrink)) for side in size)
    with open_photo(path) as photo:
        markup = read_svg(photo)
    with photo_errors(path, HINT):
        png = _run_process(path, sanitize(markup, width, height))
        with PngImageFile(BytesIO(png)) as image:
            return image.convert("RGBA")


def _run_process(path: Path, markup: bytes) -> bytes:
    """Return the PNG, from a process with limits of memory and time."""
    script = Path(__file__).with_name("svg_process.py")
    try:
        done = run_limited(script, "resvg_py", markup, MEMORY, TIMEOUT)
    except ModuleNotFoundError:
        raise _not_drawable(path, "resvg-py is not installed") from None
    if done is None:
        raise _not_drawable(path, OVER_LIMITS)
    if done.returncode == 0:
        return done.stdout
    last_line = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if done.returncode == 1 and last_line.startswith("ValueError: "):
        raise _not_drawable(path, last_line.removeprefix("ValueError: "))
    raise _not_drawable(path, OVER_LIMITS)


def _not_drawable(path: Path, reason: str) -> DiagnosticError:
    return fail("photo-unreadable", f"the drawing {path} cannot be drawn: {reason}", HINT)
