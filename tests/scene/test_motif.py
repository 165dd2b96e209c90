"""Motifs: outlines that fill any box, of one piece where a photo can be cut to them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from memegen.scene.geometry import Box
from memegen.scene.motif import BARS, CLIPS, MOTIFS, RAYS, clip_outline, motif_outline
from memegen.scene.path import Outline, bounds

BOX = Box(30, 40, 300, 500)


def corners(outline: Outline) -> list[tuple[float, float]]:
    return [(x, y) for contour in outline for x, y, on in contour if on]


@pytest.mark.parametrize("motif", ["arch", "circle", "stripe", "sunburst"])
def test_motif_reaches_every_side_of_its_box(motif: str) -> None:
    found = bounds(tuple(tuple(point for point in contour if point[2]) for contour in motif_outline(motif, BOX)))
    assert tuple(found) == pytest.approx(tuple(BOX))


@pytest.mark.parametrize("motif", CLIPS)
def test_motifs_for_photos_are_of_one_piece(motif: str) -> None:
    (contour,) = clip_outline(motif, BOX)
    assert contour[0][2]
    assert MOTIFS[motif] > 0


@pytest.mark.parametrize("motif", ["leaf", "pear"])
def test_drawn_motifs_are_symmetrical(motif: str) -> None:
    points = {(round(x, 6), round(y, 6)) for contour in clip_outline(motif, BOX) for x, y, _ in contour}
    assert points == {(round(360 - x, 6), y) for x, y in points}


def test_pear_has_a_stalk_and_a_leaf_within_its_box() -> None:
    body, *rest = motif_outline("pear", BOX)
    assert len(rest) == 2
    assert bounds((body,)).y >= BOX.y
    assert min(y for x, y in corners(tuple(rest))) == pytest.approx(BOX.y)


def test_arch_is_a_doorway() -> None:
    points = corners(motif_outline("arch", BOX))
    assert {(30, 540), (330, 540)} <= set(points)
    assert min(points, key=lambda point: point[1]) == pytest.approx((180, 40))
    # Lower than half its width it is half an ellipse.
    flat = corners(motif_outline("arch", Box(0, 0, 300, 50)))
    assert min(y for _, y in flat) == pytest.approx(0)
    assert max(y for _, y in flat) == pytest.approx(50)


def test_stripe_has_bars_with_gaps_of_their_width() -> None:
    bars = motif_outline("stripe", Box(0, 0, 200, 200))
    assert len(bars) == BARS
    feet = [sorted(x for x, y, _ in bar if y == 200) for bar in bars]
    assert [right - left for left, right in feet] == pytest.approx([20] * BARS)
    assert [after[0] - before[1] for before, after in pairwise(feet)] == pytest.approx([20] * (BARS - 1))


def test_sunburst_covers_half_of_its_box() -> None:
    rays = motif_outline("sunburst", Box(0, 0, 100, 100))
    assert len(rays) == RAYS
    areas = [
        abs(sum(x1 * y2 - x2 * y1 for (x1, y1, _), (x2, y2, _) in zip(ray, [*ray[1:], ray[0]], strict=True))) / 2
        for ray in rays
    ]
    assert sum(areas) == pytest.approx(5000, rel=0.05)
    # The first ray points straight up.
    assert rays[0][1][0] + rays[0][2][0] == pytest.approx(100)


def test_nothing_else_is_drawn_as_a_box() -> None:
    assert bounds(motif_outline("none", BOX)) == BOX
