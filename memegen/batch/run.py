"""Runs the jobs of a batch, in one process, in several, or on a cluster, and writes every file atomically."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.job import Item, Job, Made, Outcome
from memegen.batch.job_queue import JobQueue, Window
from memegen.batch.job_runner import JobRunner, failure, time_limit_exceeded
from memegen.batch.process import can_fork, load_rendering_modules
from memegen.batch.time_limit import TimeLimitExceededError, time_limit
from memegen.core.diagnostics import DiagnosticError
from memegen.core.files import publish_temporary, write_atomic
from memegen.core.profiling import WRITING, stopwatch
from memegen.core.signals import interrupts

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from concurrent.futures import Future

    from memegen.batch.check_record import CheckRecord
    from memegen.batch.cluster.client import Cluster
    from memegen.batch.incremental import IncrementalBuild
    from memegen.batch.job_runner import LaidOut
    from memegen.batch.worker import WorkerSetup
    from memegen.renderer import Renderer

# Minimum number of graphics for several processes: a new interpreter takes as long to start as a few dozen graphics.
MIN_GRAPHICS = 48
# The same if the process can be forked, which takes no time; but each process prepares its photos itself.
MIN_GRAPHICS_FORKED = 16
# Maximum number of processes chosen automatically: each keeps its own fonts and photos in memory.
MAX_PROCESSES = 4


def choose_workers(requested: int, items: Iterator[Item]) -> tuple[int, Iterator[Item]]:
    """Return the number of processes to use, and the same items.

    Args:
        requested: number of processes; 0 to choose it by the number of graphics and processors.
        items: jobs and outcomes.
    """
    if requested:
        return requested, items
    minimum = MIN_GRAPHICS_FORKED if can_fork() else MIN_GRAPHICS
    head = list(islice(items, minimum))
    return (min(_processors(), MAX_PROCESSES) if len(head) == minimum else 1), chain(head, items)


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
    known: CheckRecord | None = None,
) -> Generator[Outcome]:
    """Iterate over the outcomes, in the order of the items, after their files are written.

    Processes may be forked at once: call it before starting threads. Exhaust or close the iterator to end them.

    Args:
        items: jobs, and outcomes, which are returned in their place.
        renderer: the renderer of the batch.
        workers: number of processes.
        painted: whether to render and write files; False to find only what is wrong with them.
        summed: whether records contain the SHA-256 of the graphics; False only for one process.
        limit: maximum time for a graphic, s; 0 for none.
        build: records each graphic; None to record nothing.
        cluster: runs the jobs instead of processes.
        known: record of earlier checks, for a check; None to look at every graphic.
    """
    if cluster:
        outcomes = cluster.run(items)
    elif workers > 1:
        from memegen.batch.pool import WorkerPool

        setup = _worker_setup(renderer, known, painted=painted)
        outcomes = WorkerPool(workers, setup, limit, renderer, build.descriptors if build else ()).run(items)
    else:
        runner = JobRunner(renderer, painted=painted, summed=summed, known=known)
        outcomes = _run_in_process(runner, items, limit)
    return _written(_pages(outcomes), build) if painted else _pages(outcomes)


def _worker_setup(renderer: Renderer, known: CheckRecord | None, *, painted: bool) -> WorkerSetup:
    """Return what the workers of a batch need, to which all of the arguments of :func:`run_batch` apply."""
    from memegen.batch.worker import WorkerSetup

    templates, folders = (tuple(map(str, paths)) for paths in (renderer.catalog.files, renderer.pictures.folders))
    project = renderer.catalog.project
    return WorkerSetup(templates, painted, folders, renderer.today, stopwatch.running, project, known)


def _pages(outcomes: Generator[Outcome]) -> Generator[Outcome]:
    """Iterate over the outcomes, those of a series page by page; all of its pages are rendered then."""
    try:
        for outcome in outcomes:
            if isinstance(outcome, Made):
                yield from outcome.pages()
            else:
                yield outcome
    finally:
        outcomes.close()


def _written(outcomes: Generator[Outcome], build: IncrementalBuild | None) -> Generator[Outcome]:
    if build and not build.store.writes_locally:
        outcomes = uploaded(outcomes, build)
    try:
        for outcome in outcomes:
            yield written(outcome, build) if isinstance(outcome, Made) else outcome
    finally:
        outcomes.close()


def _run_in_process(runner: JobRunner, items: Iterator[Item], limit: float) -> Generator[Outcome]:
    # More than one thread is for the few graphics of `make`, for which a person waits.
    if runner.renderer.threads > 1 and not limit:
        return _run_overlapping(runner, items)
    return _run_queued(runner, items, limit)


def _run_overlapping(runner: JobRunner, items: Iterator[Item]) -> Generator[Outcome]:
    """Lay out each card before the one before it is painted, so that its plates are prepared meanwhile."""
    previous: LaidOut | Outcome | None = None
    for item in items:
        current = runner.begin(item) if isinstance(item, Job) else item
        load_rendering_modules()
        if previous is not None:
            yield runner.finish(previous) if isinstance(previous, tuple) else previous
        previous = current
    if previous is not None:
        yield runner.finish(previous) if isinstance(previous, tuple) else previous


def _run_queued(runner: JobRunner, items: Iterator[Item], limit: float) -> Generator[Outcome]:
    window, queue = Window(items), JobQueue[None]()
    while not window.is_done:
        # Read ahead only for another card of the photos that are decoded.
        while window.has_room and (not queue or queue.lacks_decoded(None)):
            if queued := window.read():
                queue.append(queued)
            yield from window.take()
        if queued := queue.next_for(None, in_order=window.is_full_of_bytes):
            queue.start(queued, None)
            window.finish(queued.position, _run_job(runner, queued.job, limit))
            yield from window.take()


def _run_job(runner: JobRunner, job: Job, limit: float) -> Outcome:
    try:
        with time_limit(limit):
            return runner.make(job)
    except TimeLimitExceededError:
        return time_limit_exceeded(job, limit)


def written(made: Made, build: IncrementalBuild | None = None) -> Outcome:
    """Write and record the file of a graphic; return it without its bytes, or the failure if it cannot be written."""
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
        return failure(made.where, made.platform, error.diagnostics)
    return replace(made, data=b"", temporary="")


def uploaded(outcomes: Generator[Outcome], build: IncrementalBuild) -> Generator[Outcome]:
    """Iterate over the same outcomes after uploading their files; several are uploaded in parallel."""
    from concurrent.futures import ThreadPoolExecutor  # Loaded here: only uploads need it, and it takes 5 ms.

    max_uploads = build.store.max_uploads
    pool = ThreadPoolExecutor(max_uploads, "memegen-upload")
    waiting: deque[Future[Outcome]] = deque()
    try:
        for outcome in outcomes:
            waiting.append(pool.submit(_upload, outcome, build))
            while waiting and (len(waiting) > 2 * max_uploads or waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        outcomes.close()
        # Uploads in progress end: they are atomic, and the next batch finds the files.
        pool.shutdown(cancel_futures=True)


def _upload(outcome: Outcome, build: IncrementalBuild) -> Outcome:
    if not isinstance(outcome, Made) or not outcome.data:
        return outcome
    try:
        build.write(outcome)
    except DiagnosticError as error:
        return failure(outcome.where, outcome.platform, error.diagnostics)
    return replace(outcome, data=b"")
