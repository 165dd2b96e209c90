"""Cards made by the workers of a Dask cluster. What comes out is in the order of what went in."""

from __future__ import annotations

import uuid
from asyncio import CancelledError
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import field
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any

from memegen.batch.cluster.task import BatchSettings, Task, TaskPacker
from memegen.batch.cluster.worker import check, connected, make_all, told
from memegen.batch.job import Failed, Item, Job, Outcome
from memegen.batch.job_runner import JobRunner, failure, internal_error
from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, fail
from memegen.core.frozen import slotted

if TYPE_CHECKING:
    from collections.abc import Generator

    from memegen.core.address import Address
    from memegen.renderer import Renderer

# Seconds until a cluster that has lost all its workers is given up.
WORKERLESS = 60.0
# Cards of a task, for it is tasks that the scheduler has work with, however small; and tasks at hand for each thread.
TOGETHER, AHEAD = 4, 3
# So many files the scheduler is asked to keep at once.
KEPT = 64


@slotted
class TaskGroup:
    """Cards that go to one worker together, each with its place in the batch."""

    places: list[int] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    def singles(self) -> Iterator[TaskGroup]:
        """The same cards, each alone."""
        return (TaskGroup([place], [task]) for place, task in zip(self.places, self.tasks, strict=True))


class Cluster:
    """A run on the workers of the scheduler at *address*. Raises DiagnosticError where it cannot be used."""

    def __init__(
        self, address: str, renderer: Renderer, *, painted: bool = True, limit: float = 0, far: Address | None = None
    ) -> None:
        self.address = address
        self.packer = TaskPacker(renderer)
        self.runner = JobRunner(renderer, painted=painted)
        self._client = connected(address)
        try:
            check(self._client, address)
        except BaseException:
            self._client.close()
            raise
        run = uuid.uuid4().hex[:12]
        self._terms = BatchSettings(run, told()[1], painted, limit, far, self.packer.fonts, self.packer.owned)
        self._done: dict[int, Outcome] = {}
        self._open: dict[tuple[str, ...], TaskGroup] = {}
        self._flights: dict[Any, TaskGroup] = {}
        # Cards over which a worker may have been lost, and the one of them that is tried now, while no other is.
        self._suspects: deque[TaskGroup] = deque()
        self._alone: TaskGroup | None = None
        self._landed: SimpleQueue[Any] = SimpleQueue()
        self._cargo: dict[str, Any] = {}
        self._threads = 0
        self._counted = self._worked = -WORKERLESS

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):
            self._client.close()

    def run(self, items: Iterator[Item]) -> Generator[Outcome]:
        """The outcomes in the order of *items*; a bounded number is held. Cancels what is under way, come what may."""
        taken = given = 0
        more = True
        try:
            while more or taken < given:
                while more and not self._suspects and given - taken < self._window():
                    item = next(items, None)
                    if item is None:
                        more = False
                        break
                    self._take(given, item)
                    given += 1
                if not self._suspects:
                    self._send(taken + self._window() // 2 if more else given)
                if taken < given and taken not in self._done:
                    self._collect()
                while taken in self._done:
                    yield self._done.pop(taken)
                    taken += 1
        finally:
            with suppress(Exception):
                self._client.cancel([*self._flights, *self._cargo.values()], force=True)
            self._flights.clear()
            self._cargo.clear()

    def _take(self, place: int, item: Item) -> None:
        """An outcome is put in its place, a card into a load with others of the same photos."""
        if not isinstance(item, Job):
            self._done[place] = item
            return
        try:
            task = self.packer.task(item)
        except DiagnosticError as error:
            self._done[place] = failure(item.row, item.platform.name, item.where.file, error.diagnostics)
            return
        except Exception:  # It is said as it would be without a cluster.
            task = None
        if task is None:
            self._done[place] = self.runner.make(item)
            return
        kind = (*task.digests, *task.origins)
        load = self._open.setdefault(kind, TaskGroup())
        load.places.append(place)
        load.tasks.append(task)
        if len(load.places) == TOGETHER:
            self._fly(self._open.pop(kind))

    def _send(self, before: int) -> None:
        """Send the loads that have a card of a place *before* that, full or not."""
        for kind, load in list(self._open.items()):
            if load.places[0] < before:
                self._fly(self._open.pop(kind))

    def _fly(self, load: TaskGroup) -> None:
        digests = dict.fromkeys(digest for task in load.tasks for digest in task.digests)
        digests |= dict.fromkeys((*self._terms.fonts, *self._terms.owned))
        try:
            blobs = [self._kept(digest) for digest in digests]
        except OSError:  # A file has gone meanwhile.
            for place, task in zip(load.places, load.tasks, strict=True):
                self._done[place] = self.runner.make(task.job, task.card)
            return
        key = f"memegen-{self._terms.run}-{uuid.uuid4().hex[:12]}"
        future = self._client.submit(make_all, self._terms, load.tasks, *blobs, key=key, pure=False)
        self._flights[future] = load
        future.add_done_callback(self._landed.put)

    def _kept(self, digest: str) -> Any:
        """The bytes as a task of their own: kept where they are used, and made again where a worker has lost them."""
        if digest not in self._cargo:
            while len(self._cargo) >= KEPT:
                del self._cargo[next(iter(self._cargo))]
            key = f"memegen-{self._terms.run}-{digest}"
            self._cargo[digest] = self._client.submit(_same, self.packer.blobs(digest), key=key, pure=False)
        self._cargo[digest] = self._cargo.pop(digest)
        return self._cargo[digest]

    def _collect(self) -> None:
        """Take all that has landed, once something has. Raises DiagnosticError where nobody works any more."""
        if self._suspects and not self._flights:
            self._alone = self._suspects.popleft()
            self._fly(self._alone)
        landed = [future for future in self._awaited() if future in self._flights]
        if any(future.status == "cancelled" for future in landed):
            raise self._lost()
        finished = [future for future in landed if future.status == "finished"]
        try:
            outcomes = self._client.gather(finished) if finished else []
        except (Exception, CancelledError):
            raise self._lost() from None
        for future, made in zip(finished, outcomes, strict=True):
            self._done |= zip(self._flights.pop(future).places, made, strict=True)
        for future in landed:
            if future in self._flights:
                self._again(self._flights.pop(future), future)

    def _awaited(self) -> list[Any]:
        """What has landed, at least one where any is under way. Raises DiagnosticError."""
        landed: list[Any] = []
        while self._flights and not landed:
            with suppress(Empty):
                landed.append(self._landed.get(timeout=1))
            if self._client.status != "running":
                raise self._lost()
            self._window()
            if monotonic() - self._worked > WORKERLESS:
                hint = "start workers, and run the batch again; what is made stays"
                raise fail("cluster-empty", f"the scheduler at {self.address} has no workers any more", hint)
        while not self._landed.empty():
            landed.append(self._landed.get())
        return landed

    def _lost(self) -> DiagnosticError:
        hint = "what is made stays; when the scheduler is back, run the batch again"
        return fail("cluster-lost", f"the scheduler at {self.address} has gone", hint)

    def _again(self, load: TaskGroup, future: Any) -> None:
        """A load that did not come back: each of its cards is tried alone, and then it is that card's error."""
        if load is not self._alone:
            self._suspects += load.singles()
            return
        job = load.tasks[0].job
        error = future.exception() if future.status == "error" else None
        if type(error).__name__ == "KilledWorker":
            hint = "is memory short? give the workers more, or take a smaller platform or a smaller photo"
            message = "one worker after another was lost over this picture"
            found = Diagnostic(ERROR, "worker-lost", job.where, message, hint)
        else:
            found = internal_error(error or RuntimeError("the task was cancelled"), job.where)
        self._done[load.places[0]] = Failed(job.row, job.platform.name, (found,))

    def _window(self) -> int:
        """How many cards may be under way; looked up every few seconds, for workers come and go."""
        if monotonic() - self._counted > 5:
            with suppress(Exception):
                self._threads = sum(self._client.nthreads().values())
            self._counted = monotonic()
            if self._threads:
                self._worked = self._counted
        return max(1, self._threads) * TOGETHER * AHEAD


def _same(blobs: Any) -> Any:
    return blobs
