"""Processes that make jobs side by side. What comes out is in the order of what went in."""

from __future__ import annotations

from functools import partial
from math import inf
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING, Any

from memegen.batch.job import Item, Outcome
from memegen.batch.job_queue import WINDOW, JobQueue, QueuedJob, Window
from memegen.batch.process import can_fork
from memegen.batch.worker import DEPTH, WorkerProcess, WorkerSetup, packed

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from memegen.renderer import Renderer

# Minimum items of the window for each worker, enough to keep the cards of one photo together.
WINDOW_PER_WORKER = 24


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
        self._queue: JobQueue[WorkerProcess] = JobQueue()
        # Copies are made at once, before anybody starts a thread; fresh processes only when there is work for them.
        while renderer and can_fork() and len(self.workers) < count:
            others = [worker.pipe.fileno() for worker in self.workers]
            self.workers.append(WorkerProcess(setup, limit, renderer, (*foreign, *others)))

    def run(self, items: Iterator[Item]) -> Generator[Outcome]:
        """The outcomes in the order of *items*; at most a few are held at a time. Ends its processes, come what may."""
        window = Window(items, max(WINDOW, self.count * WINDOW_PER_WORKER))
        try:
            while not window.is_done:
                self._hand_out(in_order=window.is_full_of_bytes)
                if window.has_room:
                    if queued := window.read():
                        self._queue.append(queued._replace(data=packed(queued.job)))
                    self._collect(window, patient=False)
                elif not window.has_outcome() and not window.is_done:
                    self._collect(window, patient=True)
                yield from window.take()
        finally:
            for worker in self.workers:
                worker.stop()

    def _hand_out(self, *, in_order: bool) -> None:
        """Tell workers of jobs for as long as there are both; start workers where some are missing."""
        for worker in [worker for worker in self.workers if not worker.jobs and worker.lost]:
            self._drop(worker)
        while match := self._match(in_order=in_order):
            worker, queued = match
            if worker.give(*queued):
                self._queue.start(queued, worker)
            elif not worker.jobs:
                self._drop(worker)

    def _match(self, *, in_order: bool) -> tuple[WorkerProcess, QueuedJob] | None:
        """A worker with room and the job that is best for it; None where nobody should be told of anything now."""
        if not self._queue:
            return None
        if len(self.workers) < self.count and all(worker.jobs for worker in self.workers):
            self.workers.append(WorkerProcess(self.setup, self.limit))
        for worker in sorted(self.workers, key=lambda worker: len(worker.jobs)):
            if len(worker.jobs) == DEPTH:
                break
            fits = partial(_fits, worker)
            if queued := self._queue.next_for(worker, fits, idle=not worker.jobs, in_order=in_order):
                return worker, queued
        return None

    def _drop(self, worker: WorkerProcess) -> None:
        """Forget a worker that is no more. What it had not begun goes to others, first of all."""
        self._queue.requeue(QueuedJob(index, job, packed(job)) for index, job in worker.jobs)
        worker.stop()
        self.workers.remove(worker)
        self._queue.forget(worker)

    def _collect(self, window: Window, *, patient: bool) -> None:
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
                window.finish(*worker.take())
                if worker.over:
                    self._drop(worker)


def _fits(worker: WorkerProcess, queued: QueuedJob) -> bool:
    return worker.takes(queued.data)
