"""Photo files for tests, and the plates that are made of them."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from memegen.images import Photos
from memegen.scene.geometry import Box

FORMATS = {
    "jpg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
    "avif": "AVIF",
    "gif": "GIF",
    "tif": "TIFF",
    "bmp": "BMP",
    "heic": "HEIF",
}
SUFFIXES = [*FORMATS]
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def quarters(side: int = 40) -> Image.Image:
    """Return an image of *side* × 2 by *side* pixels: red and green above, blue and white below; wider than high."""
    half = side // 2
    image = Image.new("RGB", (side * 2, side), RED)
    image.paste(GREEN, (side, 0, side * 2, half))
    image.paste(BLUE, (0, half, side, side))
    image.paste(WHITE, (side, half, side * 2, side))
    return image


def corners(image: Image.Image) -> list[object]:
    """Return pixels near the corners: top left, top right, bottom left, bottom right."""
    w, h = image.size
    return [image.getpixel(point) for point in ((1, 1), (w - 2, 1), (1, h - 2), (w - 2, h - 2))]


def full_plate(path: Path, size: tuple[int, int] | None = None, **more: object) -> Image.Image:
    """Return the plate of the whole photo, at its own size or at *size*."""
    photos = Photos()
    facts = photos.facts(path)
    size = size or (facts.width, facts.height)
    return photos.plate(path, Box(0, 0, facts.width, facts.height), size, **more)  # type: ignore[arg-type]
