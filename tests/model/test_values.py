"""The readers of written values: what each accepts, what it returns, and what it says of anything else."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.model.brand import FontRole
from memegen.model.entities import Raw
from memegen.model.keys import ValueContext
from memegen.model.values import (
    NamedWeight,
    bounded,
    did_you_mean,
    optional,
    parse_flag,
    read_angle,
    read_auto_length,
    read_axes,
    read_colors,
    read_extent,
    read_flag,
    read_font,
    read_lengths,
    read_optional_color,
    read_pair,
    read_size_range,
    read_weight,
    read_whole,
    single_value,
    split_commas,
    split_words,
)
from memegen.scene.color import BLACK, WHITE, Color
from memegen.scene.geometry import Insets, Length, Size, SizeRange
from memegen.scene.lengths import Units

ROLE = FontRole("Anton", 400, 700)
CONTEXT = ValueContext(
    Units(Size(2000, 1000), safe=Insets(10, 20, 30, 40)),
    {"ink": BLACK, "paper": WHITE},
    {"display": ROLE, "text": FontRole("Inter")},
    ["Anton", "Lora"],
)
READERS: tuple[Callable[[Raw, ValueContext], object], ...] = (
    bounded(0, 1, "a part"),
    optional(bounded(0, 1, "a part")),
    read_angle,
    read_auto_length,
    read_axes,
    read_colors,
    read_flag,
    read_font,
    read_lengths,
    read_optional_color,
    read_pair,
    read_size_range,
    read_weight,
    read_whole,
)
raws = st.recursive(st.text(max_size=12), lambda inner: st.lists(inner, max_size=5).map(tuple), max_leaves=6)


@pytest.mark.parametrize("read", READERS)
@given(raw=raws)
def test_any_value_is_read_or_refused_with_a_message(read: Callable[[Raw, ValueContext], object], raw: Raw) -> None:
    try:
        read(raw, CONTEXT)
    except ValueError as error:
        assert str(error)


def test_single_value_is_stripped_and_never_a_list() -> None:
    assert single_value("  a b ") == "a b"
    with pytest.raises(ValueError, match="list"):
        single_value(("a",))


@pytest.mark.parametrize(
    ("raw", "words", "parts"),
    [
        ("", (), ()),
        ("a b", ("a", "b"), ("a b",)),
        (" a ,b, ", ("a", ",b,"), ("a", "b")),
        ((" a ", "b c", ""), ("a", "b c", ""), ("a", "b c")),
        ((), (), ()),
    ],
)
def test_lists_are_split_at_spaces_or_commas(raw: Raw, words: tuple[str, ...], parts: tuple[str, ...]) -> None:
    assert split_words(raw) == words
    assert split_commas(raw) == parts


@pytest.mark.parametrize("split", [split_words, split_commas])
def test_lists_in_lists_are_refused(split: Callable[[Raw], object]) -> None:
    with pytest.raises(ValueError, match="not a list"):
        split((("a",),))


@pytest.mark.parametrize(
    ("word", "known", "suggestion"),
    [
        ("centre", ("start", "center"), "; did you mean center?"),
        ("left", ("start", "end"), "; did you mean start?"),
        ("left", ("left", "right"), "; did you mean left?"),
        ("uper", ("upper", "lower"), "; did you mean upper?"),
        ("zzz", ("upper", "lower"), ""),
        ("zzz", (), ""),
    ],
)
def test_suggestion_is_the_usual_or_the_most_similar_word(word: str, known: tuple[str, ...], suggestion: str) -> None:
    assert did_you_mean(word, known) == suggestion


@pytest.mark.parametrize(("raw", "value"), [("0", 0), ("100%", 1), ("1", 1), (".25", 0.25), (" 40% ", 0.4)])
def test_bounded_number_includes_its_bounds(raw: str, value: float) -> None:
    assert bounded(0, 1, "a part")(raw, CONTEXT) == value


@pytest.mark.parametrize("raw", ["-0.01", "101%", "2"])
def test_bounded_number_names_its_range(raw: str) -> None:
    with pytest.raises(ValueError, match=f"^expected a part, not {raw}$"):
        bounded(0, 1, "a part")(raw, CONTEXT)


def test_optional_number_may_be_empty() -> None:
    read = optional(bounded(0, inf, "a number from 0 on"))
    assert read("", CONTEXT) is None
    assert read("0", CONTEXT) == 0
    with pytest.raises(ValueError, match="'x'"):
        read("x", CONTEXT)


@pytest.mark.parametrize(("raw", "value"), [("0", 0), (" 7 ", 7), ("0012", 12), ("999999", 999_999)])
def test_whole_number_is_digits(raw: str, value: int) -> None:
    assert read_whole(raw, CONTEXT) == value


@pytest.mark.parametrize("raw", ["", "-1", "+1", "1.0", "1e3", "1_0", "²", "1000000", "9" * 5000])
def test_whole_number_refuses_anything_else(raw: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"'{raw[:7]}")):
        read_whole(raw, CONTEXT)


@pytest.mark.parametrize(
    ("raw", "weight"), [("regular", NamedWeight.REGULAR), (" bold ", NamedWeight.BOLD), ("100", 100), ("900", 900)]
)
def test_weight_is_a_name_or_a_number(raw: str, weight: int | NamedWeight) -> None:
    assert read_weight(raw, CONTEXT) == weight


@pytest.mark.parametrize("raw", ["", "0", "1", "50", "450", "1000", "Bold", "heavy"])
def test_weight_refuses_anything_else(raw: str) -> None:
    with pytest.raises(ValueError, match=f"regular.*bold.*100.*900.*'{raw}'"):
        read_weight(raw, CONTEXT)


@pytest.mark.parametrize(("raw", "degrees"), [("0", 0), ("-6deg", -6), ("12.5°", 12.5), (" 90 deg ", 90), ("+.5", 0.5)])
def test_angle_is_in_degrees(raw: str, degrees: float) -> None:
    assert read_angle(raw, CONTEXT) == degrees


@pytest.mark.parametrize("raw", ["", "deg", "10%", "1rad", "nan", "1e3"])
def test_angle_refuses_other_units(raw: str) -> None:
    with pytest.raises(ValueError, match="-6deg"):
        read_angle(raw, CONTEXT)


@pytest.mark.parametrize("word", ["yes", "true", "on", "1", "no", "false", "off", "0"])
def test_flag_ignores_case_and_spaces(word: str) -> None:
    expected = word in ("yes", "true", "on", "1")
    assert parse_flag(word) is parse_flag(f" {word.upper()} ") is read_flag(word, CONTEXT) is expected


def test_flag_is_no_if_empty_and_refuses_other_words() -> None:
    assert parse_flag("") is False
    with pytest.raises(ValueError, match=r"yes.*no.*'maybe'"):
        parse_flag("maybe")


@pytest.mark.parametrize(
    ("raw", "minimum", "maximum"),
    [
        ("5vmin", Length(50), Length(50)),
        ("4..12vmin", Length(40), Length(120)),
        ("10%..12vmin", Length(0, 0.1), Length(120)),
    ],
)
def test_size_is_one_length_or_a_range(raw: str, minimum: Length, maximum: Length) -> None:
    assert read_size_range(raw, CONTEXT) == SizeRange(minimum, maximum)


@pytest.mark.parametrize("raw", ["0", "0..5vmin", "-1vmin", "0%"])
def test_size_is_above_zero(raw: str) -> None:
    with pytest.raises(ValueError, match=rf"\b0\b.*'{raw}'"):
        read_size_range(raw, CONTEXT)


@pytest.mark.parametrize(("raw", "length"), [("auto", None), ("", None), ("0", Length()), ("50%", Length(0, 0.5))])
def test_length_may_be_auto(raw: str, length: Length | None) -> None:
    assert read_auto_length(raw, CONTEXT) == length


@pytest.mark.parametrize(
    ("raw", "sides"),
    [
        ("1vw", (20, 20, 20, 20)),
        ("1vw 2vw", (20, 40, 20, 40)),
        (("1vw", "2vw", "3vw"), (20, 40, 60, 40)),
        ("1vw 2vw 3vw 4vw", (20, 40, 60, 80)),
        ("safe", (10, 20, 30, 40)),
        ("safe + 1vmin", (20, 30, 40, 50)),
        ("max(safe, 2vmin) safe + 1vmin 0", (20, 30, 0, 50)),
        (("safe.left", "-safe", "2vmin - safe"), (40, -20, -10, -40)),
    ],
)
def test_one_to_four_lengths_are_sides_as_in_css(raw: Raw, sides: tuple[float, ...]) -> None:
    assert tuple(side.px for side in read_lengths(raw, CONTEXT)) == sides


@pytest.mark.parametrize(("raw", "count"), [("", 0), ("0 0 0 0 0", 5)])
def test_other_numbers_of_sides_are_refused(raw: str, count: int) -> None:
    with pytest.raises(ValueError, match=f" {count}$"):
        read_lengths(raw, CONTEXT)


@pytest.mark.parametrize(
    ("raw", "px"),
    [("safe.left - 1vmin", 30), ("safe.left - 6vmin", 0), ("50% - safe.left", 60), ("10% - safe.left", 0)],
)
def test_extent_of_a_sum_is_never_below_zero(raw: str, px: float) -> None:
    assert read_extent(raw, CONTEXT).of(200) == px


def test_extent_that_is_written_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\b0\b.*'-2vmin'"):
        read_extent("-2vmin", CONTEXT)


def test_pair_is_two_lengths() -> None:
    assert read_pair(("2vmin", "-10%"), CONTEXT) == (Length(20), Length(0, -0.1))
    with pytest.raises(ValueError, match=r" 1$"):
        read_pair("2vmin", CONTEXT)


@pytest.mark.parametrize(("raw", "color"), [("none", None), ("", None), ("ink", BLACK), ("#f00", Color(255, 0, 0))])
def test_color_may_be_none(raw: str, color: Color | None) -> None:
    assert read_optional_color(raw, CONTEXT) == color


@pytest.mark.parametrize(
    ("raw", "colors"),
    [("ink", (BLACK,)), (("ink", "", "paper"), (BLACK, WHITE)), ("mix(ink, paper, 100%)", (WHITE,))],
)
def test_colors_are_one_text_or_a_list(raw: Raw, colors: tuple[Color, ...]) -> None:
    assert read_colors(raw, CONTEXT) == colors


@pytest.mark.parametrize("raw", ["", (), ("",)])
def test_colors_are_at_least_one(raw: Raw) -> None:
    with pytest.raises(ValueError, match="colour"):
        read_colors(raw, CONTEXT)


@pytest.mark.parametrize(
    ("raw", "axes"),
    [
        ("", ()),
        ("wdth 80, opsz 30", (("opsz", 30), ("wdth", 80))),
        (("wdth 80", "wdth 90.5"), (("wdth", 90.5),)),
        ("GRAD -50", (("GRAD", -50),)),
    ],
)
def test_axes_are_sorted_by_tag_and_the_last_value_counts(raw: Raw, axes: tuple[tuple[str, float], ...]) -> None:
    assert read_axes(raw, CONTEXT) == axes


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ("width 80", "'width 80'"),
        ("wdth", "''"),
        ("wdth wide", "'wide'"),
    ],
)
def test_axes_refuse_other_tags_and_values(raw: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        read_axes(raw, CONTEXT)


def test_font_is_a_role_or_a_family() -> None:
    assert read_font("display", CONTEXT) is ROLE
    assert read_font(" Lora ", CONTEXT) == FontRole("Lora")
    with pytest.raises(ValueError, match=r"^unknown font 'Lara'"):
        read_font("Lara", CONTEXT)
