"""Trees of YAML files, kept between runs: to read one back takes a tenth of the time that it takes to parse the file.

Only what was found sound is kept, together with the file's bytes.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from memegen.core import disk_cache
from memegen.core.diagnostics import Where
from memegen.template import yaml as source
from memegen.template.nodes import Mapping, Node, Scalar, Sequence

KIND = "trees"
# Changes with the form in which trees are kept.
FORM = "3"


def tree(data: bytes, place: Path, file: str) -> Node:
    """The tree of the YAML file at *place*, which holds *data* and is called *file* in messages.

    Raises DiagnosticError as :func:`memegen.template.yaml.parse` does.
    """
    stamp = b"%b%b\n" % (disk_cache.stamp(source, FORM, len(data)), data)
    if kept := disk_cache.load(KIND, place, stamp):
        with suppress(ValueError, TypeError, RecursionError):
            return _read(kept, file)
    node = source.parse(data, file)
    disk_cache.store(KIND, place, stamp, _written(node))
    return node


def _written(node: Node) -> list[Any]:
    """A node as JSON: line, column, and a text (with a 1 where it stands in quotes), a list, or keys and values."""
    place = [node.where.line, node.where.column]
    match node:
        case Scalar(text, _, plain):
            return [*place, text] if plain else [*place, text, 1]
        case Sequence(items):
            return [*place, [_written(item) for item in items]]
        case Mapping(items):
            return [*place, [_written(key) for key, _ in items], [_written(value) for _, value in items]]


def _read(kept: list[Any], file: str) -> Node:
    line, column, held, *rest = kept
    where = Where(file, line, column)
    if isinstance(held, str):
        return Scalar(held, where, not rest)
    items = [_read(item, file) for item in held]
    if not rest:
        return Sequence(tuple(items), where)
    return Mapping(tuple(zip(items, (_read(value, file) for value in rest[0]), strict=True)), where)  # type: ignore[arg-type]
