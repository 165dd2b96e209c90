"""Findings about texts that lie under a photo, of which nothing else tells: what is painted later hides them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod
from pathlib import PurePath
from typing import TYPE_CHECKING

from memegen.core.diagnostics import Diagnostic
from memegen.layout.layers.faces import CardPhotos, bounds_on_canvas, flatten
from memegen.layout.layers.photo import Photo
from memegen.layout.overlaps import OPAQUE, TOLERANCE, to_canvas
from memegen.layout.placement import Entry
from memegen.scene.items import Group, Picture, Text
from memegen.scene.letter_boxes import letter_boxes
from memegen.scene.path import bounds
from memegen.scene.scene import Scene

if TYPE_CHECKING:
    from memegen.scene.polygons import Polygon

# Suffixes of the only format without transparency.
OPAQUE_SUFFIXES = (".jpg", ".jpeg")
Placed = tuple[Text, tuple[Group, ...]]


def buried_text_findings(scene: Scene, entries: Sequence[Entry], photos: CardPhotos) -> Iterator[Diagnostic]:
    """Yield a warning for each layer whose letters a photo hides.

    Decoration does not count: a text without a layer, or one that needs no contrast. Nor does a photo that may have
    transparent parts, for which only its pixels tell what it hides, or that a pile says is to overlap the text.
    """
    walked = [layer for entry in reversed(entries) for layer in entry.layer.walk()]
    layers = {layer.id or layer.kind: layer for layer in walked}
    piles = [list(layer.walk()) for layer in walked if getattr(layer, "overlap", False)]
    below: list[Placed] = []
    told = set()
    for item, ancestors in flatten(scene.items):
        if isinstance(item, Text) and item.layer and item.needs:
            below.append((item, ancestors))
        elif isinstance(item, Picture) and below and _is_opaque(item, ancestors, photos):
            for text, groups in below:
                if text.layer in told or not _hides(item, ancestors, text, groups):
                    continue
                shown = [pile for pile in piles if any(isinstance(each, Photo) for each in pile)]
                if any((each.id or each.kind) == text.layer for pile in shown for each in pile):
                    continue
                told.add(text.layer)
                message = f"{PurePath(item.source).name} lies over “{text.text}”"
                hint = "move one of them, shorten the text, or place the text after the photo in `layers`"
                yield layers[text.layer].finding("text-overlap", message, hint)


def _is_opaque(picture: Picture, ancestors: tuple[Group, ...], photos: CardPhotos) -> bool:
    opacity = prod(group.opacity for group in ancestors)
    is_jpeg = PurePath(picture.source).suffix.lower() in OPAQUE_SUFFIXES
    return opacity >= OPAQUE and is_jpeg and picture.source not in photos.cutouts


def _hides(picture: Picture, around: tuple[Group, ...], text: Text, groups: tuple[Group, ...]) -> bool:
    """Return whether more than a touch of the letters is under the picture."""
    if not bounds_on_canvas(picture.box, around).intersects(bounds_on_canvas(text.box, groups)):
        return False
    # Imported here, for few cards have a photo near a text that is below it.
    from memegen.scene.polygons import area, common_area, quadrilateral

    shown = picture.box.intersection(bounds(picture.clip)) if picture.clip else picture.box
    if around and around[0].clip:
        shown = shown.intersection(bounds(around[0].clip))
    cover = quadrilateral(shown, to_canvas(around))
    affine = to_canvas(groups)
    letters: list[Polygon] = [quadrilateral(letter.box, affine) for letter in letter_boxes(text)]
    return sum(common_area(letter, cover) for letter in letters) > TOLERANCE * sum(map(area, letters))
