"""Hashtags in squares: a letter is 0.5 em wide, its ink 0.4 em wide and 0.7 em high."""

from __future__ import annotations

import pytest

from tests.helpers.stage import CANVAS, box, codes, fills, scene, sized, texts


def test_hashtag_in_every_style() -> None:
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


def test_hashtag_too_long_is_reported() -> None:
    body = "layers: [{hashtag: '#%s', size: 40px, width: 300px, at: top}]"
    assert codes(scene(body % "short", CANVAS)) == []
    assert codes(scene(body % ("long" * 20), CANVAS)) == ["text-cut"]


def test_pill_is_never_higher_than_its_region() -> None:
    body = "layers: [{hashtag: '#ab', size: %s, height: %spx, at: top left, padding: 50%%}]"
    tight = scene(body % ("20px..100px", 120), CANVAS)
    assert fills(tight)[0][3] == pytest.approx(120)
    assert texts(tight)["hashtag"].size == pytest.approx(100)
    smaller = scene(body % ("20px..100px", 60), CANVAS)
    assert fills(smaller)[0][3] == pytest.approx(60)
    assert texts(smaller)["hashtag"].size == pytest.approx(60 / 1.05)
    assert codes(scene(body % ("100px", 105), CANVAS)) == []
    none = scene(body % ("100px", 104), CANVAS)
    assert codes(none) == ["text-cut"]
    assert not fills(none)
    assert not texts(none)


def test_pattern_of_a_tiny_word_is_bounded() -> None:
    found = scene("layers: [{hashtag: '#', style: pattern, size: 1px, spacing: 0}]", sized(300, 300))
    assert len(list(found.texts())) < 10_000


def test_pattern_stays_in_its_region() -> None:
    body = "layers: [{hashtag: '#a', style: pattern, size: 40px, width: 300px, height: 200px, at: top left}]"
    placed = [text.box for text in scene(body, CANVAS).texts()]
    assert len(placed) > 4
    assert max(place.x for place in placed) < 300
    assert max(place.y for place in placed) < 200
