"""Runs jobs on the workers of a Dask cluster. Outcomes are in the order of the jobs."""

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

from memegen.batch.cluster.connection import check_workers, connect, program_version
from memegen.batch.cluster.task import BatchSettings, Task, TaskPacker
from memegen.batch.cluster.worker import run_tasks
from memegen.batch.job import Failed, Item, Job, Outcome
from memegen.batch.job_runner import JobRunner, failure, internal_error
from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, fail
from memegen.core.frozen import slotted

if TYPE_CHECKING:
    from collections.abc import Generator

    from memegen.core.address import Address
    from memegen.renderer import Renderer

# Seconds without any worker after which the batch ends.
WORKERLESS = 60.0
# Seconds between two counts of the workers' threads.
COUNT_INTERVAL = 5.0
# Maximum number of jobs in a group: the scheduler's overhead is per group, however small.
GROUP_SIZE = 4
# Number of groups in progress for each worker thread.
GROUPS_AHEAD = 3
# Maximum number of blobs that the scheduler is asked to keep.
MAX_BLOBS = 64


@slotted
class TaskGroup:
    """Tasks that are sent to one worker together, and their positions in the batch."""

    positions: list[int] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    def singles(self) -> Iterator[TaskGroup]:
        """Iterate over groups of one task each."""
        return (TaskGroup([position], [task]) for position, task in zip(self.positions, self.tasks, strict=True))


