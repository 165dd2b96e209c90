"""From a card to a scene: every layer to its place in absolute pixels."""

from __future__ import annotations

from dataclasses import replace

from memegen.color import Color
from memegen.errors import Diagnostic, DiagnosticError
from memegen.geometry import Box, Insets, Size, turned
from memegen.layers.base import Layer, PhotoShelf, Piece, Room
from memegen.model import Brand, Card
from memegen.outline import bounds, rectangle
from memegen.outline import turned as turn
from memegen.scene import Fill, Group, Item, Picture, Scene, Text
from memegen.text.face import Fonts


class LayoutDesk:
    """What layers ask while they are laid out; it honours the keys that all of them have."""

    def __init__(self, card: Card, fonts: Fonts, photos: PhotoShelf) -> None:
        self.canvas: Size = card.platform.size
        self.brand: Brand = card.brand
        self.fonts = fonts
        self.photos = photos
        self.taken: tuple[Box, ...] = ()

    def lay(self, layer: Layer, room: Room) -> Piece:
        w = layer.width.of(room.w) if layer.width else room.w
        h = layer.height.of(room.h) if layer.height else room.h
        if not layer.bleeds():
            w, h = min(w, room.w), min(h, room.h)
        fill_w, fill_h = room.fill_w or layer.width is not None, room.fill_h or layer.height is not None
        inner = replace(room, w=max(1.0, w), h=max(1.0, h), fill_w=fill_w, fill_h=fill_h)
        piece = layer.lay(self, inner)
        if layer.rotate:
            piece = self._turn(layer, inner, piece)
        if layer.opacity < 1:
            piece = replace(piece, items=(Group(piece.items, opacity=layer.opacity),))
        return piece

    def _turn(self, layer: Layer, room: Room, piece: Piece) -> Piece:
        """Turned about its middle; a piece that would no longer fit its room is laid out anew in a smaller one."""
        box = turned(Box(0, 0, piece.size.w, piece.size.h), layer.rotate)
        if not layer.bleeds() and (box.w > room.w + 0.5 or box.h > room.h + 0.5):
            scale = min(room.w / box.w, room.h / box.h)
            piece = layer.lay(self, replace(room, w=piece.size.w * scale, h=piece.size.h * scale, fill_w=False, fill_h=False))
            box = turned(Box(0, 0, piece.size.w, piece.size.h), layer.rotate)
        center = (piece.size.w / 2, piece.size.h / 2)
        group = Group(piece.items, rotate=layer.rotate, center=center)
        if layer.bleeds():
            return replace(piece, items=(group,))
        whole = Piece(Size(box.w, box.h), (group,), piece.findings)
        return replace(whole, items=whole.at(-box.x, -box.y))


def lay_out(card: Card, fonts: Fonts, photos: PhotoShelf) -> Scene:
    """The scene of a card. Raises DiagnosticError where a layer cannot be drawn or a text may not be cut."""
    desk = LayoutDesk(card, fonts, photos)
    layers = [(layer, True) for layer in card.background] + [(layer, False) for layer in card.layers]
    placed: dict[int, tuple[Item, ...]] = {}
    findings: list[Diagnostic] = list(card.findings)
    failed: list[Diagnostic] = []
    # Late layers keep clear of what all the others have drawn in front of the background.
    for i in sorted(range(len(layers)), key=lambda i: _layer(layers[i][0]).late):
        layer, behind = _layer(layers[i][0]), layers[i][1]
        if layer.late:
            desk.taken = tuple(box for j, items in placed.items() if not layers[j][1] for box in _boxes(items))
        try:
            placed[i], found = _place(desk, layer, region(card, layer, behind=behind))
            findings += found
        except DiagnosticError as error:
            failed += error.diagnostics
    if failed:
        raise DiagnosticError(failed)
    items = tuple(item for i in range(len(layers)) for item in placed[i])
    width, height = card.platform.width, card.platform.height
    ground = Color(0, 0, 0, 0) if card.platform.transparent else card.brand.palette["paper"]
    scene = Scene(width, height, ground, items, ())
    return replace(scene, findings=(*findings, *_off_canvas(scene, layers)))


def _layer(layer: object) -> Layer:
    if not isinstance(layer, Layer):
        raise TypeError(f"a card holds layers, not {type(layer).__name__}")
    return layer


def region(card: Card, layer: Layer, *, behind: bool) -> Box:
    """The area that a layer at the top level is placed in: the canvas for the background, else what ``in`` says.

    The margin is kept from the canvas's edges; where the safe area begins further in, that is margin enough.
    """
    canvas = Box(0, 0, card.platform.width, card.platform.height)
    top, right, bottom, left = (side.of(canvas.size.short) for side in layer.margin)
    if behind or layer.inside == "canvas":
        return canvas.inset(Insets(top, right, bottom, left))
    safe = card.platform.safe_box
    return canvas.inset(
        Insets(
            max(top, safe.y),
            max(right, canvas.w - safe.right),
            max(bottom, canvas.h - safe.bottom),
            max(left, safe.x),
        )
    )


def _place(desk: LayoutDesk, layer: Layer, area: Box) -> tuple[tuple[Item, ...], tuple[Diagnostic, ...]]:
    anchored = layer.at is not None
    room = Room(area.w, area.h, fill_w=not anchored, fill_h=not anchored)
    piece = desk.lay(layer, room)
    at = layer.at or (0.0, 0.0)
    x = area.x + (area.w - piece.size.w) * at[0] + layer.offset[0].of(area.w)
    y = area.y + (area.h - piece.size.h) * at[1] + layer.offset[1].of(area.h)
    return piece.at(x, y), piece.findings


def _boxes(items: tuple[Item, ...]) -> list[Box]:
    """The boxes that confetti keeps clear of: text by its ink, pictures and fills by their own."""
    found: list[Box] = []
    for item in items:
        match item:
            case Text():
                found.append(item.box)
            case Picture():
                found.append(item.box)
            case Fill():
                found.append(bounds(item.outline))
            case Group():
                found += [bounds(turn(rectangle(box), item.rotate, item.center)) for box in _boxes(item.items)]
    return found


def _off_canvas(scene: Scene, layers: list[tuple[object, bool]]) -> list[Diagnostic]:
    """Text whose ink leaves the canvas, which no template of ours lets happen."""
    canvas = Box(0, 0, scene.width, scene.height)
    found = []
    for text in scene.texts():
        if text.layer and not canvas.holds(text.box, 1):
            layer = next((_layer(entry) for entry, _ in layers if _layer(entry).id == text.layer), _layer(layers[0][0]))
            found.append(layer.finding("text-off-canvas", f"“{text.text}” leaves the canvas", "give it more room"))
    return found
