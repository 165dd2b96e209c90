"""Anchors, points, focuses and regions: all are read to fractions of a box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.model.entities import Raw
from memegen.model.keys import ValueContext
from memegen.model.positions import parse_anchor, read_anchor, read_focus, read_point, read_region
from memegen.model.values import AUTO
from memegen.scene.geometry import Box, Size
from memegen.scene.lengths import Units

CONTEXT = ValueContext(Units(Size(1080, 1080)), {}, {}, ())
fractions = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("top right", (1, 0)),
        ("right top", (1, 0)),
        ("bottom", (0.5, 1)),
        ("left", (0, 0.5)),
        ("center", (0.5, 0.5)),
        ("center left", (0, 0.5)),
        ("  bottom   left ", (0, 1)),
    ],
)
def test_anchor_is_centred_on_an_axis_that_is_not_named(text: str, anchor: tuple[float, float]) -> None:
    assert parse_anchor(text) == read_anchor(text, CONTEXT) == read_point(text, CONTEXT) == anchor


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "top right, bottom or center$"),
        ("topp right", r"'topp right'.*mean top\b"),
        ("middle", r"mean center\b"),
        ("0.5 0.5", "top right, bottom or center.*'0.5 0.5'"),
    ],
)
def test_anchor_refuses_other_words(text: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        parse_anchor(text)


def test_anchor_may_be_auto_or_empty() -> None:
    assert read_anchor("auto", CONTEXT) is AUTO
    assert read_anchor("", CONTEXT) is None
    assert read_anchor(("top", "left"), CONTEXT) == (0, 0)


@given(fractions, fractions)
def test_point_is_two_fractions(x: float, y: float) -> None:
    assert read_point(f"{x} {y}", CONTEXT) == read_point((str(x), f"{y}"), CONTEXT) == (x, y)
    assert read_focus(f"{x} {y}", CONTEXT) == (x, y)
    assert read_point(f"{x * 100:.1f}% {y}", CONTEXT) == pytest.approx((x, y))


@pytest.mark.parametrize("raw", ["0.5", "1.1 0.5", "0.5 -0.1", "1 2 3", "face left", ""])
def test_point_refuses_anything_else(raw: str) -> None:
    with pytest.raises(ValueError, match=r"0 to 1.*top right"):
        read_point(raw, CONTEXT)


@pytest.mark.parametrize(
    ("raw", "focus"),
    [
        ("auto", "auto"),
        ("face", "face largest"),
        ("face left", "face left"),
        (("face", "top"), "face top"),
        ("top right", (1, 0)),
    ],
)
def test_focus_is_a_point_or_what_to_find(raw: Raw, focus: object) -> None:
    assert read_focus(raw, CONTEXT) == focus


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ("face lef", r"left, right, top, center or largest.*'face lef'.*mean left\b"),
        ("somewhere", "auto, face left.*0 to 1.*top right"),
        ("face left now", "auto, face left.*0 to 1"),
    ],
)
def test_focus_names_all_that_it_takes(raw: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        read_focus(raw, CONTEXT)


@pytest.mark.parametrize("raw", ["0 0 1 60%", ("0", "0", "1", "0.6")])
def test_region_is_four_edges(raw: Raw) -> None:
    assert read_region(raw, CONTEXT) == Box(0, 0, 1, 0.6)


@pytest.mark.parametrize("raw", ["", "0 0 1", "0.5 0 0.5 1", "0 0 1 1.1", "0 0.6 1 0.5", "-0.1 0 1 1", "a b c d"])
def test_region_refuses_edges_that_enclose_nothing_or_leave_the_box(raw: str) -> None:
    with pytest.raises(ValueError, match=r"left, top, right and bottom.*0 to 1"):
        read_region(raw, CONTEXT)


@given(st.recursive(st.text(max_size=12), lambda inner: st.lists(inner, max_size=5).map(tuple), max_leaves=6))
def test_any_value_is_read_or_refused_with_a_message(raw: Raw) -> None:
    for read in (read_anchor, read_point, read_focus, read_region):
        try:
            read(raw, CONTEXT)
        except ValueError as error:
            assert str(error)
