"""The progress bar of a batch, drawn by rich, which is imported only where stderr is a terminal."""

from __future__ import annotations

import sys
from time import perf_counter
from typing import TYPE_CHECKING, Any, Self

from memegen.batch.job import Made
from memegen.cli.streams import is_terminal

if TYPE_CHECKING:
    from memegen.batch.job import Outcome
    from memegen.cli.screen import Screen


class ProgressBar:
    """A progress bar on a terminal (context manager), above which the screen prints its lines."""

    def __init__(self, screen: Screen, total: int | None) -> None:
        """Prepare the bar.

        Args:
            screen: The screen whose lines go above the bar.
            total: Number of steps; None if it is not known.
        """
        self.screen = screen
        self.total = total
        self.done = 0
        self._start = perf_counter()
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
        # Lines go through the screen, and stdout must carry data only, so rich redirects neither.
        self._progress = Progress(
            *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
        )
        self._task = self._progress.add_task("", total=self.total, rate="", of=self.total or "?")
        self._progress.start()
        self.screen.above = lambda line: console.print(Text.from_ansi(line), soft_wrap=True)
        return self

    def step(self, outcome: Outcome) -> None:
        """Advance by one graphic, or by a series once its last page is done."""
        if isinstance(outcome, Made) and outcome.record.get("page") != outcome.record.get("pages"):
            return
        self.done += 1
        if self._progress:
            rate = self.done / max(perf_counter() - self._start, 0.001)
            self._progress.update(self._task, completed=self.done, rate=f"{rate:.1f}/s")

    def __exit__(self, *_: object) -> None:
        self.screen.above = None
        if self._progress:
            self._progress.stop()
