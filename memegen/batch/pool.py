"""Processes that make jobs side by side. What comes out is in the order of what went in."""

from __future__ import annotations

from collections import OrderedDict, deque
from itertools import chain
from math import inf
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from memegen.batch.job import Item, Job, Outcome
from memegen.batch.process import can_fork
from memegen.batch.worker import DEPTH, WorkerProcess, WorkerSetup, packed

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from memegen.renderer import Renderer

# How many jobs are known ahead of the slowest, for each worker: enough to keep those of one photo together, few enough
# to hold in memory.
AHEAD = 24
# Of so many photos it is remembered who has them prepared.
REMEMBERED = 4096


class Waiting(NamedTuple):
    """A job that nobody has been told of: its place among the outcomes, and its size as a pipe carries it."""

    place: int
    job: Job
    data: bytes


class WorkerPool:
    """*count* workers on one run, each card within *limit* seconds. One that dies or is too slow is replaced.

    Cards of one photo go to the same worker as long as no other is idle, so that it is prepared once.
    """

    def __init__(
        self,
        count: int,
        setup: WorkerSetup,
        limit: float = 0,
        renderer: Renderer | None = None,
        foreign: Sequence[int] = (),
    ) -> None:
        """A *studio* is what copies of this process may use, to which the open files *foreign* are not for."""
        self.count = count
        self.setup = setup
        self.limit = limit
        self.workers: list[WorkerProcess] = []
        self._waiting: deque[Waiting] = deque()
        self._homes: OrderedDict[str, set[WorkerProcess]] = OrderedDict()
        # Copies are made at once, before anybody starts a thread; fresh processes only when there is work for them.
        while renderer and can_fork() and len(self.workers) < count:
            others = [worker.pipe.fileno() for worker in self.workers]
            self.workers.append(WorkerProcess(setup, limit, renderer, (*foreign, *others)))

    def run(self, items: Iterator[Item]) -> Generator[Outcome]:
        """The outcomes in the order of *items*; at most a few are held at a time. Ends its processes, come what may."""
        done: dict[int, Outcome] = {}
        taken = given = 0
        more = True
        try:
            while more or taken < given:
                self._hand_out()
                if more and given - taken < self.count * AHEAD:
                    item = next(items, None)
                    if item is None:
                        more = False
                    else:
                        if isinstance(item, Job):
                            self._waiting.append(Waiting(given, item, packed(item)))
                        else:
                            done[given] = item
                        given += 1
                    self._collect(done, patient=False)
                elif taken < given and taken not in done:
                    self._collect(done, patient=True)
                while taken in done:
                    yield done.pop(taken)
                    taken += 1
        finally:
            for worker in self.workers:
                worker.stop()

    def _hand_out(self) -> None:
        """Tell workers of jobs for as long as there are both; start workers where some are missing."""
        for worker in [worker for worker in self.workers if not worker.jobs and worker.lost]:
            self._drop(worker)
        while self._waiting and (found := self._match()):
            worker, waiting = found
            if worker.give(*waiting):
                self._waiting.remove(waiting)
                if waiting.job.photo:
                    self._settle(waiting.job.photo, worker)
            elif not worker.jobs:
                self._drop(worker)

    def _match(self) -> tuple[WorkerProcess, Waiting] | None:
        """A worker with room and the job that is best for it; None where nobody should be told of anything now."""
        if len(self.workers) < self.count and all(worker.jobs for worker in self.workers):
            self.workers.append(WorkerProcess(self.setup, self.limit))
        for worker in sorted(self.workers, key=lambda worker: len(worker.jobs)):
            if len(worker.jobs) == DEPTH:
                break
            fitting = [waiting for waiting in self._waiting if worker.takes(waiting.data)]
            own = (one for one in fitting if worker in self._homes.get(one.job.photo, ()))
            free = (one for one in fitting if one.job.photo not in self._homes)
            # Preparing a photo twice is better than waiting.
            stolen = () if worker.jobs else self._waiting
            if best := next(chain(own, free, stolen), None):
                return worker, best
        return None

    def _settle(self, photo: str, worker: WorkerProcess) -> None:
        self._homes.setdefault(photo, set()).add(worker)
        self._homes.move_to_end(photo)
        if len(self._homes) > REMEMBERED:
            self._homes.popitem(last=False)

    def _drop(self, worker: WorkerProcess) -> None:
        """Forget a worker that is no more. What it had not begun goes to others, first of all."""
        self._waiting.extendleft(Waiting(place, job, packed(job)) for place, job in reversed(worker.jobs))
        worker.stop()
        self.workers.remove(worker)
        for photo in [photo for photo, homes in self._homes.items() if worker in homes]:
            self._homes[photo].discard(worker)
            if not self._homes[photo]:
                del self._homes[photo]

    def _collect(self, done: dict[int, Outcome], *, patient: bool) -> None:
        """Take the outcomes that there are; if *patient*, wait for one."""
        busy = [worker for worker in self.workers if worker.jobs]
        soonest = min((worker.deadline for worker in busy), default=inf)
        left = None if soonest == inf else max(0.0, soonest - monotonic())
        ready: list[Any] = wait([worker.pipe for worker in busy], left if patient else 0)
        for worker in busy:
            if worker.pipe not in ready and worker.deadline <= monotonic():
                worker.kill()
                ready.append(worker.pipe)
            if worker.pipe in ready:
                place, outcome = worker.take()
                done[place] = outcome
                if worker.over:
                    self._drop(worker)
