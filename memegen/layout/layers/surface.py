"""Surfaces: what has an edge that a line may follow, and may cast a shadow."""

from __future__ import annotations

from dataclasses import replace

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Layer
from memegen.model.keys import key
from memegen.model.kinds import EXTENT, OPTIONAL_COLOR, PAIR
from memegen.scene.color import TRANSPARENT, Color
from memegen.scene.geometry import Length, Size
from memegen.scene.items import Fill, Item, Paint, Picture, Shadow, Stroke
from memegen.scene.path import Outline


@frozen(kw_only=True, eq=False)
class Surface(Layer):
    """The line along an edge, and the shadow; lengths in `%` are of the shorter side."""

    stroke: Color | None = key(OPTIONAL_COLOR, "none", "the colour of a line along its edge, inside its box")
    stroke_width: Length = key(EXTENT, "0.8vmin", "how wide that line is; `%` is of its shorter side", needs="stroke")
    shadow: Color | None = key(OPTIONAL_COLOR, "none", "the colour of a shadow, outside its box: `ink 40%`")
    shadow_offset: tuple[Length, Length] = key(
        PAIR, ("0", "4%"), "how far right and down it falls; `%` is of its shorter side", needs="shadow"
    )
    shadow_blur: Length = key(EXTENT, "8%", "how soft it is; `%` is of its shorter side", needs="shadow")

    def fill_of(self, outline: Outline, paint: Paint | None, size: Size) -> Fill:
        """Return an outline of *size* px with its stroke and shadow; without a paint, these alone."""
        return Fill(
            outline, TRANSPARENT if paint is None else paint, stroke=self.stroke_of(size), shadow=self.shadow_of(size)
        )

    def dressed(self, pictures: tuple[Picture, ...], edge: Outline, size: Size) -> tuple[Item, ...]:
        """Return pictures of *size* px, which have this edge together, with their stroke and shadow."""
        shadow, stroke = self.shadow_of(size), self.stroke_of(size)
        if len(pictures) == 1:
            return (replace(pictures[0], shadow=shadow, stroke=stroke),) if shadow or stroke else pictures
        line = (Fill(edge, TRANSPARENT, stroke=stroke),) if stroke else ()
        return replace(pictures[0], shadow=shadow), *pictures[1:], *line

    def stroke_of(self, size: Size) -> Stroke | None:
        """Return the stroke of a surface of *size* px, if it has one."""
        width = self.stroke_width.of(size.short)
        return Stroke(self.stroke, width, "miter") if self.stroke and width > 0 else None

    def shadow_of(self, size: Size) -> Shadow | None:
        """Return the shadow of a surface of *size* px, if it has one."""
        if not self.shadow:
            return None
        dx, dy = (offset.of(size.short) for offset in self.shadow_offset)
        return Shadow(self.shadow, dx, dy, self.shadow_blur.of(size.short))
