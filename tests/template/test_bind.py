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
    ("row", "code", "field", "names"),
    [
        ({}, "field-required", "quote", ""),
        ({"quote": " \n"}, "field-required", "quote", ""),
        ({"quote": "x" * 21}, "field-invalid", "quote", "21 20"),
        ({"quote": "x"}, "field-invalid", "quote", "1 2"),
        ({"quote": ("a", "b")}, "field-invalid", "quote", "list"),
        ({"count": "many"}, "field-invalid", "count", "'many'"),
        ({"count": "nan"}, "field-invalid", "count", "'nan'"),
        ({"count": "0"}, "field-invalid", "count", "0 1"),
        ({"count": "1,000"}, "field-invalid", "count", "1,000 100"),
        ({"tint": "acent"}, "field-invalid", "tint", "accent"),
        ({"wet": "perhaps"}, "field-invalid", "wet", "'perhaps'"),
        ({"side": "rihgt"}, "field-invalid", "side", "right"),
        ({"many": ("a", "b", "c")}, "field-invalid", "many", "3 2"),
    ],
)
def test_invalid_value_is_reported_with_code_and_field(row: dict[str, Raw], code: str, field: str, names: str) -> None:
    values: dict[str, Raw] = row if row == {} else {"quote": "Hello", **row}
    (found,) = complaints(card, QUOTE, row=values)
    assert (found.code, found.where) == (code, Where("rows.csv", row=2, field=field))
    assert all(name in found.message + found.hint for name in names.split())


def test_all_problems_of_a_row_are_reported_together() -> None:
    found = complaints(card, QUOTE, row={"count": "x", "wet": "y"})
    assert [d.where.field for d in found] == ["quote", "count", "wet"]
    assert "Read on" in found[0].hint


@pytest.mark.parametrize("count", ["1", "100", "7.5", "50%", "+3"])
def test_number_formats_are_accepted(count: str) -> None:
    assert resolved(QUOTE, quote="Hello", count=count)
