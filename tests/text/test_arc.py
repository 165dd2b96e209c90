"""Text along a circle: it stays inside, reads from left to right, and honours its span."""

from __future__ import annotations

from math import hypot

import pytest

from memegen.scene.geometry import Box
from memegen.scene.items import Text
from memegen.scene.path import rectangle, rotate_outline
from tests.helpers.real import only, real
from tests.helpers.stage import CANVAS, codes, complaints
from tests.helpers.traced import LIBRARY, placed


def arc(words: str, keys: str) -> Text:
    """Return a text on a circle of 300 px about (540, 540)."""
    at = "at: center, width: 600px, height: 600px"
    return only(real(f'layers: [{{text: "{words}", id: a, {at}, {keys}}}]', platform=CANVAS))


def corners(text: Text) -> list[tuple[float, float]]:
    """Return the corners of each glyph's ink, rotated with it, relative to the centre of the circle."""
    found = []
    for one in placed(text):
        if one.ink.w > 0:
            x, y = one.ink.x - LIBRARY.face(one.run.font).ink(one.glyph.id).x * one.run.size, one.ink.y
            y -= LIBRARY.face(one.run.font).ink(one.glyph.id).y * one.run.size
            (contour,) = rotate_outline(rectangle(one.ink), one.glyph.turn, (x, y))
            found += [(px - 540, py - 540) for px, py, _ in contour]
    return found


@pytest.mark.parametrize("side", ["top", "bottom"])
@pytest.mark.parametrize("words", ["KEEP IT OPEN", "Étoile Ŵg", "gypsy", "W", "نحن الشعب", "e\u0301te\u0301"])
def test_text_stays_inside_the_circle(words: str, side: str) -> None:
    text = arc(words, f"arc: {side}, size: 20..120px")
    reaches = [hypot(*corner) for corner in corners(text)]
    assert max(reaches) <= 300 + 0.01
    # Small letters stand as if there were capitals among them.
    assert max(reaches) > 270
    # The box of the ink holds all of it.
    for x, y in corners(text):
        assert text.box.contains(Box(x + 540, y + 540, 0, 0), 0.01)


@pytest.mark.parametrize(("side", "sign"), [("top", 1), ("bottom", -1)])
def test_letters_turn_symmetrically(side: str, sign: int) -> None:
    text = arc("AMA VAMA", f"arc: {side}, size: 40px")
    turns = [one.glyph.turn for one in placed(text) if one.ink.w > 0]
    # Over the top they turn clockwise from left to right, along the bottom the other way: both read from left to right.
    assert turns == sorted(turns, reverse=sign < 0)
    assert turns[0] == pytest.approx(-turns[-1], abs=0.05)
    middles = [one.glyph.x for one in placed(text)]
    assert middles == sorted(middles)
    ys = [one.glyph.y for one in placed(text)]
    assert all((y < 0) == (side == "top") for y in ys)


@pytest.mark.parametrize("side", ["top", "bottom"])
@pytest.mark.parametrize("span", [60, 120, 200])
def test_size_honours_the_span(side: str, span: int) -> None:
    text = arc("KEEP THE LIBRARIES OPEN", f"arc: {side}, arc-span: {span}, size: 5..200px")
    turns = [one.glyph.turn for one in placed(text)]
    # The middles of the first and the last letter lie half a letter within.
    assert span * 0.85 < max(turns) - min(turns) < span
    # A size of its own is kept while there is room.
    assert arc("OPEN", f"arc: {side}, arc-span: {span}, size: 30px").size == pytest.approx(30)


@pytest.mark.parametrize("words", ["“KEEP IT OPEN”", "KEEP IT OPEN"])
def test_marks_do_not_hang_on_a_circle(words: str) -> None:
    text = arc(words, "arc: top, arc-span: 120, size: 5..200px, hang: yes")
    turns = [one.glyph.turn for one in placed(text)]
    assert max(turns) - min(turns) < 120


def test_overlong_text_is_truncated_within_its_span() -> None:
    found = real(
        'layers: [{text: "A B C D E F G H I J K L M N O P Q R S T", id: a, width: 600px, height: 600px, '
        "arc: top, arc-span: 120, size: 60px}]",
        platform=CANVAS,
    )
    assert codes(found) == ["text-cut"]
    turns = [one.glyph.turn for one in placed(only(found))]
    # Beyond the middles of the first letter and of the ellipsis lie some three degrees more on each side.
    assert max(turns) - min(turns) + 6 < 121


def test_radius_and_sizes_in_per_cent_are_of_the_circle() -> None:
    keys = "font: Anton, arc: top, arc-span: 90, width: 800px, height: 800px, at: top left"
    half = only(real(f"layers: [{{text: Keep it open, size: 10%, arc-radius: 50%, {keys}}}]"))
    same = only(real(f"layers: [{{text: Keep it open, size: 20px, arc-radius: 200px, {keys}}}]"))
    assert half == same
    # The frame is the circle, in the middle of the room.
    assert 200 <= half.box.y <= 230
    whole = only(real(f"layers: [{{text: Keep it open, size: 20px, {keys}}}]"))
    assert whole.box.y < 30


def test_radius_stays_within_the_room() -> None:
    keys = "arc: top, width: 800px, height: 800px, at: top left"
    text = only(real(f"layers: [{{text: ab, size: 20px, arc-radius: 900%, {keys}}}]"))
    assert Box(0, 0, 800, 800).contains(text.box, 1)
    assert codes(real(f"layers: [{{text: ab, size: 40px, arc-radius: 0, {keys}}}]")) == ["text-cut"]
    (problem,) = complaints(real, f"layers: [{{text: ab, size: 20px, arc-radius: wide, {keys}}}]")
    assert (problem.code, problem.where.column) == ("template-invalid", 45)
