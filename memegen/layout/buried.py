"""Findings about texts under a photo or an opaque shape that is painted later, which no other check finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from pathlib import PurePath
from typing import TYPE_CHECKING

from memegen.core.diagnostics import Diagnostic
from memegen.layout.layers.base import Layer
from memegen.layout.layers.faces import CardPhotos, bounds_on_canvas, flatten
from memegen.layout.overlaps import OPAQUE, TOLERANCE, has_plate, to_canvas
from memegen.layout.placement import Entry
from memegen.scene.affine import IDENTITY
from memegen.scene.color import Color
from memegen.scene.items import Fill, Group, Item, Picture, Text
from memegen.scene.letter_boxes import letter_boxes
from memegen.scene.path import bounds, rectangle
from memegen.scene.scene import Scene
from memegen.text.quotation import quoted

if TYPE_CHECKING:
    from memegen.scene.polygons import Polygon

# Suffixes of the only format without transparency.
OPAQUE_SUFFIXES = (".jpg", ".jpeg")
Placed = tuple[Text, tuple[Group, ...]]


def buried_text_findings(scene: Scene, entries: Sequence[Entry], photos: CardPhotos) -> Iterator[Diagnostic]:
    """Yield a warning for each layer whose letters a photo or a shape hides.

    Decoration does not count: a text without a layer, or one that needs no contrast. Nor does a photo that may have
    transparent parts, for which only its pixels tell what it hides, or what a pile says is to overlap the text.
    """
    walked = [layer for entry in reversed(entries) for layer in entry.layer.walk()]
    layers = {layer.id or layer.kind: layer for layer in walked}
    meant = {each.id or each.kind for layer in walked if getattr(layer, "overlap", False) for each in layer.walk()}
    below: list[Placed] = []
    told = set()
    flat = list(flatten(scene.items))
    for (item, ancestors), (following, _) in zip(flat, [*flat[1:], *flat[-1:]], strict=True):
        if isinstance(item, Text):
            if item.layer and item.needs and item.layer not in meant:
                below.append((item, ancestors))
        # Two texts of which one lies over the other are reported elsewhere, with the plates on which they are.
        elif below and not _is_plate(item, following, layers) and _is_opaque(item, ancestors, photos):
            for text, groups in below:
                if text.layer not in told and _hides(item, ancestors, text, groups):
                    told.add(text.layer)
                    name = PurePath(item.source).name if isinstance(item, Picture) else "a shape"
                    hint = "move one of them, shorten the text, or place the text later in `layers`"
                    yield layers[text.layer].finding("text-overlap", f"{name} lies over {quoted(text.text)}", hint)


def _is_plate(item: Fill | Picture, following: Item, layers: Mapping[str, Layer]) -> bool:
    """Return whether an item is the pill or the strips of the text that follows it, not the ground of a container."""
    if not (isinstance(item, Fill) and isinstance(following, Text) and following.layer):
        return False
    return has_plate(layers[following.layer])


def _is_opaque(item: Fill | Picture, ancestors: tuple[Group, ...], photos: CardPhotos) -> bool:
    if any(group.blend != "normal" for group in ancestors) or prod(group.opacity for group in ancestors) < OPAQUE:
        return False
    if isinstance(item, Fill):
        return isinstance(item.paint, Color) and item.paint.a >= OPAQUE
    return PurePath(item.source).suffix.lower() in OPAQUE_SUFFIXES and item.source not in photos.cutouts


def _hides(item: Fill | Picture, around: tuple[Group, ...], text: Text, groups: tuple[Group, ...]) -> bool:
    """Return whether more than a touch of the letters is under the item."""
    outline = item.outline if isinstance(item, Fill) else item.clip or rectangle(item.box)
    if not bounds_on_canvas(bounds(outline), around).intersects(bounds_on_canvas(text.box, groups)):
        return False
    # Imported here, for few cards have something near a text that is below it.
    from memegen.scene.polygons import area, common_area, flattened, is_convex, quadrilateral

    affine, turned = to_canvas(groups), to_canvas(around)
    letters: list[Polygon] = [quadrilateral(letter.box, affine) for letter in letter_boxes(text)]
    clip = bounds(around[0].clip) if around and around[0].clip else None
    hidden = 0.0
    for contour in outline:
        points = quadrilateral(bounds((contour,)).intersection(clip), IDENTITY) if clip else flattened(contour)
        cover = [turned.point(x, y) for x, y in points]
        # Of a shape with bays it is not known what they leave visible.
        if is_convex(cover):
            hidden += sum(common_area(letter, cover) for letter in letters)
    return hidden > TOLERANCE * sum(map(area, letters))
