"""Writing the pictures: whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image


def photo(picture: Image.Image, file: Path) -> None:
    """Write a JPEG of quality 85."""
    part = _beside(file)
    picture.convert("RGB").save(part, "JPEG", quality=85, optimize=True, progressive=True)
    part.replace(file)


def mark(picture: Image.Image, file: Path) -> None:
    """Write a PNG, clear where the picture is."""
    part = _beside(file)
    picture.save(part, "PNG", optimize=True)
    part.replace(file)


def _beside(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.with_suffix(".part")
