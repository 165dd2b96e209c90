"""Paths: any outline, as drawing programs write it."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region
from memegen.layout.layers.surface import Surface
from memegen.model.figures import PATH, VIEWBOX
from memegen.model.keys import key
from memegen.model.kinds import FILL, FLAG, choice
from memegen.scene.affine import Affine
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Size
from memegen.scene.path import Outline, map_outline, tight_bounds


@frozen(kw_only=True, eq=False)
class PathLayer(Surface):
    """A filled outline in the path data of SVG; where contours overlap, holes run the other way round."""

    kind: ClassVar[str] = "path"
    primary: ClassVar[str] = "path"
    vanishes: ClassVar[bool] = True

    path: Outline = key(PATH, None, "the path data: M L H V C S Q T A Z, absolute or relative")
    fill: Color | None = key(FILL, None, "its colour; `none` for a line or a shadow alone")
    viewbox: Box | None = key(
        VIEWBOX,
        "",
        "the part of the path's own units that fills its box: left, top, width, height",
        unset="the bounds of the path",
    )
    fit: str = key(choice("contain", "stretch"), "contain", "with its own proportions, or stretched to its box")
    mirror: bool = key(FLAG, "yes", "left and right are swapped on a card that runs from right to left")

    def max_content(self, direction: str) -> float:
        if self.fit == "stretch":
            return inf if (self.height if direction == "column" else self.width) is None else 0.0
        return inf if self.width is None and self.height is None else 0.0

    def mirrored(self) -> PathLayer:
        if not self.mirror:
            return self
        box = self._view()
        flipped = map_outline(self.path, Affine(xx=-1, dx=2 * box.x + box.w))
        return replace(self, path=flipped, viewbox=box)

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        box = self._view()
        kx, ky = region.w / box.w, region.h / box.h
        if self.fit == "contain":
            kx = ky = min(kx, ky)
        size = Size(box.w * kx, box.h * ky)
        outline = map_outline(self.path, Affine(kx, 0, 0, ky, -box.x * kx, -box.y * ky))
        return Frame(size, (self.fill_of(outline, self.fill, size),))

    def _view(self) -> Box:
        return self.viewbox or tight_bounds(self.path)
