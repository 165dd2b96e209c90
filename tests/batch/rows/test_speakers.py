"""Speakers at the end of quotes in tables and JSON."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest

from memegen.batch.rows import Reading, Row, read_rows
from memegen.model.entities import Raw

FIELDS = ("quote", "by", "role", "photo")


def rows(text: str, fields: tuple[str, ...] = FIELDS) -> tuple[list[Mapping[str, Raw]], list[str]]:
    with read_rows("-", BytesIO(text.encode()), Reading(fields=fields)) as stream:
        values = [row.values for row in stream if isinstance(row, Row)]
    return values, [warning.code for warning in stream.warnings]


@pytest.mark.parametrize(
    "text",
    [
        "quote,photo\nIt is so. — Ada North,a.jpg\n",
        "quote,photo\nIt is so - Ada North,a.jpg\nIt is - Ben Weir,b.jpg\n",
        "quote,photo,by\nIt is so.,a.jpg,— Ada North\n",
        '[{"quote": "It is so.", "photo": "a.jpg", "author": {"name": "Ada North", "slug": "ada"}}]',
    ],
)
def test_speaker_is_found(text: str) -> None:
    [first, *_], warnings = rows(text)
    assert first["quote"] == "It is so."[: len(str(first["quote"]))]
    assert "Ada North" in (first.get("by"), first.get("author"))
    assert not warnings


def test_role_follows_a_comma_unless_the_template_has_none() -> None:
    assert rows('["It is so. — Ada North, librarian"]')[0] == [
        {"quote": "It is so.", "by": "Ada North", "role": "librarian"}
    ]
    assert rows('["It is so. — Ada North, librarian"]', ("quote", "by"))[0] == [
        {"quote": "It is so.", "by": "Ada North, librarian"}
    ]


def test_one_hyphen_among_many_quotes_is_a_warning() -> None:
    values, warnings = rows("quote,photo\nIt is so - Ada North,a\nIt is,b\nIt was,c\n")
    assert (values[0]["quote"], warnings) == ("It is so - Ada North", ["author-ambiguous"])


def test_quote_is_left_alone_beside_a_column_for_the_speaker() -> None:
    assert rows("quote,author\nIt is so. — Ada North,\n")[0][0]["quote"] == "It is so. — Ada North"
    assert rows("quote,photo\nIt is so. — Ada North,a\n", ("quote", "photo"))[0][0]["quote"] == "It is so. — Ada North"


def test_what_ends_a_list_early_comes_after_the_rows_before_it(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"quote,photo\nIt is so - Ada North,a\n" + b'It is - Ben Weir,"b\n' * 3)
    with read_rows(file, reading=Reading(fields=FIELDS)) as stream:
        assert next(stream).number == 1
