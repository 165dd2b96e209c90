"""YAML files: their path as diagnostics show it, and their trees, cached on disk between runs.

Loading a cached tree takes a tenth of the time of parsing the file. An entry holds the file's bytes and is valid for
these only; files with problems are not cached.
"""

from __future__ import annotations

from pathlib import Path

from memegen.core import disk_cache
from memegen.core.files import read_file
from memegen.template import yaml
from memegen.template.nodes import Node, from_json, to_json

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
        return from_json(cached, file)
    node = yaml.parse(data, file)
    disk_cache.store(KIND, path, stamp, to_json(node))
    return node
