"""Speakers in tables and JSON: at the end of the quote if no column holds them, and without the dash before a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice

from memegen.batch.rows.authors import DASHES, hyphen_separates, split_author
from memegen.batch.rows.columns import NAME, SPEAKER, means
from memegen.batch.rows.entries import JUDGED
from memegen.batch.rows.row import Row, RowBuilder, RowFailure
from memegen.core.diagnostics import DiagnosticError
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Record

QUOTE, ROLE = "quote", "role"
LEADING_DASH = lazy_pattern(rf"^(?:[{DASHES}~]|-{{1,3}})\s*(?=\w)")

Item = Row | RowFailure


def with_speakers(rows: Iterable[Item], builder: RowBuilder) -> Iterator[Item]:
    """Iterate over the rows; move the author from the end of a quote to ``by`` if no column holds the author.

    After a hyphen, that is only done if nearly all quotes end with one and a name; else it is a warning. Nothing is
    done for templates that do not show who said something.
    """
    if builder.fields and not {QUOTE, SPEAKER} <= {*builder.fields}:
        yield from rows
        return
    rest, hyphen = _judged(iter(rows), builder)
    for row in rest:
        yield _with_speaker(row, builder, hyphen=hyphen) if isinstance(row, Row) else row


def _judged(rows: Iterator[Item], builder: RowBuilder) -> tuple[Iterator[Item], bool]:
    """Return the same rows, and whether a hyphen precedes the author in nearly all of their quotes."""
    head = list(islice(rows, 1))
    rest = rows
    if any(split_author(quote).doubtful for quote in _quotes(head, builder)):
        more = _read_ahead(rows)
        head += more[0]
        rest = more[1]
    return chain(head, rest), hyphen_separates(_quotes(head, builder))


def _read_ahead(rows: Iterator[Item]) -> tuple[list[Item], Iterator[Item]]:
    """Return the next rows and the rest, which raises what ended the list early."""
    head: list[Item] = []
    try:
        head.extend(islice(rows, JUDGED - 1))
    except DiagnosticError as error:
        return head, _raising(error)
    return head, rows


def _raising(error: DiagnosticError) -> Iterator[Item]:
    yield from ()
    raise error


def _quotes(rows: Iterable[Item], builder: RowBuilder) -> list[str]:
    """Return the quotes of the rows that have no column for the author."""
    found = [(row, _quote_column(row.columns, builder)) for row in rows if isinstance(row, Row)]
    return [value for row, column in found if column and isinstance(value := row.values.get(column, ""), str)]


def _quote_column(columns: Mapping[str, str], builder: RowBuilder) -> str:
    """Return the column of the quotes; "" if there is none or several, or a column that may hold the author."""
    if any(means(column, SPEAKER) for column in columns):
        return ""
    if QUOTE in columns:
        return QUOTE
    own = [column for column in columns if means(column, QUOTE) and column not in builder.fields]
    return own[0] if len(own) == 1 else ""


def _with_speaker(row: Row, builder: RowBuilder, *, hyphen: bool) -> Row:
    column = _quote_column(row.columns, builder)
    text = row.values.get(column, "")
    if not column or not isinstance(text, str):
        return _without_dash(row)
    quote, author, doubtful = split_author(text, hyphen=hyphen)
    if doubtful:
        message = f"{doubtful!r} may be the author, but is part of the quote"
        hint = "move the author to a separate column, e.g. by"
        builder.warn("author-ambiguous", message, hint, row.where.line, row.number)
    if not author or not quote:
        return row
    name, _, role = author.partition(",") if not builder.fields or ROLE in builder.fields else (author, "", "")
    own = {column: quote, SPEAKER: name.strip(), **({ROLE: role.strip()} if role and ROLE not in row.values else {})}
    return replace(
        row, values={**row.values, **own}, columns={**row.columns, **{key: key for key in own if key != column}}
    )


def _without_dash(row: Row) -> Row:
    """Return the row with the name of the speaker alone: that of an object, without the dash that templates set."""
    speakers = {column: value for column, value in row.values.items() if means(column, SPEAKER)}
    names = {
        column: value.get(NAME) or value if isinstance(value, Record) else value for column, value in speakers.items()
    }
    bare = {column: LEADING_DASH.sub("", name) if isinstance(name, str) else name for column, name in names.items()}
    return replace(row, values={**row.values, **bare}) if bare and bare != speakers else row
