"""The photo layer: a photo cropped to its region, or shown whole, possibly over a blurred copy of itself."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from pathlib import PurePath
from typing import ClassVar

from memegen.core.diagnostics import Diagnostic
from memegen.core.frozen import frozen
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.crop import WHOLE, crop_problems, crop_to_subject, enlargement_problem
from memegen.layout.layers.cutout import standing
from memegen.layout.layers.frame import Frame, Region
from memegen.layout.layers.motif import named_motif
from memegen.layout.layers.photo_frame import outline_of, shown_area
from memegen.layout.layers.surface import Surface
from memegen.layout.layers.treatment import BRAND, TONES, Treatment, brand_treatment
from memegen.model.keys import key
from memegen.model.kinds import (
    COLORS,
    FILE,
    FLAG,
    FOCUS_OR_FACE,
    FRACTION,
    LENGTH,
    OPTIONAL_COLOR,
    RADIUS,
    REGION,
    SIGNED_FRACTION,
    choice,
)
from memegen.scene.color import Color
from memegen.scene.effects import Adjust, Effect, Grain, Vignette, Wash
from memegen.scene.geometry import Box, Length, Size, contain, cover
from memegen.scene.items import Picture
from memegen.scene.motif import CLIPS, MOTIFS
from memegen.scene.path import Outline, rectangle
from memegen.scene.subject import Subject, choose_face

# Size of a grain, as a fraction of the canvas's short side; at least 1 px.
GRAIN = 1 / 720
# Ratio of the canvas's short side to the blur radius of the copy behind a photo with `fit: blur`.
BACKDROP_BLUR = 24


@frozen(kw_only=True, eq=False)
class Photo(Surface):
    """A photograph, cropped to its room."""

    kind: ClassVar[str] = "photo"
    primary: ClassVar[str] = "photo"
    stretches: ClassVar[bool] = True

    photo: str = key(FILE, None, "the image file; nothing is drawn where it is empty")
    fit: str = key(
        choice("cover", "contain", "blur"),
        "cover",
        "cropped to fill, shown whole, or shown whole over a blur of itself",
        needs="!cutout",
    )
    cutout: bool = key(
        FLAG,
        "no",
        "a photo without its background: shown whole, less its transparent margins, it stands on the lower edge, and "
        "words keep off its head",
    )
    transparency: str = key(
        choice("any", "some", "none"),
        "any",
        "which photos are drawn: only those with transparency, only those without, or all",
    )
    focus: tuple[float, float] | str = key(
        FOCUS_OR_FACE,
        "center",
        "what to keep in sight: a point `[0.6, 0.3]` or `top`, the faces or else what the eye goes to (`auto`), "
        "or one face (`face left`, `right`, `top`, `center`, `largest`)",
        needs=("fit=cover", "!cutout"),
    )
    subject: Box = key(
        REGION,
        "0 0 1 1",
        "the part of its room where what it finds should stand: left, top, right, bottom, from 0 to 1",
        needs=("fit=cover", "focus=auto,face* // with `focus: auto` or a face"),
    )
    clear_faces: bool = key(
        FLAG, "no", "where words or a logo would cover a face, it shows another part or shrinks to what is free"
    )
    blur: Length = key(LENGTH, "0", "radius of the blur; `%` is of its width")
    brightness: float = key(SIGNED_FRACTION, "0%", "brighter or darker; black stays black and white white")
    contrast: float = key(
        SIGNED_FRACTION, "0%", "darks and lights farther apart or closer together; at -100% all is one grey"
    )
    saturation: float = key(SIGNED_FRACTION, "0%", "stronger or weaker colours; at -100% there are none")
    vignette: float = key(FRACTION, "0%", "how dark it is in the corners")
    tone: str = key(
        choice(*TONES),
        BRAND,
        "as the brand treats photos, its own colours (`none`), greys, two or three colours flowing into one another, "
        "or a few flat ones",
    )
    tones: tuple[Color, ...] = key(
        COLORS,
        ("ink", "accent", "paper"),
        "darks first: all for a tritone or poster, the first and last for a duotone",
        needs="tone=duotone,tritone,poster",
    )
    halftone: Length = key(
        LENGTH, "0", "distance of printed dots, in the colours of the tone or else the photo's; `%` is of the width"
    )
    wash: Color | None = key(OPTIONAL_COLOR, "none", "a colour over the whole, as opaque as it says: `accent 60%`")
    wash_mode: str = key(
        choice("normal", "multiply", "screen", "overlay", "soft-light", "colour"),
        "multiply",
        "how the wash is laid on",
        needs="wash",
    )
    grain: float = key(FRACTION, "0%", "how strong its grain is")
    frame: str = key(
        choice("box", *CLIPS, "brand"),
        "box",
        "the form it is cut to; `brand` is the brand's motif, if it is one of these",
    )
    radius: Length = key(
        RADIUS,
        "0",
        "radius of the corners of a box; `%` is of its shorter side, `brand` is the brand's `corners`",
        needs=("frame=box,brand", "!cut"),
    )
    cut: str = key(
        choice("none", "left", "right", "top", "bottom"),
        "none",
        "the edge that is cut at a slant",
        needs="frame=box,brand",
    )
    slant: Length = key(
        LENGTH,
        "8%",
        "how far one end of a slanted edge is set back from the other; `%` is of the width",
        needs=("cut", "frame=box,brand"),
    )

    def max_content(self, direction: str) -> float:
        return inf if (self.height if direction == "column" else self.width) is None else 0.0

    def mirrored(self) -> Photo:
        part, other = self.subject, {"left": "right", "right": "left"}.get(self.cut, self.cut)
        return replace(self, cut=other, subject=Box(1 - part.right, part.y, part.w, part.h))

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        if not self.photo or not self._is_drawn(context):
            return Frame(region.size)
        facts = context.photos.facts(self.photo)
        source = Size(facts.width, facts.height)
        if self.cutout:
            return self._cut_out(context, source, region)
        box, frame = Box(0, 0, region.w, region.h), self._frame(context)
        if ratio := 0 if frame in ("box", "arch") else MOTIFS[frame]:
            box = Box(0, 0, min(region.w, region.h * ratio), min(region.h, region.w / ratio))
        crop, findings = self._crop(source, box, context)
        pictures = self._pictures(source, box, crop, context)
        if not facts.vector:
            findings += self._told("photo-small", enlargement_problem(source, pictures[-1]))
        return Frame(box.size, self.dressed(pictures, self._clip(box, context) or rectangle(box), box.size), findings)

    def _is_drawn(self, context: LayoutContext) -> bool:
        """Return whether the photo has the transparency that is asked for."""
        if self.transparency == "any":
            return True
        return (context.photos.subject(self.photo).silhouette is None) == (self.transparency == "none")

    def _cut_out(self, context: LayoutContext, source: Size, region: Region) -> Frame:
        """Return the photo whole, without its transparent margins."""
        silhouette = context.photos.subject(self.photo).silhouette
        crop, box, size = standing(source, silhouette, region)
        picture = Picture(self.photo, crop, box, self._effects(box, context), self.blur.of(box.w))
        findings = self._told("photo-small", enlargement_problem(source, picture))
        if silhouette is None:
            message = f"{PurePath(self.photo).name} has no transparent part, so nothing is cut out"
            findings += (self.finding("cutout-opaque", message, "remove its background, and save it as PNG or WebP"),)
        return Frame(size, self.dressed((picture,), rectangle(box), box.size), findings)

    def _told(self, code: str, problem: tuple[str, str] | None) -> tuple[Diagnostic, ...]:
        return (self.finding(code, *problem),) if problem else ()

    def _crop(self, source: Size, box: Box, context: LayoutContext) -> tuple[Box, tuple[Diagnostic, ...]]:
        """Return the crop that fills the box, px of the source, and warnings about faces that it cuts."""
        if self.fit != "cover" or not isinstance(self.focus, str):
            return cover(source, box.size, self.focus if isinstance(self.focus, tuple) else (0.5, 0.5)), ()
        subject = context.photos.subject(self.photo)
        face = choose_face(subject.faces, self.focus.removeprefix("face ")) if self.focus != "auto" else None
        if face:
            subject = Subject((face,), subject.interest)
        area, round_frame = self._subject_area(box, context), self._frame(context) == "circle"
        crop = crop_to_subject(source, box.size, subject, area, context.canvas.short, circle=round_frame)
        problems = crop_problems(source, self.photo, crop, subject, of_face=self.focus != "auto")
        return crop, tuple(self.finding(*problem) for problem in problems)

    def _subject_area(self, box: Box, context: LayoutContext) -> Box:
        """Return the area of the box that the subject should be in, as fractions: by default what the clip shows."""
        if self.subject != WHOLE:
            return self.subject
        return shown_area(self._frame(context), box, self.cut, self.slant.of(box.w))

    def _pictures(self, source: Size, box: Box, crop: Box, context: LayoutContext) -> tuple[Picture, ...]:
        """Return the photo, preceded by its blurred copy for `fit: blur`."""
        clip, effects = self._clip(box, context), self._effects(box, context)
        blur = self.blur.of(box.w)
        if self.fit == "cover":
            return (Picture(self.photo, crop, box, effects, blur, clip),)
        uncropped = Box(0, 0, source.w, source.h)
        contained = Picture(self.photo, uncropped, contain(source, box), effects, blur, clip)
        if self.fit == "contain":
            return (contained,)
        radius = context.canvas.short / BACKDROP_BLUR
        return Picture(self.photo, cover(source, box.size), box, effects, radius, clip), contained

    def _effects(self, box: Box, context: LayoutContext) -> tuple[Effect, ...]:
        """Return the colour effects in the order in which they are applied."""
        effects: list[Effect] = []
        short = context.canvas.short
        if self.brightness or self.contrast or self.saturation:
            effects.append(Adjust(self.brightness, self.contrast, self.saturation))
        if self.vignette:
            effects.append(Vignette(self.vignette))
        effects += self._treatment(box.w, context).effects(short)
        if self.wash:
            effects.append(Wash(self.wash, self.wash_mode))
        if self.grain:
            effects.append(Grain(self.grain, max(1.0, short * GRAIN)))
        return tuple(effects)

    def _treatment(self, width: float, context: LayoutContext) -> Treatment:
        """Return what is made of its colours; *width* is that of its box, px."""
        cell = self.halftone.of(width)
        if self.tone == BRAND:
            return brand_treatment(context.brand, context.canvas, width, cell)
        return Treatment(self.tone, self.tones, cell)

    def _frame(self, context: LayoutContext) -> str:
        """Return the form that it is cut to; a box where the brand's motif is of many pieces."""
        frame = named_motif(self.frame, context.brand)
        return frame if frame in CLIPS else "box"

    def _clip(self, box: Box, context: LayoutContext) -> Outline | None:
        """Return the outline that the photo is clipped to, px; None for the whole box."""
        return outline_of(self._frame(context), box, self.cut, self.slant.of(box.w), self.radius.of(box.size.short))
