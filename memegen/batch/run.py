"""Running a plan: as many processes as are worth it, and every file written whole."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.job import Item, Job, Made, Outcome
from memegen.batch.job_queue import JobQueue, Window
from memegen.batch.job_runner import JobRunner, failure, time_limit_exceeded
from memegen.batch.process import can_fork
from memegen.batch.time_limit import TimeLimitExceededError, time_limit
from memegen.core.diagnostics import DiagnosticError
from memegen.core.files import publish_temporary, write_atomic
from memegen.core.profiling import WRITING, stopwatch
from memegen.core.signals import interrupts

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from memegen.batch.cluster.client import Cluster
    from memegen.batch.incremental import IncrementalBuild
    from memegen.renderer import Renderer

# A fresh process takes as long to start as a few dozen cards take to make; with fewer, one process is quicker. A copy
# of this one is there at once, but prepares photos anew.
FEW, FEW_FOR_COPIES = 48, 16
# More processes than this are taken only when asked for: each keeps its own fonts and photos in memory.
MANY = 4


def choose_workers(asked: int, items: Iterator[Item]) -> tuple[int, Iterator[Item]]:
    """How many processes to use, and the same items: as many as *asked*, or by the cards and processors there are."""
    if asked:
        return asked, items
    few = FEW_FOR_COPIES if can_fork() else FEW
    head = list(islice(items, few))
    return (min(_processors(), MANY) if len(head) == few else 1), chain(head, items)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_batch(
    items: Iterator[Item],
    renderer: Renderer,
    workers: int,
    *,
    painted: bool = True,
    summed: bool = True,
    limit: float = 0,
    build: IncrementalBuild | None = None,
    cluster: Cluster | None = None,
) -> Generator[Outcome]:
    """The outcomes in the order of the items, files written; without *painted* nothing is painted or written.

    Without *summed*, which is for one process alone, records do not tell the sums of the pictures' bytes.
    A card that takes more than *limit* seconds fails, unless that is 0. Each picture goes into the *ledger* with its
    file. Items that are outcomes already are passed on in their place. A *cluster* makes them instead of processes.

    Processes may start at once: call it before there are threads. Close the iterator, or use it up, to end them.
    """
    outcomes: Generator[Outcome]
    if cluster:
        outcomes = cluster.run(items)
    elif workers > 1:
        from memegen.batch.pool import WorkerPool
        from memegen.batch.worker import WorkerSetup

        templates, folders = (tuple(map(str, paths)) for paths in (renderer.catalog.files, renderer.pictures.folders))
        setup = WorkerSetup(templates, painted, folders, renderer.today, stopwatch.running)
        outcomes = WorkerPool(workers, setup, limit, renderer, build.descriptors if build else ()).run(items)
    else:
        runner = JobRunner(renderer, painted=painted, summed=summed)
        outcomes = _one_by_one(runner, items, limit)
    if build and not build.store.writes_locally and painted:
        outcomes = sent(outcomes, build)
    return _written(outcomes, build) if painted else outcomes


def _written(outcomes: Generator[Outcome], build: IncrementalBuild | None) -> Generator[Outcome]:
    try:
        for outcome in outcomes:
            yield written(outcome, build) if isinstance(outcome, Made) else outcome
    finally:
        outcomes.close()


def _one_by_one(runner: JobRunner, items: Iterator[Item], limit: float) -> Generator[Outcome]:
    window, queue = Window(items), JobQueue[None]()
    while not window.is_done:
        # Read ahead only for another card of the photos that are decoded.
        while window.has_room and (not queue or queue.lacks_decoded(None)):
            if queued := window.read():
                queue.append(queued)
            yield from window.take()
        if queued := queue.next_for(None, in_order=window.is_full_of_bytes):
            queue.start(queued, None)
            window.finish(queued.position, _alone(runner, queued.job, limit))
            yield from window.take()


def _alone(runner: JobRunner, job: Job, limit: float) -> Outcome:
    try:
        with time_limit(limit):
            return runner.make(job)
    except TimeLimitExceededError:
        return time_limit_exceeded(job, limit)


def written(made: Made, build: IncrementalBuild | None = None) -> Outcome:
    """The same, once its file is on the disk and in the *ledger*; or why it cannot be."""
    try:
        with interrupts.shield(), WRITING:
            if made.temporary:
                publish_temporary(Path(made.temporary), Path(made.file))
            elif made.data and build:
                build.write(made)
            elif made.data:
                write_atomic(Path(made.file), made.data)
            if build:
                build.record(made)
    except DiagnosticError as error:
        return failure(made.row, made.platform, "", error.diagnostics)
    return replace(made, data=b"", temporary="")


def sent(outcomes: Generator[Outcome], build: IncrementalBuild) -> Generator[Outcome]:
    """The same outcomes in the same order, once their files are written; a few are held at a time."""
    max_uploads = build.store.max_uploads
    pool = ThreadPoolExecutor(max_uploads, "memegen-sender")
    waiting: deque[Future[Outcome]] = deque()
    try:
        for outcome in outcomes:
            waiting.append(pool.submit(_sent, outcome, build))
            while waiting and (len(waiting) > 2 * max_uploads or waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        outcomes.close()
        # What is under way is let through; it is whole, and the next batch looks for it.
        pool.shutdown(cancel_futures=True)


def _sent(outcome: Outcome, build: IncrementalBuild) -> Outcome:
    if not isinstance(outcome, Made) or not outcome.data:
        return outcome
    try:
        build.write(outcome)
    except DiagnosticError as error:
        return failure(outcome.row, outcome.platform, "", error.diagnostics)
    return replace(outcome, data=b"")
