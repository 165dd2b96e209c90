"""Textures: grain, paper, the patches of a risograph, dots and lines."""

from __future__ import annotations

from math import cos, hypot, inf, radians, sin
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.backgrounds import linear_gradient
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import EMPTY, Frame, Region
from memegen.model.keys import key
from memegen.model.kinds import ANGLE, AUTO_COLOR, AUTO_FRACTION, AUTO_LENGTH, PLAIN, choice
from memegen.model.values import Auto
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Length
from memegen.scene.items import Fill, Group, Stop, Texture
from memegen.scene.path import Outline, line, rectangle

# Of each kind: the colour as a role of the palette with an opacity, the part that is covered, and the size of a grain
# or the distance from dot to dot or line to line, as a fraction of the canvas's short side.
KINDS: dict[str, tuple[str, float, float, float]] = {
    "grain": ("ink", 0.3, 0.2, 0.0018),
    "paper": ("ink", 0.3, 0.5, 0.003),
    "riso": ("paper", 0.9, 0.08, 0.002),
    "dots": ("ink", 1, 0.3, 0.016),
    "lines": ("ink", 1, 0.3, 0.016),
}
# How much of that amount the texture of a brand has: it lies on every ground, and must not make paper grey.
BRAND_SHARE = 0.4
# Minimum distance of dots and of lines, px: finer ones merge.
FINEST = 3.0
# Maximum size and distance, as a fraction of the canvas's short side.
COARSEST = 0.25


@frozen(kw_only=True, eq=False)
class TextureLayer(Layer):
    """A texture over its room, the same on every run: `blend` says how it mixes with what is below it."""

    kind: ClassVar[str] = "texture"
    primary: ClassVar[str] = "texture"
    stretches: ClassVar[bool] = True
    vanishes: ClassVar[bool] = True

    texture: str = key(
        choice("brand", "none", *KINDS), "brand", "its kind; `riso` is ink that is missing in patches, as in that print"
    )
    fill: Color | None = key(
        AUTO_COLOR, "auto", "its colour; `auto` is `ink` or, for `riso`, `paper`, faint for grains"
    )
    amount: float | Auto | None = key(AUTO_FRACTION, "auto", "how much of its room it covers, or how strong paper is")
    fade: float | Auto | None = key(
        AUTO_FRACTION,
        "",
        "how much dots or lines cover at the other end",
        needs="texture=dots,lines,brand",
        unset="as `amount`, everywhere alike",
    )
    fade_angle: float = key(ANGLE, "180", "where that end is: 0 is up, 90 right, 180 down", needs="fade")
    size: Length | None = key(
        AUTO_LENGTH, "auto", "size of a grain, or distance of dots or lines; `%` is of the shorter side"
    )
    angle: float = key(ANGLE, "45", "where lines run to: 0 is up, 90 right", needs="texture=lines")
    seed: str = key(
        PLAIN, "", "a text; each gives other grains", needs="!texture=dots,lines", unset="the grains without a seed"
    )

    def max_content(self, direction: str) -> float:
        return inf if (self.height if direction == "column" else self.width) is None else 0.0

    def mirrored(self) -> TextureLayer:
        return self

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        kind = context.brand.direction.texture if self.texture == "brand" else self.texture
        if kind == "none":
            return EMPTY
        role, alpha, part, side = KINDS[kind]
        color = context.brand.palette[role].multiply_alpha(alpha) if self.fill is None else self.fill
        amount = self.amount if isinstance(self.amount, float | int) else part * self._share
        short = context.canvas.short
        least = FINEST if kind in ("dots", "lines") else 1.0
        size = min(max(self.size.of(short) if self.size else short * side, least), max(least, short * COARSEST))
        box = self.filled_box(context, region)
        end = self.fade if isinstance(self.fade, float | int) else None
        if kind == "lines":
            clipped = Group((Fill(self._lines(box, size, amount, end), color),), clip=rectangle(box))
            return Frame(region.size, (clipped,))
        density = None
        if kind == "dots" and end is not None:
            greys = (Stop(at, Color(*(round(255 * value),) * 3)) for at, value in ((0, amount), (1, end)))
            density = linear_gradient(Box(0, 0, region.w, region.h), self.fade_angle, tuple(greys))
        return Frame(region.size, (Fill(rectangle(box), Texture(kind, color, size, amount, self.seed, density)),))

    @property
    def _share(self) -> float:
        return BRAND_SHARE if self.texture == "brand" else 1.0

    def _lines(self, box: Box, distance: float, amount: float, end: float | None) -> Outline:
        """Return lines through the whole box, px, of which those near one end may be thicker."""
        (cx, cy), reach = box.center, hypot(box.w, box.h) / 2
        dx, dy = sin(radians(self.angle)), -cos(radians(self.angle))
        fx, fy = sin(radians(self.fade_angle)), -cos(radians(self.fade_angle))
        extent = (abs(fx) * box.w + abs(fy) * box.h) / 2 or 1
        contours: list[Outline] = []
        count = int(reach / distance) + 1
        for i in range(-count, count + 1):
            # The middle of the line; a line is as thick all along.
            x, y = cx - dy * i * distance, cy + dx * i * distance
            along = min(max(((x - cx) * fx + (y - cy) * fy) / extent / 2 + 0.5, 0.0), 1.0)
            thickness = distance * (amount if end is None else amount + (end - amount) * along)
            if thickness > 0:
                contours.append(line(x - dx * reach, y - dy * reach, x + dx * reach, y + dy * reach, thickness))
        return tuple(contour for outline in contours for contour in outline)
