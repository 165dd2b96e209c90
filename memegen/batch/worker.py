"""A worker process: receives jobs and sends outcomes through a pipe, and is killed when its time limit is exceeded."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import warnings
from collections import deque
from datetime import date
from math import inf
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from time import monotonic
from typing import TYPE_CHECKING

from memegen.batch.job import Failed, Job, Outcome
from memegen.batch.job_runner import JobRunner, time_limit_exceeded
from memegen.batch.process import can_fork, load_rendering_modules
from memegen.batch.time_limit import call_after
from memegen.core.diagnostics import ERROR, Diagnostic
from memegen.core.files import delete_if_exists
from memegen.core.frozen import frozen
from memegen.core.profiling import stopwatch
from memegen.core.signals import interrupts
from memegen.renderer import Renderer
from memegen.template.project import NO_PROJECT, Project

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from memegen.batch.check_record import CheckRecord

# Maximum number of jobs that a worker has: the current one and the next, so that it never waits for a job.
DEPTH = 2
# Time for a new process to start, in seconds, in addition to the time limit of its first graphic.
START_SECONDS = 30.0
# Minimum timeout for one message on the pipe, in seconds.
MESSAGE_SECONDS = 2.0
# Bytes that a pipe buffers. A larger job is sent only to an idle worker, so that the two processes cannot block each
# other.
PIPE_BYTES = 16_384


@frozen
class WorkerSetup:
    """What a worker needs before its first job.

    Attributes:
        templates: template files of its renderer.
        painted: whether to render the files; False to find only what is wrong with them.
        folders: photo folders of its renderer.
        today: date of its renderer; None for the current date.
        profile: whether to measure times.
        project: project of its renderer.
        known: record of earlier checks; None to look at every graphic.
    """

    templates: tuple[str, ...]
    painted: bool = True
    folders: tuple[str, ...] = ()
    today: date | None = None
    profile: bool = False
    project: Project = NO_PROJECT
    known: CheckRecord | None = None

    def renderer(self) -> Renderer:
        """Return a new renderer."""
        return Renderer(self.templates, self.folders, self.today, self.project)


def run_worker(
    setup: WorkerSetup, pipe: Connection, renderer: Renderer | None = None, foreign: Sequence[int] = ()
) -> None:
    """Run jobs from the pipe until its other end is closed; the main function of the process.

    Args:
        setup: what the worker needs before its first job.
        pipe: the worker's end of the pipe.
        renderer: the renderer of a forked process; None to create one.
        foreign: descriptors to close: locks and pipes are released only when the last process closes them.
    """
    # Ctrl-C reaches every process of a terminal; only the parent handles it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_DFL)
    _close_foreign(foreign)
    stopwatch.take()
    if setup.profile:
        stopwatch.start()
    warnings.filterwarnings("ignore", module=r"PIL\.")
    # While the parent prepares the first job.
    load_rendering_modules()
    with contextlib.suppress(EOFError, OSError):
        runner: JobRunner | None = None
        while True:
            job = pipe.recv()
            runner = runner or JobRunner(renderer or setup.renderer(), painted=setup.painted, known=setup.known)
            pipe.send((runner.make(job), stopwatch.take()))


def _close_foreign(descriptors: Sequence[int]) -> None:
    """Replace the files by the null device: code that still uses the descriptors must not write to another file."""
    if descriptors:
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in descriptors:
            os.dup2(null, descriptor)
        os.close(null)


class WorkerProcess:
    """One worker process, and the jobs that it has.

    Attributes:
        jobs: the jobs sent, each with its position in the batch.
        broken: whether the pipe is broken, because the process has died.
        deadline: monotonic time in seconds at which the current job exceeds its limit.
    """

    def __init__(
        self, setup: WorkerSetup, limit: float = 0, renderer: Renderer | None = None, foreign: Sequence[int] = ()
    ) -> None:
        """Start the process.

        Args:
            setup: what the worker needs before its first job.
            limit: maximum time for a graphic, in seconds; 0 for none.
            renderer: renderer of a forked process; None, or a process that cannot be forked, for a new interpreter.
            foreign: descriptors that a forked process must close.
        """
        forked = renderer is not None and can_fork()
        # Else a new interpreter: a fork could inherit locks that the thread of the progress bar holds.
        context = multiprocessing.get_context("fork" if forked else "spawn")
        self.pipe, child_pipe = context.Pipe()
        arguments = (renderer, (*foreign, self.pipe.fileno())) if forked else ()
        # Both contexts have Process; their common base class does not.
        self.process = context.Process(target=run_worker, args=(setup, child_pipe, *arguments), daemon=True)  # type: ignore[attr-defined]
        with interrupts.shield(), _sigint_blocked(spawned=not forked):
            if forked:
                # Existing objects are permanent; scanning them for garbage would copy their memory pages.
                gc.freeze()
            self.process.start()
        child_pipe.close()
        self.jobs: deque[tuple[int, Job]] = deque()
        self.broken = False
        self.limit = limit
        self.deadline = inf
        self._time_is_up = False
        self._start_allowance = START_SECONDS

    def accepts(self, data: bytes) -> bool:
        """Return whether a job, pickled as *data*, can be sent now."""
        return not self.jobs or (len(self.jobs) < DEPTH and len(data) <= PIPE_BYTES and not self.broken)

    def send(self, position: int, job: Job, data: bytes) -> bool:
        """Send a job, pickled as *data*; return False if the process has died and does not have it."""
        self.jobs.append((position, job))
        if len(self.jobs) == 1:
            self._start_clock()
        try:
            with self._message_timeout():
                self.pipe.send_bytes(data)
        except OSError:
            self.jobs.pop()
            self.broken = True
        return not self.broken

    def receive(self) -> tuple[int, Outcome]:
        """Return position and outcome of the current job: a failure if the process has died or been killed over it."""
        position, job = self.jobs.popleft()
        try:
            with self._message_timeout():
                outcome, spent = self.pipe.recv()
        except (EOFError, OSError):
            self.broken = True
            return position, self._failure(job)
        stopwatch.add(spent)
        self._start_clock()
        return position, outcome

    def _start_clock(self) -> None:
        self.deadline = monotonic() + self.limit + self._start_allowance if self.limit and self.jobs else inf
        self._start_allowance = 0.0

    def _message_timeout(self) -> contextlib.AbstractContextManager[None]:
        """Kill the process if a message takes too long, e.g. because it stops in the middle (context manager)."""
        if self.deadline == inf:
            return contextlib.nullcontext()
        # A message in progress may end: this process may be the one that was too busy to receive it.
        return call_after(max(MESSAGE_SECONDS, self.deadline - monotonic()), self.kill)

    def kill(self) -> None:
        """Kill the process because its time limit is exceeded."""
        self._time_is_up = True
        self.process.kill()

    def _failure(self, job: Job) -> Failed:
        self.process.join(5)
        code = self.process.exitcode
        delete_if_exists(job.temporary)
        if self._time_is_up:
            return time_limit_exceeded(job, self.limit)
        reason = f"by signal {-code}" if code is not None and code < 0 else f"with code {code}"
        hint = "free memory: use -j 1, or a smaller platform or photo"
        message = f"the process that rendered this graphic crashed ({reason})"
        return Failed(job.row, job.platform.name, (Diagnostic(ERROR, "worker-crashed", job.where, message, hint),))

    @property
    def is_dead(self) -> bool:
        """Whether the process has died."""
        return not self.process.is_alive()

    def stop(self) -> None:
        """Kill the process. A file that it is writing is still a temporary one."""
        self.pipe.close()
        self.process.kill()
        # An idle process has no temporary files, so its end need not be awaited.
        if self.jobs:
            self.process.join(1)


def pickle_job(job: Job) -> bytes:
    """Return a job as the bytes that the pipe carries."""
    return bytes(ForkingPickler.dumps(job))


@contextlib.contextmanager
def _sigint_blocked(*, spawned: bool) -> Iterator[None]:
    """Block SIGINT for processes started in the block, until they ignore it themselves (context manager)."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    if spawned:
        from multiprocessing.resource_tracker import ensure_running

        # The resource tracker, which starts with the first spawned process, unblocks SIGINT; start it before.
        ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
