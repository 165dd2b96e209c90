"""Ornaments: large decorative glyphs, e.g. an opening quotation mark or a word that bleeds off a corner."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from itertools import pairwise
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import EMPTY, Frame, Region
from memegen.layout.layers.letter_picture import picture_in
from memegen.layout.layers.lettering import glyph_findings
from memegen.model.brand import FontRole
from memegen.model.keys import key
from memegen.model.kinds import COLOR, FILE, FOCUS_OR_FACE, FONT, TEXT
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Size
from memegen.scene.items import Font, Glyph, Line, Run, Text
from memegen.text.bidi.order import base_level
from memegen.text.breaks import clusters
from memegen.text.face import Face
from memegen.text.letter_case import change_text_case


@frozen(kw_only=True, eq=False)
class Ornament(Layer):
    """A character or word as a decoration, as large as its box allows, placed by its ink; it may bleed off."""

    kind: ClassVar[str] = "ornament"
    primary: ClassVar[str] = "ornament"

    ornament: str = key(TEXT, None, "the character or word, such as “, in the capitals of its font role")
    font: FontRole = key(FONT, "display", "a font role of the brand or a family")
    fill: Color = key(COLOR, "ink 15%", "its colour")
    picture: str = key(FILE, "", "an image file that fills it, cropped to it", unset="none")
    picture_focus: tuple[float, float] | str = key(
        FOCUS_OR_FACE, "center", "what of that image to keep in view, as `focus` of a photo", needs="picture"
    )

    @property
    def bleeds(self) -> bool:
        return True

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        characters = change_text_case(self.ornament.strip(), self.font.case, context.brand.language)
        if not characters:
            return EMPTY
        face = self._face(characters, context)
        if face is None:
            return replace(EMPTY, findings=tuple(glyph_findings(self, self._missing(characters, context))))
        glyphs, boxes, x = [], [], 0.0
        rtl = base_level(characters, ()) == 1
        for glyph in face.shape(characters, language=context.brand.language, rtl=rtl):
            glyphs.append(Glyph(glyph.glyph, x + glyph.dx, glyph.dy))
            boxes.append(face.ink(glyph.glyph).translated(x + glyph.dx, glyph.dy))
            x += glyph.advance
        if not any(box.w and box.h for box in boxes):
            return EMPTY
        ink = reduce(Box.union, (box for box in boxes if box.w))
        size = min(region.h / ink.h, region.w / ink.w)
        fill = None if self.picture else self.fill
        run = Run(face.font, size, fill, tuple(Glyph(g.id, g.x * size, g.y * size) for g in glyphs))
        line = Line(characters, -ink.x * size, -ink.y * size, (run,))
        extent = Size(ink.w * size, ink.h * size)
        # Texts without a layer name are decoration: not listed in results, not measured for contrast.
        area = Box(0, 0, extent.w, extent.h)
        picture = picture_in(self.picture, self.picture_focus, context, area)
        return Frame(extent, (Text("", characters, size, area, (line,), picture=picture),))

    def _face(self, text: str, context: LayoutContext) -> Face | None:
        """Return the first face that has the whole *text*, of its font and then of the fallbacks."""
        font = Font(self.font.family, self.font.weight, self.font.italic)
        face = context.fonts.face(font)
        if face.covers(text):
            return face
        fallbacks = context.fonts.fallbacks(font, context.brand.language)
        return next((fallback for fallback in fallbacks if fallback.covers(text)), None)

    def _missing(self, text: str, context: LayoutContext) -> list[str]:
        """Return the characters that no face has, or all of them if none of the faces has them together."""
        font = Font(self.font.family, self.font.weight, self.font.italic)
        faces = (context.fonts.face(font), *context.fonts.fallbacks(font, context.brand.language))
        starts = clusters(text, context.brand.language)
        characters = [text[start:end] for start, end in pairwise([*starts, len(text)])]
        return [one for one in characters if not any(face.covers(one) for face in faces)] or characters
