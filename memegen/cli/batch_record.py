"""``batch.json``: what a folder of graphics was rendered by, without absolute paths, secrets, or times."""

from __future__ import annotations

import json
import os
import shlex
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from memegen.batch.manifest import sha256_of
from memegen.cli.typer_compat import declared_names
from memegen.core import environment
from memegen.core.address import is_address
from memegen.core.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memegen.cli.batch_arguments import BatchArguments
    from memegen.template.catalog import Catalog

RECORD = "batch.json"
# Arguments that do not change the graphics: where they are, how and how fast they are rendered, and what is printed.
WITHOUT_EFFECT = {"output", "jobs", "cluster", "force", "prune", "limit", "dry_run", "profile", "json", "debug"}
# Arguments that are paths or addresses; a brand is one if it has a suffix.
PATHS = {"rows", "templates", "photos", "sheet", "media_base_url", "brand"}


def write_batch_record(folder: Path, arguments: BatchArguments, catalog: Catalog) -> None:
    """Write the record of a batch.

    Args:
        folder: the folder of the graphics.
        arguments: the command line.
        catalog: the catalog of the batch, which knows the project file and the template files.

    Raises:
        DiagnosticError: the record cannot be written.
    """
    inputs = filter(None, (Path(arguments.rows), catalog.project.file, *catalog.files))
    hashes = {portable(str(path)): sha256_of(path) for path in inputs}
    record = {
        "command": command_line(arguments),
        "memegen": environment.__version__,
        "inputs": [{"file": file, "sha256": value} for file, value in hashes.items() if value],
    }
    text = json.dumps(record, ensure_ascii=False, indent=2)
    write_atomic(folder / RECORD, text.encode("utf-8", "replace") + b"\n")


def command_line(arguments: BatchArguments) -> str:
    """Return the command line of a batch in a shell's syntax: long options, in the order of the help."""
    return shlex.join(["memegen", "batch", *_words(arguments)])


def _words(arguments: BatchArguments) -> Iterator[str]:
    for field in fields(arguments):
        value = getattr(arguments, field.name)
        if field.name in WITHOUT_EFFECT or value is None or value == field.default:
            continue
        option = _option(field.type, value)
        for text in value if isinstance(value, list | tuple) else (value,):
            yield from filter(None, (option, "" if isinstance(text, bool) else _text(field.name, text)))


def _option(annotation: Any, value: object) -> str:
    """Return the long name of an option, or of a flag with that value; "" for an argument."""
    names = [name for name in declared_names(annotation) if name.startswith("--")]
    return (names[-1] if value is False else names[0]) if names else ""


def _text(name: str, text: str) -> str:
    is_path = name in PATHS and (name != "brand" or bool(Path(text).suffix))
    return portable(text) if is_path else text


def portable(text: str) -> str:
    """Return a path that does not say where on this machine it is, or an address without user, password and query.

    A path in the current folder is relative to it; of another absolute path only the name is left.
    """
    if is_address(text):
        parts = urlsplit(text)
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
    if not Path(text).is_absolute():
        return text
    relative = os.path.relpath(text)
    return Path(text).name if relative.startswith(os.pardir) else relative
