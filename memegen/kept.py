"""Trees of YAML files, kept between runs: to read one back takes a tenth of the time that it takes to parse the file.

Only what was found sound is kept, in the user's cache folder, a file for each place. A tree counts while the file's
bytes and the reader that made it are the same; whatever is wrong with what is kept, the file is parsed.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from memegen import source
from memegen.errors import DiagnosticError, Where
from memegen.files import write_whole
from memegen.node import Mapping, Node, Scalar, Sequence

# The folder for what is kept; when it is set to nothing, nothing is.
VARIABLE = "MEMEGEN_CACHE"
# Changes with the form in which trees are kept.
FORM = "1"


def tree(data: bytes, place: Path, file: str) -> Node:
    """The tree of the YAML file at *place*, which holds *data* and is called *file* in messages.

    Raises DiagnosticError as :func:`memegen.source.parse` does.
    """
    beside = _kept_file(place)
    if beside is None:
        return source.parse(data, file)
    with suppress(OSError, ValueError, TypeError, RecursionError):
        digest, _, body = beside.read_bytes().partition(b"\n")
        if digest == _digest(data, body):
            return _read(json.loads(body), file)
    node = source.parse(data, file)
    body = json.dumps(_written(node), separators=(",", ":")).encode()
    with suppress(DiagnosticError, OSError):
        write_whole(beside, _digest(data, body) + b"\n" + body)
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
    name = hashlib.sha256(os.fsencode(place.absolute())).hexdigest()[:32]
    return root / "trees" / f"{name}.json" if root else None


def _digest(data: bytes, body: bytes) -> bytes:
    """Tells whether *body* is whole, of a file with these bytes, and as this program would make it."""
    reader = Path(source.__file__).stat()
    found = hashlib.sha256(f"{FORM} {reader.st_size} {reader.st_mtime_ns} {len(data)}\n".encode())
    found.update(data)
    found.update(body)
    return found.hexdigest().encode()


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
