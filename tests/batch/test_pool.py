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


def crew_of(*workers: FakeWorker, photos: Iterable[str]) -> tuple[WorkerPool, JobQueue[Any]]:
    """A crew with a queued job for each of the *photos*."""
    crew: Any = WorkerPool(len(workers), WorkerSetup(()))
    crew.workers = list(workers)
    for position, photo in enumerate(photos):
        job = Job(position, Where(), "plain", {}, SQUARE, "", "", f"{position}", photo=photo)
        crew._queue.append(QueuedJob(position, job))
    return crew, crew._queue


def work_off(crew: WorkerPool, workers: tuple[FakeWorker, ...]) -> None:
    """Hand out and finish jobs in turn until none is left."""
    while crew._queue or any(worker.jobs for worker in workers):
        crew._hand_out(in_order=False)
        for worker in workers:
            if worker.jobs:
                worker.jobs.popleft()


def test_cards_of_one_photo_stay_with_one_worker() -> None:
    workers = FakeWorker(), FakeWorker()
    crew, _ = crew_of(*workers, photos="abcd" * 10)
    work_off(crew, workers)
    assert not set(workers[0].had) & set(workers[1].had)
    assert len(workers[0].had) == len(workers[1].had) == 20


def test_nobody_is_idle_though_there_is_but_one_photo() -> None:
    workers = FakeWorker(), FakeWorker()
    crew, _ = crew_of(*workers, photos="a" * 10)
    crew._hand_out(in_order=False)
    assert all(worker.jobs for worker in workers)


def test_cards_without_a_photo_go_to_anybody() -> None:
    workers = FakeWorker(), FakeWorker()
    crew, queue = crew_of(*workers, photos=[""] * 10)
    crew._hand_out(in_order=False)
    assert [len(worker.jobs) for worker in workers] == [DEPTH, DEPTH]
    assert [place for worker in workers for place, _ in worker.jobs] == [0, 2, 1, 3]
    assert len(queue) == 10 - 2 * DEPTH


def test_a_worker_found_dead_loses_no_job_that_it_had_not_begun() -> None:
    dead, well = FakeWorker(), FakeWorker()
    crew, _ = crew_of(dead, well, photos=["", ""])
    dead.alive = False
    crew.count = 1
    crew._hand_out(in_order=False)
    assert crew.workers == [well]
    assert [place for place, _ in well.jobs] == [0, 1]
