"""Diagnostics: what is wrong with the input, where, and how to fix it.

A stage that cannot continue raises :class:`DiagnosticError` with *everything* that it found wrong; a stage that can
continue returns its findings as :class:`Diagnostic` values.
"""

from __future__ import annotations

import os
import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from memegen.core import environment
from memegen.core.file_roles import role
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

ERROR, WARNING = "error", "warning"
# A quoted text in a message: from a quotation mark that is not an apostrophe to the matching one.
QUOTED = lazy_pattern(r"(?<!\w)(['\"])(.+?)\1(?!\w)", re.DOTALL)
# Maximum length, in characters, of a quoted text in print; longer ones are cut.
MAX_QUOTED = 80
# Maximum number of known words in a hint: alone, and besides a similar one or a command that lists all.
MAX_LISTED, MAX_SHORT = 24, 8
# The command that lists all names of a kind.
COMMANDS = {name: f"memegen {name}" for name in ("templates", "brands", "platforms", "fonts")}
# The files that come with memegen: their paths begin so.
SHIPPED = (str(environment.TEMPLATES), *(str(folder) + os.sep for folder in (environment.ASSETS, environment.FONTS)))
# How the note begins about the place, outside the list, of what a row met; what follows is what that file is.
ORIGIN = "set in "
# Minimum similarity (0 to 1, difflib's ratio) for a known word to be suggested.
SIMILAR = 0.6
# Zero-width joiners, which are part of words and of emoji and are therefore not escaped.
JOINERS = "\u200c\u200d"
# Unicode categories that are escaped in print: controls, formats, line and paragraph separators.
ESCAPED = ("Cc", "Cf", "Zl", "Zp")

# Codes of unknown names of what templates share; one slip in such a name is unknown wherever it is used.
SHARED_NAMES = ("part-unknown",)


@frozen
class Where:
    """A place in the input: a file with line and column, or a file with a row and a field; all count from 1."""

    file: str = ""
    line: int = 0
    column: int = 0
    row: int = 0
    field: str = ""

    def __str__(self) -> str:
        return printable(self.text)

    @property
    def text(self) -> str:
        """The place as one text, with all its characters as they are; "" for one in a file that comes with memegen."""
        if self.is_shipped:
            return ""
        place = self.file
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        if self.row:
            place = f"{place} (row {self.row})" if place else f"row {self.row}"
        field = f"{'column' if place else 'field'} {self.field}" if self.field else ""
        return ", ".join(filter(None, (place, field)))

    @property
    def is_shipped(self) -> bool:
        """Whether it is in a file that comes with memegen, which is not the reader's to mend."""
        return self.file.startswith(SHIPPED)


@frozen
class Note:
    """A second place that explains a problem, e.g. of the layer that a change names; the message precedes the place."""

    where: Where
    message: str

    def __str__(self) -> str:
        return f"note: {printable(self.message)} at {self.where}"


@frozen
class Diagnostic:
    """One problem.

    Attributes:
        severity: "error" or "warning".
        code: a stable word that scripts can match.
        notes: other places that explain it.
    """

    severity: str
    code: str
    where: Where
    message: str
    hint: str = ""
    notes: tuple[Note, ...] = ()

    def __str__(self) -> str:
        place = str(self.where)
        text = f"{self.severity}[{self.code}]: {printable(QUOTED.sub(_shorten, self.message))}"
        if place:
            text = f"{place}: {text}"
        text += f"\n  hint: {printable(self.hint)}" if self.hint else ""
        return "\n  ".join((text, *map(str, self.shown_notes)))

    @property
    def shown_notes(self) -> tuple[Note, ...]:
        """The notes about places that are the reader's to mend."""
        return tuple(note for note in self.notes if not note.where.is_shipped)

    @property
    def origin(self) -> Where:
        """The place in a template, a brand or the like of what a row met; nowhere if that is in the list."""
        return next((note.where for note in self.notes if note.message.startswith(ORIGIN)), Where())

    def with_row(self, row: Where) -> Diagnostic:
        """Return the diagnostic with the row of a list that met it as its place; one in another file becomes a note."""
        if self.where.row or not row.row or not row.file:
            return self
        origin = (Note(self.where, ORIGIN + role(self.where.file, self.code)),) if self.where.file else ()
        return replace(self, where=replace(row, field=self.where.field), notes=(*self.notes, *origin))

    def to_json(self) -> dict[str, Any]:
        """Return the whole diagnostic, with nothing cut and nothing escaped.

        Line, column, row and field are there if they are known, and notes if there are any.
        """
        notes = [{"message": note.message, **_place(note.where)} for note in self.shown_notes]
        return {
            "severity": self.severity,
            "code": self.code,
            **_place(self.where),
            "message": self.message,
            "hint": self.hint,
            **({"notes": notes} if notes else {}),
        }


