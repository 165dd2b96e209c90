"""A process that makes jobs, seen from the press: jobs in, outcomes out, and an end to it when its time is up."""

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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# How many jobs a worker has been told of: the one at hand, and one more, so that it never waits for the press.
DEPTH = 2
# So many seconds a new process may take to start, beside what its first card takes.
START = 30.0
# So many seconds a word between the processes may take at least.
WORD = 2.0
# A pipe takes so many bytes at once. A longer job waits until its worker listens, for neither must wait for the other.
AT_ONCE = 16_384


@frozen
class WorkerSetup:
    """What a worker needs to know before the first job: whether to paint, and what its studio is made of."""

    templates: tuple[str, ...]
    painted: bool = True
    folders: tuple[str, ...] = ()
    today: date | None = None
    profile: bool = False

    def renderer(self) -> Renderer:
        """A studio made of it."""
        return Renderer(self.templates, self.folders, self.today)


def work(setup: WorkerSetup, pipe: Connection, renderer: Renderer | None = None, foreign: Sequence[int] = ()) -> None:
    """A worker's life: a job in, its outcome out, until there is nobody at the other end.

    A copied process is given the *studio*; what it has open and is *foreign* to it, it lets go of, for locks and pipes
    end only when the last who holds them does.
    """
    # Ctrl-C reaches every process of a terminal; it is for the parent alone to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_DFL)
    _let_go(foreign)
    stopwatch.take()
    if setup.profile:
        stopwatch.start()
    warnings.filterwarnings("ignore", module=r"PIL\.")
    if setup.painted:
        # While the first process gets the first job ready.
        load_rendering_modules()
    with contextlib.suppress(EOFError, OSError):
        runner: JobRunner | None = None
        while True:
            job = pipe.recv()
            runner = runner or JobRunner(renderer or setup.renderer(), painted=setup.painted)
            pipe.send((runner.make(job), stopwatch.take()))


def _let_go(descriptors: Sequence[int]) -> None:
    """Put nothing in their place: whoever still has their numbers must not meet another file there."""
    if descriptors:
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in descriptors:
            os.dup2(nothing, descriptor)
        os.close(nothing)


class WorkerProcess:
    """One process, and the jobs that it has been told of, each for *limit* seconds; 0 for as many as it takes.

    With a *studio* it is a copy of this process, if there can be one; *foreign* are files that are then not for it.
    """

    def __init__(
        self, setup: WorkerSetup, limit: float = 0, renderer: Renderer | None = None, foreign: Sequence[int] = ()
    ) -> None:
        copied = renderer is not None and can_fork()
        # Else a fresh interpreter: a copy could inherit locks that the progress bar's thread holds.
        context = multiprocessing.get_context("fork" if copied else "spawn")
        self.pipe, theirs = context.Pipe()
        told = (renderer, (*foreign, self.pipe.fileno())) if copied else ()
        # Both kinds of context have it; the type that they share has not.
        self.process = context.Process(target=work, args=(setup, theirs, *told), daemon=True)  # type: ignore[attr-defined]
        with interrupts.shield(), _deaf(fresh=not copied):
            if copied:
                # What is there by now is there to stay: looking it over for garbage would copy its memory.
                gc.freeze()
            self.process.start()
        theirs.close()
        self.jobs: deque[tuple[int, Job]] = deque()
        # Whether it was found dead while it was spoken to.
        self.over = False
        self.limit = limit
        self.deadline = inf
        self._late = False
        self._extra = START

    def takes(self, data: bytes) -> bool:
        """Whether it can be told now of a job that :func:`packed` makes that data of."""
        return not self.jobs or (len(self.jobs) < DEPTH and len(data) <= AT_ONCE and not self.over)

    def give(self, place: int, job: Job, data: bytes) -> bool:
        """Hand over a job, which is *data* on the pipe; False when the process has died, and nobody has it."""
        self.jobs.append((place, job))
        if len(self.jobs) == 1:
            self._start_clock()
        try:
            with self._hurried():
                self.pipe.send_bytes(data)
        except OSError:
            self.jobs.pop()
            self.over = True
        return not self.over

    def take(self) -> tuple[int, Outcome]:
        """What became of the job at hand. A process that died over it is that job's error, and so is one too slow."""
        place, job = self.jobs.popleft()
        try:
            with self._hurried():
                outcome, spent = self.pipe.recv()
        except (EOFError, OSError):
            self.over = True
            return place, self._lost(job)
        stopwatch.add(spent)
        self._start_clock()
        return place, outcome

    def _start_clock(self) -> None:
        self.deadline = monotonic() + self.limit + self._extra if self.limit and self.jobs else inf
        self._extra = 0.0

    def _hurried(self) -> contextlib.AbstractContextManager[None]:
        """A block that talks to the process. One that stops in the middle of a word is killed when its time is up."""
        if self.deadline == inf:
            return contextlib.nullcontext()
        # A word that has begun may end: it was this process, perhaps, that had no time to listen.
        return call_after(max(WORD, self.deadline - monotonic()), self.kill)

    def kill(self) -> None:
        """End the process, however stuck it is, because its time is up."""
        self._late = True
        self.process.kill()

    def _lost(self, job: Job) -> Failed:
        self.process.join(5)
        code = self.process.exitcode
        delete_if_exists(job.temporary)
        if self._late:
            return time_limit_exceeded(job, self.limit)
        how = f"by signal {-code}" if code is not None and code < 0 else f"with code {code}"
        hint = "is memory short? try -j 1, a smaller platform or a smaller photo"
        message = f"the process that made this picture was ended {how}"
        return Failed(job.row, job.platform.name, (Diagnostic(ERROR, "worker-lost", job.where, message, hint),))

    @property
    def lost(self) -> bool:
        """Whether the process has died."""
        return not self.process.is_alive()

    def stop(self) -> None:
        """End the process at once. What it has begun to write is no picture yet."""
        self.pipe.close()
        self.process.kill()
        # One with nothing to do leaves nothing behind, so nobody waits while the system takes its memory back.
        if self.jobs:
            self.process.join(1)


def packed(job: Job) -> bytes:
    """A job as the pipe carries it."""
    return bytes(ForkingPickler.dumps(job))


@contextlib.contextmanager
def _deaf(*, fresh: bool) -> Iterator[None]:
    """Processes started in here do not hear Ctrl-C, not even before they have come to ignoring it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    if fresh:
        from multiprocessing.resource_tracker import ensure_running

        # The tracker that comes with the first fresh process unblocks SIGINT when it starts; have that behind us.
        ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
