"""YAML files: their path as diagnostics show it, and their trees, cached on disk between runs.

Loading a cached tree takes a tenth of the time of parsing the file. An entry holds the file's bytes and is valid for
these only; files with problems are not cached.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from memegen.core import disk_cache
from memegen.core.diagnostics import Where
from memegen.core.files import read_file
from memegen.template import yaml
from memegen.template.nodes import Mapping, Node, Scalar, Sequence

KIND = "trees"
# Version of the format of cached trees.
FORMAT = "4"


def display_path(path: Path) -> str:
    """Return a path as a user would write it: relative if it is in the current folder."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (OSError, ValueError):
        return str(path)


def read_yaml(path: Path, what: str) -> Node:
    """Return the tree of the YAML file at *path*; *what* names its kind in diagnostics.

    Raises:
        DiagnosticError: the file cannot be read, or as :func:`memegen.template.yaml.parse` does.
    """
    return parse_cached(read_file(path, what, yaml.MAX_BYTES), path, display_path(path))


def parse_cached(data: bytes, path: Path, file: str) -> Node:
    """Return the tree of a YAML file with the content *data*, from the cache if that has it.

    Args:
        data: content of the file.
        path: its path, under which the tree is cached.
        file: its name in diagnostics.

    Raises:
        DiagnosticError: as :func:`memegen.template.yaml.parse` does.
    """
    stamp = b"%b%b\n" % (disk_cache.stamp(yaml, FORMAT, len(data)), data)
    if cached := disk_cache.load(KIND, path, stamp):
        with suppress(ValueError, TypeError, RecursionError):
            return _from_json(cached, file)
    node = yaml.parse(data, file)
    disk_cache.store(KIND, path, stamp, _to_json(node))
    return node


def _to_json(node: Node) -> list[Any]:
    """Return a node as JSON: line and column, then its content.

    That is a text, followed by a number unless it is plain and verbatim: 1 if it is quoted, 2 if it is not verbatim, 3
    if both; a list of items; or a list of keys and one of their values.
    """
    place = [node.where.line, node.where.column]
    match node:
        case Scalar(text, _, plain, verbatim):
            form = (not plain) + 2 * (not verbatim)
            return [*place, text, form] if form else [*place, text]
        case Sequence(items):
            return [*place, [_to_json(item) for item in items]]
        case Mapping(items):
            return [*place, [_to_json(key) for key, _ in items], [_to_json(value) for _, value in items]]


def _from_json(value: list[Any], file: str) -> Node:
    line, column, content, *rest = value
    where = Where(file, line, column)
    if isinstance(content, str):
        form = rest[0] if rest else 0
        return Scalar(content, where, not form & 1, not form & 2)
    items = [_from_json(item, file) for item in content]
    if not rest:
        return Sequence(tuple(items), where)
    values = (_from_json(item, file) for item in rest[0])
    return Mapping(tuple(zip(items, values, strict=True)), where)  # type: ignore[arg-type]
