"""Rendering again whatever a saved file changes, for the command `memegen watch`."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from dataclasses import replace
from math import inf
from pathlib import Path
from time import monotonic, sleep, time, time_ns
from typing import TYPE_CHECKING

from memegen.batch.contact.live import end, publish, show_errors
from memegen.batch.contact.sheet import NAME
from memegen.batch.job_runner import internal_error
from memegen.batch.rows import is_web
from memegen.batch.rows.photo_rows import is_photo_list
from memegen.batch.rows.source import open_source
from memegen.batch.watched_files import Snapshot, changes, wait_for_message, watched_files
from memegen.cli import INTERRUPTED
from memegen.cli.batch_arguments import OUTPUT
from memegen.cli.desktop import open_file
from memegen.cli.streams import PipeClosedError
from memegen.cli.watch_round import Memory, OvertakenError, Round, RoundScreen
from memegen.core.address import is_address
from memegen.core.diagnostics import DiagnosticError, expected, fail
from memegen.core.file_roles import PROJECT_FILES
from memegen.core.files import is_file
from memegen.core.today import today

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from memegen.cli.batch_arguments import BatchArguments
    from memegen.cli.session import Session
    from memegen.core.diagnostics import Diagnostic

# Seconds for which files have to stay as they are before a round begins, and the maximum that it waits for that.
SETTLED, MAX_UNSETTLED = 0.03, 0.5
# Seconds between two looks at the files while a round runs.
CHECK_INTERVAL = 0.15
# Maximum number of rounds in succession that are given up for a save; the next one is finished.
MAX_OVERTAKEN = 3
# Seconds after which a round whose files could not be written is repeated.
RETRY_INTERVAL = 5.0
UNWRITABLE = ("[output-unwritable]", "[manifest-unwritable]", "[disk-full]")
# Nanoseconds by which the times of files may be behind the clock.
CLOCK_TOLERANCE = 2_000_000_000


class Watch:
    """Watches the files of a list, or of a template's example."""

    def __init__(self, session: Session, arguments: BatchArguments, *, opens: bool = False) -> None:
        """Prepare to watch.

        Args:
            session: the session of the command.
            arguments: as of `memegen batch`; instead of a list it may name a template, whose example is rendered.
            opens: whether to open the contact sheet after the first round.

        Raises:
            DiagnosticError: ``watch-unsupported`` for what cannot be watched, or as `memegen batch` for its options.
        """
        # Whatever is wrong with an option will not change.
        arguments.workers(), arguments.time_limit(), arguments.image_sheet(), arguments.list_options()
        self.arguments = _list_or_example(session, arguments)
        self.opens = opens
        self.memory = Memory(RoundScreen(session.screen), int(time()))
        session.screen = self.memory.screen
        self.session = session
        self._home, self._day = Path.cwd(), today()
        self._list = _list_path(self.arguments.rows).absolute()
        self._output = _output_folder(session, arguments)
        self._overtaken, self._checked, self._since = 0, 0.0, time_ns() - CLOCK_TOLERANCE
        self._files = watched_files(self._named(), self._output)
        self._states = self._files.snapshot()

    def run(self) -> int:
        """Render, wait for a change and render again, until a signal ends it; return the exit code."""
        try:
            while self._round() != INTERRUPTED:
                self._follow_files()
                self._announce()
                self._wait()
        except KeyboardInterrupt:
            self.memory.screen.always("no longer watching")
        finally:
            end(self._output)
        return INTERRUPTED

    def _round(self) -> int:
        """Render what has changed; return the exit code, which is 0 if nothing can be rendered at all."""
        memory = self.memory
        memory.revision = max(memory.revision + 1, int(time()))
        memory.screen.begin(again=self._overtaken > 0)
        try:
            self._output = _output_folder(self.session, self.arguments)
            code = Round(self.session, self.arguments, memory, self._is_overtaken).run()
            self._overtaken = 0
            if code != INTERRUPTED and self.arguments.contact_sheet:
                publish(self._output, memory.revision)
        except OvertakenError:
            self._overtaken += 1
            return 0
        except PipeClosedError:
            raise
        except Exception as error:
            self._report(error.diagnostics if isinstance(error, DiagnosticError) else [internal_error(error)])
            return 0
        return code

    def _report(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Print errors, and show them on the contact sheet."""
        self.memory.screen.diagnostics(diagnostics)
        # If there is no room for the page either, that has been said.
        with suppress(DiagnosticError):
            show_errors(self._output / NAME, diagnostics, self.memory.revision)

    def _is_overtaken(self) -> bool:
        """Return whether a file in use has been saved since the round began; the files are looked at now and then."""
        if self._overtaken == MAX_OVERTAKEN or monotonic() - self._checked < CHECK_INTERVAL:
            return False
        self._checked = monotonic()
        return bool(self._files.changed_in_use(self._states))

    def _named(self) -> Iterator[Path]:
        """Yield the files and folders that the command line names, and the project file, which may be yet to come."""
        arguments = self.arguments
        if arguments.rows:
            yield self._list
        yield from map(Path, arguments.templates or ())
        yield from (Path(folder) for folder in arguments.photos or () if not is_address(folder))
        if Path(arguments.brand).suffix:
            yield Path(arguments.brand)
        yield Path(PROJECT_FILES[0])

    def _follow_files(self) -> None:
        """Watch the files that the last round has used; those known before if the project cannot be read."""
        with suppress(DiagnosticError, OSError):
            names = (tuple(texts or ()) for texts in (self.arguments.templates, self.arguments.photos))
            renderer, fingerprint = self.session.renderer(*names), self.memory.fingerprint
            self._files = watched_files(self._named(), self._output, renderer, fingerprint)

    def _announce(self) -> None:
        """Say once what is watched, and open the contact sheet."""
        if self.memory.cause:
            return
        self.memory.cause = "start"
        what = self.arguments.rows or self.arguments.template
        others = f" and {len(self._files.files) - 1} other files" if len(self._files.files) > 1 else ""
        self.memory.screen.always(f"watching {what}{others}; Ctrl-C ends it")
        if self.opens:
            self.memory.screen.diagnostics(open_file(self._output / NAME))

    def _wait(self) -> None:
        """Wait until a file has changed; then forget what was read of it."""
        retry = monotonic() + RETRY_INTERVAL if self._is_unwritable() else inf
        states = self._files.snapshot(self.memory.written)
        changed = changes(self._states, states, self._since)
        if not changed:
            with closing(wait_for_message(self._files.folders_to_watch())) as messages:
                for _ in messages:
                    states = self._files.snapshot(self.memory.written)
                    changed = changes(self._states, states, self._since)
                    if changed or monotonic() >= retry:
                        break
        self._since = time_ns() - CLOCK_TOLERANCE
        self._states = self._settled(states)
        self.memory.cause = self._cause(changed)
        # The folder may have been deleted and made again.
        with suppress(OSError):
            os.chdir(self._home)
        # Whatever has been read of templates, brands and photos stays if only the list is another.
        if not changed <= {str(self._list)} or self._day != today():
            self._day = today()
            self.session = self.session.renewed()

    def _settled(self, states: Snapshot) -> Snapshot:
        """Return the states of the files once they stay the same for a moment: a file may be written in parts."""
        deadline = monotonic() + MAX_UNSETTLED
        while monotonic() < deadline:
            sleep(SETTLED)
            before, states = states, self._files.snapshot(self.memory.written)
            if before == states:
                break
        return states

    def _cause(self, changed: set[str]) -> str:
        """Return what a round is for: a changed file, one in use if there is one, and the number of others."""
        if not changed:
            return "tried again"
        first = min(changed, key=lambda path: (Path(path) not in self._files.files, path))
        name = os.path.relpath(first, self._home) if Path(first).is_relative_to(self._home) else first
        return f"{name} and {len(changed) - 1} more" if len(changed) > 1 else name

    def _is_unwritable(self) -> bool:
        """Return whether the last round could not write a file, e.g. because the disk was full."""
        return any(code in line for line in self.memory.screen.said for code in UNWRITABLE)


def _list_path(rows: str) -> Path:
    """Return the file of a list, which may be followed by ``#`` and the name of a sheet; or a folder of photos."""
    path = Path(rows)
    if is_photo_list(rows):
        while not path.is_dir():
            path = path.parent
        return path
    return path if "#" not in rows or path.exists() else Path(rows.partition("#")[0])


def _list_or_example(session: Session, arguments: BatchArguments) -> BatchArguments:
    """Return the arguments with a list, or else without rows and with the template whose example is rendered.

    Raises:
        DiagnosticError: there is neither such a list nor such a template, or it cannot be watched.
    """
    rows = arguments.rows
    if rows == "-" or is_web(rows) or is_address(rows):
        raise fail("watch-unsupported", f"{rows} cannot be watched", "save the list as a file, and name the file")
    if is_file(_list_path(rows)) or is_photo_list(rows):
        return arguments
    if Path(rows).name != rows or Path(rows).suffix or arguments.template:
        open_source(rows).close()
    try:
        catalog = session.renderer(tuple(arguments.templates or ())).catalog
        names = catalog.names
    except DiagnosticError:  # A template file is being edited; the name is checked when it is valid.
        names = (rows,)
    if rows not in names:
        message = f"no list and no template is called {rows!r}"
        raise fail("rows-not-found", message, expected(rows, names, "templates"))
    return replace(arguments, rows="", template=rows)


def _output_folder(session: Session, arguments: BatchArguments) -> Path:
    """Return the folder of the graphics.

    Raises:
        DiagnosticError: ``watch-unsupported`` for an address, or the project file is invalid.
    """
    folder = arguments.output or session.project.output or OUTPUT
    if is_address(folder):
        raise fail("watch-unsupported", "watch needs an output folder on this machine", "name one with -o DIR")
    return Path(folder).absolute()
