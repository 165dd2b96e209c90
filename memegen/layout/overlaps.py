"""Findings about texts over one another or over a logo, and about letters that a clip cuts off."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING

from memegen.core.diagnostics import Diagnostic
from memegen.layout.layers.base import Layer
from memegen.layout.layers.faces import bounds_on_canvas
from memegen.layout.placement import Entry
from memegen.model.brand import Brand
from memegen.scene.affine import IDENTITY, Affine, rotation
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Item, Picture, Text
from memegen.scene.letter_boxes import letter_boxes
from memegen.scene.path import bounds
from memegen.scene.scene import Scene
from memegen.text.quotation import quoted

if TYPE_CHECKING:
    from memegen.scene.polygons import Polygon

# Fraction of the smaller of two pieces that may be under the other: edges of tilted letters touch.
TOLERANCE = 0.04
# Opacity from which a text is no mere decoration.
OPAQUE = 0.5
# Middle part of a letter, as a fraction of its box, that a clip must leave.
CORE = 0.6


class Piece:
    """A text with the plate that it stands on, or a logo, as it lies on the canvas.

    Attributes:
        name: The name of its layer; "" for a logo.
        words: What messages call it.
        box: Its upright bounding box on the canvas, px.
    """

    def __init__(self, item: Text | Picture, plate: Fill | None, ancestors: tuple[Group, ...], name: str) -> None:
        """*plate* is the pill or strips of a text; *ancestors* are the groups around it, the innermost first."""
        self.name = name
        self.words = quoted(item.text) if isinstance(item, Text) else "the logo"
        outline = bounds(plate.outline) if plate else item.box
        self.box = bounds_on_canvas(outline.union(item.box), ancestors)
        self._item, self._plate, self._ancestors = item, plate, ancestors

    @cached_property
    def polygons(self) -> list[Polygon]:
        """The boxes of its letters, or of its plate, as they lie on the canvas."""
        # Imported here, for few cards have pieces whose boxes touch.
        from memegen.scene.polygons import quadrilateral

        if self._plate:
            boxes = [bounds((contour,)) for contour in self._plate.outline]
        elif isinstance(self._item, Text):
            boxes = [letters.box for letters in letter_boxes(self._item)]
        else:
            boxes = [self._item.box]
        affine = to_canvas(self._ancestors)
        return [quadrilateral(box, affine) for box in boxes]

    def covers(self, other: Piece) -> bool:
        """Return whether the two share more than a touch."""
        from memegen.scene.polygons import area, common_area

        shared = sum(common_area(one, two) for one in self.polygons for two in other.polygons)
        return shared > TOLERANCE * min(sum(map(area, piece.polygons)) for piece in (self, other))


def overlap_findings(brand: Brand, scene: Scene, entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Yield a warning for each two layers whose texts lie over one another, and for texts over the logo.

    Decoration does not count: a text without a layer, one that needs no contrast, and one that is hardly opaque. Nor do
    texts in a pile whose template says that they are to overlap.
    """
    layers = {layer.id or layer.kind: layer for entry in reversed(entries) for layer in entry.layer.walk()}
    logos = {str(path) for path in brand.logos.values()}
    pieces = list(_pieces(scene.items, (), layers, logos))
    intended = [
        {inner.id or inner.kind for inner in layer.walk()}
        for entry in entries
        for layer in entry.layer.walk()
        if getattr(layer, "overlap", False)
    ]
    seen: set[frozenset[str]] = set()
    for above, below in _touching(pieces):
        pair = frozenset((above.name, below.name))
        if pair in seen or pair == {""} or any(pair <= names for names in intended) or not above.covers(below):
            continue
        seen.add(pair)
        hint = (
            "move one of them, or make them smaller; if they should overlap, put both into a pile with `overlap: yes`"
        )
        message = f"{above.words} overlaps {below.words}"
        yield layers[above.name or below.name].finding("text-overlap", message, hint)


