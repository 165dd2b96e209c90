"""Rectangles and circles."""

from __future__ import annotations

import pytest

from memegen.model.entities import Platform
from memegen.scene.items import Fill, Group
from memegen.scene.path import bounds
from tests.helpers.stage import CANVAS, fills, scene, sized


def test_circle_is_as_large_as_its_shorter_side() -> None:
    assert fills(scene("layers: [{circle: ink, width: 300px, height: 200px, at: bottom right}]", CANVAS)) == [
        (880, 880, 200, 200)
    ]


@pytest.mark.parametrize("kind", ["rectangle", "circle", "line"])
def test_shape_of_no_size_is_not_drawn(kind: str) -> None:
    assert fills(scene(f"layers: [{{{kind}: ink, width: 0%, height: 20px}}]", CANVAS)) == []
    row = f"row: [{{{kind}: ink, width: 0px, height: 20px}}, {{rectangle: sun, width: 9px, height: 9px}}]"
    assert fills(scene(f"layers: [{{{row}}}]", CANVAS)) == [(0, 0, 9, 9)]


@pytest.mark.parametrize("platform", [CANVAS, sized(1500, 500), sized(1080, 1920, (270, 65, 380, 65))])
@pytest.mark.parametrize("degrees", [-8, 20, 45, 88])
def test_bleeding_band_leaves_the_canvas_on_both_sides(platform: Platform, degrees: int) -> None:
    body = f"layers: [{{rectangle: ink, height: 10%, rotate: {degrees}, bleed: yes, at: center}}]"
    (group,) = scene(body, platform).items
    assert isinstance(group, Group)
    (fill,) = group.items
    assert isinstance(fill, Fill)
    box = bounds(fill.outline)
    assert box.h == pytest.approx(platform.safe_box.h / 10)
    assert group.center == pytest.approx(platform.safe_box.center)
    # Both ends are further from the middle than any corner of the canvas.
    x, y = group.center
    corner = max(((x - cx) ** 2 + (y - cy) ** 2) ** 0.5 for cx in (0, platform.width) for cy in (0, platform.height))
    assert min(x - box.x, box.right - x) > corner
