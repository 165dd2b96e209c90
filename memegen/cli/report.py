"""What is said about pictures as they come: paths or JSON on stdout, problems on stderr, and a line at the end."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import field, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Self

from memegen.batch.job import Failed, Made
from memegen.cli.screen import FEW, is_terminal
from memegen.core.diagnostics import WARNING, Diagnostic
from memegen.core.frozen import slotted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from memegen.batch.incremental import StaleOutput
    from memegen.batch.job import Outcome
    from memegen.cli.screen import Screen
    from memegen.cli.session import Session
    from memegen.core.address import Address

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
            placed = finding.with_row(self.file, made.row)
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


FATES = {
    "left": "no row makes this any more",
    "removed": "removed, as no row makes it any more",
    "changed": "not removed, as somebody has changed it",
    "doomed": "would be removed, as no row makes it any more",
    "spared": "would not be removed, as somebody has changed it",
}


@slotted
class Orphans:
    """Tells of the orphans of one folder as they come."""

    screen: Screen
    folder: Path | Address
    told: Counter[str] = field(default_factory=Counter)

    def tell(self, orphan: StaleOutput) -> None:
        """One more."""
        self.told[orphan.fate] += 1
        if self.told[orphan.fate] <= FEW:
            self.screen.note(f"{FATES[orphan.fate]}: {self.folder / orphan.file}")

    def close(self) -> None:
        """Say how many there are beyond those that were named."""
        for fate, count in self.told.items():
            self.screen.rest(FATES[fate], count)


def preview(orphans: Orphans, made: Iterable[int]) -> None:
    """Tell what --prune would remove, were the pictures of these marks all that rows make."""
    if not isinstance(orphans.folder, Path):
        orphans.screen.note(
            f"what --prune would remove is told of folders on this machine only, not of {orphans.folder}"
        )
        return
    from memegen.batch.incremental import prunable

    for orphan in prunable(orphans.folder, made):
        orphans.tell(orphan)


class Bar:
    """A context manager; while it is open, the screen's lines go above the bar. *total* None means not known."""

    def __init__(self, screen: Screen, total: int | None) -> None:
        self.screen = screen
        self.total = total
        self.done = 0
        self._began = perf_counter()
        self._progress: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if not is_terminal(sys.stderr):
            return self
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
        from rich.text import Text

        console = Console(stderr=True)
        columns = (
            BarColumn(),
            TextColumn("{task.completed:.0f} of {task.fields[of]}"),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        )
        # Our own lines go through the screen; stdout must stay what it is.
        self._progress = Progress(
            *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
        )
        self._task = self._progress.add_task("", total=self.total, rate="", of=self.total or "?")
        self._progress.start()
        self.screen.above = lambda line: console.print(Text.from_ansi(line), soft_wrap=True)
        return self

    def step(self) -> None:
        """One more card is done."""
        self.done += 1
        if self._progress:
            rate = self.done / max(perf_counter() - self._began, 0.001)
            self._progress.update(self._task, completed=self.done, rate=f"{rate:.1f}/s")

    def __exit__(self, *_: object) -> None:
        self.screen.above = None
        if self._progress:
            self._progress.stop()
