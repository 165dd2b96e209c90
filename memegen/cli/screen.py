"""What the user sees: data on stdout, everything else on stderr."""

from __future__ import annotations

import os
import sys
from dataclasses import field
from typing import TYPE_CHECKING

from memegen.cli.streams import is_terminal, write_text
from memegen.core.frozen import slotted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from memegen.core.diagnostics import Diagnostic

# Maximum number of similar lines that are printed; the others are counted.
MAX_SIMILAR = 5
# Escape sequences of ANSI terminals (SGR, ECMA-48).
RESET, BOLD = "\x1b[0m", "\x1b[1m"
COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "hint": "\x1b[36m"}


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
        """Print diagnostics to stderr, each with its place, code and hint."""
        for diagnostic in diagnostics:
            self.note(self._colored(diagnostic))

    def bold(self, text: str) -> str:
        """Return the text in bold, if there is colour."""
        return f"{BOLD}{text}{RESET}" if self.color else text

    def _colored(self, diagnostic: Diagnostic) -> str:
        text = str(diagnostic)
        if not self.color:
            return text
        label = f"{diagnostic.severity}[{diagnostic.code}]:"
        text = text.replace(label, f"{COLORS.get(diagnostic.severity, BOLD)}{label}{RESET}", 1)
        return text.replace("\n  hint:", f"\n  {COLORS['hint']}hint:{RESET}", 1)
