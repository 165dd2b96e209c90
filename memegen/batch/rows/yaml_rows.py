"""YAML lists: rows as mappings, or quotes as plain texts. Loaded only for a YAML list, because of start-up time."""

from __future__ import annotations

from collections.abc import Iterator

from memegen.batch.rows.columns import LISTS
from memegen.batch.rows.row import Row, RowBuilder, RowFailure, Value
from memegen.core.diagnostics import Where, fail
from memegen.model.entities import Record
from memegen.template.nodes import Mapping, Node, Scalar, Sequence

SHAPE_HINT = "give a list of mappings, alone or under rows:; a field takes a text, or a list of texts or of mappings"
# Maximum depth of the value of a field: a list, a mapping in it, and a text in that.
MAX_LEVELS = 2


def yaml_rows(text: str, builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """Iterate over the rows of a YAML list, or of a mapping with one under ``rows`` or ``quotes``.

    Raises:
        DiagnosticError: those of :func:`memegen.template.yaml.parse`; ``rows-unsupported``, if there is no list.
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
        raise fail("rows-unsupported", "this is one text, not a list of rows", SHAPE_HINT, where)
    for node in root:
        yield _row(node, builder)


def _row(node: Node, builder: RowBuilder) -> Row | RowFailure:
    line = node.where.line
    if isinstance(node, Scalar):
        return builder.build([("quote", node.text)], line)
    if isinstance(node, Sequence):
        message = "the row is neither a mapping nor a text"
        return builder.failure("row-invalid", message, SHAPE_HINT, line, node.where.column)
    pairs: list[tuple[str, Value]] = []
    for key, child in node:
        builder.column(key.text, key.where.line)
        try:
            pairs.append((key.text, _value(child)))
        except ValueError:
            message = f"{key.text[:40]!r} is nested more than {MAX_LEVELS} deep"
            return builder.failure("cell-invalid", message, SHAPE_HINT, child.where.line, child.where.column)
    return builder.build(pairs, line)


def _value(node: Node, level: int = 0) -> Value:
    """Return a text, a list as a tuple, or a mapping as a record.

    Raises:
        ValueError: lists or mappings are nested too deep.
    """
    if level > MAX_LEVELS:
        raise ValueError
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return tuple(_value(item, level + 1) for item in node)
    return Record(tuple((key.text, _value(child, level + 1)) for key, child in node))
