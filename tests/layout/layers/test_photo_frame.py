"""The part of a photo's box that its form shows, and slanted edges."""

from __future__ import annotations

import pytest

from memegen.layout.layers.photo_frame import SUBJECT_AREAS, shown_area, slanted
from memegen.scene.geometry import Box
from memegen.scene.motif import CLIPS

BOX = Box(10, 20, 200, 100)


def test_every_form_has_an_area_for_the_subject() -> None:
    assert set(SUBJECT_AREAS) == set(CLIPS)
    for form in CLIPS:
        assert Box(0, 0, 1, 1).contains(shown_area(form, BOX, "left", 40), slack=1e-9)


@pytest.mark.parametrize(
    ("cut", "area"),
    [
        ("none", (0, 0, 1, 1)),
        ("left", (0.1, 0, 0.9, 1)),
        ("right", (0, 0, 0.9, 1)),
        ("top", (0, 0.2, 1, 0.8)),
        ("bottom", (0, 0, 1, 0.8)),
    ],
)
def test_subject_keeps_off_a_slanted_edge(cut: str, area: tuple[float, ...]) -> None:
    assert tuple(shown_area("box", BOX, cut, 20)) == pytest.approx(area)


@pytest.mark.parametrize(
    ("cut", "moved"), [("left", (30, 20)), ("right", (190, 120)), ("top", (10, 40)), ("bottom", (210, 100))]
)
def test_one_corner_moves_along_its_edge(cut: str, moved: tuple[float, float]) -> None:
    corners = {(10, 20), (210, 20), (210, 120), (10, 120)}
    found = {(x, y) for x, y, _ in slanted(BOX, cut, 20)[0]}
    assert found - corners == {moved}
    assert len(found & corners) == 3
