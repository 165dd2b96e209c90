"""Rules: straight lines, level or upright, whole or of dashes or dots."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region
from memegen.model.keys import key
from memegen.model.kinds import COLOR, EXTENT, choice
from memegen.scene.color import Color
from memegen.scene.dashes import dashed
from memegen.scene.geometry import Length, Size
from memegen.scene.items import Fill
from memegen.scene.path import Outline, translate_outline, transpose_outline


@frozen(kw_only=True, eq=False)
class LineLayer(Layer):
    """A straight rule; an upright one in a row is as high as the row."""

    kind: ClassVar[str] = "line"
    primary: ClassVar[str] = "fill"
    vanishes: ClassVar[bool] = True

    fill: Color = key(COLOR, None, "its colour")
    thickness: Length = key(EXTENT, "0.8vmin", "its thickness; `%` is of the width of the available space")
    direction: str = key(
        choice("auto", "row", "column"),
        "auto",
        "level like a row, or upright like a column; `auto` is level, but upright with a height and no width",
    )
    pattern: str = key(choice("solid", "dashes", "dots"), "solid", "whole, or of dashes or dots")
    dash: Length = key(EXTENT, "300%", "how long a dash is; `%` is of the thickness", needs="pattern=dashes")
    gap: Length = key(
        EXTENT, "200%", "about how far apart they are; `%` is of the thickness", needs="pattern=dashes,dots"
    )
    ends: str = key(choice("flat", "round"), "flat", "how the line or each of its dashes ends", needs="!pattern=dots")

    @property
    def is_upright(self) -> bool:
        """Whether the line runs from top to bottom."""
        if self.direction == "auto":
            return self.width is None and self.height is not None
        return self.direction == "column"

    def follows(self, direction: str) -> bool:
        return direction == "row" and self.is_upright and self.height is None

    def turned(self) -> LineLayer:
        return replace(self, direction="row") if self.follows("row") else self

    def max_content(self, direction: str) -> float:
        upright = direction == "column"
        stretches = self.is_upright is upright and (self.height if upright else self.width) is None
        return inf if stretches and self.direction != "auto" else 0.0

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        upright = self.is_upright
        thickness = self.thickness.of(region.w)
        if thickness <= 0:
            return Frame(Size(0, region.h) if upright else Size(region.w, 0))
        box = self.filled_box(context, region)
        outline = self._outline(box.h if upright else box.w, thickness)
        if upright:
            return Frame(Size(thickness, region.h), (Fill(_at(transpose_outline(outline), 0, box.y), self.fill),))
        return Frame(Size(region.w, thickness), (Fill(_at(outline, box.x, 0), self.fill),))

    def _outline(self, length: float, thickness: float) -> Outline:
        """Return the level line of *length* px from (0, 0)."""
        gap, rounded = self.gap.of(thickness), self.ends == "round"
        match self.pattern:
            case "dashes":
                return dashed(length, thickness, self.dash.of(thickness), gap, rounded=rounded)
            case "dots":
                return dashed(length, thickness, thickness, gap, rounded=True)
            case _:
                return dashed(length, thickness, length, 0, rounded=rounded)


def _at(outline: Outline, x: float, y: float) -> Outline:
    return translate_outline(outline, x, y) if x or y else outline
