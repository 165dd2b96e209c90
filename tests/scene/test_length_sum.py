"""Sums of lengths, and lists of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.scene.geometry import Insets, Length, Size
from memegen.scene.length_sum import MAX_DEPTH, split_lengths
from memegen.scene.lengths import Units, parse_length

# One vmin is 10 px, one vw 20.
UNITS = Units(Size(2000, 1000), safe=Insets(40, 30, 20, 10))
terms = st.one_of(
    st.integers(0, 99).map("{}vmin".format),
    st.sampled_from(["0", "safe.top", "safe.right", "2.5vw", ".5vh"]),
)
sums = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", " + ", " - "]), inner).map("".join),
        st.tuples(st.sampled_from(["max", "min"]), inner, inner).map(lambda parts: "{}({}, {})".format(*parts)),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2vmin + 3vw", Length(80)),
        ("2vmin+3vw", Length(80)),
        ("100vw - 74vmin", Length(1260)),
        ("- 2vmin - 1vmin", Length(-30)),
        ("10% + 5% - 2vmin", Length(-20, 0.15)),
        ("max(2vmin, 3vmin, 1vw)", Length(30)),
        ("min( 2vmin , -3vmin )", Length(-30)),
        ("85vh - max(safe.top, 1vmin + 2vmin)", Length(810)),
        ("max(0, 2vmin - safe.top)", Length(0)),
        ("-max(2vmin, 1vmin)", Length(-20)),
    ],
)
def test_sum_is_reckoned_in_pixels(text: str, length: Length) -> None:
    found = parse_length(text, UNITS)
    assert (found.px, found.fraction) == pytest.approx((length.px, length.fraction))


@pytest.mark.parametrize(
    "text",
    [
        "2vmin 3vmin",
        "2vmin +",
        "+ - 2vmin",
        "max()",
        "max(2vmin",
        "2vmin)",
        "max(2vmin,)",
        "safe.middle",
        "safer",
        "safe5",
    ],
)
def test_anything_else_is_refused_as_no_length(text: str) -> None:
    with pytest.raises(ValueError, match="7vmin"):
        parse_length(text, UNITS)


@pytest.mark.parametrize("text", ["max(10%, 2vmin)", "min(2vmin, 50% - 1vmin)", "max(10%, 20%)"])
def test_percentages_cannot_be_compared(text: str) -> None:
    with pytest.raises(ValueError, match=r"(max|min)\(\) cannot compare %"):
        parse_length(text, UNITS)


def test_depth_is_bounded() -> None:
    deep = "max(" * MAX_DEPTH + "1vmin" + ")" * MAX_DEPTH
    assert parse_length(deep, UNITS) == Length(10)
    with pytest.raises(ValueError, match=f"more than {MAX_DEPTH} deep"):
        parse_length(f"min({deep})", UNITS)


@given(text=sums)
def test_spaces_in_parentheses_and_around_signs_change_nothing(text: str) -> None:
    squeezed = text.replace(" ", "")
    assert parse_length(text, UNITS) == parse_length(squeezed, UNITS)
    assert split_lengths(text) == split_lengths(squeezed) if "," not in text else True
    assert len(split_lengths(f"{text} 1vmin {text}")) == 3


@given(left=sums, right=sums)
def test_max_and_min_of_two_sums_are_the_two(left: str, right: str) -> None:
    pair = sorted((parse_length(left, UNITS).px, parse_length(right, UNITS).px))
    found = [parse_length(f"{name}({left}, {right})", UNITS).px for name in ("min", "max")]
    assert found == pytest.approx(pair)


@given(text=st.text("safe.topmxin()+-, 0123vw%", max_size=40))
def test_any_text_is_a_length_or_refused(text: str) -> None:
    try:
        parse_length(text, UNITS)
    except ValueError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("7vmin", ["7vmin"]),
        ("2vmin -1vmin", ["2vmin", "-1vmin"]),
        ("safe + 2vmin 0", ["safe+2vmin", "0"]),
        ("max(safe, 6vmin)  4vmin - safe", ["max(safe, 6vmin)", "4vmin-safe"]),
        ("max(safe, 6vmin", ["max(safe, 6vmin"]),
    ],
)
def test_list_is_split_at_spaces_outside_of_sums(text: str, parts: list[str]) -> None:
    assert split_lengths(text) == parts
