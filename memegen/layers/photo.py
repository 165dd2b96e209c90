"""The photo layer: a photograph cropped to its room, or shown whole over a blur of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from pathlib import PurePath
from typing import ClassVar

from memegen.color import Color
from memegen.errors import Diagnostic
from memegen.focus import SIGHT, WITHIN
from memegen.geometry import Box, Length, Size, contain, cover
from memegen.keys import key
from memegen.kinds import COLORS, LENGTH, TEXT, choice
from memegen.layers.base import Desk, Layer, Piece, Room
from memegen.layers.crop import WHOLE, frame, kept
from memegen.outline import Outline, ellipse, polygon, rectangle
from memegen.scene import Item, Picture, Tone
from memegen.subject import Subject, chosen

# How far from the edges of the square about it a circle has room.
ROUND = 0.12


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
    focus: tuple[float, float] | str = key(
        SIGHT,
        "center",
        "what to keep in sight: a point `[0.6, 0.3]` or `top`, the faces or else what the eye goes to (`auto`), "
        "or one face (`face left`, `right`, `top`, `center`, `largest`)",
    )
    subject: Box = key(
        WITHIN,
        "0 0 1 1",
        "the part of its room where what it finds should stand: left, top, right, bottom, from 0 to 1",
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
        crop, found = self._crop(source, box, desk)
        return Piece(box.size, self._pictures(source, box, crop, desk), found)

    def _crop(self, source: Size, box: Box, desk: Desk) -> tuple[Box, tuple[Diagnostic, ...]]:
        """The part of the picture that fills the box, and the faces that it could not keep whole."""
        if self.fit != "cover" or not isinstance(self.focus, str):
            return cover(source, box.size, self.focus if isinstance(self.focus, tuple) else (0.5, 0.5)), ()
        subject = desk.subject(self.photo)
        face = chosen(subject.faces, self.focus.removeprefix("face ")) if self.focus != "auto" else None
        if face:
            subject = Subject((face,), subject.interest)
        crop = frame(source, box.size, subject, self._part(box))
        return crop, tuple(self._cut_faces(subject, kept(source, crop, subject.faces)))

    def _part(self, box: Box) -> Box:
        """Where in the box the subject should stand: what its form cuts off is no place for it."""
        if self.subject != WHOLE:
            return self.subject
        if self.frame == "circle":
            return Box(ROUND, ROUND, 1 - 2 * ROUND, 1 - 2 * ROUND)
        d = min(0.4, self.slant.of(box.w) / (box.w if self.cut in ("left", "right") else box.h))
        parts = {"left": Box(d, 0, 1 - d, 1), "right": Box(0, 0, 1 - d, 1)}
        parts |= {"top": Box(0, d, 1, 1 - d), "bottom": Box(0, 0, 1, 1 - d)}
        return parts.get(self.cut, WHOLE)

    def _cut_faces(self, subject: Subject, whole: int) -> Iterator[Diagnostic]:
        name = PurePath(self.photo).name
        if self.focus != "auto" and not subject.faces:
            hint = "say where it is: `focus: [0.6, 0.3]`"
            yield self.finding("face-missing", f"no face was found in {name}", hint)
        if whole < len(subject.faces):
            many = f"{whole} of {len(subject.faces)} faces" if len(subject.faces) > 1 else "none of its face"
            hint = "use `fit: contain`, a photo of another form, or say which face counts: `focus: face largest`"
            yield self.finding("face-cut", f"the crop keeps {many} in {name} whole", hint)

    def _pictures(self, source: Size, box: Box, crop: Box, desk: Desk) -> tuple[Item, ...]:
        clip, tone = self._clip(box), self._tone()
        blur = self.blur.of(box.w)
        whole = Box(0, 0, source.w, source.h)
        if self.fit == "cover":
            return (Picture(self.photo, crop, box, tone, blur, clip),)
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
