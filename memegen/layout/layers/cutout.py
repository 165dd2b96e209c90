"""Where a cut-out stands: whole, without its transparent margins, on the lower edge of its room."""

from __future__ import annotations

from collections.abc import Iterable

from memegen.layout.layers.context import PhotoSource
from memegen.layout.layers.faces import bounds_on_canvas, flatten, overlap_area
from memegen.layout.layers.frame import Region
from memegen.scene.geometry import Box, Size, contain
from memegen.scene.items import Group, Item, Picture
from memegen.scene.subject import Silhouette


def standing(source: Size, silhouette: Silhouette | None, region: Region) -> tuple[Box, Box, Size]:
    """Return what is shown of a cut-out, px of the file; where it is drawn, px; and the size of its layer, px.

    Args:
        source: Size of the file, px.
        silhouette: What is visible of it; None for all.
        region: The layer's region. A layer that fills it stands in the middle of its lower edge.
    """
    visible = silhouette.box if silhouette else Box(0, 0, 1, 1)
    crop = Box(visible.x * source.w, visible.y * source.h, visible.w * source.w, visible.h * source.h)
    room = Box(0, 0, region.w, region.h)
    at = (0.5 if region.fill_w else 0.0, 1.0 if region.fill_h else 0.0)
    box = contain(crop.size, room, at)
    size = Size(region.w if region.fill_w else box.w, region.h if region.fill_h else box.h)
    return crop, box, size


def silhouette_boxes(items: Iterable[Item], photos: PhotoSource, cutouts: Iterable[str]) -> list[Box]:
    """Return boxes on the canvas, px, that cover what is visible of the cut-outs among *items*."""
    sources = set(cutouts)
    if not sources:
        return []
    return [
        box
        for item, ancestors in flatten(items)
        if isinstance(item, Picture) and item.source in sources
        for box in _bands(item, ancestors, photos)
    ]


def _bands(picture: Picture, ancestors: tuple[Group, ...], photos: PhotoSource) -> list[Box]:
    """Return the bands of a picture's silhouette on the canvas, px."""
    silhouette = photos.subject(picture.source).silhouette
    if silhouette is None:
        return []
    facts = photos.facts(picture.source)
    kx, ky = picture.box.w / picture.crop.w, picture.box.h / picture.crop.h
    boxes = []
    for band in silhouette.band_boxes():
        x = picture.box.x + (band.x * facts.width - picture.crop.x) * kx
        y = picture.box.y + (band.y * facts.height - picture.crop.y) * ky
        boxes.append(bounds_on_canvas(Box(x, y, band.w * facts.width * kx, band.h * facts.height * ky), ancestors))
    return boxes


def covered_share(box: Box, bands: Iterable[Box]) -> float:
    """Return the fraction of *box* (0-1) that lies on a silhouette, by its bands."""
    area = box.w * box.h
    return min(1.0, sum(overlap_area(box, band) for band in bands) / area) if area > 0 else 0.0
