"""QR codes: their modules, their quiet zone, and what phones cannot read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.layout.layers.qr import QUIET_ZONE, encode
from memegen.scene.items import Fill, Group
from memegen.scene.path import bounds
from memegen.scene.scene import Scene
from tests.helpers.stage import CANVAS, card, check_problems, codes, complaints, fills, flat, scene, sized

# 25 modules, and 33 with the quiet zone.
LINK = "https://example.org/keep"


def code(found: Scene) -> Fill:
    """The modules of the one code in a scene."""
    _, modules = flat(found.items)
    assert isinstance(modules, Fill)
    return modules


def test_modules_are_whole_pixels_and_rest_widens_quiet_zone() -> None:
    found = scene(f"layers: [{{qr: {LINK}, at: top left, width: 344px}}]", CANVAS)
    # 344 // 33 is 10, so that the modules take 250 of the 344 px.
    assert fills(found) == [(0, 0, 344, 344), (47, 47, 250, 250)]
    assert {number % 10 for contour in code(found).outline for x, y, _ in contour for number in (x, y)} == {7}


def test_quiet_zone_is_at_least_four_modules() -> None:
    for side in range(140, 180):
        (_, _, whole, _), (left, top, width, _) = fills(
            scene(f"layers: [{{qr: {LINK}, at: top left, width: {side}px}}]", CANVAS)
        )
        assert left == top
        assert min(left, whole - width - left) >= QUIET_ZONE * width / 25


@pytest.mark.parametrize("offset", ["0.3px", "1.5px", "7.77px"])
def test_code_is_moved_by_whole_pixels(offset: str) -> None:
    body = f"layers: [{{column: [{{qr: {LINK}, width: 200px, offset: [1px, 1px]}}], offset: [{offset}, {offset}]}}]"
    assert all(number == int(number) for box in fills(scene(body, CANVAS)) for number in box)


def test_code_is_as_large_as_its_width_or_height_allows() -> None:
    assert fills(scene(f"layers: [{{qr: {LINK}, at: bottom right, height: 99.9px}}]", CANVAS))[0][2:] == (99, 99)
    assert fills(scene(f"layers: [{{qr: {LINK}}}]", sized(800, 500)))[0][2:] == (500, 500)


def test_rotated_code_is_one_group() -> None:
    (found,) = scene(f"layers: [{{qr: {LINK}, at: center, width: 300px, rotate: -6}}]", CANVAS).items
    assert isinstance(found, Group)
    assert found.rotate == -6
    assert len(found.items) == 2


def test_every_dark_module_is_covered_once() -> None:
    area = 0.0
    for contour in code(scene(f"layers: [{{qr: {LINK}, at: top left, width: 330px}}]", CANVAS)).outline:
        box = bounds([contour])
        area += box.w * box.h
    assert area == 10 * 10 * sum(map(sum, encode(LINK, "M")))


def test_empty_text_draws_nothing() -> None:
    assert scene("layers: [{qr: ' '}]").items == ()


def test_higher_error_level_needs_more_modules() -> None:
    sizes = [len(encode("https://example.org/keep-it-open-durham", level)) for level in "LMQH"]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


def test_small_modules_are_a_finding_with_width_needed() -> None:
    (found,) = scene(f"layers: [{{qr: {LINK}, at: top left, width: 131px}}]", CANVAS).findings
    assert (found.severity, found.code) == ("warning", "qr-small")
    # 33 modules of 4 px on 1080 px are 12.22 %.
    assert "12.3vw" in found.hint
    assert codes(scene(f"layers: [{{qr: {LINK}, at: top left, width: 12.3vw}}]", CANVAS)) == []
    assert codes(scene(f"layers: [{{qr: {LINK}, at: top left, width: 12.3vw}}]", sized(1500, 500))) == ["qr-small"]
    # On 1500 px a module of 4 px on 1080 px is 5.6 px, and so 6.
    assert codes(scene(f"layers: [{{qr: {LINK}, at: top left, width: 13.2vw}}]", sized(1500, 500))) == []


@given(st.integers(300, 3000), st.integers(40, 3000))
def test_width_in_hint_is_enough(w: int, h: int) -> None:
    platform = sized(w, h)
    (found,) = complaints(scene, f"layers: [{{qr: {LINK}, at: top left, width: 1px}}]", platform)
    width = found.hint.split()[4]
    enough = float(width.removesuffix("vw")) / 100 * w
    found_codes = codes(scene(f"layers: [{{qr: {LINK}, at: top left, width: {width}, height: {width}}}]", platform))
    assert found_codes == [] or enough > h


BAD = [
    ("{qr: X, fill: paper, ground: ink}", "qr-contrast", "light modules"),
    ("{qr: X, fill: '#888', ground: '#fff'}", "qr-contrast", "3.5:1"),
    ("{qr: X, ground: transparent}", "qr-contrast", "light modules"),
    ("{qr: X, ground: paper 40%}", "qr-contrast", ":1"),
    ("{qr: X, opacity: 50%}", "qr-contrast", ":1"),
    ("{qr: X, width: 20px}", "qr-small", "29 modules"),
]


@pytest.mark.parametrize(("layer", "error", "message"), BAD)
def test_unreadable_code_is_error(layer: str, error: str, message: str) -> None:
    check_problems(complaints(scene, f"layers: [{layer}]", CANVAS), [(error, 1, 10, message, "")])


def test_text_beyond_largest_code_is_error() -> None:
    body = "{fields: {link: {}}, layers: [{qr: '{link}', error: H}]}"
    check_problems(complaints(scene, body, CANVAS, link="x" * 1274), [("qr-too-long", 1, 31, "1,274 bytes", "shorten")])
    assert codes(scene(body, sized(4000, 4000), link="x" * 1273)) == []


def test_unknown_error_level_is_error() -> None:
    check_problems(complaints(card, "layers: [{qr: X, error: m}]"), [("template-invalid", 1, 25, "L, M, Q, H", "")])