def _touching(pieces: Sequence[Piece]) -> list[tuple[Piece, Piece]]:
    """Return the pairs whose boxes share an area, each with the one that is painted later first, in that order."""
    order = sorted(range(len(pieces)), key=lambda i: pieces[i].box.y)
    pairs = []
    for at, i in enumerate(order):
        box = pieces[i].box
        for j in order[at + 1 :]:
            if pieces[j].box.y >= box.bottom:
                break
            if box.intersects(pieces[j].box):
                pairs.append((max(i, j), min(i, j)))
    return [(pieces[upper], pieces[lower]) for upper, lower in sorted(pairs)]


def clipped_text_findings(scene: Scene, entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Yield a warning for each layer whose letters a clip cuts off."""
    layers = {layer.id or layer.kind: layer for entry in reversed(entries) for layer in entry.layer.walk()}
    told = set()
    for text, ancestors in _texts(scene.items, ()):
        if text.layer not in told and any(group.clip for group in ancestors) and _is_cut(text, ancestors):
            told.add(text.layer)
            hint = "add a `margin` or a `padding`, or make the text smaller"
            yield layers[text.layer].finding("text-clipped", f"a clip cuts off letters of {quoted(text.text)}", hint)


def to_canvas(ancestors: Sequence[Group]) -> Affine:
    """Return the map from the coordinates inside groups, the innermost first, to the canvas."""
    affine = IDENTITY
    for group in ancestors:
        affine = rotation(group.rotate, group.center).after(affine) if group.rotate else affine
    return affine


def _pieces(
    items: Sequence[Item], ancestors: tuple[Group, ...], layers: Mapping[str, Layer], logos: Collection[str]
) -> Iterator[Piece]:
    """Yield what must not overlap, in painting order."""
    opacity = prod(group.opacity for group in ancestors)
    for i, item in enumerate(items):
        match item:
            case Group():
                yield from _pieces(item.items, (item, *ancestors), layers, logos)
            case Text() if item.layer and item.needs and opacity * _alpha(item) >= OPAQUE:
                before = items[i - 1] if i else None
                plate = before if isinstance(before, Fill) and has_plate(layers[item.layer]) else None
                yield Piece(item, plate, ancestors, item.layer)
            case Picture() if item.source in logos:
                yield Piece(item, None, ancestors, "")
            case _:
                pass


def has_plate(layer: Layer) -> bool:
    """Return whether the fill below a text of the layer belongs to it: a pill, a ribbon or strips."""
    return getattr(layer, "variant", "") in ("pill", "ribbon") or bool(getattr(layer, "strips", None))


def _alpha(text: Text) -> float:
    """Return the opacity of the letters, 0-1."""
    return max((run.fill.a for line in text.lines for run in line.runs if run.fill), default=1.0)


def _texts(items: Sequence[Item], ancestors: tuple[Group, ...]) -> Iterator[tuple[Text, tuple[Group, ...]]]:
    for item in items:
        if isinstance(item, Group):
            yield from _texts(item.items, (item, *ancestors))
        elif isinstance(item, Text) and item.layer:
            yield item, ancestors


def _is_cut(text: Text, ancestors: tuple[Group, ...]) -> bool:
    """Return whether the middle part of any letter is outside a clip."""
    from memegen.scene.polygons import contains_point, quadrilateral

    for letters in letter_boxes(text, by_glyph=True):
        box = letters.box
        core = Box(box.x + box.w * (1 - CORE) / 2, box.y + box.h * (1 - CORE) / 2, box.w * CORE, box.h * CORE)
        corners: Polygon = quadrilateral(core, IDENTITY)
        for group in ancestors:
            if group.clip and not all(contains_point(group.clip, x, y) for x, y in corners):
                return True
            if group.rotate:
                turn = rotation(group.rotate, group.center)
                corners = [turn.point(x, y) for x, y in corners]
    return False
