"""A list that a command goes through: its rows, what is made of them, and what is wrong with it as a whole."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from memegen.batch.job import Job, KeyState
from memegen.batch.plan import BatchOptions, Plan
from memegen.batch.preflight import require_columns, require_template
from memegen.batch.rows import check_columns, read_rows
from memegen.cli.streams import is_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memegen.batch.job import Failed
    from memegen.batch.rows import Row, RowFailure, RowStream
    from memegen.cli.list_options import ListOptions
    from memegen.core.diagnostics import Diagnostic
    from memegen.renderer import Renderer


class ListRun:
    """One list (context manager), read row by row.

    Attributes:
        plan: turns its rows into jobs.
        stream: its rows as they are read.
    """

    def __init__(self, renderer: Renderer, options: BatchOptions, rows: str, reading: ListOptions) -> None:
        """Open the list.

        Args:
            renderer: the renderer of the run.
            options: defaults for rows, and settings for all of them.
            rows: the list as the command names it; ``-`` is stdin.
            reading: how it is read.
        """
        self.plan = Plan(renderer, options)
        if self.plan.name_pattern and not isinstance(options.folder, Path):
            self.plan.name_pattern.refuse_folders()
        self._source, self._reading = rows, reading
        self.stream = self.read()
        self._checked_columns: set[str] = set()

    def __enter__(self) -> Self:
        self.stream.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.stream.close()

    def read(self) -> RowStream:
        """Return the list, opened again."""
        return read_rows(self._source, reading=self._reading.reading(self.plan))

    def rows(self, *, own_pattern: bool) -> Iterator[Row | RowFailure]:
        """Return the rows.

        Args:
            own_pattern: whether the pattern of file names is for this list alone, and not a project's for all lists.

        Raises:
            DiagnosticError: what is wrong in every row: no template, a column that is missing, an invalid name pattern.
        """
        plan, stream = self.plan, self.stream
        if plan.name_pattern:
            fields = (own_pattern and plan.fields) or plan.renderer.catalog.field_names()
            plan.name_pattern.check((*fields, *stream.columns))
        rows = stream if plan.options.template else require_template(stream, stream.file)
        rows = require_columns(rows, plan)
        return plan.name_pattern.require_single(rows) if plan.name_pattern else rows

    def total(self) -> int | None:
        """Return the number of graphics for the progress bar; None if it is not known or no bar is shown."""
        if self._source == "-" or not is_terminal(sys.stderr) or not Path(self._source).is_file():
            return None
        with self.read() as stream:
            return sum(map(self.plan.count, stream))

    def warnings(self) -> list[Diagnostic]:
        """Return the warnings about the list and its templates that are new since the last call."""
        found = [*self.stream.warnings, *self.plan.warnings]
        self.stream.warnings.clear()
        self.plan.warnings.clear()
        return found

    def unknown_columns(self) -> list[Diagnostic]:
        """Return a warning, once, for each column that is no field of any template used so far."""
        columns = {name: text for name, text in self.stream.columns.items() if name not in self._checked_columns}
        self._checked_columns |= set(columns)
        return check_columns(columns, self.plan.fields, self.plan.taken, self.stream.file, self.stream.lines)


def recorded(items: Iterator[Job | Failed], key: KeyState = KeyState.UNKNOWN) -> Iterator[Job | Failed]:
    """Return the same items, as those of a batch, whose records have the columns that are not fields.

    Args:
        items: jobs, and rows that failed.
        key: whether cache keys are computed.
    """
    return (replace(item, key=key) if isinstance(item, Job) else item for item in items)
