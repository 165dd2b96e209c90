"""CSV and TSV: delimiters, headers, and rows that cannot be read."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memegen.batch.rows import Reading, Row, RowFailure, read_rows
from memegen.batch.rows.columns import check_columns
from memegen.batch.rows.table import delimiter_of
from memegen.core.diagnostics import DiagnosticError


def read(text: str, **options: object) -> list[Row | RowFailure]:
    return list(read_rows("-", BytesIO(text.encode()), Reading(format="csv", **options)))  # type: ignore[arg-type]


def brief(rows: list[Row | RowFailure]) -> list[object]:
    return [
        (row.diagnostic.code, row.diagnostic.where.line) if isinstance(row, RowFailure) else row.values for row in rows
    ]


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("quote,by", ","),
        ("quote;by", ";"),
        ("quote\tby", "\t"),
        ("quote|by", "|"),
        ('"a;b;c",d', ","),
        ("quote", ","),
        ('"a""b;",c', ","),
    ],
)
def test_delimiter_is_detected_from_the_header(header: str, delimiter: str) -> None:
    assert delimiter_of(header) == delimiter


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("quote,by\nRise,Shelley\n", [{"quote": "Rise", "by": "Shelley"}]),
        (" Quote ; BY\nRise; Shelley \n", [{"quote": "Rise", "by": "Shelley"}]),
        ("sep=;\nquote;by\na;b\n", [{"quote": "a", "by": "b"}]),
        ("sep=\t\n\nquote\tby\na,b\tc\n", [{"quote": "a,b", "by": "c"}]),
        ('quote,by\n"one\ntwo",x\n', [{"quote": "one\ntwo", "by": "x"}]),
        ('quote, by\na, "b, c"\n', [{"quote": "a", "by": "b, c"}]),
        ('quote,by\nHe said "hi",x\n', [{"quote": 'He said "hi"', "by": "x"}]),
        ("quote,by\na\n\n,\n ,b\n", [{"quote": "a"}, {"by": "b"}]),
        ("quote,by,\na,b,\nc,d,,\n", [{"quote": "a", "by": "b"}, {"quote": "c", "by": "d"}]),
        ("\n\nquote\na\n", [{"quote": "a"}]),
        ("\ufeffquote,by\ra,b\r", [{"quote": "a", "by": "b"}]),
    ],
)
def test_table_is_read_as_rows(text: str, rows: list[object]) -> None:
    assert brief(read(text)) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("quote,by\na,b,c\nd,e\n", [("cells-too-many", 2), {"quote": "d", "by": "e"}]),
        ("quote,\na,b\nc,\n", [("cells-too-many", 2), {"quote": "c"}]),
        ('quote,by\n"Hi" she said,b\nc,d\n', [("quotes-invalid", 2), {"quote": "c", "by": "d"}]),
        ('quote,by\n"open,b\nc,d\n', [("quotes-invalid", 2), {"quote": "c", "by": "d"}]),
        (
            'quote,by\na,b\n"open,b\nc,d\ne,"f\n',
            [{"quote": "a", "by": "b"}, ("quotes-invalid", 3), {"quote": "c", "by": "d"}, ("quotes-invalid", 5)],
        ),
        ("quote,by\na\0,b\nc,d\n", [("cell-invalid", 2), {"quote": "c", "by": "d"}]),
        (f"quote,by\n{'x' * 131_073},b\nc,d\n", [("quotes-invalid", 2), {"quote": "c", "by": "d"}]),
        (f"quote,by\n{'x,' * 600_000}\nc,d\n", [("cell-invalid", 2), {"quote": "c", "by": "d"}]),
    ],
)
def test_invalid_row_fails_alone(text: str, rows: list[object]) -> None:
    found = read(text)
    assert brief(found) == rows
    assert [row.number for row in found] == list(range(1, len(rows) + 1))
    assert all(row.diagnostic.hint for row in found if isinstance(row, RowFailure))


def test_line_numbers_count_line_breaks_in_cells() -> None:
    found = read('quote,by\n"a\n\nb",x\n\ny,z\n')
    assert [row.where.line for row in found if isinstance(row, Row)] == [2, 6]


def test_control_columns_set_row_attributes() -> None:
    [row] = read("quote,template,platforms,Brand,file\na,q,x-post  story,red,one\n")
    assert isinstance(row, Row)
    assert (row.template, row.platforms, row.brand, row.file) == ("q", ("x-post", "story"), "red", "one")
    assert row.values == {"quote": "a"}


def test_header_matches_its_field_in_any_spelling() -> None:
    stream = read_rows(
        "-",
        BytesIO(b"Photo Credit,SubTitle,Other Thing\na,b,c\n"),
        Reading(format="csv", fields=("photo-credit", "subTitle")),
    )
    [row] = stream
    assert isinstance(row, Row)
    assert row.values == {"photo-credit": "a", "subTitle": "b", "other_thing": "c"}
    assert stream.columns == {"photo-credit": "Photo Credit", "subTitle": "SubTitle", "other_thing": "Other Thing"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("quote,by,Quote\na,b,c\n", "column-duplicate"),
        ('"quote,by\na,b\n', "quotes-invalid"),
        ("quote,by\n", "rows-empty"),
        ("quote,by\n\n,,\n", "rows-empty"),
        ("", "rows-empty"),
    ],
)
def test_unusable_tables_are_errors(text: str, code: str) -> None:
    with pytest.raises(DiagnosticError) as caught:
        read(text)
    assert [found.code for found in caught.value.diagnostics] == [code]
    assert caught.value.diagnostics[0].hint


def test_unknown_column_is_a_warning_with_the_nearest_field() -> None:
    columns = ("qoute", "by", "template", "source", "notes", "schedule", "networks", "timezone", "_mine", "platfrom")
    found = check_columns({name: name.title() for name in columns}, ("quote", "by"), (), "l.csv", {"qoute": 3})
    assert [(one.severity, one.code, one.where.line, one.where.field) for one in found] == [
        ("warning", "column-unknown", 3, "qoute"),
        ("warning", "column-unknown", 0, "platfrom"),
    ]
    assert "did you mean quote?" in found[0].hint and "--columns quote=" in found[0].hint
    assert "did you mean platforms?" in found[1].hint
    assert found[0].where.file == "l.csv"


def test_other_unknown_columns_are_one_warning() -> None:
    (found,) = check_columns({"tags": "Tags", "likes": "Likes", "url": "URL"}, ("quote", "by"), file="l.csv")
    assert "'Tags', 'Likes', 'URL'" in found.message
    assert "--columns FIELD=Tags" in found.hint
    many = {f"c{number}": f"C{number}" for number in range(40)}
    (found,) = check_columns(many, ("quote",))
    assert "and 28 more" in found.message


@pytest.mark.parametrize("header", ["author", "Speaker name", "Attribution", "Autor"])
def test_speaker_that_nothing_shows_has_a_warning_of_its_own(header: str) -> None:
    column = header.lower().replace(" ", "_")
    found = check_columns({"tags": "tags", column: header}, ("line", "hashtag"))
    assert [warning.where.field for warning in found] == [column, ""]
    assert "who said it" in found[0].hint


# Without the control characters of which a file that is no text is full.
CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\r\n\t\x1b\x85")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(*[st.text(CHARACTERS, max_size=20)] * 3),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_cells_survive_a_csv_round_trip(rows: list[tuple[str, str, str]], delimiter: str, end: str) -> None:
    def kept(cell: str) -> str:
        return cell.replace("\r\n", "\n").replace("\r", "\n").strip()

    wanted = [{k: kept(v) for k, v in zip("abc", row, strict=True) if kept(v)} for row in rows]
    wanted = [row for row in wanted if row]
    out = StringIO(newline="")
    # The writer leaves a CR without quotes where it does not end lines with one.
    if end == "\n":
        writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    else:
        writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerows([("a", "b", "c"), *rows])
    if not wanted:
        with pytest.raises(DiagnosticError):
            read(out.getvalue())
    else:
        assert brief(read(out.getvalue())) == wanted


def test_thousands_of_unclosed_quotation_marks_are_read() -> None:
    found = read("quote,by\n" + '"open,b\n\n' * 2_000)
    assert len(found) == 2_000
