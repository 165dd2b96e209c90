"""Texts in squares: a letter is 0.5 em wide, its ink 0.4 em wide and 0.7 em high."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.core.diagnostics import Where
from memegen.scene.geometry import Box
from memegen.scene.items import Font
from tests.helpers.squares import SquareFace, Squares
from tests.helpers.stage import CANVAS, box, codes, complaints, fills, scene, sized, texts


def test_text_has_the_expected_size_and_ink() -> None:
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
def test_text_is_aligned_in_its_region(keys: str, x: float, y: float) -> None:
    # Two letters at 110 px: 110 less 11 of bearings; at 100 px the ink is 90 wide.
    body = f"layers: [{{text: ab, id: a, size: 100px, {keys}}}]"
    found = texts(scene(body, CANVAS))["a"].box
    assert (found.x, found.y) == pytest.approx((x and x + (5 if x == 490 else 10), y))


def test_empty_text_takes_no_space() -> None:
    body = 'fields: {a: {}}\nlayers: [{column: [{text: "{a}"}, {rectangle: ink, height: 9px}]}]'
    assert fills(scene(body, CANVAS)) == [(0, 0, 1080, 9)]


def test_text_too_long_is_shortened_or_refused() -> None:
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


def test_text_without_space_is_left_out_and_reported() -> None:
    found = scene("layers: [{text: hello, size: 90px, width: 5px, height: 5px}]", CANVAS)
    assert list(found.texts()) == []
    (finding,) = found.findings
    assert finding.code == "text-cut"
    assert "no space for “hello”" in finding.message


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
def test_text_too_small_is_reported(keys: str, width: int, found: list[str]) -> None:
    assert codes(scene(f"layers: [{{text: hello, {keys}}}]", sized(width, 1080))) == found


def test_missing_glyphs_are_reported() -> None:
    (finding,) = scene("layers: [{text: a\ue000b, size: 50px}]", CANVAS).findings
    assert finding.code == "glyph-missing"
    assert "U+E000" in finding.message


def test_opening_quotation_mark_hangs_into_the_margin() -> None:
    body = "layers: [{text: “abc”, id: a, size: 100px, hang: yes, at: top left, margin: 80px}]"
    assert texts(scene(body, CANVAS))["a"].box.x == pytest.approx(30)
    # The room that a column's padding gives counts too; a second item in a row has none.
    column = "layers: [{column: [{text: “abc”, id: a, size: 100px, hang: yes}], padding: 60px}]"
    assert texts(scene(column, CANVAS))["a"].box.x == pytest.approx(10)
    row = "layers: [{row: [{rectangle: ink, width: 50px}, {text: “abc”, id: a, size: 100px, hang: yes}], margin: 80px}]"
    assert texts(scene(row, CANVAS))["a"].box.x == pytest.approx(130)


def test_broken_word_is_reported() -> None:
    found = scene("layers: [{text: abcdefgh, id: a, size: 100px, width: 200px}]", CANVAS)
    assert codes(found) == ["word-broken"]
    assert "abcdefgh" in found.findings[0].message
    assert codes(scene("layers: [{text: ab cd ef, id: a, size: 100px, width: 200px}]", CANVAS)) == []


def test_font_that_draws_nothing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SquareFace, "ink", lambda face, glyph: Box(0, 0, 0, 0))
    [problem] = complaints(scene, "layers: [{text: hello, id: a}]")
    assert (problem.severity, problem.code, problem.where.column) == ("error", "font-blank", 10)
    assert "squares draws nothing for “hello”" in problem.message
    assert codes(scene("layers: [{text: …}]")) == []


def test_axis_beyond_its_range_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    face = Squares.face

    def clamped(fonts: Squares, font: Font) -> SquareFace:
        return face(fonts, replace(font, axes=tuple((tag, min(value, 125)) for tag, value in font.axes)))

    monkeypatch.setattr(Squares, "face", clamped)
    found = scene("layers: [{text: ab, size: 50px, axes: 'wdth 999, opsz 9'}]").findings
    assert [(finding.code, finding.message, finding.hint) for finding in found] == [
        ("axis-out-of-range", "text: the font squares has no wdth 999", "write wdth 125")
    ]
    assert codes(scene("layers: [{text: ab, size: 50px, axes: wdth 125}]")) == []


def test_runs_beside_a_marker_have_no_blanks() -> None:
    # The marker reaches over them, and they would count as letters that are not legible on it.
    (line,) = texts(scene("layers: [{text: 'ab ==cd== ef', size: 20px}]", CANVAS))["text"].lines
    assert [len(run.glyphs) for run in line.runs] == [2, 2, 2]
    assert line.text == "ab cd ef"
