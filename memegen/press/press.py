"""Running a plan: as many processes as are worth it, and every file written whole."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.errors import DiagnosticError
from memegen.files import write_whole
from memegen.press.bench import Bench, failure
from memegen.press.interrupts import interrupts
from memegen.press.job import Failed, Job, Made, Outcome

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from memegen.studio import Studio

# A process takes as long to start as a few dozen cards take to make; with fewer, one process is quicker.
FEW = 48
# More processes than this are taken only when asked for: each keeps its own fonts and photos in memory.
MANY = 4


def choose_workers(asked: int, items: Iterator[Job | Failed]) -> tuple[int, Iterator[Job | Failed]]:
    """How many processes to use, and the same items: as many as *asked*, or by the cards and processors there are."""
    if asked:
        return asked, items
    head = list(islice(items, FEW))
    return (min(_processors(), MANY) if len(head) == FEW else 1), chain(head, items)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def press(items: Iterator[Job | Failed], studio: Studio, workers: int, *, painted: bool = True) -> Generator[Outcome]:
    """The outcomes in the order of the items, files written; without *painted* nothing is painted or written.

    Close the iterator, or use it up, to end the processes.
    """
    outcomes: Generator[Outcome]
    if workers > 1:
        from memegen.press.workers import Crew, Setup

        templates, folders = (tuple(map(str, paths)) for paths in (studio.catalog.files, studio.pictures.folders))
        outcomes = Crew(workers, Setup(templates, painted, folders, studio.today)).run(items)
    else:
        bench = Bench(studio, painted=painted)
        outcomes = (item if isinstance(item, Failed) else bench.make(item) for item in items)
    try:
        for outcome in outcomes:
            yield written(outcome) if isinstance(outcome, Made) and painted else outcome
    finally:
        outcomes.close()


def written(made: Made) -> Outcome:
    """The same, once its file is on the disk; or why it cannot be."""
    try:
        with interrupts.shield():
            write_whole(Path(made.file), made.data)
    except DiagnosticError as error:
        return failure(made.row, made.platform, "", error.diagnostics)
    return replace(made, data=b"")
