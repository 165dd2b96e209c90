"""The format of a card's file where none is asked for. Apart from formats.py, which every start imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.scene.geometry import Box
from memegen.scene.items import Group, Picture, Text

if TYPE_CHECKING:
    from memegen.model.entities import Platform
    from memegen.scene.items import Item
    from memegen.scene.scene import Scene

# Minimum fraction of the canvas that pictures cover on a photographic card, which is far smaller as a JPEG.
PHOTOGRAPHIC = 0.3


def choose_format(format: str, platform: Platform, scene: Scene) -> str:
    """Return *format*, or the best one that the platform accepts if *format* is empty.

    JPEG is best for photographs, PNG for flat art.
    """
    if format:
        return format
    if platform.transparent:
        return "png"
    canvas = Box(0, 0, scene.width, scene.height)
    photographic = _picture_area(scene.items, canvas) >= PHOTOGRAPHIC * canvas.w * canvas.h
    preferred = ("jpeg", "png") if photographic else ("png", "jpeg")
    return next((choice for choice in preferred if choice in platform.formats), platform.formats[0])


def _picture_area(items: tuple[Item, ...], canvas: Box) -> float:
    """Return the area on the canvas of all pictures together, px²: a row of photos is as photographic as a large one.

    Rotations are ignored, and pictures that overlap count twice.
    """
    area = 0.0
    for item in items:
        # A picture inside letters counts as one.
        if isinstance(item, Picture | Text) and (isinstance(item, Picture) or item.picture):
            w = min(item.box.right, canvas.right) - max(item.box.x, canvas.x)
            h = min(item.box.bottom, canvas.bottom) - max(item.box.y, canvas.y)
            area += max(0.0, w) * max(0.0, h)
        elif isinstance(item, Group):
            area += _picture_area(item.items, canvas)
    return area
