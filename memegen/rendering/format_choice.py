"""The format of a card's file where none is asked for. Apart from formats.py, which every start imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.scene.items import Group, Picture

if TYPE_CHECKING:
    from memegen.model.entities import Platform
    from memegen.scene.items import Item
    from memegen.scene.scene import Scene

# Minimum fraction of the canvas that a picture covers on a photographic card, which is far smaller as a JPEG.
PHOTOGRAPHIC = 0.3


def choose_format(format: str, platform: Platform, scene: Scene) -> str:
    """Return *format*, or the best one that the platform accepts if *format* is empty.

    JPEG is best for photographs, PNG for flat art.
    """
    if format:
        return format
    if platform.transparent:
        return "png"
    photographic = _largest_picture(scene.items) >= PHOTOGRAPHIC * scene.width * scene.height
    preferred = ("jpeg", "png") if photographic else ("png", "jpeg")
    return next((choice for choice in preferred if choice in platform.formats), platform.formats[0])


def _largest_picture(items: tuple[Item, ...]) -> float:
    """Return the area of the largest picture, in px²."""
    areas = [item.box.w * item.box.h for item in items if isinstance(item, Picture)]
    areas += [_largest_picture(item.items) for item in items if isinstance(item, Group)]
    return max(areas, default=0.0)
