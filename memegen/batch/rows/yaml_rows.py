"""YAML lists: rows as mappings, or quotes as plain texts. Loaded only for a YAML list, because of start-up time."""

from __future__ import annotations

from collections.abc import Iterator

from memegen.batch.rows.columns import LISTS
from memegen.batch.rows.row import Row, RowBuilder, RowFailure, Value
from memegen.core.diagnostics import Where, fail
from memegen.template.nodes import Mapping, Node, Scalar, Sequence

SHAPE_HINT = "give a list of mappings with texts, alone or under rows:; a field takes a text or a list of texts"


def yaml_rows(text: str, builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """Iterate over the rows of a YAML list, or of a mapping with one under ``rows`` or ``quotes``.

    Raises:
        DiagnosticError: those of :func:`memegen.template.yaml.parse`; ``rows-format``, if there is no list.
    """
    from memegen.template.yaml import parse

    root = parse(text, builder.file)
    if isinstance(root, Mapping):
        rows = next((node for key, node in root if key.text in LISTS and isinstance(node, Sequence)), None)
        root = Sequence((root,), root.where) if rows is None else rows
    if isinstance(root, Scalar):
        if root.plain and not root.text:
            return
        where = Where(builder.file, root.where.line, root.where.column)
        raise fail("rows-format", "expected a list of rows, and found one text", SHAPE_HINT, where)
    for node in root:
        yield _row(node, builder)


def _row(node: Node, builder: RowBuilder) -> Row | RowFailure:
    line = node.where.line
    if isinstance(node, Scalar):
        return builder.build([("quote", node.text)], line)
    if isinstance(node, Sequence):
        message = "a row that is neither a mapping nor a text"
        return builder.failure("row-value", message, SHAPE_HINT, line, node.where.column)
    pairs: list[tuple[str, Value]] = []
    for key, child in node:
        value = _value(child)
        if value is None:
            message = f"{key.text[:40]!r} holds a mapping, or a list of them"
            return builder.failure("row-value", message, SHAPE_HINT, child.where.line, child.where.column)
        pairs.append((key.text, value))
    return builder.build(pairs, line)


def _value(node: Node) -> Value | None:
    """Return a text or a list of texts; None for anything else."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        texts = tuple(item.text for item in node if isinstance(item, Scalar))
        return texts if len(texts) == len(node.items) else None
    return None
