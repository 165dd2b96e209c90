"""Regions that layers are laid out in, and the frames that they return."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from memegen.core.diagnostics import Diagnostic
from memegen.core.frozen import frozen
from memegen.scene.geometry import Size
from memegen.scene.items import Item
from memegen.scene.translate import translate_item


@frozen
class Region:
    """The available space of a layer.

    Attributes:
        w: Available width, px.
        h: Available height, px.
        fill_w: Whether the layer is stretched to the whole width.
        fill_h: Whether the layer is stretched to the whole height.
        align: Alignment of the parent, which a text inherits: "start", "center" or "end".
        hang: Distance that hanging punctuation may extend beyond the region's start edge, px.
        percent_base: Size that percentages are relative to, px; the region itself if None.
    """

    w: float
    h: float
    fill_w: bool = False
    fill_h: bool = False
    align: str = "start"
    hang: float = 0
    percent_base: Size | None = None

    @property
    def size(self) -> Size:
        """Available width and height, px."""
        return Size(self.w, self.h)

    @property
    def short(self) -> float:
        """The shorter side, px."""
        return min(self.w, self.h)


@frozen
class Frame:
    """A layer that has been laid out, with its top left corner at (0, 0).

    Attributes:
        size: Width and height, px.
        items: Scene items in painting order.
        findings: Warnings about the result.
        baseline: Distance of the last line's baseline from the top, px; None without text.
        matched: Font sizes, px, of the texts in it that are to match others, each with the name of its match.
        tight: Whether something in it gave up padding because its region is low.
    """

    size: Size
    items: tuple[Item, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    baseline: float | None = None
    matched: tuple[tuple[str, float], ...] = ()
    tight: bool = False

    def translated(self, dx: float, dy: float) -> tuple[Item, ...]:
        """Return the items moved by (dx, dy) px."""
        if dx == 0 == dy:
            return self.items
        return tuple(translate_item(item, dx, dy) for item in self.items)


EMPTY = Frame(Size(0, 0))


def merge_frames(size: Size, positioned: Iterable[tuple[Frame, float, float]]) -> Frame:
    """Return one frame of *size* that contains several.

    Args:
        size: Size of the result, px.
        positioned: Frames, each with the x and y of its top left corner, px.
    """
    items: list[Item] = []
    findings: list[Diagnostic] = []
    matched: list[tuple[str, float]] = []
    baseline: float | None = None
    tight = False
    for frame, x, y in positioned:
        items += frame.translated(x, y)
        findings += frame.findings
        matched += frame.matched
        tight |= frame.tight
        if frame.baseline is not None:
            baseline = max(baseline or 0.0, y + frame.baseline)
    return Frame(size, tuple(items), tuple(findings), baseline, tuple(matched), tight)


def alignment_offset(align: str, available: float, length: float) -> float:
    """Return the distance from the start, px, of an element *length* px long in *available* px."""
    return {"center": (available - length) / 2, "end": available - length}.get(align, 0.0)


def logical_to_physical(align: str, rtl: bool) -> str:
    """Return "start" and "end" as seen from left to right: they are swapped if *rtl*."""
    return {"start": "end", "end": "start"}.get(align, align) if rtl else align


def fill_region(frame: Frame, region: Region, align: str, valign: str = "start") -> Frame:
    """Return the frame enlarged where its region is to be filled.

    Args:
        frame: Frame at its own size.
        region: Region that decides which sides are stretched.
        align: Physical horizontal alignment of the content: "start" (left), "center" or "end" (right).
        valign: Vertical alignment of the content: "start" (top), "center" or "end" (bottom).
    """
    w = region.w if region.fill_w else frame.size.w
    h = region.h if region.fill_h else frame.size.h
    if (w, h) == (frame.size.w, frame.size.h):
        return frame
    down = alignment_offset(valign, h, frame.size.h)
    baseline = None if frame.baseline is None else frame.baseline + down
    items = frame.translated(alignment_offset(align, w, frame.size.w), down)
    return replace(frame, size=Size(w, h), items=items, baseline=baseline)
