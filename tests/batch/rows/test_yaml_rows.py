"""YAML lists."""

from __future__ import annotations

from io import BytesIO

import pytest

from memegen.batch.rows import Reading, Row, RowFailure, read_rows
from memegen.model.entities import Record


def read(text: str) -> list[Row | RowFailure]:
    return list(read_rows("-", BytesIO(text.encode("utf-8", "surrogatepass")), Reading(format="yaml")))


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
        ("- quote: no\n  n: 1.10\n- b\n", [{"quote": "no", "n": "1.10"}, {"quote": "b"}]),
        ("rows:\n- {quote: a, list: [x, y]}\n", [{"quote": "a", "list": ("x", "y")}]),
        ("quote: a\nby: ~\n", [{"quote": "a"}]),
        (
            "- [a]\n- a:\n    b: c\n- a: [[b]]\n- a: [{b: c}, [d]]\n- a: [[[b]]]\n- ok\n",
            [
                ("row-invalid", 1, 3),
                {"a": Record((("b", "c"),))},
                {"a": (("b",),)},
                {"a": (Record((("b", "c"),)), ("d",))},
                ("cell-invalid", 6, 6),
                {"quote": "ok"},
            ],
        ),
    ],
)
def test_yaml_values_become_texts(text: str, rows: list[object]) -> None:
    assert brief(read(text)) == rows


def test_columns_have_the_line_on_which_they_are_first_named() -> None:
    stream = read_rows("-", BytesIO(b"- quote: a\n  by: b\n- by: c\n  role: d\n"), Reading(format="yaml"))
    assert len(list(stream)) == 2
    assert stream.lines == {"quote": 1, "by": 2, "role": 4}
