"""Binding rows to fields: defaults, and values that are invalid."""

from __future__ import annotations

import pytest

from memegen.core.diagnostics import Where
from memegen.model.card import Card
from memegen.model.entities import Raw
from memegen.scene.color import Color
from tests.helpers.stage import PALETTE, card, complaints, first_text

QUOTE = """\
fields:
  quote: {required: yes, longest: 20, shortest: 2, example: Read on}
  by: {}
  role: {about: what they are}
  count: {type: number, least: 1, most: 100}
  tint: {type: colour, default: accent}
  wet: {type: flag}
  side: {type: choice, options: [left, right], default: left}
  many: {type: list, longest: 2}
layers:
  - {text: "{quote}", id: quote, fill: "{tint}"}
  - {text: "{many}", id: many}
"""


def resolved(body: str, **row: Raw) -> Card:
    return card(body, row=row)


def test_empty_cell_gives_the_default() -> None:
    assert first_text(resolved(QUOTE, quote="Hello", tint="")).fill == PALETTE["accent"]
    assert first_text(resolved(QUOTE, quote="Hello", tint="  ")).fill == PALETTE["accent"]
    assert first_text(resolved(QUOTE, quote="Hello", tint="#fff")).fill == Color(255, 255, 255)


@pytest.mark.parametrize(
    ("row", "code", "field", "message"),
    [
        ({}, "field-required", "quote", "field quote is required"),
        ({"quote": " \n"}, "field-required", "quote", "field quote is required"),
        ({"quote": "x" * 21}, "field-invalid", "quote", "has 21 characters; at most 20 fit"),
        ({"quote": "x"}, "field-invalid", "quote", "has 1 characters; at least 2 are needed"),
        ({"quote": ("a", "b")}, "field-invalid", "quote", "takes one value, not a list"),
        ({"count": "many"}, "field-invalid", "count", "expected a number, not 'many'"),
        ({"count": "nan"}, "field-invalid", "count", "expected a number, not 'nan'"),
        ({"count": "0"}, "field-invalid", "count", "0 is less than 1"),
        ({"count": "1,000"}, "field-invalid", "count", "1,000 is more than 100"),
        ({"tint": "acent"}, "field-invalid", "tint", "did you mean accent?"),
        ({"wet": "perhaps"}, "field-invalid", "wet", "expected yes or no"),
        ({"side": "rihgt"}, "field-invalid", "side", "did you mean right?"),
        ({"many": ("a", "b", "c")}, "field-invalid", "many", "has 3 entries; at most 2 fit"),
    ],
)
def test_invalid_value_is_reported_with_code_and_field(
    row: dict[str, Raw], code: str, field: str, message: str
) -> None:
    values: dict[str, Raw] = row if row == {} else {"quote": "Hello", **row}
    (found,) = complaints(card, QUOTE, row=values)
    assert (found.code, found.where) == (code, Where("rows.csv", row=2, field=field))
    assert message in found.message


def test_all_problems_of_a_row_are_reported_together() -> None:
    found = complaints(card, QUOTE, row={"count": "x", "wet": "y"})
    assert [d.where.field for d in found] == ["quote", "count", "wet"]
    assert found[0].hint == "such as Read on"


@pytest.mark.parametrize("count", ["1", "100", "7.5", "50%", "+3"])
def test_number_formats_are_accepted(count: str) -> None:
    assert resolved(QUOTE, quote="Hello", count=count)
