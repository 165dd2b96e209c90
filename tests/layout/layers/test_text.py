"""Texts and hashtags in squares: a letter is 0.5 em wide, its ink 0.4 em wide and 0.7 em high."""

from __future__ import annotations

import pytest

from memegen.core.diagnostics import Where
from tests.helpers.stage import CANVAS, box, codes, complaints, fills, scene, sized, texts


def test_a_text_by_value() -> None:
    # Ten letters at 100 px are 500 px less two bearings of 5: 490 of ink, 70 high.
    found = texts(scene("layers: [{text: abcdefhikl, id: a, size: 100px, at: center}]", CANVAS))["a"]
    assert (found.size, box(found.box)) == (100, pytest.approx((295, 505, 490, 70)))
    found = texts(scene("layers: [{text: abcdefhikl, id: a, size: 50..2000px, width: 980px, at: top}]", CANVAS))["a"]
    assert (found.size, box(found.box)) == (pytest.approx(200), pytest.approx((50, 0, 980, 140)))


@pytest.mark.parametrize(
    ("keys", "x", "y"),
    [
        ("", 0, 0),
        ("align: center", 490, 0),
        ("align: end", 980, 0),
        ("valign: center", 0, 505),
        ("valign: end, align: end", 980, 1010),
    ],
)
def test_a_text_in_its_room(keys: str, x: float, y: float) -> None:
    # Two letters at 110 px: 110 less 11 of bearings; at 100 px the ink is 90 wide.
    body = f"layers: [{{text: ab, id: a, size: 100px, {keys}}}]"
    found = texts(scene(body, CANVAS))["a"].box
    assert (found.x, found.y) == pytest.approx((x and x + (5 if x == 490 else 10), y))


def test_an_empty_text_takes_no_room() -> None:
    body = 'fields: {a: {}}\nlayers: [{column: [{text: "{a}"}, {rectangle: ink, height: 9px}]}]'
    assert fills(scene(body, CANVAS)) == [(0, 0, 1080, 9)]


def test_text_too_long_is_cut_or_fails() -> None:
    long = "word " * 50
    body = "fields: {q: {}}\nlayers: [{text: '{q}', id: a, size: 50px, width: 300px, height: 100px, %s}]"
    found = scene(body % "max-lines: 0", CANVAS, q=long)
    (finding,) = found.findings
    assert (finding.code, finding.severity, finding.where) == ("text-cut", "warning", Where("t.yaml", 2, 10))
    assert "text 'a': shortened to fit at 50 px" in finding.message
    assert texts(found)["a"].lines[-1].text.endswith("…")
    (error,) = complaints(scene, body % "overflow: fail", CANVAS, q=long)
    assert (error.code, error.severity) == ("text-too-long", "error")
    assert error.hint


def test_a_text_without_any_room_is_left_out_and_said() -> None:
    found = scene("layers: [{text: hello, size: 90px, width: 5px, height: 5px}]", CANVAS)
    assert list(found.texts()) == []
    (finding,) = found.findings
    assert finding.code == "text-cut"
    assert "no room for “hello”" in finding.message


@pytest.mark.parametrize(
    ("keys", "width", "found"),
    [
        ("size: 33px", 1080, []),
        ("size: 32px", 1080, ["text-small"]),
        ("size: 24px, small: yes", 1080, []),
        ("size: 23px, small: yes", 1080, ["text-small"]),
        # A wide canvas is shown smaller: of 33 pixels in 2160 a phone shows half.
        ("size: 33px", 2160, ["text-small"]),
        ("size: 33px", 540, []),
        ("size: 32px", 540, ["text-small"]),
        ("size: 66px", 2160, []),
    ],
)
def test_text_too_small_is_found(keys: str, width: int, found: list[str]) -> None:
    assert codes(scene(f"layers: [{{text: hello, {keys}}}]", sized(width, 1080))) == found


def test_characters_that_no_font_has_are_found() -> None:
    (finding,) = scene("layers: [{text: a\ue000b, size: 50px}]", CANVAS).findings
    assert finding.code == "glyph-missing"
    assert "U+E000" in finding.message


