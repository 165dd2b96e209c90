"""What layers ask while a card is laid out."""

from __future__ import annotations

from dataclasses import replace

from memegen.layout.layers.base import BackdropSampler, Layer, PhotoShelf, Piece, Room
from memegen.model.entities import Brand, Card
from memegen.scene.backdrop import Backdrop
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Size, rotated_bounds
from memegen.scene.items import Group, Item
from memegen.scene.subject import Subject
from memegen.text.face import Fonts


class LayoutDesk:
    """What layers ask while they are laid out; it honours the keys that all of them have."""

    def __init__(self, card: Card, fonts: Fonts, photos: PhotoShelf, sampler: BackdropSampler, *, rtl: bool) -> None:
        self.canvas: Size = card.platform.size
        self.brand: Brand = card.brand
        self.fonts = fonts
        self.photos = photos
        self.taken: tuple[Box, ...] = ()
        self.rtl = rtl
        self.sampler = sampler
        # What is placed so far, behind whatever comes next; and where a late layer will stand.
        self.below: tuple[Item, ...] = ()
        self.here: Box | None = None
        self.sizing = False
        self.ground = Color(0, 0, 0, 0) if card.platform.transparent else card.brand.palette["paper"]
        self.subjects: dict[str, Subject] = {}

    def subject(self, source: str) -> Subject:
        if source not in self.subjects:
            self.subjects[source] = self.photos.subject(source)
        return self.subjects[source]

    def behind(self) -> Backdrop:
        return self.sampler.sample(self.below, self.canvas, self.ground)

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
        box = rotated_bounds(Box(0, 0, piece.size.w, piece.size.h), layer.rotate)
        if not layer.bleeds() and (box.w > room.w + 0.5 or box.h > room.h + 0.5):
            scale = min(room.w / box.w, room.h / box.h)
            w, h = max(1.0, piece.size.w * scale), max(1.0, piece.size.h * scale)
            piece = layer.lay(self, replace(room, w=w, h=h, fill_w=False, fill_h=False))
            box = rotated_bounds(Box(0, 0, piece.size.w, piece.size.h), layer.rotate)
        center = (piece.size.w / 2, piece.size.h / 2)
        group = Group(piece.items, rotate=layer.rotate, center=center)
        if layer.bleeds():
            return replace(piece, items=(group,))
        whole = Piece(Size(box.w, box.h), (group,), piece.findings)
        return replace(whole, items=whole.at(-box.x, -box.y))
