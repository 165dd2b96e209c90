"""A pool of processes that run jobs in parallel. Outcomes are in the order of the jobs."""

from __future__ import annotations

from functools import partial
from math import inf
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING, Any

from memegen.batch.job import Item, Outcome
from memegen.batch.job_queue import WINDOW, JobQueue, QueuedJob, Window
from memegen.batch.process import can_fork
from memegen.batch.worker import DEPTH, WorkerProcess, WorkerSetup, pickle_job

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from memegen.renderer import Renderer

# Minimum items of the window for each worker, enough to keep the cards of one photo together.
WINDOW_PER_WORKER = 24


class WorkerPool:
    """The worker processes of one batch. A worker that crashes or exceeds the time limit is replaced.

    Cards of one photo go to the same worker as long as no other is idle, so that the photo is prepared once.
    """

    def __init__(
        self,
        count: int,
        setup: WorkerSetup,
        limit: float = 0,
        renderer: Renderer | None = None,
        foreign: Sequence[int] = (),
    ) -> None:
        """Fork the workers if possible; else they are started when there are jobs for them.

        Args:
            count: number of workers.
            setup: what the worker needs before its first job.
            limit: maximum time for a graphic, in seconds; 0 for none.
            renderer: renderer that forked workers share; None to start new interpreters.
            foreign: descriptors of open files that forked workers must close, because their locks are this process's.
        """
        self.count = count
        self.setup = setup
        self.limit = limit
        self.workers: list[WorkerProcess] = []
        self._queue: JobQueue[WorkerProcess] = JobQueue()
        # Fork now, before a thread starts; start new interpreters only when there are jobs for them.
        while renderer and can_fork() and len(self.workers) < count:
            others = [worker.pipe.fileno() for worker in self.workers]
            self.workers.append(WorkerProcess(setup, limit, renderer, (*foreign, *others)))

    def run(self, items: Iterator[Item]) -> Generator[Outcome]:
        """Iterate over the outcomes, in the order of *items*; hold a bounded number. End the processes on exit."""
        window = Window(items, max(WINDOW, self.count * WINDOW_PER_WORKER))
        try:
            while not window.is_done:
                self._hand_out(in_order=window.is_full_of_bytes)
                if window.has_room:
                    if queued := window.read():
                        self._queue.append(queued._replace(data=pickle_job(queued.job)))
                    self._collect(window, patient=False)
                elif not window.has_outcome() and not window.is_done:
                    self._collect(window, patient=True)
                yield from window.take()
        finally:
            for worker in self.workers:
                worker.stop()

    def _hand_out(self, *, in_order: bool) -> None:
        """Send jobs to workers that have room; replace workers that have died."""
        for worker in [worker for worker in self.workers if not worker.jobs and worker.is_dead]:
            self._drop(worker)
        while match := self._match(in_order=in_order):
            worker, queued = match
            if worker.send(*queued):
                self._queue.start(queued, worker)
            elif not worker.jobs:
                self._drop(worker)

    def _match(self, *, in_order: bool) -> tuple[WorkerProcess, QueuedJob] | None:
        """Return a worker with room and the best job for it; None if no job can be sent now."""
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
        """Remove a worker that has ended; put the jobs that it has not started at the front of the queue."""
        self._queue.requeue(QueuedJob(index, job, pickle_job(job)) for index, job in worker.jobs)
        worker.stop()
        self.workers.remove(worker)
        self._queue.forget(worker)

    def _collect(self, window: Window, *, patient: bool) -> None:
        """Receive the outcomes that are ready; if *patient*, wait for one."""
        busy = [worker for worker in self.workers if worker.jobs]
        soonest = min((worker.deadline for worker in busy), default=inf)
        left = None if soonest == inf else max(0.0, soonest - monotonic())
        ready: list[Any] = wait([worker.pipe for worker in busy], left if patient else 0)
        for worker in busy:
            if worker.pipe not in ready and worker.deadline <= monotonic():
                worker.kill()
                ready.append(worker.pipe)
            if worker.pipe in ready:
                window.finish(*worker.receive())
                if worker.broken:
                    self._drop(worker)


def _fits(worker: WorkerProcess, queued: QueuedJob) -> bool:
    return worker.accepts(queued.data)
