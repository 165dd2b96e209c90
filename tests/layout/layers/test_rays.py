"""Rays: evenly round their centre, to the edges of their room, without seams."""

from __future__ import annotations

import pytest

from memegen.scene.geometry import Box
from memegen.scene.items import Fill
from memegen.scene.path import bounds
from tests.helpers.bundle_painting import BLUE, drawn
from tests.helpers.stage import CANVAS, PALETTE, check_problems, complaints, fills, scene, sized, template
from tests.scene.test_path import area

ROOM = Box(0, 0, 400, 200)


def rays(keys: str) -> list[Fill]:
    items = scene(f"layers: [{{rays: {keys}, width: 400px, height: 200px}}]", CANVAS).items
    assert all(isinstance(item, Fill) for item in items)
    return [item for item in items if isinstance(item, Fill)]


@pytest.mark.parametrize("count", [1, 2, 12, 40])
@pytest.mark.parametrize("center", ["center", "top left", "bottom", "[0.3, 0.8]"])
def test_rays_of_one_colour_leave_gaps_of_the_same_angle(count: int, center: str) -> None:
    covered = 0.0
    # Turned by its angle, each ray fills the gap beside it.
    for angle in (7, 7 + 180 / count):
        (found,) = rays(f"sun, count: {count}, center: {center}, angle: {angle}")
        assert ROOM.contains(bounds(found.outline), 1e-6)
        covered += sum(area((contour,)) for contour in found.outline)
    assert covered == pytest.approx(80000, rel=1e-6)


def test_first_ray_is_in_the_middle_of_its_angle() -> None:
    (found,) = rays("sun, count: 4, angle: 90")
    (_, first, *_, last) = found.outline[0]
    assert first[0] == last[0] == 400
    assert first[1] + last[1] == pytest.approx(200)


@pytest.mark.parametrize("size", [(61, 40), (200, 33)])
@pytest.mark.parametrize("colours", ["[sun, sun]", "[sun, sun, sun]", "[sun, sun, sun, sun]"])
def test_rays_of_several_colours_have_no_seams(size: tuple[int, int], colours: str) -> None:
    body = f"background: [{{rays: {colours}, count: 7, angle: 3, center: [0.4, 0.7]}}]"
    image = drawn(*scene(body, sized(*size)).items, size=size, ground=BLUE)
    assert image.getcolors() == [(size[0] * size[1], PALETTE["sun"].rgb)]


def test_rays_fill_the_canvas_when_they_bleed() -> None:
    platform = sized(1080, 1080, (200, 200, 200, 200))
    plain, bleeding = (
        scene(f"layers: [{{rays: sun, {more}}}]", platform).items for more in ("count: 12", "bleed: yes")
    )
    assert isinstance(plain[0], Fill)
    assert isinstance(bleeding[0], Fill)
    assert Box(200, 200, 680, 680).contains(bounds(plain[0].outline))
    assert bounds(bleeding[0].outline).contains(Box(0, 0, 1080, 1080))


def test_rays_are_mirrored_from_right_to_left() -> None:
    body = "layers: [{text: %s, id: a}, {rays: sun, center: [%s, 0.2], angle: %s, count: 3}]"
    one = scene(body % ("شعب", "0.3", "10"), CANVAS).items[-1]
    other = scene(body % ("abc", "0.7", "-10"), CANVAS).items[-1]
    assert one == other


def test_rays_take_what_others_leave() -> None:
    body = "layers: [{column: [{rays: sun}, {rectangle: ink, height: 80px}]}]"
    assert fills(scene(body, CANVAS))[0][3] <= 1000


def test_values_of_rays_are_checked() -> None:
    found = complaints(template, "layers:\n  - {rays: sun, count: 0}\n  - {rays: sun, count: 1000}\n  - {rays: []}\n")
    message = "expected a whole number from 1 to 360"
    check_problems(
        found,
        [
            ("template-invalid", 2, 24, message, "count: how many"),
            ("template-invalid", 3, 24, message, "count: how many"),
            ("template-invalid", 4, 12, "expected at least one colour", "rays:"),
        ],
    )
