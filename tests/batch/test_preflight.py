"""What is wrong with a list as a whole is one error, before anything is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.batch.preflight import MAX_ROWS, require_template
from memegen.batch.rows import Row
from memegen.core.diagnostics import DiagnosticError, Where
from tests.helpers.command import Command


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def row(number: int, template: str = "") -> Row:
    return Row(number, Where("rows.csv", number + 1, row=number), {"quote": "a"}, template)


def test_require_template_returns_every_row_read_ahead() -> None:
    rows = [row(1), row(2, "plain"), row(3)]
    assert list(require_template(iter(rows), "rows.csv")) == rows
    for count in (1, MAX_ROWS + 1):
        with pytest.raises(DiagnosticError, match=r"^rows\.csv: error\[template-required\]"):
            require_template(iter([row(1)] * count), "rows.csv")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rows.csv", "tale,said\na,b\nc,d\n"),
        ("rows.json", '[{"tale": "a", "said": "b"}, {"tale": "c"}]'),
        ("rows.jsonl", '{"tale": "a", "said": "b"}\n{"tale": "c"}\n'),
        ("rows.yaml", "- {tale: a, said: b}\n- {tale: c}\n"),
    ],
)
def test_required_field_that_no_column_fills_is_one_error_with_the_option(
    memegen: Command, name: str, text: str
) -> None:
    memegen.write(name, text)
    result = memegen.run("batch", name, "-t", "quote-plain", code=2)
    assert result.lines == []
    assert result.err.count("error[") == 1
    assert f"{name}: error[column-required]" in result.err
    assert "'tale', 'said'" in result.err
    assert "--columns quote=tale" in result.err
    assert not (memegen.folder / "out").exists()
    assert "column-required" in memegen.run("check", name, "-t", "quote-plain", code=1).err
    memegen.run("batch", name, "-t", "quote-plain", "--columns", "quote=tale", "--dry-run")


def test_row_without_the_column_fails_alone_if_another_has_it(memegen: Command) -> None:
    memegen.write("rows.jsonl", '{"note": "x"}\n{"quote": "a"}\n')
    result = memegen.run("batch", "rows.jsonl", "-t", "quote-plain", "-p", "200x200", "--json", "--dry-run", code=1)
    assert [("file" in record or "sha256" in record, record["row"]) for record in result.records][1] == (True, 2)
    assert result.err.count("field-required") >= 1
    assert "column-required" not in result.err


def test_table_without_a_header_is_told_to_name_its_columns(memegen: Command) -> None:
    memegen.write("rows.csv", "Small doors open on very large rooms indeed.,Ada North\nThe bell rings.,Ben Weir\n")
    result = memegen.run("batch", "rows.csv", "-t", "quote-plain", code=2)
    assert result.err.count("error[") == 1
    assert "write the names of the columns into the first row" in result.err


def test_columns_that_fit_one_field_are_a_conflict(memegen: Command) -> None:
    memegen.write("rows.csv", "text,body,author\na,b,c\n")
    result = memegen.run("batch", "rows.csv", "-t", "quote-plain", "-p", "200x200", code=2)
    assert "rows.csv: error[column-conflict]" in result.err
    assert "--columns quote=text" in result.err
    assert not (memegen.folder / "out").exists()
    result = memegen.run("batch", "rows.csv", "-t", "quote-plain", "-p", "200x200", "--columns", "quote=body", "--json")
    assert "“b”" in result.records[0]["alt_text"]
    assert "unknown column ignored: 'text'" in result.err


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("by", "columns-invalid"),
        ("=Your name", "columns-invalid"),
        ("speakr=Your name", "field-unknown"),
        ("by=Your nmae", "header-unknown"),
    ],
)
def test_mapping_that_cannot_hold_is_an_error(memegen: Command, given: str, code: str) -> None:
    memegen.write("rows.csv", "quote,Your name\na,b\n")
    for command, exit_code in (("batch", 2), ("check", 1)):
        result = memegen.run(command, "rows.csv", "-t", "quote-plain", "--columns", given, code=exit_code)
        assert f"error[{code}]" in result.err
    options = ("--columns", "by=quote", "--columns", "by=Your name")
    twice = memegen.run("batch", "rows.csv", "-t", "quote-plain", *options, code=2)
    assert "error[columns-conflict]" in twice.err
