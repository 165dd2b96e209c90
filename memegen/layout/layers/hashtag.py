"""The hashtag: a pill, plain, on a ribbon turned by any angle, or repeated as a pattern."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, hypot
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Desk, Piece, Room, join
from memegen.layout.layers.lettering import READABLE, Lettering, needed, weight_of
from memegen.model.keys import key
from memegen.model.kinds import COLOR, LENGTH, TEXT, WEIGHT, choice
from memegen.model.values import Weight
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Length, Size
from memegen.scene.items import Fill, Text
from memegen.scene.path import bounds, rectangle, rotate_outline
from memegen.text.markup import seen
from memegen.text.style import TextLayout


@frozen(kw_only=True, eq=False)
class Hashtag(Lettering):
    """A hashtag as a pill, plain, on a ribbon, or repeated as a pattern."""

    kind: ClassVar[str] = "hashtag"
    primary: ClassVar[str] = "text"

    text: str = key(TEXT, None, "the hashtag")
    style_: str = key(choice("pill", "plain", "ribbon", "pattern"), "pill", "how it is drawn", "style")
    weight: Weight = key(WEIGHT, "bold", "regular, bold or 100 to 900")
    ground: Color = key(COLOR, "readable(accent, paper)", "the colour of the pill or ribbon")
    padding: Length = key(LENGTH, "62%", "room beside the letters; `%` is of the font size")
    spacing: Length = key(LENGTH, "90%", "for a pattern: room between repeats; `%` is of the font size")

    def bleeds(self) -> bool:
        return self.style_ in ("ribbon", "pattern")

    def lay(self, desk: Desk, room: Room) -> Piece:
        if not seen(self.text):
            return Piece(Size(0, 0))
        style = replace(
            self.style(desk, room), max_lines=1, markup=False, case="none" if self.case == "font" else self.case
        )
        pad = 0.0 if self.style_ in ("plain", "pattern") else self.padding.of(style.most)
        block = self.block(desk, self.text, style, max(1, room.w - 2 * pad), room.h)
        found = tuple(self.legible(desk, block, READABLE))
        if not block.lines:
            return Piece(Size(0, 0), findings=found)
        match self.style_:
            case "pill":
                piece = self._pill(desk, block, self.padding.of(block.size))
            case "ribbon":
                piece = self._ribbon(desk, block, room)
            case "pattern":
                return self._pattern(desk, block, room)
            case _:
                piece = Piece(Size(block.ink.w, block.height), (self._text(desk, block),), baseline=block.baseline)
        return replace(piece, findings=found)

    def _text(self, desk: Desk, block: TextLayout) -> Text:
        needs = needed(block.size, weight_of(self.font, self.weight), desk.canvas)
        return Text(self.id or self.kind, block.plain, block.size, block.ink, block.lines, needs=needs)

    def _pill(self, desk: Desk, block: TextLayout, pad: float) -> Piece:
        """Centred by cap height, so that a descender does not push the word up."""
        cap = block.baseline
        size = Size(block.ink.w + 2 * pad, cap + 1.7 * pad)
        pill = Fill(rectangle(Box(0, 0, size.w, size.h), size.h / 2), self.ground)
        letters = Piece(size, (self._text(desk, block),)).at(pad - block.ink.x, (size.h - cap) / 2)
        return Piece(size, (pill, *letters), baseline=(size.h + cap) / 2)

    def _ribbon(self, desk: Desk, block: TextLayout, room: Room) -> Piece:
        """A band far wider than the room, so that no angle shows its ends; the word stands in its middle."""
        pad = self.padding.of(block.size)
        h = block.baseline + 2 * pad
        reach = 2 * hypot(room.w, room.h)
        band = Fill(rectangle(Box((room.w - reach) / 2, 0, reach, h)), self.ground)
        letters = Piece(Size(room.w, h), (self._text(desk, block),)).at((room.w - block.ink.w) / 2 - block.ink.x, pad)
        return Piece(Size(room.w, h), (band, *letters))

    def _pattern(self, desk: Desk, block: TextLayout, room: Room) -> Piece:
        """Rows of the word over the room however it is turned, each row set off by half a step."""
        gap = self.spacing.of(block.size)
        # A word without ink, or hardly any, must not be set without end.
        step_x, step_y = max(8, block.ink.w + gap), max(8, block.baseline + gap)
        reach = hypot(room.w, room.h)
        columns, rows = ceil(reach / step_x) + 1, ceil(reach / step_y) + 1
        # A pattern is a ground, not a text to be read: it belongs to no layer's name.
        word = Piece(Size(block.ink.w, block.height), (replace(self._text(desk, block), layer="", needs=0),))
        left, top = (room.w - columns * step_x) / 2, (room.h - rows * step_y) / 2
        placed = [
            (word, left + (column + row % 2 / 2) * step_x, top + row * step_y)
            for row in range(rows)
            for column in range(columns)
        ]
        return join(Size(room.w, room.h), [(p, x, y) for p, x, y in placed if self._shows(p, x, y, room)])

    def _shows(self, word: Piece, x: float, y: float, room: Room) -> bool:
        """Whether any of the word, once turned, lies in the room."""
        center = (room.w / 2, room.h / 2)
        outline = rotate_outline(rectangle(Box(x, y, word.size.w, word.size.h)), self.rotate, center)
        return bounds(outline).intersects(Box(0, 0, room.w, room.h))
