"""Rendering a list of rows into a folder, for the command `memegen batch`."""

from __future__ import annotations

from contextlib import ExitStack, closing, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.contact.sheet import ContactSheets
from memegen.batch.fingerprint import Fingerprint
from memegen.batch.incremental import IncrementalBuild
from memegen.batch.job import Failed, Made
from memegen.batch.manifest_table import formula_warnings
from memegen.batch.record_index import name_hash
from memegen.batch.run import choose_workers, run_batch
from memegen.batch.stale import Origin, list_key
from memegen.batch.store import FolderStore, Store, open_store
from memegen.cli import INTERRUPTED, SOME_FAILED, UNUSABLE
from memegen.cli.batch_record import write_batch_record
from memegen.cli.list_run import ListRun, recorded
from memegen.cli.progress import ProgressBar
from memegen.cli.report import Report, StaleReport
from memegen.core.diagnostics import DiagnosticError
from memegen.core.files import require_writable_file
from memegen.core.profiling import READING, REPORTING, WRITING, profile_table, stopwatch, timed
from memegen.core.signals import interrupts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from memegen.batch.cluster.client import Cluster
    from memegen.batch.export import Export
    from memegen.batch.job import Job, Outcome
    from memegen.batch.rows import Row, RowFailure
    from memegen.cli.batch_arguments import BatchArguments
    from memegen.cli.session import Session


# Errors after which no further graphic can be written.
STOPPING = ("disk-full", "manifest-unwritable")


class _StoppedError(Exception):
    """Nothing more can be written; what is wrong was reported."""