class Cluster:
    """A batch on the workers of a Dask scheduler (context manager)."""

    def __init__(
        self, address: str, renderer: Renderer, *, painted: bool = True, limit: float = 0, output: Address | None = None
    ) -> None:
        """Connect to the scheduler at *address*.

        Args:
            address: address of the scheduler.
            renderer: the renderer of the batch.
            painted: whether to render the files; False to find only what is wrong with them.
            limit: maximum time for a graphic, in seconds; 0 for none.
            output: where workers write the graphics; None to return their bytes.

        Raises:
            DiagnosticError: if the cluster cannot be used.
        """
        self.address = address
        self.packer = TaskPacker(renderer)
        self.runner = JobRunner(renderer, painted=painted)
        self._client = connect(address)
        try:
            check_workers(self._client, address)
        except BaseException:
            self._client.close()
            raise
        run, program = uuid.uuid4().hex[:12], program_version()[1]
        self._settings = BatchSettings(run, program, painted, limit, output, self.packer.fonts, self.packer.owned)
        self._done: dict[int, Outcome] = {}
        # Groups that are not full yet, by the files that their tasks need.
        self._open: dict[tuple[str, ...], TaskGroup] = {}
        self._in_progress: dict[Any, TaskGroup] = {}
        # Tasks that may have crashed a worker, and the one of them that runs now, while no other does.
        self._suspects: deque[TaskGroup] = deque()
        self._suspect: TaskGroup | None = None
        self._finished: SimpleQueue[Any] = SimpleQueue()
        self._blobs: dict[str, Any] = {}
        self._threads = 0
        self._counted = self._last_seen = -WORKERLESS

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):
            self._client.close()

    def run(self, items: Iterator[Item]) -> Generator[Outcome]:
        """Iterate over the outcomes, in the order of *items*; hold a bounded number. Cancel pending work on exit."""
        returned = started = 0
        more = True
        try:
            while more or returned < started:
                while more and not self._suspects and started - returned < self._window():
                    item = next(items, None)
                    if item is None:
                        more = False
                        break
                    self._add(started, item)
                    started += 1
                if not self._suspects:
                    self._submit_before(returned + self._window() // 2 if more else started)
                if returned < started and returned not in self._done:
                    self._collect()
                while returned in self._done:
                    yield self._done.pop(returned)
                    returned += 1
        finally:
            with suppress(Exception):
                self._client.cancel([*self._in_progress, *self._blobs.values()], force=True)
            self._in_progress.clear()
            self._blobs.clear()

    def _add(self, position: int, item: Item) -> None:
        """Add a job to a group with others of the same files; store an item that is an outcome already."""
        if not isinstance(item, Job):
            self._done[position] = item
            return
        try:
            task = self.packer.pack(item)
        except DiagnosticError as error:
            self._done[position] = failure(item.where, item.platform.name, error.diagnostics)
            return
        except Exception:  # Running it here reports the error as it would be without a cluster.
            task = None
        if task is None:
            self._done[position] = self.runner.make(item)
            return
        files = (*task.digests, *task.origins)
        group = self._open.setdefault(files, TaskGroup())
        group.positions.append(position)
        group.tasks.append(task)
        if len(group.positions) == GROUP_SIZE:
            self._submit(self._open.pop(files))

    def _submit_before(self, position: int) -> None:
        """Submit the groups, full or not, that have a job before *position*."""
        for files, group in list(self._open.items()):
            if group.positions[0] < position:
                self._submit(self._open.pop(files))

    def _submit(self, group: TaskGroup) -> None:
        digests = dict.fromkeys(digest for task in group.tasks for digest in task.digests)
        digests |= dict.fromkeys((*self._settings.fonts, *self._settings.owned))
        try:
            blobs = [self._blob(digest) for digest in digests]
        except OSError:  # A file was deleted meanwhile.
            for position, task in zip(group.positions, group.tasks, strict=True):
                self._done[position] = self.runner.make(task.job, task.card)
            return
        key = f"memegen-{self._settings.run}-{uuid.uuid4().hex[:12]}"
        future = self._client.submit(run_tasks, self._settings, group.tasks, *blobs, key=key, pure=False)
        self._in_progress[future] = group
        future.add_done_callback(self._finished.put)

    def _blob(self, digest: str) -> Any:
        """Return a future of a blob: Dask keeps it where it is used, and sends it again if a worker has lost it."""
        if digest not in self._blobs:
            while len(self._blobs) >= MAX_BLOBS:
                del self._blobs[next(iter(self._blobs))]
            key = f"memegen-{self._settings.run}-{digest}"
            self._blobs[digest] = self._client.submit(_identity, self.packer.blob(digest), key=key, pure=False)
        self._blobs[digest] = self._blobs.pop(digest)
        return self._blobs[digest]

    def _collect(self) -> None:
        """Wait for a group, and store the outcomes of all that are finished.

        Raises:
            DiagnosticError: ``cluster-disconnected``, ``cluster-empty``.
        """
        if self._suspects and not self._in_progress:
            self._suspect = self._suspects.popleft()
            self._submit(self._suspect)
        ended = [future for future in self._wait() if future in self._in_progress]
        if any(future.status == "cancelled" for future in ended):
            raise self._disconnected()
        finished = [future for future in ended if future.status == "finished"]
        try:
            results = self._client.gather(finished) if finished else []
        except (Exception, CancelledError):
            raise self._disconnected() from None
        for future, outcomes in zip(finished, results, strict=True):
            self._done |= zip(self._in_progress.pop(future).positions, outcomes, strict=True)
        for future in ended:
            if future in self._in_progress:
                self._retry(self._in_progress.pop(future), future)

    def _wait(self) -> list[Any]:
        """Return the futures that have ended; wait for one if any is in progress."""
        ended: list[Any] = []
        while self._in_progress and not ended:
            with suppress(Empty):
                ended.append(self._finished.get(timeout=1))
            if self._client.status != "running":
                raise self._disconnected()
            self._window()
            if monotonic() - self._last_seen > WORKERLESS:
                hint = "start workers, and run the batch again; finished graphics are kept"
                raise fail("cluster-empty", f"the scheduler at {self.address} has no workers any more", hint)
        while not self._finished.empty():
            ended.append(self._finished.get())
        return ended

    def _disconnected(self) -> DiagnosticError:
        hint = "run the batch again when the scheduler is back; finished graphics are kept"
        return fail("cluster-disconnected", f"the scheduler at {self.address} has disconnected", hint)

    def _retry(self, group: TaskGroup, future: Any) -> None:
        """Run each task of a group that failed alone; a task that fails alone has the failure as its outcome."""
        if group is not self._suspect:
            self._suspects += group.singles()
            return
        job = group.tasks[0].job
        error = future.exception() if future.status == "error" else None
        if type(error).__name__ == "KilledWorker":
            hint = "give the workers more memory, or use a smaller platform or photo"
            message = "one worker after another crashed while rendering this graphic"
            diagnostic = Diagnostic(ERROR, "worker-crashed", job.where, message, hint)
        else:
            diagnostic = internal_error(error or RuntimeError("the task was cancelled"), job.where)
        self._done[group.positions[0]] = Failed(job.row, job.platform.name, (diagnostic,))

    def _window(self) -> int:
        """Return how many jobs may be in progress; count threads every few seconds, because workers come and go."""
        if monotonic() - self._counted > COUNT_INTERVAL:
            with suppress(Exception):
                self._threads = sum(self._client.nthreads().values())
            self._counted = monotonic()
            if self._threads:
                self._last_seen = self._counted
        return max(1, self._threads) * GROUP_SIZE * GROUPS_AHEAD


def _identity(blob: Any) -> Any:
    return blob
