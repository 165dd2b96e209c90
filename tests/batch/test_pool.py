"""Which worker gets which job: those of one photo stay together, and nobody is idle."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any

from memegen.batch.job import Job
from memegen.batch.job_queue import JobQueue, QueuedJob
from memegen.batch.pool import WorkerPool
from memegen.batch.worker import DEPTH, WorkerSetup
from memegen.core.diagnostics import Where
from memegen.model.entities import Platform

SQUARE = Platform("60x60", "60x60", 60, 60)


class FakeWorker:
    """A worker that only takes note; *alive* until it is told something after it has died."""

    def __init__(self) -> None:
        self.jobs: deque[tuple[int, Job]] = deque()
        self.had: list[str] = []
        self.alive = True
        self.is_dead = False

    def accepts(self, data: bytes) -> bool:
        return len(self.jobs) < DEPTH

    def send(self, place: int, job: Job, data: bytes) -> bool:
        if self.alive:
            self.jobs.append((place, job))
            self.had.append(job.photo)
        return self.alive

    def stop(self) -> None:
        self.alive = False


def make_pool(*workers: FakeWorker, photos: Iterable[str]) -> tuple[WorkerPool, JobQueue[Any]]:
    """Return a pool with a queued job for each of the *photos*, and its queue."""
    pool: Any = WorkerPool(len(workers), WorkerSetup(()))
    pool.workers = list(workers)
    for position, photo in enumerate(photos):
        job = Job(position, Where(), "plain", {}, SQUARE, "", "", f"{position}", photo=photo)
        pool._queue.append(QueuedJob(position, job))
    return pool, pool._queue


def run_jobs(pool: WorkerPool, workers: tuple[FakeWorker, ...]) -> None:
    """Hand out and finish jobs in turn until none is left."""
    while pool._queue or any(worker.jobs for worker in workers):
        pool._hand_out(in_order=False)
        for worker in workers:
            if worker.jobs:
                worker.jobs.popleft()


def test_cards_of_one_photo_stay_with_one_worker() -> None:
    workers = FakeWorker(), FakeWorker()
    pool, _ = make_pool(*workers, photos="abcd" * 10)
    run_jobs(pool, workers)
    assert not set(workers[0].had) & set(workers[1].had)
    assert len(workers[0].had) == len(workers[1].had) == 20


def test_no_worker_is_idle_with_a_single_photo() -> None:
    workers = FakeWorker(), FakeWorker()
    pool, _ = make_pool(*workers, photos="a" * 10)
    pool._hand_out(in_order=False)
    assert all(worker.jobs for worker in workers)


def test_cards_without_a_photo_go_to_any_worker() -> None:
    workers = FakeWorker(), FakeWorker()
    pool, queue = make_pool(*workers, photos=[""] * 10)
    pool._hand_out(in_order=False)
    assert [len(worker.jobs) for worker in workers] == [DEPTH, DEPTH]
    assert [place for worker in workers for place, _ in worker.jobs] == [0, 2, 1, 3]
    assert len(queue) == 10 - 2 * DEPTH


def test_jobs_not_begun_by_a_dead_worker_go_to_another() -> None:
    dead, well = FakeWorker(), FakeWorker()
    pool, _ = make_pool(dead, well, photos=["", ""])
    dead.alive = False
    pool.count = 1
    pool._hand_out(in_order=False)
    assert pool.workers == [well]
    assert [place for place, _ in well.jobs] == [0, 1]
