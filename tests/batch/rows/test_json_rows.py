"""JSON and JSONL lists, and lists without rows."""

from __future__ import annotations

from io import BytesIO

import pytest

from memegen.batch.rows import Reading, Row, RowFailure, read_rows
from memegen.core.diagnostics import DiagnosticError
from memegen.core.numbers import Figure
from memegen.model.entities import Record


def read(text: str, format: str) -> list[Row | RowFailure]:
    return list(read_rows("-", BytesIO(text.encode("utf-8", "surrogatepass")), Reading(format=format)))


def brief(rows: list[Row | RowFailure]) -> list[object]:
    return [
        (row.diagnostic.code, row.diagnostic.where.line, row.diagnostic.where.column)
        if isinstance(row, RowFailure)
        else row.values
        for row in rows
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('[{"Quote": "a", "n": 1.10, "t": true, "none": null}]', [{"quote": "a", "n": "1.10", "t": "true"}]),
        ('["a", "b"]', [{"quote": "a"}, {"quote": "b"}]),
        ('{"rows": ["a"], "version": 2}', [{"quote": "a"}]),
        ('{"quotes": [{"by": "b"}]}', [{"by": "b"}]),
        ('{"quote": "a", "list": ["x", 2, "", null]}', [{"quote": "a", "list": ("x", "2")}]),
        ('[{"list": []}]', [{}]),
        ('[{"n": ' + "9" * 5000 + "}]", [{"n": "9" * 5000}]),
        ('[{"n": NaN}]', [{"n": "NaN"}]),
        ('[{"e": "\\ud83d\\ude00"}]', [{"e": "😀"}]),
        ('[{"a": {}}, {"a": {"b": 1}}, {"a": [{"b": null}, ["c", 2]]}]',
         [{}, {"a": Record((("b", "1"),))}, {"a": (Record((("b", ""),)), ("c", "2"))}]),
        (('[\n{"a": [[[1]]]},\n\n[1], [],\n{"a": {"b": {"c": {"d": 1}}}}, {"a": 1, "A": 2}, '
          '"\\ud800", {"b": "\\u0000"}, "ok"]'),
         [("cell-invalid", 2, 0), ("row-invalid", 4, 0), ("row-invalid", 4, 0), ("cell-invalid", 5, 0),
          ("column-duplicate", 5, 0), ("cell-invalid", 5, 0), ("cell-invalid", 5, 0), {"quote": "ok"}]),
    ],
)  # fmt: skip
def test_json_values_become_texts(text: str, rows: list[object]) -> None:
    assert brief(read(text, "json")) == rows


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('[{"a": 1},]', 1, 11),
        ('[{"a": 1}\n {"b": 2}]', 2, 2),
        ('["a"', 1, 5),
        ('["a"] x', 1, 7),
        ('["a", "b]', 1, 7),
        ("{", 1, 2),
        ("[" * 100_000, 0, 0),
        ('{"a":' * 100_000, 0, 0),
        ('{"a": "x\ny"}', 1, 9),
    ],
)
def test_invalid_json_is_reported_with_its_place(text: str, line: int, column: int) -> None:
    with pytest.raises(DiagnosticError) as caught:
        read(text, "json")
    [found] = caught.value.diagnostics
    assert (found.code, found.where.line, found.where.column) == ("rows-invalid", line, column)
    assert found.hint


def test_jsonl_continues_after_an_invalid_line() -> None:
    text = (
        '{"quote": "a"}\n\n{"quote": b}\n"c"\n[1]\n' + "[" * 100_000 + '\n{"a": 1, "a": 2}\n"\\udc00"\n{"quote": "z"}'
    )
    found = read(text, "jsonl")
    assert brief(found) == [
        {"quote": "a"},
        ("row-invalid", 3, 11),
        {"quote": "c"},
        ("row-invalid", 5, 0),
        ("row-invalid", 6, 0),
        ("column-duplicate", 7, 0),
        ("cell-invalid", 8, 0),
        {"quote": "z"},
    ]
    assert [row.number for row in found] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert all(row.diagnostic.hint for row in found if isinstance(row, RowFailure))


@pytest.mark.parametrize(
    ("text", "format", "code"),
    [
        ("[]", "json", "rows-empty"),
        ('{"rows": []}', "json", "rows-empty"),
        (" \n", "json", "rows-empty"),
        ("\n\n", "jsonl", "rows-empty"),
        ("rows: []", "yaml", "rows-empty"),
        ("[]", "yaml", "rows-empty"),
        ("# none\n", "yaml", "rows-empty"),
        ("one text", "yaml", "rows-unsupported"),
        ("a: b: c", "yaml", "yaml-invalid"),
    ],
)
def test_list_without_rows_is_rejected(text: str, format: str, code: str) -> None:
    with pytest.raises(DiagnosticError) as caught:
        read(text, format)
    assert [found.code for found in caught.value.diagnostics] == [code]
    assert caught.value.diagnostics[0].hint


def test_only_the_platforms_column_accepts_a_list() -> None:
    first, second = read('[{"quote": "a", "platforms": ["x", "y z"]}, {"template": ["a"]}]', "json")
    assert isinstance(first, Row) and first.platforms == ("x", "y", "z")
    assert isinstance(second, RowFailure) and second.diagnostic.where.field == "template"


def test_number_with_a_decimal_point_is_known_as_one() -> None:
    [row] = read('[{"a": 1.250, "b": " 1.250 ", "c": [{"d": 0.5}]}]', "json")
    assert isinstance(row, Row)
    assert (row.values["a"], type(row.values["a"]), type(row.values["b"])) == ("1.250", Figure, str)
    entries = row.values["c"]
    assert isinstance(entries, tuple) and isinstance(entries[0], Record)
    assert type(entries[0].get("d")) is Figure
