"""Checking a list: the outcomes that a batch with the same options would have, and what is wrong with each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from memegen.batch.check_record import open_record
from memegen.batch.export import Export
from memegen.batch.job import KeyState, Made
from memegen.batch.manifest_table import formula_warnings
from memegen.batch.run import choose_workers, run_batch
from memegen.cli.batch_arguments import DEFAULT_LIMIT
from memegen.cli.list_lints import ListLints
from memegen.cli.list_run import recorded
from memegen.core.diagnostics import identity

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from memegen.batch.job import Outcome
    from memegen.cli.list_run import ListRun
    from memegen.core.diagnostics import Diagnostic


class ListCheck:
    """The check of one list (context manager); its processes start with it, before any thread does, and end with it."""

    def __init__(self, listed: ListRun, workers: int = 0, export: str = "") -> None:
        """Start to check.

        Args:
            listed: the list.
            workers: number of processes; 0 to choose it.
            export: the scheduler for which the posts are checked; "" to check only times that are surely of posts.

        Raises:
            DiagnosticError: what is wrong in every row.
        """
        self._file = listed.stream.file
        lints = ListLints(listed.plan.renderer, listed.plan.warnings)
        jobs = recorded(lints.seen(listed.plan.jobs(listed.rows(own_pattern=False))), KeyState.DEFERRED)
        workers, items = choose_workers(workers, jobs)
        self._known = open_record()
        self._plan, self._scheduler = listed.plan, export
        renderer = listed.plan.renderer
        self._posts = Export(export or "generic", None, "", renderer.catalog.platforms, renderer.today, sure=not export)
        self._outcomes = run_batch(
            items, listed.plan.renderer, workers, painted=False, limit=DEFAULT_LIMIT, known=self._known
        )
        # The current row, and what was found in it so far.
        self._row = 0
        self._found: set[Hashable] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._outcomes.close()
        if self._known:
            self._known.close()

    def outcomes(self) -> Iterator[Outcome]:
        """Yield the outcomes, in the order of the rows and their platforms, and record what was found."""
        for outcome in self._outcomes:
            if self._known and isinstance(outcome, Made) and not outcome.record["cached"]:
                self._known.add(outcome.record["key"], outcome.findings)
            yield outcome

    def new_diagnostics(self, outcome: Outcome) -> Iterator[tuple[Diagnostic, str]]:
        """Yield what is wrong with a graphic, except for what is wrong with its row and was found before.

        With each comes the platform that it is wrong on; "" if it does not depend on that.
        """
        if outcome.row != self._row:
            self._row, self._found = outcome.row, set()
        for diagnostic, platform in self._diagnostics(outcome):
            if (key := (identity(diagnostic), platform)) not in self._found:
                self._found.add(key)
                yield diagnostic, platform

    def _diagnostics(self, outcome: Outcome) -> Iterator[tuple[Diagnostic, str]]:
        if not isinstance(outcome, Made):
            for diagnostic in outcome.diagnostics:
                yield diagnostic, outcome.platform if diagnostic.origin.line else ""
            return
        for finding in outcome.findings:
            yield finding.with_row(outcome.where), outcome.platform
        for warning in formula_warnings(outcome.record, self._file):
            yield warning, ""
        for warning in self._of_posts(self._posts.add(outcome.record, outcome.where)):
            yield warning, ""

    def last_diagnostics(self) -> list[Diagnostic]:
        """Return what is wrong with the last post, and with all of them, when the outcomes are through."""
        dated = self._plan.dated if self._scheduler else ()
        return [*self._of_posts(self._posts.finish()), *self._posts.warnings(dated)]

    def _of_posts(self, warnings: list[Diagnostic]) -> list[Diagnostic]:
        """Return the warnings about posts that hold without a scheduler, too, if none is given."""
        return [each for each in warnings if self._scheduler or each.code.startswith("schedule-")]


def with_origin(finding: Diagnostic, template: str, platform: str) -> Diagnostic:
    """Return the finding with its template and platform appended to the message."""
    return replace(finding, message=f"{finding.message} [{' on '.join(filter(None, (template, platform)))}]")
