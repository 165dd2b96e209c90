"""The affine maps that place outlines and glyphs on the canvas."""

from __future__ import annotations

from math import cos, radians, sin
from typing import NamedTuple

from memegen.scene.geometry import Box


class Affine(NamedTuple):
    """Maps (x, y) to (xx·x + xy·y + dx, yx·x + yy·y + dy); the order of the parts is HarfBuzz's."""

    xx: float = 1
    yx: float = 0
    xy: float = 0
    yy: float = 1
    dx: float = 0
    dy: float = 0

    @property
    def upright(self) -> bool:
        """Whether it only moves and scales, so that boxes stay boxes."""
        return self.xy == 0 == self.yx

    def after(self, first: Affine) -> Affine:
        """The map that does *first* and then this one."""
        return Affine(
            self.xx * first.xx + self.xy * first.yx,
            self.yx * first.xx + self.yy * first.yx,
            self.xx * first.xy + self.xy * first.yy,
            self.yx * first.xy + self.yy * first.yy,
            self.xx * first.dx + self.xy * first.dy + self.dx,
            self.yx * first.dx + self.yy * first.dy + self.dy,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point mapped."""
        return self.xx * x + self.xy * y + self.dx, self.yx * x + self.yy * y + self.dy

    def vector(self, x: float, y: float) -> tuple[float, float]:
        """A direction mapped: turned and scaled, not moved."""
        return self.xx * x + self.xy * y, self.yx * x + self.yy * y

    def box(self, box: Box) -> Box:
        """The upright box around the image of *box*."""
        cx, cy = self.point(*box.center)
        w = abs(self.xx) * box.w + abs(self.xy) * box.h
        h = abs(self.yx) * box.w + abs(self.yy) * box.h
        return Box(cx - w / 2, cy - h / 2, w, h)

    def inverse(self) -> Affine:
        """The map that undoes this one, which must not flatten."""
        det = self.xx * self.yy - self.xy * self.yx
        xx, yx, xy, yy = self.yy / det, -self.yx / det, -self.xy / det, self.xx / det
        return Affine(xx, yx, xy, yy, -(xx * self.dx + xy * self.dy), -(yx * self.dx + yy * self.dy))


IDENTITY = Affine()


def rotation(degrees: float, center: tuple[float, float]) -> Affine:
    """A turn clockwise about *center*."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    cx, cy = center
    return Affine(c, s, -s, c, cx - c * cx + s * cy, cy - s * cx - c * cy)
