from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.core.diagnostics import DiagnosticError, Where
from memegen.model.entities import Platform
from memegen.scene.geometry import Box, Insets
from memegen.template.catalog import Catalog
from memegen.template.platform import MAX_SIDE, find_platforms, read_platforms
from memegen.template.yaml import parse
from tests.helpers.stage import complaints, tells


def platforms(text: str) -> dict[str, Platform]:
    return read_platforms(parse(dedent(text), "p.yaml"))


SHIPPED = Catalog().platforms
KNOWN = platforms("""\
    insta-square: {size: [1080, 1080], alt: 1000}
    insta-story: {size: [1080, 1920], safe: [270, 65, 380, 65], groups: [stories]}
    face-story: {size: [1080, 1920], groups: [stories]}
    header: {size: [1500, 500]}
    """)


def test_platform_has_all_parts_of_its_entry() -> None:
    found = platforms("""\
        x-post:
          name: X post
          size: [1600, 900]
          safe: [1, 2, 3, 4]
          bytes: 5000000
          formats: [webp, png]
          alt: 420
          circle: no
          transparent: yes
          doubt: yes
          why: because
          pixels: 2000000
        """)["x-post"]
    assert found == Platform(
        "x-post",
        "X post",
        1600,
        900,
        safe=Insets(1, 2, 3, 4),
        bytes=5_000_000,
        formats=("webp", "png"),
        alt=420,
        transparent=True,
        why="because",
        doubt=True,
        groups=("x",),
    )
    assert found.safe_box == Box(4, 1, 1594, 896)


@pytest.mark.parametrize("name", ["../../evil", "a/b", "a b", "a_b", "-a", "x" * 41, "1400x700", "10×20", "all", "a.b"])
def test_invalid_platform_name_is_rejected(name: str) -> None:
    with pytest.raises(DiagnosticError) as caught:
        platforms(f"{name}: {{size: [10, 10]}}")
    [found] = caught.value.diagnostics
    assert (found.code, str(found.where)) == ("platform-invalid", "p.yaml:1:1")
    assert "hyphens" in found.hint


@pytest.mark.parametrize("name", ["x", "my-poster-2", "Plakat-Größe", "x" * 40])
def test_valid_platform_name_is_accepted(name: str) -> None:
    assert list(platforms(f"{name}: {{size: [10, 10]}}")) == [name]


def test_platform_for_print_is_measured_on_paper() -> None:
    found = platforms("badge: {size: [70mm, 2.54cm], safe: [6.5mm, 6.5mm, 36pt, .1in], dpi: 300}")["badge"]
    assert (found.width, found.height, found.dpi) == (827, 300, 300)
    assert found.safe == Insets(77, 77, 150, 30)


@pytest.mark.parametrize(
    ("entry", "column", "message", "hint"),
    [
        ("{size: [70mm, 800mm], safe: [1mm, 0, 0, 0]}", 12, "70mm needs a dpi", "dpi: 300"),
        ("{size: [800, 800], safe: [0, 0, 3mm, 0]}", 36, "3mm needs a dpi", "dpi: 300"),
        ("{size: [800, 800], dpi: 0}", 28, "expected a whole number", "1 to 2400"),
        ("{size: [800, 800], dpi: fine}", 28, "expected a whole number", "1 to 2400"),
        ("{size: [9vmin, 800]}", 12, "expected a whole number", "width and height"),
        ("{size: [900in, 800], dpi: 300}", 11, "is too large", "width and height"),
    ],
)
def test_invalid_paper_size_is_rejected(entry: str, column: int, message: str, hint: str) -> None:
    [found] = complaints(platforms, f"p: {entry}")
    assert (found.code, found.where.column) == ("platform-invalid", column)
    assert tells(found, message, hint)


def test_safe_area_of_a_circle_is_the_inscribed_square() -> None:
    box = Platform("round", "Round", 1000, 1200, circle=True).safe_box
    assert (box.x, box.y, box.w, box.h) == pytest.approx((146.45, 146.45, 707.11, 907.11), abs=0.01)


def test_shape_is_strip_if_the_safe_area_is_one() -> None:
    assert Platform("b", "B", 2560, 1440, safe=Insets(509, 507, 508, 507)).shape == "strip"
    assert Platform("b", "B", 2560, 1440).shape == "wide"


