"""The format of a file where none is asked for: photographs are counted together."""

from __future__ import annotations

import pytest

from memegen.rendering.format_choice import choose_format
from memegen.scene.color import WHITE
from memegen.scene.geometry import Box
from memegen.scene.items import Group, Item, Picture
from memegen.scene.scene import Scene
from tests.helpers.stage import SQUARE, sized

WHOLE = Box(0, 0, 100, 100)


def picture(x: float, y: float, w: float, h: float) -> Picture:
    return Picture("a.jpg", WHOLE, Box(x, y, w, h))


def chosen(*items: Item) -> str:
    return choose_format("", sized(100, 100), Scene(100, 100, WHITE, items))


def test_row_of_photos_is_as_photographic_as_one_large_photo() -> None:
    row = tuple(picture(25 * i, 0, 20, 50) for i in range(4))
    assert chosen(*row) == chosen(Group(row)) == chosen(picture(0, 0, 80, 50)) == "jpeg"
    assert chosen(row[0]) == chosen(Group(row[:2])) == chosen() == "png"


@pytest.mark.parametrize(("part", "format"), [(0.29, "png"), (0.31, "jpeg")])
def test_photos_that_cover_three_tenths_make_a_jpeg(part: float, format: str) -> None:
    assert chosen(picture(0, 0, 100, 100 * part)) == format


def test_only_what_is_on_the_canvas_counts() -> None:
    assert chosen(picture(90, 0, 400, 100), picture(0, 100, 100, 100)) == "png"


def test_format_that_is_asked_for_and_what_the_platform_takes_come_first() -> None:
    large = Scene(100, 100, WHITE, (picture(0, 0, 100, 100),))
    assert choose_format("webp", SQUARE, large) == "webp"
