"""Where a list comes from: a file, a sheet of a file, stdin, or an address on the web."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from memegen.core.diagnostics import Where, closest_match, fail
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

STDIN = "stdin"
WEB = lazy_pattern(r"https?://", re.IGNORECASE)


@frozen
class Source:
    """An open list.

    Attributes:
        raw: its bytes.
        file: its name for diagnostics.
        suffix: suffix of the name, lower case, with its dot; "" for none.
        sheet: name of the sheet of a spreadsheet; "" for the first.
        owned: whether it is to be closed.
    """

    raw: BinaryIO
    file: str
    suffix: str
    sheet: str = ""
    owned: bool = True

    def close(self) -> None:
        """Close the file; stdin stays open."""
        if self.owned:
            self.raw.close()


def is_web(name: str) -> bool:
    """Return whether a list is at an address of the web."""
    return bool(WEB.match(name))


def open_source(name: str | Path, stdin: BinaryIO | None = None) -> Source:
    """Open a list.

    Args:
        name: a file, ``file#sheet``, an address of the web, or ``-`` for *stdin*.
        stdin: the stream for ``-``; None for the standard input.

    Raises:
        DiagnosticError: ``rows-not-found``, ``rows-unreadable``; for an address, those of
            :func:`memegen.batch.rows.web.download`.
    """
    text = str(name)
    if text == "-":
        return Source(stdin or _stdin(), STDIN, "", owned=False)
    if is_web(text):
        from memegen.batch.rows.web import download

        page = download(text)
        # Of other pages the part after the sign is a place in them.
        sheet = unquote(text.partition("#")[2])
        return Source(page.raw, text, page.suffix, "" if "=" in sheet else sheet)
    path, sheet = Path(text), ""
    # A file may have the sign in its own name.
    if "#" in text and not path.exists():
        file, _, sheet = text.partition("#")
        path = Path(file)
    return Source(_open(path), str(path), path.suffix.lower(), sheet)


def _stdin() -> BinaryIO:
    # Python sets it to None if it was closed before the program started.
    if sys.stdin is None or sys.stdin.closed:
        raise fail("rows-unreadable", "stdin is closed", "pipe the list to stdin, or name its file", Where(STDIN))
    return sys.stdin.buffer


def _open(path: Path) -> BinaryIO:
    where = Where(str(path))
    try:
        return path.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise fail("rows-not-found", "list not found", _similar_file_hint(path), where) from None
    except IsADirectoryError:
        raise fail("rows-not-found", "this is a folder, not a list", "name a file in it", where) from None
    except OSError as error:
        message = f"the list cannot be read: {error.strerror or error}"
        raise fail("rows-unreadable", message, "check the permissions of the file", where) from None
    except ValueError:
        raise fail("rows-not-found", "the file name has a NUL character", "check the path", where) from None


def _similar_file_hint(path: Path) -> str:
    """Return a hint with the file in the same folder whose name is most similar."""
    try:
        similar = closest_match(path.name, [entry.name for entry in path.parent.iterdir() if entry.is_file()])
    except OSError:
        return f"there is no folder {path.parent} either"
    return f"did you mean {path.with_name(similar)}?" if similar else "check the name, or give - to read from stdin"
