"""Rings, their parts, and what is left of them."""

from __future__ import annotations

import pytest

from memegen.scene.figures import ring
from memegen.scene.geometry import Box
from memegen.scene.items import Fill
from tests.helpers.stage import CANVAS, PALETTE, check_problems, complaints, scene, template

BOX = Box(0, 0, 400, 400)


def rings(keys: str) -> list[Fill]:
    items = scene(f"layers: [{{ring: ink, width: 400px, {keys}}}]", CANVAS).items
    return [item for item in items if isinstance(item, Fill)]


def test_ring_is_round_and_as_large_as_its_room() -> None:
    (found,) = rings("height: 500px, thickness: 10%")
    assert found.outline == ring(BOX, 40)
    assert rings("thickness: 90%")[0].outline == ring(BOX, 200)


@pytest.mark.parametrize("sweep", ["25%", "0.25", "90deg", "90°"])
def test_part_of_a_ring_is_a_share_or_an_angle(sweep: str) -> None:
    (found,) = rings(f"thickness: 40px, sweep: {sweep}, from: 30, ends: round")
    assert found.outline == ring(BOX, 40, 30, 0.25, rounded=True)


def test_track_is_the_rest_of_the_ring() -> None:
    track, part = rings("thickness: 40px, sweep: 25%, track: sun 50%")
    assert track.paint == PALETTE["sun"].multiply_alpha(0.5)
    assert part.outline == ring(BOX, 40, 0, 0.25)
    # A little of it is below both ends of the part.
    assert track.outline[0][0][0] < part.outline[0][8][0] + 3
    # Nothing is left of a whole ring, and all of nothing.
    assert len(rings("sweep: 100%, track: sun")) == 1
    (all_of_it,) = rings("sweep: 0, track: sun, thickness: 40px")
    assert all_of_it.outline == ring(BOX, 40)


def test_ring_runs_clockwise_from_right_to_left_too() -> None:
    body = "layers: [{text: %s, id: a}, {ring: ink, width: 400px, sweep: 20%%, from: 40, at: top}]"
    one, other = (scene(body % word, CANVAS).items[-1] for word in ("abc", "شعب"))
    assert one == other


def test_ring_without_thickness_is_not_drawn() -> None:
    assert rings("thickness: 0, track: sun") == []


def test_parts_that_are_none_are_refused() -> None:
    found = complaints(
        template, "layers:\n  - {ring: ink, sweep: 120%}\n  - {ring: ink, sweep: 90}\n  - {ring: ink, sweep: nan}\n"
    )
    message = "expected a part of a turn such as 65%, or an angle such as 234deg"
    check_problems(found, [("template-invalid", line, 24, message, "sweep: how much") for line in (2, 3, 4)])