def test_a_hashtag_too_long_is_found_too() -> None:
    body = "layers: [{hashtag: '#%s', size: 40px, width: 300px, at: top}]"
    assert codes(scene(body % "short", CANVAS)) == []
    assert codes(scene(body % ("long" * 20), CANVAS)) == ["text-cut"]


def test_an_opening_mark_hangs_into_the_margin() -> None:
    body = "layers: [{text: “abc”, id: a, size: 100px, hang: yes, at: top left, margin: 80px}]"
    assert texts(scene(body, CANVAS))["a"].box.x == pytest.approx(30)
    # 50 px are more than three quarters of this margin: there the mark stands in the line.
    assert texts(scene(body.replace("80px", "60px"), CANVAS))["a"].box.x == pytest.approx(60)
    # The room that a column's padding gives counts too; a second item in a row has none.
    column = "layers: [{column: [{text: “abc”, id: a, size: 100px, hang: yes}], padding: 60px}]"
    assert texts(scene(column, CANVAS))["a"].box.x == pytest.approx(10)
    row = "layers: [{row: [{rectangle: ink, width: 50px}, {text: “abc”, id: a, size: 100px, hang: yes}], margin: 80px}]"
    assert texts(scene(row, CANVAS))["a"].box.x == pytest.approx(130)


def test_a_hashtag_in_every_style() -> None:
    body = "layers: [{hashtag: '#ab', style: %s, size: 100px, at: top left, padding: 50%%, spacing: 100%%}]"
    plain = texts(scene(body % "plain", CANVAS))["hashtag"]
    assert box(plain.box) == pytest.approx((0, 0, 140, 70))
    pill = scene(body % "pill", CANVAS)
    assert fills(pill) == [(0, 0, 240, 155)]
    assert box(texts(pill)["hashtag"].box) == pytest.approx((50, 42.5, 140, 70))
    ribbon = scene(body % "ribbon", CANVAS)
    assert fills(ribbon)[0][2] > 2 * 1080
    pattern = scene(body % "pattern", CANVAS)
    assert texts(pattern) == {}
    assert len(list(pattern.texts())) > 30


def test_a_pattern_of_hardly_anything_ends() -> None:
    found = scene("layers: [{hashtag: '#', style: pattern, size: 1px, spacing: 0}]", sized(300, 300))
    assert len(list(found.texts())) < 10_000


def test_a_word_that_is_broken_is_said() -> None:
    found = scene("layers: [{text: abcdefgh, id: a, size: 100px, width: 200px}]", CANVAS)
    assert codes(found) == ["word-broken"]
    assert "abcdefgh" in found.findings[0].message
    assert codes(scene("layers: [{text: ab cd ef, id: a, size: 100px, width: 200px}]", CANVAS)) == []


def test_a_card_runs_as_its_first_text_does() -> None:
    body = """
layers:
  - column:
      at: top left
      margin: 0 0 0 10px
      align: start
      items:
        - {text: %s, id: quote, size: 100px}
        - row:
            gap: 20px
            items:
              - {text: abc, id: first, size: 20px}
              - {text: d, id: second, size: 20px}
"""
    latin = {text.layer: text.box for text in scene(body % "ab", CANVAS).texts()}
    hebrew = {text.layer: text.box for text in scene(body % "שלום", CANVAS).texts()}
    assert latin["quote"].x == pytest.approx(10)
    assert latin["first"].x < latin["second"].x
    assert hebrew["quote"].right == pytest.approx(CANVAS.width - 10)
    assert hebrew["first"].right == pytest.approx(CANVAS.width - 10)
    assert hebrew["second"].right == pytest.approx(hebrew["first"].x - 20)


def test_a_pattern_keeps_to_its_room() -> None:
    body = "layers: [{hashtag: '#a', style: pattern, size: 40px, width: 300px, height: 200px, at: top left}]"
    placed = [text.box for text in scene(body, CANVAS).texts()]
    assert len(placed) > 4
    assert max(place.x for place in placed) < 300
    assert max(place.y for place in placed) < 200
