"""JSON and JSONL lists: rows as objects, or quotes as plain strings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from memegen.batch.rows.columns import LISTS, USUAL, column_name, is_known
from memegen.batch.rows.lines import Line
from memegen.batch.rows.row import Row, RowBuilder, RowFailure, Value
from memegen.core.diagnostics import Where, fail
from memegen.core.numbers import Figure
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Record

WHITESPACE = lazy_pattern(r"[ \t\n\r]*")
SHAPE_HINT = 'give a list of objects, alone or as "rows"; a field takes a text, or a list of texts or of objects'
# Maximum depth of the value of a field: a list, an object in it, and a text in that.
MAX_LEVELS = 2


class _Object(tuple[tuple[str, Any], ...]):
    """A JSON object as its pairs, so that duplicate keys are detected."""

    __slots__ = ()


# Numbers stay as written: 1.10 is "1.10", and no number is too large.
DECODER = json.JSONDecoder(object_pairs_hook=_Object, parse_int=str, parse_float=Figure, parse_constant=str)


def jsonl_rows(lines: Iterable[Line], builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """Iterate over the rows of a JSONL list, one for each line that is not blank; an invalid line fails alone."""
    for line in lines:
        if not line.text.strip():
            continue
        if line.truncated:
            yield builder.failure("cell-invalid", "the line is too long", "write one object for each line", line.number)
            continue
        try:
            value = DECODER.decode(line.text)
        except json.JSONDecodeError as error:
            hint = "write one whole JSON object for each line"
            yield builder.failure("row-invalid", _message(error), hint, line.number, error.colno)
        except RecursionError:
            yield builder.failure("row-invalid", "objects are nested too deep", SHAPE_HINT, line.number)
        else:
            yield _row(value, builder, line.number)


def json_rows(text: str, builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """Iterate over the rows of a JSON array, or of an object with one under ``rows`` or ``quotes``.

    Any other object is one row.

    Raises:
        DiagnosticError: ``rows-invalid``, with line and column, if *text* is not JSON.
    """
    if not text.strip():
        return
    try:
        items = _items(text)
    except json.JSONDecodeError as error:
        hint = "look for a missing or surplus comma, bracket or quotation mark before this place"
        raise fail("rows-invalid", _message(error), hint, Where(builder.file, error.lineno, error.colno)) from None
    except RecursionError:
        raise fail("rows-invalid", "lists or objects are nested too deep", SHAPE_HINT, Where(builder.file)) from None
    line, counted = 1, 0
    for value, offset in items:
        if offset:
            line, counted = line + text.count("\n", counted, offset), offset
        yield _row(value, builder, line if offset else 0)


def _items(text: str) -> list[tuple[Any, int]]:
    """Return the values of the rows, each with its offset in *text*; 0 if that is not known."""
    start = _skip_whitespace(text, 0)
    if text[start : start + 1] == "[":
        return _with_header(list(_array_items(text, start)))
    return [(item, 0) for item in _rows_in(DECODER.decode(text))]


def _with_header(items: list[tuple[Any, int]]) -> list[tuple[Any, int]]:
    """Return the items; arrays below one of column names as objects."""
    header, *below = items or [("", 0)]
    names = header[0] if isinstance(header[0], list) and all(isinstance(name, str) for name in header[0]) else []
    if not names or 2 * sum(is_known(column_name(name), USUAL) for name in names) < len(names):
        return items
    return [
        (_Object(zip(names, value, strict=False)) if isinstance(value, list) else value, offset)
        for value, offset in below
    ]


def _rows_in(value: Any) -> list[Any]:
    """Return the rows in an object: under a key such as ``quotes``, by number, or as lists of quotes by author."""
    if not isinstance(value, _Object) or not value:
        return [value]
    for key, member in value:
        if key in LISTS and isinstance(member, list | _Object):
            return member if isinstance(member, list) else _rows_in(member)
    members = [member for _, member in value]
    if all(key.isdecimal() and isinstance(member, _Object) for key, member in value):
        return members
    if all(isinstance(member, list) and member and all(isinstance(each, str) for each in member) for member in members):
        by_author = [_Object((("quote", quote), ("by", author))) for author, quotes in value for quote in quotes]
        if not any(is_known(column_name(key), USUAL) for key, _ in value):
            return by_author
    return [value]


def _array_items(text: str, start: int) -> Iterator[tuple[Any, int]]:
    """Iterate over the items, with their offsets, of the array at *start*, after which *text* must end."""
    offset = _skip_whitespace(text, start + 1)
    while text[offset : offset + 1] != "]":
        value, end = DECODER.raw_decode(text, offset)
        yield value, offset
        offset = _skip_whitespace(text, end)
        if text[offset : offset + 1] == ",":
            offset = _skip_whitespace(text, offset + 1)
            if text[offset : offset + 1] == "]":
                raise json.JSONDecodeError("Expecting value", text, offset)
        elif text[offset : offset + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, offset)
    if (end := _skip_whitespace(text, offset + 1)) < len(text):
        raise json.JSONDecodeError("Extra data", text, end)


def _skip_whitespace(text: str, offset: int) -> int:
    match = WHITESPACE.match(text, offset)
    return match.end() if match else offset


def _message(error: json.JSONDecodeError) -> str:
    return f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"


def _row(value: Any, builder: RowBuilder, line: int) -> Row | RowFailure:
    if isinstance(value, str):
        return builder.build([("quote", value)], line)
    if not isinstance(value, _Object):
        return builder.failure("row-invalid", "the row is neither an object nor a text", SHAPE_HINT, line)
    pairs: list[tuple[str, Value]] = []
    for key, member in value:
        try:
            pairs.append((key, _value(member)))
        except ValueError:
            message = f"{key[:40]!r} is nested more than {MAX_LEVELS} deep"
            return builder.failure("cell-invalid", message, SHAPE_HINT, line)
    return builder.build(pairs, line)


def _value(value: Any, level: int = 0) -> Value:
    """Return a string, a number, true or false as text, null as "", an array as a tuple, an object as a record.

    Raises:
        ValueError: arrays or objects are nested too deep.
    """
    if level > MAX_LEVELS:
        raise ValueError
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, _Object):
        return Record(tuple((name, _value(member, level + 1)) for name, member in value))
    if isinstance(value, list):
        return tuple(_value(member, level + 1) for member in value)
    return value if isinstance(value, str) else ""
