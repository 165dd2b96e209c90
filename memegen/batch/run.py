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
from memegen.batch.process import can_fork
from memegen.batch.render_job import Bench, failure, overdue
from memegen.batch.time_limit import OverdueError, within
from memegen.core.diagnostics import DiagnosticError
from memegen.core.files import publish_temporary, write_atomic
from memegen.core.profiling import WRITING, stopwatch
from memegen.core.signals import interrupts

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from memegen.batch.cluster.client import Cluster
    from memegen.batch.incremental import Ledger
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


def press(
    items: Iterator[Item],
    renderer: Renderer,
    workers: int,
    *,
    painted: bool = True,
    summed: bool = True,
    limit: float = 0,
    ledger: Ledger | None = None,
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
        from memegen.batch.pool import Crew
        from memegen.batch.worker import Setup

        templates, folders = (tuple(map(str, paths)) for paths in (renderer.catalog.files, renderer.pictures.folders))
        setup = Setup(templates, painted, folders, renderer.today, stopwatch.running)
        outcomes = Crew(workers, setup, limit, renderer, ledger.descriptors if ledger else ()).run(items)
    else:
        bench = Bench(renderer, painted=painted, summed=summed)
        outcomes = _one_by_one(bench, items, limit)
    if ledger and not ledger.store.near and painted:
        outcomes = sent(outcomes, ledger)
    return _written(outcomes, ledger) if painted else outcomes


def _written(outcomes: Generator[Outcome], ledger: Ledger | None) -> Generator[Outcome]:
    try:
        for outcome in outcomes:
            yield written(outcome, ledger) if isinstance(outcome, Made) else outcome
    finally:
        outcomes.close()


def _one_by_one(bench: Bench, items: Iterator[Item], limit: float) -> Generator[Outcome]:
    for item in items:
        yield _alone(bench, item, limit) if isinstance(item, Job) else item


def _alone(bench: Bench, job: Job, limit: float) -> Outcome:
    try:
        with within(limit):
            return bench.make(job)
    except OverdueError:
        return overdue(job, limit)


def written(made: Made, ledger: Ledger | None = None) -> Outcome:
    """The same, once its file is on the disk and in the *ledger*; or why it cannot be."""
    try:
        with interrupts.shield(), WRITING:
            if made.draft:
                publish_temporary(Path(made.draft), Path(made.file))
            elif made.data and ledger:
                ledger.write(made)
            elif made.data:
                write_atomic(Path(made.file), made.data)
            if ledger:
                ledger.add(made)
    except DiagnosticError as error:
        return failure(made.row, made.platform, "", error.diagnostics)
    return replace(made, data=b"", draft="")


def sent(outcomes: Generator[Outcome], ledger: Ledger) -> Generator[Outcome]:
    """The same outcomes in the same order, once their files are written; a few are held at a time."""
    wide = ledger.store.wide
    pool = ThreadPoolExecutor(wide, "memegen-sender")
    waiting: deque[Future[Outcome]] = deque()
    try:
        for outcome in outcomes:
            waiting.append(pool.submit(_sent, outcome, ledger))
            while waiting and (len(waiting) > 2 * wide or waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        outcomes.close()
        # What is under way is let through; it is whole, and the next batch looks for it.
        pool.shutdown(cancel_futures=True)


def _sent(outcome: Outcome, ledger: Ledger) -> Outcome:
    if not isinstance(outcome, Made) or not outcome.data:
        return outcome
    try:
        ledger.write(outcome)
    except DiagnosticError as error:
        return failure(outcome.row, outcome.platform, "", error.diagnostics)
    return replace(outcome, data=b"")