TABLE = {
    "unknown key": ("p: {size: [1, 1], sfae: [0, 0, 0, 0]}", [(1, 19, "has no key 'sfae'", "did you mean safe?")]),
    "no size": ("p: {alt: 3}", [(1, 4, "platform p has no size", "[1080, 1350]")]),
    "a size of three": ("p: {size: [1, 2, 3]}", [(1, 11, "expected 2 numbers, not 3", "width and height")]),
    "a size that is no list": ("p: {size: 100x100}", [(1, 11, "expected a list of numbers", "")]),
    "a size in words": ("p: {size: [big, 100]}", [(1, 12, "size: expected a whole number, not 'big'", "width and")]),
    "nothing": ("p: {size: [0, 0]}", [(1, 11, "a canvas of 0×0 pixels holds nothing", "width and height")]),
    "too large": ("p: {size: [30000, 30000]}", [(1, 11, "30000×30000 pixels is too large", "width and height")]),
    "too many pixels": (
        "p: {size: [2000, 1000], pixels: 1000000}",
        [(1, 11, "is more than the 1,000,000 that it takes", "width and height")],
    ),
    "insets that leave nothing": (
        "p: {size: [100, 100], safe: [50, 0, 50, 0]}",
        [(1, 29, "the insets leave nothing of the canvas", "top, right, bottom, left")],
    ),
    "two insets": ("p: {size: [100, 100], safe: [5, 5]}", [(1, 29, "expected 4 numbers, not 2", "top, right")]),
    "one said once": ("p: {size: [0, 9], safe: [5, 5, 5, 5]}", [(1, 11, "holds nothing", "width and height")]),
    "bytes": ("p: {size: [9, 9], bytes: 8MB}", [(1, 26, "bytes: expected a whole number", "maximum size of a file")]),
    "format": ("p: {size: [9, 9], formats: [jpgg, png]}", [(1, 29, "'jpgg' unknown format", "did you mean jpeg?")]),
    "flag": ("p: {size: [9, 9], circle: round}", [(1, 27, "circle: expected yes or no, not 'round'", "")]),
    "no mapping": ("p: 1080x1080", [(1, 4, "expected platform p as `key: value` lines", "")]),
}


@pytest.mark.parametrize("case", TABLE)
def test_platforms_report_problems_with_code_place_and_hint(case: str) -> None:
    text, expected = TABLE[case]
    found = complaints(platforms, text)
    assert [(d.code, d.where) for d in found] == [("platform-invalid", Where("p.yaml", *e[:2])) for e in expected]
    for diagnostic, (_, _, message, hint) in zip(found, expected, strict=True):
        assert tells(diagnostic, message, hint)


def names(*asked: str) -> list[str]:
    return [platform.name for platform in find_platforms(asked, KNOWN)]


def test_find_platforms_by_name_group_and_size_each_once() -> None:
    assert names("header") == ["header"]
    assert names("insta") == ["insta-square", "insta-story"]
    assert names("stories", "insta") == ["insta-story", "face-story", "insta-square"]
    assert names("all") == list(KNOWN)
    assert names("1400x700", "1400×700", "1400 X 700") == ["1400x700"]
    assert names() == []


def test_find_platforms_accepts_custom_sizes() -> None:
    (found,) = find_platforms(("1400x700",), KNOWN)
    assert (found.width, found.height, found.safe, found.bytes, found.shape) == (1400, 700, Insets(), 0, "wide")


@pytest.mark.parametrize(
    ("asked", "code", "message", "hint"),
    [
        ("0x0", "platform-size-invalid", "holds nothing", "1400x700"),
        ("1400x0", "platform-size-invalid", "holds nothing", "1400x700"),
        ("30000x30000", "platform-size-invalid", f"at most {MAX_SIDE} a side", "1400x700"),
        ("12000x12000", "platform-size-invalid", "in all", "1400x700"),
        ("999999999x1", "platform-size-invalid", "too large", "1400x700"),
        ("9" * 5000 + "x1", "platform-unknown", "there is no platform", "platforms: all"),
        ("insta-sqare", "platform-unknown", "there is no platform 'insta-sqare'", "did you mean insta-square?"),
        ("storys", "platform-unknown", "there is no platform 'storys'", "did you mean stories?"),
        ("1400x", "platform-unknown", "there is no platform '1400x'", "platforms: all"),
        ("", "platform-unknown", "there is no platform ''", "platforms: all"),
    ],
)
def test_find_platforms_rejects_unknown_names_and_sizes(asked: str, code: str, message: str, hint: str) -> None:
    (found,) = complaints(find_platforms, (asked,), KNOWN)
    assert found.code == code
    assert tells(found, message, hint)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("twitter", "x-post x-square x-portrait x"),
        ("Twitter Post", "x-post"),
        ("story", "instagram-story"),
        ("Stories", "instagram-story"),
        ("insta", "instagram-square instagram-portrait instagram-grid instagram"),
        ("header", "x-header bluesky-header email-header"),
    ],
)
def test_find_platforms_suggests_platforms_for_synonyms(asked: str, meant: str) -> None:
    with pytest.raises(DiagnosticError) as caught:
        find_platforms((asked,), SHIPPED)
    suggested = caught.value.diagnostics[0].hint.partition("?")[0]
    groups = {name.partition("-")[0] for name in SHIPPED}
    assert [word for word in re.split(r"[ ,]+", suggested) if word in {*SHIPPED, *groups}] == meant.split()


def test_find_platforms_reports_every_unknown_name() -> None:
    assert len(complaints(find_platforms, ("a", "header", "0x0", "b"), KNOWN)) == 3


@given(st.integers(1, 4000), st.integers(1, 4000))
def test_custom_size_has_a_shape_and_is_safe_everywhere(width: int, height: int) -> None:
    (found,) = find_platforms((f"{width}x{height}",), KNOWN)
    assert found.safe_box == Box(0, 0, width, height)
    assert found.shape in ("strip", "wide", "square", "portrait", "tall")


@pytest.mark.parametrize("said", ["Insta Story", "insta_story", "INSTA-STORY"])
def test_find_platforms_ignores_case_spaces_and_underscores(said: str) -> None:
    assert [platform.name for platform in find_platforms((said,), KNOWN)] == ["insta-story"]
