"""JSON and JSONL: rows as objects, or quotes as plain strings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from memegen.batch.rows.lines import Line
from memegen.batch.rows.row import LISTS, Row, RowBuilder, RowFailure, Value
from memegen.core.diagnostics import Where, fail
from memegen.core.regex import lazy_pattern
from memegen.template.nodes import Mapping, Node, Scalar, Sequence

SPACE = lazy_pattern(r"[ \t\n\r]*")
SHAPE = 'give a list of objects with texts, alone or as "rows"; a field takes a text or a list of texts'


class _Object(tuple[tuple[str, Any], ...]):
    """A JSON object as its pairs, so that a key that comes twice is seen."""

    __slots__ = ()


# Numbers stay the text that was written: 1.10 is "1.10", and no number is too large.
DECODER = json.JSONDecoder(object_pairs_hook=_Object, parse_int=str, parse_float=str, parse_constant=str)


def jsonl_rows(lines: Iterable[Line], builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """A row for each line that is not blank; a line that is not JSON fails alone."""
    for line in lines:
        if not line.text.strip():
            continue
        if line.cut:
            yield builder.failed("row-text", "a line too long to be read", "one object a line", line.number)
            continue
        try:
            value = DECODER.decode(line.text)
        except json.JSONDecodeError as error:
            yield builder.failed(
                "row-json", _said(error), "write one whole JSON object a line", line.number, error.colno
            )
        except RecursionError:
            yield builder.failed("row-value", "objects nested too deep", SHAPE, line.number)
        else:
            yield _row(value, builder, line.number)


def json_rows(text: str, builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """The rows of a JSON array, or of an object with one under ``rows`` or ``quotes``; any other object is one row.

    Raises DiagnosticError (rows-json) when *text* is not JSON, with line and column.
    """
    if not text.strip():
        return
    try:
        items = _items(text)
    except json.JSONDecodeError as error:
        hint = "check for a comma, a bracket or a quotation mark that is missing or too many"
        raise fail("rows-json", _said(error), hint, Where(builder.file, error.lineno, error.colno)) from None
    except RecursionError:
        raise fail("rows-json", "lists or objects nested too deep", SHAPE, Where(builder.file)) from None
    line, seen = 1, 0
    for value, at in items:
        if at:
            line, seen = line + text.count("\n", seen, at), at
        yield _row(value, builder, line if at else 0)


def _items(text: str) -> list[tuple[Any, int]]:
    """What stands for a row each, with the index in *text* at which it starts, 0 where that is not known."""
    start = _skip(text, 0)
    if text[start : start + 1] == "[":
        return list(_array(text, start))
    value = DECODER.decode(text)
    if isinstance(value, _Object):
        for key, held in value:
            if key in LISTS and isinstance(held, list):
                return [(item, 0) for item in held]
    return [(value, 0)]


def _array(text: str, start: int) -> Iterator[tuple[Any, int]]:
    """The items of the array at *start*, which is the whole of *text*."""
    at = _skip(text, start + 1)
    while text[at : at + 1] != "]":
        value, end = DECODER.raw_decode(text, at)
        yield value, at
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
            if text[at : at + 1] == "]":
                raise json.JSONDecodeError("Expecting value", text, at)
        elif text[at : at + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    if (end := _skip(text, at + 1)) < len(text):
        raise json.JSONDecodeError("Extra data", text, end)


def _skip(text: str, at: int) -> int:
    found = SPACE.match(text, at)
    return found.end() if found else at


def _said(error: json.JSONDecodeError) -> str:
    return f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"


def _row(value: Any, builder: RowBuilder, line: int) -> Row | RowFailure:
    if isinstance(value, str):
        return builder.build([("quote", value)], line)
    if not isinstance(value, _Object):
        return builder.failed("row-value", "a row that is neither an object nor a text", SHAPE, line)
    pairs: list[tuple[str, Value]] = []
    for key, held in value:
        texts = [_text(item) for item in held] if isinstance(held, list) else [_text(held)]
        if None in texts:
            return builder.failed("row-value", f"{key[:40]!r} holds an object, or a list of them", SHAPE, line)
        known = tuple(text for text in texts if text is not None)
        pairs.append((key, known if isinstance(held, list) else known[0]))
    return builder.build(pairs, line)


def _text(value: Any) -> str | None:
    """The text of a string, a number, true, false or null (which is nothing); None for an array or an object."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    return value if isinstance(value, str) else None


NODE_SHAPE = "give a list of mappings with texts, alone or under rows:; a field takes a text or a list of texts"


def yaml_rows(text: str, builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """The rows of a YAML list, or of a mapping with one under ``rows`` or ``quotes``.

    Raises DiagnosticError with the codes of :func:`memegen.template.yaml.parse`, and rows-format without a list.
    """
    from memegen.template.yaml import parse

    root = parse(text, builder.file)
    if isinstance(root, Mapping):
        held = next((node for key, node in root if key.text in LISTS and isinstance(node, Sequence)), None)
        root = Sequence((root,), root.where) if held is None else held
    if isinstance(root, Scalar):
        if root.plain and not root.text:
            return
        where = Where(builder.file, root.where.line, root.where.column)
        raise fail("rows-format", "expected a list of rows, and found one text", NODE_SHAPE, where)
    for node in root:
        yield _node_row(node, builder)


def _node_row(node: Node, builder: RowBuilder) -> Row | RowFailure:
    line = node.where.line
    if isinstance(node, Scalar):
        return builder.build([("quote", node.text)], line)
    if isinstance(node, Sequence):
        return builder.failed(
            "row-value", "a row that is neither a mapping nor a text", NODE_SHAPE, line, node.where.column
        )
    pairs: list[tuple[str, Value]] = []
    for key, held in node:
        value = _value(held)
        if value is None:
            message = f"{key.text[:40]!r} holds a mapping, or a list of them"
            return builder.failed("row-value", message, NODE_SHAPE, held.where.line, held.where.column)
        pairs.append((key.text, value))
    return builder.build(pairs, line)


def _value(node: Node) -> Value | None:
    """The text or the list of texts; None for what is neither."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        texts = tuple(item.text for item in node if isinstance(item, Scalar))
        return texts if len(texts) == len(node.items) else None
    return None
