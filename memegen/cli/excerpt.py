"""Excerpts: the line of a file that a diagnostic is about, with the place in it marked, as compilers print it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from memegen.core import environment
from memegen.core.diagnostics import QUOTED, printable
from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from memegen.core.diagnostics import Where

# Maximum size of a file that is read for an excerpt, in bytes.
MAX_BYTES = 4_000_000
# Maximum width of an excerpt, in columns of the terminal, and of what precedes the place in it.
MAX_WIDTH, MAX_BEFORE = 100, 64
# Spaces that stand for a tab.
TAB = "  "
# Line breaks of YAML 1.1, by which the places of diagnostics count.
BREAK = lazy_pattern("\r\n|[\r\n\x85\u2028\u2029]")
# What is marked unless the message quotes it: a quoted text, or all up to a space or a sign that ends a value.
TOKEN = lazy_pattern(r""""[^"]*"|'[^']*'|[^\s,:{}\[\]"']+""")
ELLIPSIS = "…"


def excerpt(where: Where, message: str = "") -> tuple[str, ...]:
    """Return the line at a place and below it a line that marks the place; nothing if the line cannot be shown.

    That is so for places without a line, for what is not a file, and for files that come with memegen.

    Args:
        where: the place.
        message: the message about it; if it quotes what is at the place, all of that is marked. Without a column, as in
            a list, a text that it quotes is marked, if the line has it once.
    """
    lines = _lines(where.file) if where.line and where.file else ()
    if not 0 < where.line <= len(lines):
        return ()
    line = lines[where.line - 1]
    start = where.column - 1 if where.column else _find_quoted(line, message)
    if start > len(line) or not line.strip():
        return ()
    gutter = f"{where.line:>5} | "
    if start < 0:
        return (f"{gutter}{_shown(line.strip(), MAX_WIDTH)}",)
    rest = line[start:]
    before = _tail(line[:start].lstrip() if start > MAX_BEFORE else line[:start])
    after = _shown(rest, MAX_WIDTH - _width(before))
    carets = max(1, min(_width(_printable(rest[: _length(rest, message)])), _width(after)))
    return f"{gutter}{before}{after}".rstrip(), f"{' ' * 5} | {' ' * _width(before)}{'^' * carets}"


def _lines(file: str) -> tuple[str, ...]:
    """Return the lines of a text file; none if it is none that can be shown."""
    path = Path(file)
    try:
        status = path.stat()
        if not path.is_file() or status.st_size > MAX_BYTES or _is_shipped(path.resolve()):
            return ()
        return _read(path, status.st_mtime_ns)
    except (OSError, ValueError):
        return ()


def _is_shipped(path: Path) -> bool:
    return path == environment.TEMPLATES or path.is_relative_to(environment.ASSETS)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> tuple[str, ...]:
    """Return the lines of a file that was changed at a time, in ns. Raises OSError or UnicodeDecodeError."""
    data = path.read_bytes()
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return tuple(BREAK.split(data.decode(encoding)))


def _find_quoted(line: str, message: str) -> int:
    """Return the index of the first text quoted in a message that is in the line once, as a whole; -1 if none is."""
    for _, text in QUOTED.findall(message):
        before, found, after = line.partition(text)
        if found and text not in after and not before[-1:].isalnum() and not after[:1].isalnum():
            return len(before)
    return -1


def _length(rest: str, message: str) -> int:
    """Return how many characters of the *rest* of a line are marked."""
    quoted = [text for _, text in QUOTED.findall(message) if text and rest.startswith(text)]
    if quoted:
        return max(map(len, quoted))
    token = TOKEN.match(rest)
    return token.end() if token else 1


def _tail(text: str) -> str:
    """Return the end of a text that precedes a place, as it is shown."""
    shown = _printable(text[-MAX_BEFORE - 1 :])
    while _width(shown) > MAX_BEFORE:
        shown = ELLIPSIS + shown[2:]
    return shown


def _shown(text: str, width: int) -> str:
    """Return the start of a text, at most *width* columns of it."""
    shown = _printable(text[: width + 1])
    if _width(shown) <= width:
        return shown
    while _width(shown) >= width:
        shown = shown[:-1]
    return shown + ELLIPSIS


def _printable(text: str) -> str:
    return printable(text.replace("\t", TAB))


def _width(text: str) -> int:
    """Return the columns of a terminal that a text takes (UAX #11; marks that combine take none)."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else category(char) not in ("Mn", "Me", "Cf") for char in text)
