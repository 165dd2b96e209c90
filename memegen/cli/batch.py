"""A list of rows into a folder of pictures."""

from __future__ import annotations

import sys
from contextlib import ExitStack, closing, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.contact.sheet import Sheets
from memegen.batch.fingerprint import Fingerprint
from memegen.batch.incremental import IncrementalBuild
from memegen.batch.job import Made
from memegen.batch.journal import name_hash
from memegen.batch.manifest import formulas
from memegen.batch.plan import Plan, require_template
from memegen.batch.rows import check_columns, read_rows
from memegen.batch.run import choose_workers, run_batch
from memegen.batch.store import Store, store
from memegen.cli.report import Bar, Orphans, Report, preview
from memegen.cli.screen import is_terminal
from memegen.cli.session import Batch
from memegen.core.diagnostics import DiagnosticError
from memegen.core.files import require_writable_file
from memegen.core.profiling import READING, REPORTING, WRITING, stopwatch, timed
from memegen.core.signals import interrupts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memegen.batch.cluster.client import Cluster
    from memegen.batch.export import Export
    from memegen.batch.job import Failed, Job, Outcome
    from memegen.batch.rows import Row, RowFailure, RowStream
    from memegen.cli.session import Session

INTERRUPTED = 130


class BatchRun:
    """One run of a batch."""

    def __init__(self, session: Session, batch: Batch) -> None:
        if batch.export or batch.media:
            from memegen.batch.export import check_export

            check_export(batch.export, batch.media)
        if not isinstance(batch.order.folder, Path):
            from memegen.batch.bucket import refuse_sheet

            refuse_sheet(batch.sheet)
        self.sheet = _sheet(batch.sheet)
        if batch.profile:
            stopwatch.begin()
        self.session = session
        self.batch = batch
        self.renderer = session.renderer(batch.templates, batch.photos)
        self.plan = Plan(self.renderer, batch.order)
        self.stream = self._read()
        self.report = Report(session, batch.json, self.stream.file)
        self.store: Store | None = None
        self.build: IncrementalBuild | None = None
        self.sheets = Sheets()
        self.table: Export | None = None
        self._columns: set[str] = set()
        # What a dry run would have made, for the sake of what it would prune.
        self._names: set[int] = set()

    def run(self) -> int:
        """Make everything; the exit code. Raises DiagnosticError when nothing can be made at all."""
        with self.stream, ExitStack() as opened:
            if self.plan.name_pattern:
                known = self.plan.fields or self.renderer.catalog.field_names()
                self.plan.name_pattern.check((*known, *self.stream.columns))
            rows = self.stream if self.batch.order.template else require_template(self.stream, self.stream.file)
            if not self.batch.dry:
                if self.sheet:
                    require_writable_file(self.sheet)
                self.store = store(self.batch.order.folder)
                self.store.prepare()
                opened.callback(self.store.close)
                self._open_sheets(self.store)
                self.build = IncrementalBuild(
                    self.store, Fingerprint(self.renderer), force=self.batch.force, later=not self.batch.cluster
                )
            if self.batch.order.template and "template" not in self.stream.columns:
                self._check_columns()
            return self._run(rows)

    def _run(self, rows: Iterator[Row | RowFailure]) -> int:
        try:
            self._press(timed(READING, self.plan.jobs(rows)))
            self._check_columns()
            self._close()
        except KeyboardInterrupt:
            interrupts.ignore()
            self._interrupt()
            self._finish("interrupted: ")
            return INTERRUPTED
        except Exception:
            self._interrupt()
            raise
        whole = self._finish()
        if self.batch.profile:
            self._show_profile()
        return 1 if self.report.failed or not whole else 0

    def _show_profile(self) -> None:
        from memegen.core.profiling import profile_table

        for line in profile_table(stopwatch.take(), self.report.made):
            self.session.screen.note(line)

    def _open_sheets(self, store: Store) -> None:
        folder = store.local_folder if self.batch.page else None
        self.sheets = Sheets(folder, self.sheet, Path(self.stream.file).name, self.renderer.catalog.fonts)

    def _press(self, planned: Iterator[Job | Failed]) -> None:
        items = self.build.passed(planned) if self.build else planned
        painted, limit = not self.batch.dry, self.batch.limit
        with self._cluster() as cluster:
            workers, items = (0, items) if cluster else choose_workers(self.batch.workers, items)
            outcomes = run_batch(
                items, self.renderer, workers, painted=painted, limit=limit, build=self.build, cluster=cluster
            )
            with Bar(self.session.screen, self._total()) as bar, closing(outcomes), self._tables() as self.table:
                for outcome in outcomes:
                    with REPORTING:
                        self._tell(outcome)
                        bar.step()

    def _tell(self, outcome: Outcome) -> None:
        self._pass_on_warnings()
        self.sheets.add(self.store.local(outcome.record) if self.store else outcome.record)
        self.report.add(outcome)
        if isinstance(outcome, Made):
            if self.batch.dry and self.batch.prune:
                self._names.add(name_hash(Path(outcome.file).name))
            self.report.warn(formulas(outcome.record, self.stream.file))
            self.report.warn(self.table.add(outcome.record) if self.table else ())

    def _cluster(self) -> Cluster | nullcontext[None]:
        if not self.batch.cluster:
            return nullcontext()
        from memegen.batch.cluster.client import Cluster

        folder = self.batch.order.folder
        far = None if isinstance(folder, Path) or self.batch.dry else folder
        return Cluster(self.batch.cluster, self.renderer, painted=not self.batch.dry, limit=self.batch.limit, far=far)

    def _tables(self) -> Export | nullcontext[None]:
        if not self.batch.export or not self.store:
            return nullcontext()
        from memegen.batch.export import Export

        return Export(self.batch.export, self.store.local_folder, self.batch.media)

    def _close(self) -> None:
        """Write the manifest, and tell of pictures that no row makes any more."""
        orphans = Orphans(self.session.screen, self.batch.order.folder)
        prune = self.batch.prune and not self.report.failed
        if self.batch.prune and self.report.failed:
            self.session.screen.note("nothing is pruned while rows fail")
        if self.build:
            with WRITING:
                self.build.finish(orphans.tell, prune=prune)
        elif prune:
            preview(orphans, self._names)
        orphans.close()
        self.report.orphans = orphans.told["left"]

    def _interrupt(self) -> None:
        if self.build:
            with suppress(DiagnosticError):  # The journal says the same.
                self.build.interrupt()

    def _read(self) -> RowStream:
        return read_rows(self.batch.rows, fields=self.plan.fields or self.renderer.catalog.field_names())

    def _total(self) -> int | None:
        """How many cards there will be, where that can be known and somebody wants to know."""
        if self.batch.rows == "-" or not is_terminal(sys.stderr) or not Path(self.batch.rows).is_file():
            return None
        with self._read() as rows:
            return sum(map(self.plan.count, rows))

    def _pass_on_warnings(self) -> None:
        for found in (self.stream.warnings, self.plan.warnings):
            self.report.warn(found)
            found.clear()

    def _check_columns(self) -> None:
        """Warn of columns that no field of any template used so far knows, each once."""
        fresh = [column for column in self.stream.columns if column not in self._columns]
        self._columns |= set(fresh)
        self.report.warn(check_columns(fresh, self.plan.fields, self.stream.file))

    def _finish(self, how: str = "") -> bool:
        """Say how it went; whether the sheets could be written."""
        self._pass_on_warnings()
        self.report.close()
        whole = self._finish_sheets()
        self._name_files()
        folder = "" if self.batch.dry else str(self.batch.order.folder)
        self.session.screen.note(how + self.report.summary("would be made" if self.batch.dry else "made", folder))
        return whole

    def _name_files(self) -> None:
        """Say which files there are beside the pictures, which name themselves."""
        tables = [self.batch.order.folder / file.name for file in self.table.files] if self.table else []
        for files in (tables, self.sheets.files):
            if files:
                last = f" to {files[-1]} ({len(files)} files)" if len(files) > 1 else ""
                self.session.screen.note(f"also written: {files[0]}{last}")

    def _finish_sheets(self) -> bool:
        try:
            with REPORTING:
                self.sheets.finish()
        except DiagnosticError as error:
            self.session.screen.diagnostics(error.diagnostics)
            return False
        return True


def _sheet(name: str) -> Path | None:
    """The file that --sheet names. Raises DiagnosticError."""
    if not name:
        return None
    from memegen.batch.contact.image_sheet import sheet_file

    return sheet_file(name)
