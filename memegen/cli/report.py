"""The report on graphics as they are rendered: paths or JSON on stdout, problems on stderr, and a summary."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import field, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from memegen.batch.job import Failed, Made
from memegen.cli.screen import MAX_SIMILAR
from memegen.cli.streams import is_terminal
from memegen.core.folding import Folding
from memegen.core.frozen import slotted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from memegen.batch.job import Outcome
    from memegen.batch.stale import StaleOutput
    from memegen.cli.screen import Screen
    from memegen.cli.session import Session
    from memegen.core.address import Address
    from memegen.core.diagnostics import Diagnostic

# The lines for stale files, by what happens to them.
FATES = {
    "left": "stale (no row produces it)",
    "removed": "deleted (stale)",
    "moved": "renamed (its row has moved)",
    "replaced": "deleted (the same graphic now has another format)",
    "changed": "kept (stale, but modified by hand)",
    "doomed": "would be deleted (stale)",
    "spared": "would be kept (stale, but modified by hand)",
}


@slotted
class Report:
    """Prints outcomes and counts them. A repeated diagnostic is printed once, and at the end its rows and platforms.

    Attributes:
        json: whether outcomes are printed as JSON.
        size: bytes of all graphics.
        codes: number of findings by code.
        stale: number of files that no row makes any more.
    """

    session: Session
    json: bool = False
    made: int = 0
    cached: int = 0
    failed: int = 0
    stale: int = 0
    size: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    _last: Failed | None = None
    _folding: Folding = field(default_factory=Folding)
    _start: float = field(default_factory=perf_counter)

    def add(self, outcome: Outcome) -> None:
        """Report a graphic, or the failure of one."""
        if isinstance(outcome, Made):
            self._add_made(outcome)
        else:
            self._add_failed(outcome)

    def warn(self, warnings: Iterable[Diagnostic]) -> None:
        """Report warnings about the input as a whole, each of which counts as a finding."""
        for diagnostic in warnings:
            self.codes[diagnostic.code] += 1
            self._print(diagnostic)

    def close(self) -> None:
        """Print the rows and platforms of each diagnostic that was repeated."""
        for line in self._folding.summaries():
            self.session.screen.note(line)
        if not self.json and is_terminal(sys.stdout):
            self.session.screen.remainder("unchanged", self.cached)

    def print_files(self, files: Sequence[Path | Address]) -> None:
        """Print which files were written in addition to the graphics, if any."""
        if files:
            last = f" to {files[-1]} ({len(files)} files)" if len(files) > 1 else ""
            self.session.screen.note(f"also written: {files[0]}{last}")

    def print_summary(self, prefix: str, verb: str, folder: str) -> None:
        """Print the outcome of a batch; the arguments are those of :meth:`summary`."""
        self.session.screen.note(self.summary(prefix, verb, folder))

    def summary(self, prefix: str, verb: str, folder: str) -> str:
        """Return the outcome of a batch in one line after *prefix*, e.g. ``3 rendered, 1 failed in 0.4 s``.

        Args:
            prefix: What precedes the line, e.g. ``interrupted:``.
            verb: What happened to the graphics, e.g. ``rendered``.
            folder: Where they are; "" if there is no such place.
        """
        seconds = perf_counter() - self._start
        counts = [f"{self.made} {verb}"]
        counts += [f"{self.cached} unchanged"] if self.cached else []
        counts += [f"{self.failed} failed"] if self.failed else []
        counts += [self._findings()] if self.codes else []
        counts += [f"{self.stale} stale (delete with --prune)"] if self.stale else []
        size = f", {_format_bytes(self.size)}" if self.size else ""
        place = f" → {folder}" if folder and (self.made or self.cached) else ""
        return f"{prefix}{', '.join(counts)} in {seconds:.1f} s{size}{place}"

    def _findings(self) -> str:
        """Return the number of warnings in all and by code, the most frequent first."""
        count = self.codes.total()
        codes = ", ".join(f"{code} {number}" for code, number in self.codes.most_common())
        return f"{count} warning{'s' * (count != 1)} ({codes})"

    def _add_made(self, made: Made) -> None:
        cached = bool(made.record["cached"])
        self.cached += cached
        self.made += not cached
        self.size += made.record["bytes"] or 0
        self.codes.update(finding.code for finding in made.findings)
        for finding in made.findings:
            self._print(finding.with_row(made.where), made.platform)
        self.print_made(made, cached=cached)

    def print_made(self, made: Made, *, cached: bool) -> None:
        """Print a graphic; on a terminal only some of those that are *cached*."""
        if self.json:
            self.session.screen.json(made.record)
        elif not cached or self.cached <= MAX_SIMILAR or not is_terminal(sys.stdout):
            self.session.screen.data(made.file)

    def _add_failed(self, failed: Failed) -> None:
        last, self._last = self._last, failed
        if self.json:
            self.session.screen.json(failed.record)
        if last and (last.row, last.diagnostics) == (failed.row, failed.diagnostics):
            return  # The same row on another platform, for the same reason.
        if not last or last.row != failed.row:
            self.failed += 1
        for diagnostic in failed.diagnostics:
            # What is wrong with the list is wrong everywhere; what a layout says holds for its platform.
            self._print(diagnostic, failed.platform if diagnostic.origin.line else "")
        if self.session.debug and failed.trace:
            self.session.screen.note(failed.trace)

    def _print(self, diagnostic: Diagnostic, platform: str = "") -> None:
        """Print a diagnostic, placed in its row, unless one like it was printed."""
        if self._folding.add(diagnostic, platform):
            message = f"{diagnostic.message} [{platform}]" if platform else diagnostic.message
            self.session.screen.diagnostics([replace(diagnostic, message=message)])


def _format_bytes(count: int) -> str:
    """Return a number of bytes in kB or MB."""
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{count / 1e3:.1f} kB"


@slotted
class StaleReport:
    """Prints the files of a folder that no row makes any more, and counts them by what happens to them."""

    screen: Screen
    folder: Path | Address
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, output: StaleOutput) -> None:
        """Report one file."""
        self.counts[output.fate] += 1
        if output.fate != "foreign" and self.counts[output.fate] <= MAX_SIMILAR:
            self.screen.note(f"{FATES[output.fate]}: {self.folder / output.file}")

    def preview(self, made: Iterable[int], list_key: str) -> None:
        """Report what --prune would remove if the rows of a list made only the files whose name hashes are *made*."""
        if not isinstance(self.folder, Path):
            self.screen.note(f"--dry-run lists what --prune would delete in a local folder only, not in {self.folder}")
            return
        from memegen.batch.stale import preview_pruning

        for output in preview_pruning(self.folder, made, list_key):
            self.add(output)

    def close(self) -> None:
        """Print how many files there are beyond those that were printed."""
        if foreign := self.counts.pop("foreign", 0):
            self.screen.note(f"kept {foreign:,} of other lists in {self.folder}")
        for fate, count in self.counts.items():
            self.screen.remainder(FATES[fate], count)
