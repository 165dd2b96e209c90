"""YAML: rows as mappings, or quotes as plain texts."""

from __future__ import annotations

from collections.abc import Iterator

from memegen.errors import Where, fail
from memegen.node import Mapping, Node, Scalar, Sequence
from memegen.rows.builder import RowBuilder
from memegen.rows.columns import LISTS
from memegen.rows.row import Row, RowFailure, Value

SHAPE = "give a list of mappings with texts, alone or under rows:; a field takes a text or a list of texts"


def yaml_rows(text: str, builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """The rows of a YAML list, or of a mapping with one under ``rows`` or ``quotes``.

    Raises DiagnosticError with the codes of :func:`memegen.source.parse`, and rows-format where there is no list.
    """
    from memegen.source import parse

    root = parse(text, builder.file)
    if isinstance(root, Mapping):
        held = next((node for key, node in root if key.text in LISTS and isinstance(node, Sequence)), None)
        root = Sequence((root,), root.where) if held is None else held
    if isinstance(root, Scalar):
        if root.plain and not root.text:
            return
        where = Where(builder.file, root.where.line, root.where.column)
        raise fail("rows-format", "expected a list of rows, and found one text", SHAPE, where)
    for node in root:
        yield _row(node, builder)


def _row(node: Node, builder: RowBuilder) -> Row | RowFailure:
    line = node.where.line
    if isinstance(node, Scalar):
        return builder.build([("quote", node.text)], line)
    if isinstance(node, Sequence):
        return builder.failed("row-value", "a row that is neither a mapping nor a text", SHAPE, line, node.where.column)
    pairs: list[tuple[str, Value]] = []
    for key, held in node:
        value = _value(held)
        if value is None:
            message = f"{key.text[:40]!r} holds a mapping, or a list of them"
            return builder.failed("row-value", message, SHAPE, held.where.line, held.where.column)
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
