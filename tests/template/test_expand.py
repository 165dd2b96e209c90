"""Patterns expanded: texts, lists, lengths, and what is handed on to another scope."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from memegen.core.numbers import Figure
from memegen.model.entities import Field, Raw, Record
from memegen.template.expand import expand, expand_length, expand_raw, handed_on, localised
from memegen.template.expressions.nodes import ExpressionError
from memegen.template.expressions.values import Typed
from tests.helpers.expressions import BARS, RANDOM_TEXTS, scope, typed_scope

ROW = scope(
    {
        "share": "59,5",
        "list": ("a", "b"),
        "empty": "",
        "on": "",
        "by": "Ann",
        "bars": (Record((("name", "Open"), ("share", "1.000,5"))),),
    },
    {"share": Field("share", "number"), "on": Field("on", "date"), "bars": BARS},
    "de",
)


@pytest.mark.parametrize(
    ("text", "result", "plain"),
    [
        ("{share}%", "59,5%", "59.5%"),
        ("{share * 2}", "119", "119"),
        ("{share / 2} of {by}", "29,75 of Ann", "29.75 of Ann"),
        ("{first(bars.share)}", "1.000,5", "1000.5"),
        ("{by}{' says {hi}'}", "Ann says {hi}", "Ann says {hi}"),
        ('{by if empty else "n}"}', "n}", "n}"),
        ("x[ since {on}]", "x", "x"),
        ("x[ in {days_until(on)} days]", "x", "x"),
        ("x[ {max(empty)}]", "x", "x"),
        ("x[ {empty or by}]", "x Ann", "x Ann"),
        (r"\{share\}", "{share}", "{share}"),
    ],
)
def test_pattern_is_expanded(text: str, result: str, plain: str) -> None:
    assert expand(text, ROW) == result
    assert expand(text, ROW, plain=True) == plain


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("{days_until(on)} days", 2),
        ("ab {by - 1}", 8),
        ("[{by}] {1 / 0}", 11),
        ("[x{1 / 0}]", 6),
        ("{by!}", 4),
        ("ab {x +}", 8),
    ],
)
def test_error_has_the_column_in_the_pattern(text: str, column: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        expand(text, ROW)
    assert caught.value.column == column


@pytest.mark.parametrize(
    ("raw", "result"),
    [
        ("{list}", ("a", "b")),
        ("{ list }", ("a", "b")),
        ("{1..3}", ("1", "2", "3")),
        ("{list}!", "a, b!"),
        ("{bars.name}", "Open"),
        (("{by}", "{share}"), ("Ann", "59.5")),
        (Record((("by", "{by}"),)), Record((("by", "Ann"),))),
    ],
)
def test_one_expression_that_gives_a_list_stays_a_list(raw: Raw, result: Raw) -> None:
    assert expand_raw(raw, ROW, plain=True) == result


@pytest.mark.parametrize(
    ("raw", "result"),
    [
        ("{share / 100}", "59.5%"),
        ("{share / max(bars.share)}", "5.947026%"),
        ("{share}", "59.5"),
        ("{share}%", "59.5%"),
        ("{share / 2}vmin", "29.75vmin"),
        ("{'auto' if by else '3px'}", "auto"),
        ("40%", "40%"),
        ("{loop.index}", "200%"),
    ],
)
def test_computed_number_alone_is_a_fraction_of_a_length(raw: str, result: str) -> None:
    assert expand_length(raw, ROW.child({"loop.index": Decimal(2)})) == result


def test_number_that_is_no_fraction_is_refused_as_a_length() -> None:
    with pytest.raises(ExpressionError, match=r"59\.6"):
        expand_length("{share + 0.1}", ROW)


def test_value_that_is_handed_on_keeps_its_type() -> None:
    assert handed_on("{share}", ROW) == Typed(Decimal("59.5"), "59,5")
    assert handed_on("{share * 2}", ROW) == Decimal(119)
    assert handed_on("{share} x", ROW) == "59,5 x"
    assert handed_on(("{by}",), ROW) == ("Ann",)
    assert typed_scope("de", n=("number", "1")).child({"x": handed_on("{share}", ROW)}).text_of("x + n") == "60,5"


@pytest.mark.parametrize(
    ("raw", "drawn", "key"),
    [
        ("{share}px", "59,5px", "59.5px"),
        ("{share * 100 + 0.5}px", "5.950,5px", "5950.5px"),
        (("{share}px", "{share} {share}"), ("59,5px", "59,5 59,5"), ("59.5px", "59.5 59.5")),
        (Record((("wide", "{share}px"),)), Record((("wide", "59,5px"),)), Record((("wide", "59.5px"),))),
    ],
)
def test_text_of_a_variable_is_plain_for_keys_and_in_the_language_for_words(raw: Raw, drawn: Raw, key: Raw) -> None:
    inner = ROW.child({"x": handed_on(raw, ROW), "y": localised("{by}", ROW)})
    again = ROW.child({"x": handed_on("{x}", inner)})
    for variables in (inner, again):
        if isinstance(raw, Record):
            assert (expand("{x.wide}", variables), expand("{x.wide}", variables, plain=True)) == ("59,5px", "59.5px")
        else:
            assert (expand_raw("{x}", variables), expand_raw("{x}", variables, plain=True)) == (drawn, key)
            assert expand_raw("{x if by else y}", variables, plain=True) == key


def test_number_in_a_text_of_a_variable_is_a_number() -> None:
    inner = ROW.child({"x": handed_on("{share * 100 + 0.5}{empty}", ROW), "y": Figure("59.5")})
    assert expand("{x + 1} {yes if x = 5950.5 else no}", inner, plain=True) == "5951.5 yes"
    assert expand("{yes if x = '5.950,5' and y = '59.5' else no}", inner) == "yes"


@given(RANDOM_TEXTS)
def test_any_text_in_braces_is_expanded_or_refused_at_a_place(text: str) -> None:
    pattern = f"ab {{{text}}}"
    for whole in (True, False):
        try:
            expand(pattern, ROW) if whole else expand_length(pattern[3:], ROW)
        except ExpressionError as error:
            assert 0 <= error.column <= len(pattern) + 1
        except ValueError as error:
            assert "brackets" in str(error)
