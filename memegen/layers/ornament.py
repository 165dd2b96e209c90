"""Ornaments: a large glyph that belongs to the ground, such as an opening quotation mark bleeding off a corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from memegen.color import Color
from memegen.geometry import Size
from memegen.keys import COLOR, FONT, TEXT, key
from memegen.layers.base import Desk, Layer, Piece, Room
from memegen.model import FontRole
from memegen.scene import Font, Text
from memegen.text.style import Style
from memegen.text.typeset import set_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Ornament(Layer):
    kind: ClassVar[str] = "ornament"
    about: ClassVar[str] = "A character as a decoration, as high as its height, placed by its ink; it may bleed off."
    primary: ClassVar[str] = "ornament"

    ornament: str = key(TEXT, None, "the character, such as “")
    font: FontRole = key(FONT, "display", "a font role of the brand or a family")
    fill: Color = key(COLOR, "ink 15%", "its colour")

    def bleeds(self) -> bool:
        return True

    def lay(self, desk: Desk, room: Room) -> Piece:
        # Set once at a known size, then again at the size at which its ink is as high as the room.
        block = set_text(self.ornament, self._style(100), float("inf"), float("inf"), desk.fonts)
        if not block.ink.h:
            return Piece(Size(0, 0))
        size = 100 * min(room.h / block.ink.h, room.w / block.ink.w)
        block = set_text(self.ornament, self._style(size), float("inf"), float("inf"), desk.fonts)
        ink = Size(block.ink.w, block.ink.h)
        # It is no text to be read, so it carries no layer's name.
        text = Text("", block.plain, size, block.ink, block.lines)
        return Piece(ink, Piece(ink, (text,)).at(-block.ink.x, -block.ink.y))

    def _style(self, size: float) -> Style:
        font = Font(self.font.family, self.font.weight, self.font.italic)
        return Style(font=font, fill=self.fill, least=size, most=size, markup=False)
