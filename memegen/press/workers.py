"""Processes that make jobs side by side. What comes out is in the order of what went in."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
import warnings
from datetime import date
from math import inf
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import TYPE_CHECKING, Any

from memegen.errors import ERROR, Diagnostic
from memegen.frozen import frozen
from memegen.press.bench import Bench, overdue
from memegen.press.interrupts import interrupts
from memegen.press.job import Failed, Item, Job, Outcome
from memegen.studio import Studio

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

# How many outcomes a worker may be ahead of the slowest job: enough to keep it busy, few enough to hold in memory.
AHEAD = 4
# So many seconds a new process may take to start, beside what its first card takes.
START = 30.0


@frozen
class Setup:
    """What a worker needs to know before the first job: whether to paint, and what its studio is made of."""

    templates: tuple[str, ...]
    painted: bool = True
    folders: tuple[str, ...] = ()
    today: date | None = None


def work(setup: Setup, pipe: Connection) -> None:
    """A worker's life: a job in, its outcome out, until there is nobody at the other end."""
    # Ctrl-C reaches every process of a terminal; it is for the parent alone to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.filterwarnings("ignore", module=r"PIL\.")
    with contextlib.suppress(EOFError, OSError):
        bench: Bench | None = None
        while True:
            job = pipe.recv()
            bench = bench or Bench(Studio(setup.templates, setup.folders, setup.today), painted=setup.painted)
            pipe.send(bench.make(job))


class Worker:
    """One process, and the job that it has at hand, for which it has *limit* seconds; 0 for as many as it takes."""

    def __init__(self, setup: Setup, limit: float = 0) -> None:
        # A fresh interpreter: a forked one could inherit locks that the progress bar's thread holds.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(setup, theirs), daemon=True)
        with interrupts.shield(), _deaf():
            self.process.start()
        theirs.close()
        self.place = -1
        self.job: Job | None = None
        self.limit = limit
        self.deadline = inf
        self._late = False
        self._extra = START

    def give(self, place: int, job: Job) -> bool:
        """Hand over a job; False when the process has died."""
        self.place, self.job = place, job
        if self.limit:
            self.deadline = monotonic() + self.limit + self._extra
            self._extra = 0.0
        try:
            with self._hurried():
                self.pipe.send(job)
        except OSError:
            return False
        return True

    def take(self) -> Outcome:
        """What became of the job at hand. A process that died over it is that job's error, and so is one too slow."""
        job, self.job = self.job, None
        try:
            with self._hurried():
                outcome: Outcome = self.pipe.recv()
        except (EOFError, OSError):
            return self._lost(job)
        return outcome

    @contextlib.contextmanager
    def _hurried(self) -> Iterator[None]:
        """A block that talks to the process. One that stops in the middle of a word is killed when its time is up."""
        if self.deadline == inf:
            yield
            return
        timer = threading.Timer(max(0.0, self.deadline - monotonic()), self.kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def kill(self) -> None:
        """End the process, however stuck it is, because its time is up."""
        self._late = True
        self.process.kill()

    def _lost(self, job: Job | None) -> Failed:
        self.process.join(5)
        code = self.process.exitcode
        if job is None:
            raise RuntimeError("nothing was asked of this worker")
        if self._late:
            return overdue(job, self.limit)
        how = f"by signal {-code}" if code is not None and code < 0 else f"with code {code}"
        hint = "is memory short? try -j 1, a smaller platform or a smaller photo"
        message = f"the process that made this picture was ended {how}"
        return Failed(job.row, job.platform.name, (Diagnostic(ERROR, "worker-lost", job.where, message, hint),))

    @property
    def lost(self) -> bool:
        """Whether the process has died."""
        return not self.process.is_alive()

    def stop(self) -> None:
        """End the process at once. It writes no files, so nothing is left half done."""
        self.pipe.close()
        self.process.kill()
        self.process.join(1)


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Processes started in here do not hear Ctrl-C, not even before they have come to ignoring it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    # The tracker that comes with the first process unblocks SIGINT when it starts; have that behind us.
    ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Crew:
    """*count* workers on one run, each card within *limit* seconds. One that dies or is too slow is replaced."""

    def __init__(self, count: int, setup: Setup, limit: float = 0) -> None:
        self.count = count
        self.setup = setup
        self.limit = limit
        self.workers: list[Worker] = []

    def run(self, items: Iterator[Item]) -> Generator[Outcome]:
        """The outcomes in the order of *items*; at most a few are held at a time. Ends its processes, come what may."""
        done: dict[int, Outcome] = {}
        taken = given = 0
        more = True
        try:
            while more or taken < given:
                while more and given - taken < self.count * AHEAD and given - taken - len(done) < self.count:
                    item = next(items, None)
                    if item is None:
                        more = False
                        break
                    if isinstance(item, Job):
                        self._hand(given, item)
                    else:
                        done[given] = item
                    given += 1
                if taken < given and taken not in done:
                    self._collect(done)
                while taken in done:
                    yield done.pop(taken)
                    taken += 1
        finally:
            for worker in self.workers:
                worker.stop()

    def _hand(self, place: int, job: Job) -> None:
        """Give the job to a worker without one, started now if there is none; one that has died is passed over."""
        for worker in [worker for worker in self.workers if worker.job is None]:
            if not worker.lost and worker.give(place, job):
                return
            self._drop(worker)
        self.workers.append(Worker(self.setup, self.limit))
        self.workers[-1].give(place, job)

    def _drop(self, worker: Worker) -> None:
        worker.stop()
        self.workers.remove(worker)

    def _collect(self, done: dict[int, Outcome]) -> None:
        """Wait until at least one busy worker has an outcome, and take what there is."""
        busy = [worker for worker in self.workers if worker.job is not None]
        soonest = min(worker.deadline for worker in busy)
        left = None if soonest == inf else max(0.0, soonest - monotonic())
        ready: list[Any] = wait([worker.pipe for worker in busy], left)
        for worker in busy:
            if worker.pipe not in ready and worker.deadline <= monotonic():
                worker.kill()
                ready.append(worker.pipe)
            if worker.pipe in ready:
                done[worker.place] = worker.take()
                if worker.lost:
                    self._drop(worker)