class BatchRun:
    """One run of `memegen batch`.

    Attributes:
        revision: number of the round of `memegen watch`, after which its contact sheet reloads; 0 for none.
    """

    revision = 0

    def __init__(self, session: Session, arguments: BatchArguments) -> None:
        self.options = arguments.options(session.project)
        self.workers, self.limit = arguments.workers(), arguments.time_limit()
        if arguments.export or arguments.media_base_url:
            from memegen.batch.export import check_export

            check_export(arguments.export, arguments.media_base_url)
        if not isinstance(self.options.folder, Path):
            from memegen.batch.bucket import refuse_sheet

            refuse_sheet(arguments.sheet)
        self.image_sheet = arguments.image_sheet()
        if arguments.profile:
            stopwatch.begin()
        self.session = session
        self.arguments = arguments
        self.renderer = session.renderer(tuple(arguments.templates or ()), tuple(arguments.photos or ()))
        self.fingerprint = Fingerprint(self.renderer)
        self.list = self._list()
        self.plan, self.stream = self.list.plan, self.list.stream
        self.report = Report(session, arguments.json)
        self.store: Store | None = None
        self.build: IncrementalBuild | None = None
        self.sheets = ContactSheets()
        self.export: Export | None = None
        # Hashes of the file names that a dry run would have written, from which follows what --prune would delete.
        self._names: set[int] = set()

    def run(self) -> int:
        """Render the list and return the exit code. Raises DiagnosticError if nothing can be rendered."""
        with self.list, ExitStack() as opened:
            rows = self.list.rows(own_pattern=bool(self.arguments.name))
            if not self.arguments.dry_run:
                self._open_store(opened)
            if self.options.template and "template" not in self.stream.columns:
                self._check_columns()
            return self._run(rows)

    def _list(self) -> ListRun:
        arguments = self.arguments
        return ListRun(self.renderer, self.options, arguments.rows, arguments.list_options())

    def _open_store(self, opened: ExitStack) -> None:
        if self.image_sheet:
            require_writable_file(self.image_sheet)
        self.store = open_store(self.options.folder)
        self.store.prepare()
        opened.callback(self.store.close)
        folder = self.store.local_folder if self.arguments.contact_sheet else None
        title, fonts = Path(self.stream.file).name or self.options.template, self.renderer.catalog.fonts
        self.sheets = ContactSheets(folder, self.image_sheet, title, fonts, self.revision)
        self.build = IncrementalBuild(
            self.store,
            self.fingerprint,
            Origin(list_key(self.arguments.rows, self.options.folder), bool(self.options.format)),
            force=self.arguments.force,
            partial=bool(self.arguments.only),
            defer_keys=not (self.arguments.cluster or self.revision),
        )

    def _run(self, rows: Iterator[Row | RowFailure]) -> int:
        try:
            self._render(timed(READING, self.plan.jobs(rows)))
            self._check_columns()
            complete = self._attempt(self._finish_build)
        except KeyboardInterrupt:
            interrupts.ignore()
            self._interrupt_build()
            self._finish("interrupted: ")
            return INTERRUPTED
        except _StoppedError:
            self._interrupt_build()
            self._finish("stopped: ", sheets=False)
            return SOME_FAILED if self.report.made or self.report.cached else UNUSABLE
        except Exception:
            self._interrupt_build()
            raise
        complete = self._finish() and complete
        if self.arguments.profile:
            for line in profile_table(stopwatch.take(), self.report.made):
                self.session.screen.note(line)
        return SOME_FAILED if self.report.failed or not complete else 0

    def _render(self, jobs: Iterator[Job | Failed]) -> None:
        items = self.build.replace_unchanged(jobs) if self.build else recorded(jobs)
        painted, limit = not self.arguments.dry_run, self.limit
        with self._cluster() as cluster:
            workers, items = (0, items) if cluster else choose_workers(self.workers, items)
            outcomes = run_batch(
                items, self.renderer, workers, painted=painted, limit=limit, build=self.build, cluster=cluster
            )
            bar = ProgressBar(self.session.screen, self.list.total())
            with bar, closing(outcomes), self._open_export() as self.export:
                for outcome in outcomes:
                    with REPORTING:
                        self._add(outcome)
                        bar.step(outcome)
                    if isinstance(outcome, Failed) and outcome.diagnostics[0].code in STOPPING:
                        raise _StoppedError

    def _add(self, outcome: Outcome) -> None:
        """Report an outcome, and add it to the contact sheets and tables."""
        self._report_warnings()
        self.sheets.add(self.store.with_local_path(outcome.record) if self.store else outcome.record)
        self.report.add(outcome)
        if isinstance(outcome, Made):
            if self.arguments.dry_run and self.arguments.prune and isinstance(self.options.folder, Path):
                self._names.add(name_hash(FolderStore(self.options.folder).name_of(outcome.file)))
            self.report.warn(formula_warnings(outcome.record, self.stream.file))
            self.report.warn(self.export.add(outcome.record, outcome.where) if self.export else ())

    def _cluster(self) -> Cluster | nullcontext[None]:
        if not self.arguments.cluster:
            return nullcontext()
        from memegen.batch.cluster.client import Cluster

        folder, painted = self.options.folder, not self.arguments.dry_run
        output = folder if painted and not isinstance(folder, Path) else None
        return Cluster(self.arguments.cluster, self.renderer, painted=painted, limit=self.limit, output=output)

    def _open_export(self) -> Export | nullcontext[None]:
        if not self.arguments.export:
            return nullcontext()
        from memegen.batch.export import Export

        folder = self.store.local_folder if self.store else None
        urls, platforms = self.arguments.media_base_url, self.renderer.catalog.platforms
        return Export(self.arguments.export, folder, urls, platforms, self.renderer.today)

    def _finish_build(self) -> None:
        """Write the manifest, and report or delete the files that no row makes any more."""
        stale = StaleReport(self.session.screen, self.options.folder)
        prune = self.arguments.prune and not self.report.failed and not self.arguments.only
        if self.arguments.prune and not prune:
            count = self.report.failed
            failed = f"{count} row{'s' * (count != 1)} failed"
            reason = failed if count else "with --rows only some rows are rendered"
            self.session.screen.note(f"--prune skipped: {reason}")
        if self.build:
            with WRITING:
                self.build.finish(stale.add, prune=prune)
        elif prune:
            stale.preview(self._names, list_key(self.arguments.rows, self.options.folder))
        stale.close()
        self.report.stale = stale.counts["left"]

    def _interrupt_build(self) -> None:
        if self.build:
            with suppress(DiagnosticError):  # The journal holds the same records.
                self.build.interrupt()

    def _report_warnings(self) -> None:
        self.report.warn(self.list.warnings())
        self.session.screen.columns(self.plan.notes)
        self.plan.notes.clear()
        for remark in [remark for remark, printed in self.plan.remarks.items() if not printed]:
            self.session.screen.note(remark)
            self.plan.remarks[remark] = True

    def _check_columns(self) -> None:
        """Warn once of each column that is no field of any template used so far."""
        self._report_warnings()
        self.report.warn(self.list.unknown_columns())

    def _finish(self, prefix: str = "", *, sheets: bool = True) -> bool:
        """Write the contact sheets and print the summary, after *prefix*; return whether the sheets are written."""
        self._report_warnings()
        if self.export:
            self.report.warn(self.export.warnings(self.plan.dated))
        self.report.close()
        complete = sheets and self._attempt(self.sheets.finish) and self._attempt(self._write_record)
        tables = [self.options.folder / file.name for file in self.export.files] if self.export else []
        for files in (tables, self.sheets.files):
            self.report.print_files(files)
        verb, folder = ("would be rendered", "") if self.arguments.dry_run else ("rendered", str(self.options.folder))
        self.report.print_summary(prefix, verb, folder)
        return complete

    def _attempt(self, write: Callable[[], None]) -> bool:
        """Write a file next to the graphics; return whether that was possible."""
        try:
            with REPORTING:
                write()
        except DiagnosticError as error:
            self.session.screen.diagnostics(error.diagnostics)
            return False
        return True

    def _write_record(self) -> None:
        if self.store:
            write_batch_record(self.store.local_folder, self.arguments, self.renderer.catalog)
