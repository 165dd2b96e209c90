"""What the user sees: data on stdout, everything else on stderr."""

from __future__ import annotations

import os
import sys
from dataclasses import field
from typing import TYPE_CHECKING

from memegen.cli.streams import is_terminal, write_text
from memegen.core.frozen import slotted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from memegen.core.diagnostics import Diagnostic

# Maximum number of similar lines that are printed; the others are counted.
MAX_SIMILAR = 5
# Escape sequences of ANSI terminals (SGR, ECMA-48).
RESET, BOLD = "\x1b[0m", "\x1b[1m"
COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "hint": "\x1b[36m", "note": "\x1b[1;34m"}


def _has_color() -> bool:
    return is_terminal(sys.stderr) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@slotted
class Screen:
    """Writes lines whole and at once.

    Attributes:
        color: whether lines for stderr are coloured.
        above: writes a line above the progress bar while one is shown.
    """

    color: bool = field(default_factory=_has_color)
    above: Callable[[str], None] | None = None

    def data(self, line: str) -> None:
        """Print a line of results to stdout."""
        if self.above and is_terminal(sys.stdout):
            self.above(line)
        else:
            write_text(sys.stdout, line + "\n")

    def json(self, record: object) -> None:
        """Print a result to stdout as one line of JSON."""
        import json

        self.data(json.dumps(record, ensure_ascii=False))

    def note(self, line: str) -> None:
        """Print a line that is not a result to stderr."""
        if self.above:
            self.above(line)
        else:
            write_text(sys.stderr, line + "\n")

    def columns(self, notes: Iterable[str]) -> None:
        """Print which columns of a list fill which fields, if any do by another name."""
        if text := "; ".join(notes):
            self.note(f"columns: {text}")

    def remainder(self, text: str, count: int) -> None:
        """Print how many of *count* similar lines there are beyond those that were printed."""
        if count > MAX_SIMILAR:
            self.note(f"{text}: {count - MAX_SIMILAR:,} more like this")

    def diagnostics(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print diagnostics to stderr, each with its place, code, the line that it is about, hint and notes."""
        for diagnostic in diagnostics:
            self.note(self._formatted(diagnostic))

    def bold(self, text: str) -> str:
        """Return the text in bold, if there is colour."""
        return f"{BOLD}{text}{RESET}" if self.color else text

    def _formatted(self, diagnostic: Diagnostic) -> str:
        from memegen.cli.excerpt import excerpt

        heading, *rest = str(diagnostic).split("\n")
        label = f"{diagnostic.severity}[{diagnostic.code}]:"
        color = COLORS.get(diagnostic.severity, BOLD)
        lines = [self._colored(heading, label, color)]
        lines += self._marked(excerpt(diagnostic.where, diagnostic.message), color)
        notes = rest[len(rest) - len(diagnostic.shown_notes) :]
        lines += [self._colored(line, "hint:", COLORS["hint"]) for line in rest[: len(rest) - len(notes)]]
        for line, note in zip(notes, diagnostic.shown_notes, strict=True):
            lines.append(self._colored(line, "note:", COLORS["note"]))
            lines += self._marked(excerpt(note.where, note.message), COLORS["note"])
        return "\n".join(lines)

    def _marked(self, lines: Sequence[str], color: str) -> Iterator[str]:
        """Yield the lines of an excerpt, the carets in a colour."""
        for line in lines:
            yield self._colored(line, line[line.index("^") :], color) if line.endswith("^") else line

    def _colored(self, line: str, word: str, color: str) -> str:
        """Return a line with the first occurrence of a word in a colour, if there is colour."""
        return line.replace(word, f"{color}{word}{RESET}", 1) if self.color else line
