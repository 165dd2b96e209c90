"""The photo layer: a photograph cropped to its room, or shown whole over a blur of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, inf
from pathlib import PurePath
from typing import ClassVar

from memegen.core.diagnostics import Diagnostic
from memegen.core.frozen import frozen
from memegen.layout.layers.base import Desk, Layer, Piece, Room
from memegen.layout.layers.crop import WHOLE, frame, kept
from memegen.model.keys import key
from memegen.model.kinds import (
    COLORS,
    FOCUS_OR_FACE,
    FRACTION,
    LENGTH,
    OPTIONAL_COLOR,
    REGION,
    SIGNED_FRACTION,
    TEXT,
    choice,
)
from memegen.scene.color import BLACK, WHITE, Color
from memegen.scene.effects import Adjust, Effect, Grain, Halftone, Posterise, Tone, Vignette, Wash
from memegen.scene.geometry import Box, Length, Size, contain, cover
from memegen.scene.items import Picture
from memegen.scene.path import Outline, ellipse, polygon, rectangle
from memegen.scene.subject import Subject, choose_face

MONO = (BLACK, WHITE)
# The finest dots that still are dots, in pixels; the coarsest that still are a picture, and the size of grain, in parts
# of the canvas's short side.
FINEST, COARSEST, GRAIN = 3.0, 0.1, 1 / 720
# A photo that is enlarged further than this looks coarse.
ENLARGED = 1.5

# How far from the edges of the square about it a circle has room.
ROUND = 0.12


@frozen(kw_only=True, eq=False)
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
        FOCUS_OR_FACE,
        "center",
        "what to keep in sight: a point `[0.6, 0.3]` or `top`, the faces or else what the eye goes to (`auto`), "
        "or one face (`face left`, `right`, `top`, `center`, `largest`)",
    )
    subject: Box = key(
        REGION,
        "0 0 1 1",
        "the part of its room where what it finds should stand: left, top, right, bottom, from 0 to 1",
    )
    blur: Length = key(LENGTH, "0", "how much it is blurred")
    brightness: float = key(SIGNED_FRACTION, "0%", "brighter or darker; black stays black and white white")
    contrast: float = key(
        SIGNED_FRACTION, "0%", "darks and lights farther apart or closer together; at -100% all is one grey"
    )
    saturation: float = key(SIGNED_FRACTION, "0%", "stronger or weaker colours; at -100% there are none")
    vignette: float = key(FRACTION, "0%", "how dark it is in the corners")
    tone: str = key(
        choice("none", "mono", "duotone", "tritone", "poster"),
        "none",
        "its own colours, greys, two or three colours flowing into one another, or a few flat ones",
    )
    tones: tuple[Color, ...] = key(
        COLORS, ("ink", "accent", "paper"), "darks first: all for a tritone or poster, the first and last for a duotone"
    )
    halftone: Length = key(
        LENGTH, "0", "the size of printed dots, in the first and last colour of the tone or else the photo's own"
    )
    wash: Color | None = key(OPTIONAL_COLOR, "none", "a colour over the whole, as opaque as it says: `accent 60%`")
    wash_mode: str = key(
        choice("normal", "multiply", "screen", "overlay", "soft-light", "colour"), "multiply", "how the wash is laid on"
    )
    grain: float = key(FRACTION, "0%", "how strong its grain is")
    frame: str = key(choice("box", "circle"), "box", "the form it is cut to")
    radius: Length = key(LENGTH, "0", "how round the corners of a box are")
    cut: str = key(choice("none", "left", "right", "top", "bottom"), "none", "the edge that is cut at a slant")
    slant: Length = key(LENGTH, "8%", "how far one end of a slanted edge lies behind the other; `%` is of the width")

    def greed(self, direction: str) -> float:
        return inf if (self.height if direction == "column" else self.width) is None else 0.0

    def mirrored(self) -> Photo:
        part = Box(1 - self.subject.right, self.subject.y, self.subject.w, self.subject.h)
        return replace(self, cut={"left": "right", "right": "left"}.get(self.cut, self.cut), subject=part)

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
        pictures = self._pictures(source, box, crop, desk)
        small = () if facts.vector else self._small(source, pictures[-1])
        return Piece(box.size, pictures, (*found, *small))

    def _small(self, source: Size, picture: Picture) -> tuple[Diagnostic, ...]:
        """A finding where the photo has too few pixels for its place. A blur would hide it."""
        scale = picture.box.w / picture.crop.w
        if scale <= ENLARGED or picture.blur >= scale:
            return ()
        message = f"{PurePath(self.photo).name} is enlarged {scale:.1f} times: it is {source.w:,.0f} pixels wide"
        least, best = ceil(source.w * scale / ENLARGED), ceil(source.w * scale)
        return (self.finding("photo-small", message, f"take one {least:,} pixels wide at least, at best {best:,}"),)

    def _crop(self, source: Size, box: Box, desk: Desk) -> tuple[Box, tuple[Diagnostic, ...]]:
        """The part of the picture that fills the box, and the faces that it could not keep whole."""
        if self.fit != "cover" or not isinstance(self.focus, str):
            return cover(source, box.size, self.focus if isinstance(self.focus, tuple) else (0.5, 0.5)), ()
        subject = desk.subject(self.photo)
        face = choose_face(subject.faces, self.focus.removeprefix("face ")) if self.focus != "auto" else None
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

    def _pictures(self, source: Size, box: Box, crop: Box, desk: Desk) -> tuple[Picture, ...]:
        clip, effects = self._clip(box), self._effects(box, desk.canvas.short)
        blur = self.blur.of(box.w)
        whole = Box(0, 0, source.w, source.h)
        if self.fit == "cover":
            return (Picture(self.photo, crop, box, effects, blur, clip),)
        inside = Picture(self.photo, whole, contain(source, box), effects, blur, clip)
        if self.fit == "contain":
            return (inside,)
        backdrop = Picture(self.photo, cover(source, box.size), box, effects, desk.canvas.short / 24, clip)
        return backdrop, inside

    def _effects(self, box: Box, short: float) -> tuple[Effect, ...]:
        """What is done to the colours, always in this order; *short* is the short side of the canvas in pixels."""
        effects: list[Effect] = []
        if self.brightness or self.contrast or self.saturation:
            effects.append(Adjust(self.brightness, self.contrast, self.saturation))
        if self.vignette:
            effects.append(Vignette(self.vignette))
        effects += self._tones(self.halftone.of(box.w), short)
        if self.wash:
            effects.append(Wash(self.wash, self.wash_mode))
        if self.grain:
            effects.append(Grain(self.grain, max(1.0, short * GRAIN)))
        return tuple(effects)

    def _tones(self, cell: float, short: float) -> tuple[Effect, ...]:
        colors = MONO if self.tone == "mono" else self.tones
        cell = min(max(cell, FINEST), short * COARSEST) if cell > 0 else 0
        match self.tone:
            case "none":
                return (Halftone(cell),) if cell else ()
            case "poster":
                return (Posterise(colors), Halftone(cell)) if cell else (Posterise(colors),)
            case _ if cell:
                return (Halftone(cell, (colors[0], colors[-1])),)
            case "tritone":
                return (Tone(colors),)
            case _:
                return (Tone((colors[0], colors[-1])),)

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
