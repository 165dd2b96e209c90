"""Regions and frames: merging, filling and alignment."""

from __future__ import annotations

import pytest

from memegen.layout.layers.frame import Frame, Region, fill_region, logical_to_physical, merge_frames
from memegen.scene.color import BLACK
from memegen.scene.geometry import Box, Size
from memegen.scene.items import Fill
from memegen.scene.path import bounds, rectangle


def frame(w: float, h: float, baseline: float | None = None) -> Frame:
    """Return a frame that a fill covers."""
    return Frame(Size(w, h), (Fill(rectangle(Box(0, 0, w, h)), BLACK),), baseline=baseline)


def boxes(frame: Frame) -> list[Box]:
    return [bounds(item.outline) for item in frame.items if isinstance(item, Fill)]


def test_merged_frames_are_translated_and_have_the_lowest_baseline() -> None:
    merged = merge_frames(Size(50, 60), [(frame(10, 20, 15), 1, 2), (frame(5, 5), 20, 30), (frame(4, 6, 6), 3, 40)])
    assert merged.size == Size(50, 60)
    assert boxes(merged) == [Box(1, 2, 10, 20), Box(20, 30, 5, 5), Box(3, 40, 4, 6)]
    assert merged.baseline == 46


@pytest.mark.parametrize(
    ("align", "valign", "corner"),
    [("start", "start", (0, 0)), ("center", "end", (45, 80)), ("end", "center", (90, 40))],
)
def test_filled_region_aligns_its_content(align: str, valign: str, corner: tuple[float, float]) -> None:
    filled = fill_region(frame(10, 20, 20), Region(100, 100, fill_w=True, fill_h=True), align, valign)
    assert filled.size == Size(100, 100)
    assert boxes(filled) == [Box(*corner, 10, 20)]
    assert filled.baseline == corner[1] + 20


def test_frame_keeps_its_size_in_a_region_that_is_not_filled() -> None:
    small = frame(10, 20)
    assert fill_region(small, Region(100, 100), "end", "end") is small


def test_logical_alignment_is_swapped_from_right_to_left() -> None:
    assert [logical_to_physical(align, rtl=True) for align in ("start", "center", "end")] == ["end", "center", "start"]
    assert [logical_to_physical(align, rtl=False) for align in ("start", "end")] == ["start", "end"]
