"""Affine maps, which place outlines and glyphs on the canvas."""

from __future__ import annotations

from math import cos, radians, sin
from typing import NamedTuple

from memegen.scene.geometry import Box


class Affine(NamedTuple):
    """Maps (x, y) to (xx·x + xy·y + dx, yx·x + yy·y + dy); the coefficients are in HarfBuzz's order."""

    xx: float = 1
    yx: float = 0
    xy: float = 0
    yy: float = 1
    dx: float = 0
    dy: float = 0

    @property
    def upright(self) -> bool:
        """Whether the map only translates and scales, so that upright boxes stay upright."""
        return self.xy == 0 == self.yx

    def after(self, first: Affine) -> Affine:
        """Return the map that applies *first* and then this one."""
        return Affine(
            self.xx * first.xx + self.xy * first.yx,
            self.yx * first.xx + self.yy * first.yx,
            self.xx * first.xy + self.xy * first.yy,
            self.yx * first.xy + self.yy * first.yy,
            self.xx * first.dx + self.xy * first.dy + self.dx,
            self.yx * first.dx + self.yy * first.dy + self.dy,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the image of a point."""
        return self.xx * x + self.xy * y + self.dx, self.yx * x + self.yy * y + self.dy

    def vector(self, x: float, y: float) -> tuple[float, float]:
        """Return the image of a direction: rotated and scaled, but not translated."""
        return self.xx * x + self.xy * y, self.yx * x + self.yy * y

    def box(self, box: Box) -> Box:
        """Return the upright bounding box of the image of *box*."""
        cx, cy = self.point(*box.center)
        w = abs(self.xx) * box.w + abs(self.xy) * box.h
        h = abs(self.yx) * box.w + abs(self.yy) * box.h
        return Box(cx - w / 2, cy - h / 2, w, h)

    def inverse(self) -> Affine:
        """Return the inverse map.

        Raises:
            ZeroDivisionError: the map has no inverse, because it maps the plane to a line or a point.
        """
        det = self.xx * self.yy - self.xy * self.yx
        xx, yx, xy, yy = self.yy / det, -self.yx / det, -self.xy / det, self.xx / det
        return Affine(xx, yx, xy, yy, -(xx * self.dx + xy * self.dy), -(yx * self.dx + yy * self.dy))


IDENTITY = Affine()


def rotation(degrees: float, center: tuple[float, float]) -> Affine:
    """Return the clockwise rotation about *center*, in pixels."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    cx, cy = center
    return Affine(c, s, -s, c, cx - c * cx + s * cy, cy - s * cx - c * cy)
