"""Which worker gets which job: those of one photo stay together, and nobody is idle."""

from __future__ import annotations

from collections import deque
from typing import Any

from memegen.batch.job import Job
from memegen.batch.pool import Crew, Waiting
from memegen.batch.worker import DEPTH, Setup
from memegen.core.diagnostics import Where
from memegen.model.entities import Platform

SQUARE = Platform("60x60", "60x60", 60, 60)


class Desk:
    """A worker that only takes note; *alive* until it is told something after it has died."""

    def __init__(self) -> None:
        self.jobs: deque[tuple[int, Job]] = deque()
        self.had: list[str] = []
        self.alive = True
        self.lost = False

    def takes(self, data: bytes) -> bool:
        return len(self.jobs) < DEPTH

    def give(self, place: int, job: Job, data: bytes) -> bool:
        if self.alive:
            self.jobs.append((place, job))
            self.had.append(job.photo)
        return self.alive

    def stop(self) -> None:
        self.alive = False


def crew_of(*desks: Desk) -> tuple[Crew, deque[Waiting]]:
    crew: Any = Crew(len(desks), Setup(()))
    crew.workers = list(desks)
    return crew, crew._waiting


def waiting(place: int, photo: str) -> Waiting:
    return Waiting(place, Job(place, Where(), "plain", {}, SQUARE, "", "", f"{place}", photo=photo), b"")


def work_off(crew: Crew, desks: tuple[Desk, ...]) -> None:
    """Hand out and finish jobs in turn until none is left."""
    while crew._waiting or any(desk.jobs for desk in desks):
        crew._hand_out()
        for desk in desks:
            if desk.jobs:
                desk.jobs.popleft()


def test_cards_of_one_photo_stay_with_one_worker() -> None:
    desks = Desk(), Desk()
    crew, queue = crew_of(*desks)
    queue.extend(waiting(place, "abcd"[place % 4]) for place in range(40))
    work_off(crew, desks)
    assert not set(desks[0].had) & set(desks[1].had)
    assert len(desks[0].had) == len(desks[1].had) == 20


def test_nobody_is_idle_though_there_is_but_one_photo() -> None:
    desks = Desk(), Desk()
    crew, queue = crew_of(*desks)
    queue.extend(waiting(place, "a") for place in range(10))
    crew._hand_out()
    assert all(desk.jobs for desk in desks)


def test_cards_without_a_photo_go_to_anybody() -> None:
    desks = Desk(), Desk()
    crew, queue = crew_of(*desks)
    queue.extend(waiting(place, "") for place in range(10))
    crew._hand_out()
    assert [len(desk.jobs) for desk in desks] == [DEPTH, DEPTH]
    assert [place for place, *_ in queue] == list(range(2 * DEPTH, 10))


def test_a_worker_found_dead_loses_no_job_that_it_had_not_begun() -> None:
    dead, well = Desk(), Desk()
    crew, queue = crew_of(dead, well)
    dead.alive = False
    queue.extend(waiting(place, "") for place in range(2))
    crew.count = 1
    crew._hand_out()
    assert crew.workers == [well]
    assert [place for place, _ in well.jobs] == [0, 1]
