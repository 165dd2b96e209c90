"""From a card to a scene: every layer to its place in absolute pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from memegen.color import Color
from memegen.errors import Diagnostic, DiagnosticError
from memegen.geometry import Box, Insets, Size, turned
from memegen.layers.base import Layer, PhotoShelf, Piece, Room
from memegen.layers.stack import Stack
from memegen.layers.text import TextLayer
from memegen.model import Brand, Card
from memegen.outline import bounds
from memegen.scene import Fill, Group, Item, Picture, Scene, Text, around
from memegen.text.bidi import direction
from memegen.text.face import Fonts
from memegen.text.scripts import LETTER
from memegen.text.scripts import runs_rtl as language_rtl

# A hanging mark may take so much of the margin that its layer asks for.
HANG = 0.64


class LayoutDesk:
    """What layers ask while they are laid out; it honours the keys that all of them have."""

    def __init__(self, card: Card, fonts: Fonts, photos: PhotoShelf) -> None:
        self.canvas: Size = card.platform.size
        self.brand: Brand = card.brand
        self.fonts = fonts
        self.photos = photos
        self.taken: tuple[Box, ...] = ()
        self.rtl = runs_rtl(card)

    def lay(self, layer: Layer, room: Room) -> Piece:
        whole = room.whole or Size(room.w, room.h)
        w = layer.width.of(whole.w) if layer.width else room.w
        h = layer.height.of(whole.h) if layer.height else room.h
        if not layer.bleeds():
            w, h = min(w, room.w), min(h, room.h)
        fill_w, fill_h = room.fill_w or layer.width is not None, room.fill_h or layer.height is not None
        inner = replace(room, w=max(1.0, w), h=max(1.0, h), fill_w=fill_w, fill_h=fill_h, whole=None)
        piece = layer.lay(self, inner)
        if layer.rotate:
            # What says both its width and its height keeps them, as long as there is room around it.
            piece = self._turn(layer, room if layer.width and layer.height else inner, piece)
        if layer.opacity < 1:
            piece = replace(piece, items=(Group(piece.items, opacity=layer.opacity),))
        return piece

    def _turn(self, layer: Layer, room: Room, piece: Piece) -> Piece:
        """Turned about its middle; a piece that would no longer fit its room is laid out anew in a smaller one."""
        box = turned(Box(0, 0, piece.size.w, piece.size.h), layer.rotate)
        if not layer.bleeds() and (box.w > room.w + 0.5 or box.h > room.h + 0.5):
            scale = min(room.w / box.w, room.h / box.h)
            piece = layer.lay(
                self, replace(room, w=piece.size.w * scale, h=piece.size.h * scale, fill_w=False, fill_h=False)
            )
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
    layers = [(_layer(layer), True) for layer in card.background] + [(_layer(layer), False) for layer in card.layers]
    if desk.rtl:
        layers = [(layer.mirrored(), behind) for layer, behind in layers]
    placed: dict[int, tuple[Item, ...]] = {}
    findings: list[Diagnostic] = list(card.findings)
    failed: list[Diagnostic] = []
    # Late layers keep clear of what all the others have drawn in front of the background.
    for i in sorted(range(len(layers)), key=lambda i: layers[i][0].late):
        layer, behind = layers[i]
        area = region(card, layer, behind=behind, rtl=desk.rtl)
        try:
            if layer.late:
                taken = [box for j, items in placed.items() if not layers[j][1] for box in _boxes(items)]
                placed[i], found = _place_late(desk, layer, area, taken)
            else:
                placed[i], found = _place(desk, layer, area)
            findings += found
        except DiagnosticError as error:
            failed += [d if d.where.file else replace(d, where=layer.where) for d in error.diagnostics]
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


def runs_rtl(card: Card) -> bool:
    """Whether the card runs from right to left, as the first of its texts does that has letters; else its language."""
    for layer in card.layers:
        for one in _walk(_layer(layer)):
            if isinstance(one, TextLayer) and LETTER.search(one.text):
                return direction(one.text) == "rtl"
    return language_rtl(card.brand.language)


def region(card: Card, layer: Layer, *, behind: bool, rtl: bool = False) -> Box:
    """The area that a layer at the top level is placed in: the canvas for the background, else what ``in`` says.

    The margin is kept from the canvas's edges; where the safe area begins further in, that is margin enough.
    """
    canvas = Box(0, 0, card.platform.width, card.platform.height)
    top, right, bottom, left = (side.of(canvas.size.short) for side in layer.margin)
    if rtl:
        left, right = right, left
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


Placed = tuple[tuple[Item, ...], tuple[Diagnostic, ...]]


def _place(desk: LayoutDesk, layer: Layer, area: Box) -> Placed:
    anchored = layer.at is not None
    room = Room(
        area.w,
        area.h,
        fill_w=not anchored,
        fill_h=not anchored,
        hang=max(0.0, HANG * layer.margin[3].of(desk.canvas.short)),
    )
    piece = desk.lay(layer, room)
    return piece.at(*_corner(layer, area, piece, rtl=desk.rtl)), piece.findings


def _place_late(desk: LayoutDesk, layer: Layer, area: Box, taken: list[Box]) -> Placed:
    """Laid out once to see where its corner comes to stand, from which it then counts what is taken."""
    desk.taken = ()
    x, y = _corner(layer, area, desk.lay(layer, Room(area.w, area.h)), rtl=desk.rtl)
    desk.taken = tuple(box.moved(-x, -y) for box in taken)
    return _place(desk, layer, area)


def _corner(layer: Layer, area: Box, piece: Piece, *, rtl: bool) -> tuple[float, float]:
    at = layer.at or (0.0, 0.0)
    across = (1 - at[0], -1) if rtl else (at[0], 1)
    return (
        area.x + (area.w - piece.size.w) * across[0] + layer.offset[0].of(area.w) * across[1],
        area.y + (area.h - piece.size.h) * at[1] + layer.offset[1].of(area.h),
    )


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
                found += [around(box, item) for box in _boxes(item.items)]
    return found


def _off_canvas(scene: Scene, layers: list[tuple[Layer, bool]]) -> list[Diagnostic]:
    """Text whose ink leaves the canvas, which no template of ours lets happen."""
    canvas = Box(0, 0, scene.width, scene.height)
    found = []
    named = {layer.id or layer.kind: layer for entry, _ in reversed(layers) for layer in _walk(entry)}
    for text, box in scene.inked():
        if text.layer and not canvas.holds(box, 1):
            message = f"“{text.text}” leaves the canvas"
            found.append(named[text.layer].finding("text-off-canvas", message, "give it more room, or another place"))
    return found


def _walk(layer: Layer) -> Iterator[Layer]:
    """The layer, and every layer in it."""
    yield layer
    for item in layer.items if isinstance(layer, Stack) else ():
        yield from _walk(item)