class DiagnosticError(Exception):
    """Input that cannot be used. Carries every diagnostic found, at least one."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))

    def placed(self, where: Where) -> DiagnosticError:
        """Return the error with *where* as the place of the diagnostics that have none."""
        return DiagnosticError(
            each if each.where != Where() else replace(each, where=where) for each in self.diagnostics
        )


class HintedError(ValueError):
    """A value that cannot be used, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def hint_of(error: ValueError, otherwise: str = "") -> str:
    """Return the hint of an error; *otherwise* if it has none."""
    return str(getattr(error, "hint", "")) or otherwise


def fail(code: str, message: str, hint: str = "", where: Where | None = None) -> DiagnosticError:
    """Return the exception to raise for a single error."""
    return DiagnosticError([Diagnostic(ERROR, code, where or Where(), message, hint)])


def distinct(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics without repetitions: those that say the same of one place; the hint of the first is kept.

    What several templates share or inherit is wrong once, though the names that their hints list differ. So is the name
    of a part that several use.
    """
    first: dict[Hashable, Diagnostic] = {}
    for each in diagnostics:
        first.setdefault(identity(each), each)
    return list(first.values())


def identity(diagnostic: Diagnostic) -> Hashable:
    """Return what is equal for diagnostics of which one is a repetition of the other."""
    where = None if diagnostic.code in SHARED_NAMES else diagnostic.where
    return diagnostic.code, where, diagnostic.message


def printable(text: str) -> str:
    r"""Return the text with characters that could control a terminal or reverse lines escaped, e.g. ``\x1b``."""
    return text if text.isprintable() else "".join(map(_escaped, text))


def _place(where: Where) -> dict[str, Any]:
    """Return a place as JSON."""
    if where.is_shipped:
        return {"where": ""}
    known = {"line": where.line, "column": where.column, "row": where.row, "field": where.field}
    return {"where": where.text, **{name: part for name, part in known.items() if part}}


def _escaped(character: str) -> str:
    from unicodedata import category

    if category(character) not in ESCAPED or character in JOINERS:
        return character
    return character.encode("unicode_escape").decode("ascii")


def _shorten(quoted: re.Match[str]) -> str:
    mark, text = quoted.groups()
    return quoted[0] if len(text) <= MAX_QUOTED else f"{mark}{text[: MAX_QUOTED - 1]}…{mark}"


def closest_match(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most similar to *word*, ignoring case; None if none is similar."""
    from difflib import get_close_matches

    names = {name.lower(): name for name in known}
    matches = get_close_matches(word.lower(), names, n=1, cutoff=SIMILAR)
    return names[matches[0]] if matches else None


def expected(word: str, known: Iterable[str], noun: str = "") -> str:
    """Return a hint for an unknown word: the most similar known one, and all (*noun* in the plural) if they are few."""
    names = sorted(set(known))
    near = closest_match(word, names)
    suggestion = f"did you mean {near}?" if near else ""
    if len(names) <= MAX_SHORT:
        return f"{suggestion} {choice(names, 'Use')}" if near else choice(names)
    if command := COMMANDS.get(noun):
        return f"{suggestion} List all with: {command}" if near else f"list the {noun} with: {command}"
    return suggestion or choice(names)


def choice(names: Sequence[str], verb: str = "use") -> str:
    """Return the advice to use one of some names; "" if there are none."""
    if len(names) < 2:
        return f"{verb} {names[0]}" if names else ""
    shown = list(names[:MAX_LISTED])
    last = f"{len(names) - MAX_LISTED} more" if len(names) > MAX_LISTED else shown.pop()
    return f"{verb} {', '.join(shown)} or {last}"
