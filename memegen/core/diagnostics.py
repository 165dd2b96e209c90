"""Diagnostics: what is wrong, where, and how to mend it.

Every bad input ends here: a stage that cannot go on raises :class:`DiagnosticError` with *all* that it found, and a
stage that can go on returns its findings as plain :class:`Diagnostic` values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

ERROR, WARNING = "error", "warning"
# A quoted text in a message: a quotation mark that is no apostrophe, and its fellow. Longer ones are cut in print.
QUOTED = lazy_pattern(r"(?<!\w)(['\"])(.+?)\1(?!\w)", re.DOTALL)
QUOTABLE = 80
# Joiners, which are part of words and of emoji.
JOINERS = "\u200c\u200d"


@frozen
class Where:
    """A place in the input: a file with line and column (from 1), or a file with a row (from 1) and a field."""

    file: str = ""
    line: int = 0
    column: int = 0
    row: int = 0
    field: str = ""

    def __str__(self) -> str:
        return printable(self.text)

    @property
    def text(self) -> str:
        """The place as it is, whatever characters are in it."""
        place = self.file
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        parts = [place] if place else []
        if self.row:
            parts.append(f"row {self.row}")
        if self.field:
            parts.append(f"field {self.field}")
        return ", ".join(parts)


@frozen
class Diagnostic:
    """One thing wrong: ``severity`` is "error" or "warning", ``code`` a stable word that scripts can match."""

    severity: str
    code: str
    where: Where
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = str(self.where)
        text = f"{self.severity}[{self.code}]: {printable(QUOTED.sub(_cut, self.message))}"
        if place:
            text = f"{place}: {text}"
        return f"{text}\n  hint: {printable(self.hint)}" if self.hint else text

    def at_row(self, file: str, row: int) -> Diagnostic:
        """The same, with the row that met it; a place in a template stays, and the message names the row."""
        if self.where.row or not row:
            return self
        if self.where.line:
            return replace(self, message=f"{self.message} (row {row})")
        return replace(self, where=replace(self.where, file=self.where.file or file, row=row))

    def to_json(self) -> dict[str, str]:
        """All of it, nothing cut and nothing escaped."""
        return {
            "severity": self.severity,
            "code": self.code,
            "where": self.where.text,
            "message": self.message,
            "hint": self.hint,
        }


class DiagnosticError(Exception):
    """Input that cannot be used. Carries every diagnostic found, never fewer than one."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))


def fail(code: str, message: str, hint: str = "", where: Where | None = None) -> DiagnosticError:
    """The error to raise for a single diagnostic."""
    return DiagnosticError([Diagnostic(ERROR, code, where or Where(), message, hint)])


def printable(text: str) -> str:
    """The text with what could move a terminal's cursor, or turn its lines round, escaped: ``\\x1b``."""
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    from unicodedata import category

    if category(character) not in ("Cc", "Cf", "Zl", "Zp") or character in JOINERS:
        return character
    return character.encode("unicode_escape").decode("ascii")


def _cut(quoted: re.Match[str]) -> str:
    mark, text = quoted.groups()
    return quoted[0] if len(text) <= QUOTABLE else f"{mark}{text[: QUOTABLE - 1]}…{mark}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that *word* was most likely meant to be, or None when nothing is near."""
    from difflib import get_close_matches

    names = {name.lower(): name for name in known}
    found = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return names[found[0]] if found else None


def expected(word: str, known: Iterable[str], noun: str = "") -> str:
    """A hint for an unknown word: the nearest right one, and what there is."""
    names = sorted(set(known))
    near = nearest(word, names)
    shown = ", ".join(names[:24]) + (f" and {len(names) - 24} more" if len(names) > 24 else "")
    listing = f"{noun or 'known'}: {shown}" if names else f"there is no {noun or 'such thing'} here"
    return f"did you mean {near}? {listing}" if near else listing
