"""Ornaments: a large glyph that belongs to the ground, such as an opening quotation mark bleeding off a corner."""

from __future__ import annotations

from functools import reduce
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Desk, Layer, Piece, Room
from memegen.model.entities import FontRole
from memegen.model.keys import key
from memegen.model.kinds import COLOR, FONT, TEXT
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Size
from memegen.scene.items import Font, Glyph, Line, Run, Text


@frozen(kw_only=True, eq=False)
class Ornament(Layer):
    """A character as a decoration, as high as its height, placed by its ink; it may bleed off."""

    kind: ClassVar[str] = "ornament"
    primary: ClassVar[str] = "ornament"

    ornament: str = key(TEXT, None, "the character, such as “")
    font: FontRole = key(FONT, "display", "a font role of the brand or a family")
    fill: Color = key(COLOR, "ink 15%", "its colour")

    def bleeds(self) -> bool:
        return True

    def lay(self, desk: Desk, room: Room) -> Piece:
        if not self.ornament.strip():
            return Piece(Size(0, 0))
        face = desk.fonts.face(Font(self.font.family, self.font.weight, self.font.italic))
        glyphs, boxes, x = [], [], 0.0
        for glyph in face.shape(self.ornament, language=desk.brand.language):
            glyphs.append(Glyph(glyph.glyph, x + glyph.dx, glyph.dy))
            boxes.append(face.ink(glyph.glyph).translated(x + glyph.dx, glyph.dy))
            x += glyph.advance
        if not any(box.w and box.h for box in boxes):
            return Piece(Size(0, 0))
        ink = reduce(Box.union, (box for box in boxes if box.w))
        size = min(room.h / ink.h, room.w / ink.w)
        run = Run(face.font, size, self.fill, tuple(Glyph(g.id, g.x * size, g.y * size) for g in glyphs))
        line = Line(self.ornament, -ink.x * size, -ink.y * size, (run,))
        whole = Size(ink.w * size, ink.h * size)
        # It is no text to be read, so it carries no layer's name.
        return Piece(whole, (Text("", self.ornament, size, Box(0, 0, whole.w, whole.h), (line,)),))
