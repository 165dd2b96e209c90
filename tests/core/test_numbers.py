"""Numbers as people write them."""

from __future__ import annotations

import pickle
import re
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.core.numbers import MAX_WHOLE, Figure, Localised, parse_number, parse_whole


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("-3", -3), ("+.5", 0.5), ("7.", 7), (" 40% ", 0.4), ("-250%", -2.5), ("999999999999", 999_999_999_999)],
)
def test_number_may_have_a_sign_a_point_and_a_percent_sign(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["", "%", ".", "nan", "inf", "1e3", "1_0", "1,5", "4 %", "--1", "1" * 13, "0x1"])
def test_number_refuses_other_forms(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(text))):
        parse_number(text)


@given(st.text(max_size=20))
def test_number_is_always_finite(text: str) -> None:
    try:
        assert isfinite(parse_number(text))
    except ValueError as error:
        assert repr(text) in str(error)


@given(st.integers(0, MAX_WHOLE))
def test_whole_number_is_its_digits(number: int) -> None:
    assert parse_whole(str(number)) == number


@pytest.mark.parametrize("text", ["", " 1", "-1", "+1", "1.0", "1_0", "one", "²", "1" * 13, "9" * 5000])
def test_whole_number_refuses_other_forms(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"'{text[:9]}")):
        parse_whole(text)


def test_whole_number_is_within_its_bounds() -> None:
    assert [parse_whole(text, 1, 100) for text in ("1", "100", "042", "٣")] == [1, 100, 42, 3]
    for text in ("0", "101"):
        with pytest.raises(ValueError, match=f"'{text}'"):
            parse_whole(text, 1, 100)


def test_text_of_a_language_keeps_its_form_for_keys_in_another_process() -> None:
    text = pickle.loads(pickle.dumps(Localised("1.411,5 px", "1411.5 px")))
    assert (text, text.plain, type(text.plain)) == ("1.411,5 px", "1411.5 px", Figure)
