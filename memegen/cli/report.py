"""What is said about pictures as they come: paths or JSON on stdout, problems on stderr, and a line at the end."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import field, replace
from time import perf_counter
from typing import TYPE_CHECKING

from memegen.cli.screen import FEW, is_terminal
from memegen.errors import WARNING, Diagnostic
from memegen.frozen import slotted
from memegen.press.job import Failed, Made

if TYPE_CHECKING:
    from collections.abc import Iterable

    from memegen.cli.session import Session
    from memegen.press.job import Outcome

Key = tuple[str, str, int, int, str, str]


@slotted
class Report:
    """Counts what it reports. What many rows meet at the same place is said once, and counted after that."""

    session: Session
    json: bool = False
    file: str = ""
    made: int = 0
    cached: int = 0
    failed: int = 0
    orphans: int = 0
    size: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    _last: Failed | None = None
    _said: dict[Key, Diagnostic] = field(default_factory=dict)
    _more: dict[Key, int] = field(default_factory=dict)
    _began: float = field(default_factory=perf_counter)

    def add(self, outcome: Outcome) -> None:
        """A picture, or what there is instead of one."""
        if isinstance(outcome, Made):
            self._made(outcome)
        else:
            self._failed(outcome)

    def warn(self, found: Iterable[Diagnostic]) -> None:
        """Warnings about the input as a whole; each counts as a finding."""
        for diagnostic in found:
            self.codes[diagnostic.code] += 1
            self._say(diagnostic, diagnostic)

    def close(self) -> None:
        """Say how often what was said once has come again."""
        for key, count in self._more.items():
            diagnostic = self._said[key]
            place = f"{diagnostic.where}: " if diagnostic.where.line else ""
            self.session.screen.note(f"{place}{diagnostic.severity}[{diagnostic.code}]: {count} more like this")
        if not self.json and is_terminal(sys.stdout):
            self.session.screen.rest("cached", self.cached)

    def summary(self, verb: str, folder: str) -> str:
        """How it went, in one line."""
        seconds = perf_counter() - self._began
        counts = [f"{self.made} {verb}"]
        counts += [f"{self.cached} cached"] if self.cached else []
        counts += [f"{self.failed} failed"] if self.failed else []
        counts += [self._findings()] if self.codes else []
        counts += [f"{self.orphans} of no row (--prune removes them)"] if self.orphans else []
        size = f", {_size(self.size)}" if self.size else ""
        shown = f" → {folder}" if folder and (self.made or self.cached) else ""
        return f"{', '.join(counts)} in {seconds:.1f} s{size}{shown}"

    def _findings(self) -> str:
        """How many findings, and of what kind, the most frequent first."""
        count = self.codes.total()
        kinds = ", ".join(f"{code} {number}" for code, number in self.codes.most_common())
        return f"{count} finding{'s' * (count != 1)} ({kinds})"

    def _made(self, made: Made) -> None:
        cached = bool(made.record["cached"])
        self.cached += cached
        self.made += not cached
        self.size += made.record["bytes"] or 0
        self.codes.update(finding.code for finding in made.findings)
        for finding in made.findings:
            placed = finding.at_row(self.file, made.row)
            self._say(finding, replace(placed, message=f"{placed.message} [{made.platform}]"))
        if self.json:
            self.session.screen.json(made.record)
        elif not cached or self.cached <= FEW or not is_terminal(sys.stdout):
            self.session.screen.data(made.file)

    def _failed(self, failed: Failed) -> None:
        last, self._last = self._last, failed
        if self.json:
            self.session.screen.json(failed.record)
        if last and (last.row, last.diagnostics) == (failed.row, failed.diagnostics):
            return  # The same row on another platform, for the same reason.
        if not last or last.row != failed.row:
            self.failed += 1
        for diagnostic in failed.diagnostics:
            self._say(diagnostic, diagnostic)
        if self.session.debug and failed.trace:
            self.session.screen.note(failed.trace)

    def _say(self, found: Diagnostic, shown: Diagnostic) -> None:
        where = found.where
        # A warning's row differs from card to card, and so does the text in it; what makes them alike is the layer.
        row = 0 if found.severity == WARNING and where.line else where.row
        said = "" if found.severity == WARNING else found.message
        key = (found.code, where.file, where.line, row, where.field, said)
        if key in self._said:
            self._more[key] = self._more.get(key, 0) + 1
            return
        self._said[key] = shown
        self.session.screen.diagnostics([shown])


def _size(count: int) -> str:
    """A number of bytes as people read it."""
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{count / 1e3:.1f} kB"
