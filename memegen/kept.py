"""Trees of YAML files, kept between runs: to read one back takes a tenth of the time that it takes to parse the file.

Only what was found sound is kept, in the user's cache folder, a file for each place. A tree counts while the file's
bytes, which are kept beside it, and the reader that made it are the same; whatever is wrong with what is kept, the file
is parsed.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import adler32, crc32

from memegen import source
from memegen.errors import DiagnosticError, Where
from memegen.files import write_whole
from memegen.node import Mapping, Node, Scalar, Sequence

# The folder for what is kept; when it is set to nothing, nothing is.
VARIABLE = "MEMEGEN_CACHE"
# Changes with the form in which trees are kept.
FORM = "2"


def tree(data: bytes, place: Path, file: str) -> Node:
    """The tree of the YAML file at *place*, which holds *data* and is called *file* in messages.

    Raises DiagnosticError as :func:`memegen.source.parse` does.
    """
    beside = _kept_file(place)
    if beside is None:
        return source.parse(data, file)
    with suppress(OSError, ValueError, TypeError, RecursionError):
        kept, head = beside.read_bytes(), _head(data)
        told, _, body = kept[len(head) :].partition(b"\n")
        if kept.startswith(head) and told == _sum(body):
            return _read(json.loads(body), file)
    node = source.parse(data, file)
    body = json.dumps(_written(node), separators=(",", ":")).encode()
    with suppress(DiagnosticError, OSError):
        write_whole(beside, b"".join([_head(data), _sum(body), b"\n", body]))
    return node


def folder() -> Path | None:
    """Where trees are kept; None for nowhere."""
    if (said := os.environ.get(VARIABLE)) is not None:
        return Path(said) if said else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library/Caches/memegen"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local") / "memegen/Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "memegen"


def _kept_file(place: Path) -> Path | None:
    root = folder()
    path = os.fsencode(place.absolute())
    # Better sums take longer to load than the tree to read. Should two places share a name, they take turns.
    return root / "trees" / f"{crc32(path):08x}{adler32(path):08x}.json" if root else None


def _head(data: bytes) -> bytes:
    """What stands before the tree of a file with these bytes, as this program would make it."""
    reader = Path(source.__file__).stat()
    return f"{FORM} {reader.st_size} {reader.st_mtime_ns} {len(data)}\n".encode() + data + b"\n"


def _sum(body: bytes) -> bytes:
    """Tells whether a tree is whole."""
    return f"{crc32(body):08x}".encode()


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
