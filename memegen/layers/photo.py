"""The photo layer: a photograph cropped to its room, or shown whole over a blur of itself."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, inf
from typing import ClassVar

from memegen.color import Color
from memegen.errors import Diagnostic
from memegen.geometry import Box, Length, Size, contain, cover
from memegen.keys import key
from memegen.kinds import COLORS, FOCUS, LENGTH, TEXT, choice
from memegen.layers.base import Desk, Layer, Piece, Room
from memegen.outline import Outline, ellipse, polygon, rectangle
from memegen.scene import Picture, Tone

# A photo that is enlarged further than this looks coarse.
ENLARGED = 1.5


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Photo(Layer):
    """A photograph, cropped to its room."""

    kind: ClassVar[str] = "photo"
    primary: ClassVar[str] = "photo"

    photo: str = key(TEXT, None, "the picture file; nothing is drawn where it is empty")
    fit: str = key(
        choice("cover", "contain", "blur"),
        "cover",
        "cropped to fill, shown whole, or shown whole over a blur of itself",
    )
    focus: tuple[float, float] = key(
        FOCUS, "center", "the point of the picture to keep in sight: `[0.6, 0.3]` or `top`"
    )
    tone: str = key(choice("none", "mono", "duotone"), "none", "its own colours, greys, or from one colour to another")
    tones: tuple[Color, ...] = key(COLORS, ("ink", "paper"), "the colours of a duotone, darks first")
    blur: Length = key(LENGTH, "0", "how much it is blurred")
    frame: str = key(choice("box", "circle"), "box", "the form it is cut to")
    radius: Length = key(LENGTH, "0", "how round the corners of a box are")
    cut: str = key(choice("none", "left", "right", "top", "bottom"), "none", "the edge that is cut at a slant")
    slant: Length = key(LENGTH, "8%", "how far one end of a slanted edge lies behind the other; `%` is of the width")

    def greed(self, direction: str) -> float:
        return inf if (self.height if direction == "column" else self.width) is None else 0.0

    def lay(self, desk: Desk, room: Room) -> Piece:
        if not self.photo:
            return Piece(Size(room.w, room.h))
        facts = desk.photos.facts(self.photo)
        source = Size(facts.width, facts.height)
        box = Box(0, 0, room.w, room.h)
        if self.frame == "circle":
            side = min(room.w, room.h)
            box = Box(0, 0, side, side)
        pictures = self._pictures(source, box, desk)
        return Piece(box.size, pictures, () if facts.vector else self._small(source, pictures[-1]))

    def _small(self, source: Size, picture: Picture) -> tuple[Diagnostic, ...]:
        """A finding where the photo has too few pixels for its place. A blur would hide it."""
        scale = picture.box.w / picture.crop.w
        if scale <= ENLARGED or picture.blur >= scale:
            return ()
        message = f"the photo is enlarged {scale:.1f} times: it is {source.w:,.0f} pixels wide"
        least, best = ceil(source.w * scale / ENLARGED), ceil(source.w * scale)
        return (self.finding("photo-small", message, f"take one {least:,} pixels wide at least, at best {best:,}"),)

    def _pictures(self, source: Size, box: Box, desk: Desk) -> tuple[Picture, ...]:
        clip, tone = self._clip(box), self._tone()
        blur = self.blur.of(box.w)
        whole = Box(0, 0, source.w, source.h)
        if self.fit == "cover":
            return (Picture(self.photo, cover(source, box.size, self.focus), box, tone, blur, clip),)
        inside = Picture(self.photo, whole, contain(source, box), tone, blur, clip)
        if self.fit == "contain":
            return (inside,)
        backdrop = Picture(self.photo, cover(source, box.size), box, tone, desk.canvas.short / 24, clip)
        return backdrop, inside

    def _tone(self) -> Tone | None:
        if self.tone == "none":
            return None
        return Tone(self.tones if self.tone == "duotone" else (Color(0, 0, 0), Color(255, 255, 255)))

    def _clip(self, box: Box) -> Outline | None:
        if self.frame == "circle":
            return ellipse(box)
        if self.cut != "none":
            return self._slanted(box)
        radius = self.radius.of(box.size.short)
        return rectangle(box, radius) if radius else None

    def _slanted(self, box: Box) -> Outline:
        d = self.slant.of(box.w)
        x0, y0, x1, y1 = box.x, box.y, box.right, box.bottom
        corners = {
            "left": [(x0 + d, y0), (x1, y0), (x1, y1), (x0, y1)],
            "right": [(x0, y0), (x1, y0), (x1 - d, y1), (x0, y1)],
            "top": [(x0, y0 + d), (x1, y0), (x1, y1), (x0, y1)],
            "bottom": [(x0, y0), (x1, y0), (x1, y1 - d), (x0, y1)],
        }
        return polygon(corners[self.cut])
