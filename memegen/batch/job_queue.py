"""Which job a worker gets next, so that a photo is decoded once for all its cards; outcomes stay in order.

Rows may name photos in any order, and a worker keeps only a few of them decoded. Within a window of the batch, jobs
whose photo the worker has decoded come first.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from itertools import chain
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from memegen.batch.job import Item, Job, Made, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

# Maximum items from the oldest without an outcome to the newest that has been read: enough to find several cards of one
# photo among many photos. Outcomes that wait for an earlier one are lost when the batch is killed: about three seconds
# of work.
WINDOW = 128
# Photos that a worker is expected to have prepared, those of its last jobs: at 2400 × 1600 pixels four of them fit into
# ``memegen.images.decoded.DECODED_BYTES``.
DECODED_PHOTOS = 4
# Maximum photos for which it is recorded which workers have prepared them.
REMEMBERED = 4096
# Bytes of finished files that wait for an earlier card, from which on cards are rendered in order.
HELD_BYTES = 64 << 20

W = TypeVar("W", bound="Hashable")


class QueuedJob(NamedTuple):
    """A job that no worker has yet: its position among the items, and its bytes as a pipe carries it."""

    position: int
    job: Job
    data: bytes = b""


class JobQueue(Generic[W]):
    """Jobs that wait for a worker, and the photos that each worker has prepared."""

    def __init__(self) -> None:
        self._waiting: deque[QueuedJob] = deque()
        # The workers that have prepared a photo at any time: they know its facts and its subject.
        self._homes: OrderedDict[str, set[W]] = OrderedDict()
        # The photos that each worker is expected to have decoded.
        self._decoded: dict[W, deque[str]] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def append(self, queued: QueuedJob) -> None:
        """Add a job after all others."""
        self._waiting.append(queued)

    def requeue(self, jobs: Iterable[QueuedJob]) -> None:
        """Put jobs that a worker did not start before all others, in the same order."""
        self._waiting.extendleft(reversed(list(jobs)))

    def next_for(
        self,
        worker: W,
        fits: Callable[[QueuedJob], bool] = lambda _: True,
        *,
        idle: bool = True,
        in_order: bool = False,
    ) -> QueuedJob | None:
        """Return the best job for a worker, the oldest among equals; it stays in the queue.

        Best is a job that needs no photo, or one that the worker has decoded; then a job whose photo the worker has
        prepared before, or no worker has. A worker that can keep more photos decoded takes the latter two alike.

        Args:
            worker: The worker that has room for a job.
            fits: Whether the worker can take a job now.
            idle: Take any job rather than none: preparing a photo twice is better than waiting.
            in_order: Take the oldest job even if another needs no decoding.
        """
        full = self._is_full(worker) and not in_order
        decoded = (queued for queued in self._waiting if self._is_decoded(worker, queued)) if full else ()
        own = (queued for queued in self._waiting if worker in self._homes.get(queued.job.photo, (worker,)))
        return next(chain(filter(fits, chain(decoded, own)), self._waiting if idle else ()), None)

    def lacks_decoded(self, worker: W) -> bool:
        """Return whether the worker can keep no more photos decoded, and every waiting job needs another one."""
        return self._is_full(worker) and not any(self._is_decoded(worker, queued) for queued in self._waiting)

    def start(self, queued: QueuedJob, worker: W) -> None:
        """Remove a job from the queue: the worker has it now, and will have its photo."""
        self._waiting.remove(queued)
        if photo := queued.job.photo:
            self._homes.setdefault(photo, set()).add(worker)
            self._homes.move_to_end(photo)
            if len(self._homes) > REMEMBERED:
                self._homes.popitem(last=False)
            decoded = self._decoded.setdefault(worker, deque(maxlen=DECODED_PHOTOS))
            if photo in decoded:
                decoded.remove(photo)
            decoded.append(photo)

    def forget(self, worker: W) -> None:
        """Drop what is recorded of a worker that has ended."""
        self._decoded.pop(worker, None)
        for photo in [photo for photo, homes in self._homes.items() if worker in homes]:
            self._homes[photo].discard(worker)
            if not self._homes[photo]:
                del self._homes[photo]

    def _is_full(self, worker: W) -> bool:
        return len(self._decoded.get(worker, ())) == DECODED_PHOTOS

    def _is_decoded(self, worker: W, queued: QueuedJob) -> bool:
        return not queued.job.photo or queued.job.photo in self._decoded.get(worker, ())


class Window:
    """The items of a batch from the oldest without an outcome to the newest that has been read."""

    def __init__(self, items: Iterator[Item], size: int = WINDOW) -> None:
        self._items = items
        self._size = size
        self._outcomes: dict[int, Outcome] = {}
        self._oldest = self._end = 0
        self._exhausted = False
        self._held_bytes = 0

    @property
    def has_room(self) -> bool:
        """Whether another item may be read."""
        return not self._exhausted and self._end - self._oldest < self._size

    @property
    def is_done(self) -> bool:
        """Whether all items have been read, and all outcomes taken."""
        return self._exhausted and self._oldest == self._end

    @property
    def is_full_of_bytes(self) -> bool:
        """Whether the outcomes that wait for an earlier one hold so many bytes that it should be next."""
        return self._held_bytes > HELD_BYTES

    def read(self) -> QueuedJob | None:
        """Read an item; None if it is not a job but an outcome, or if there are no more."""
        item = next(self._items, None)
        if item is None:
            self._exhausted = True
            return None
        position = self._end
        self._end += 1
        if isinstance(item, Job):
            return QueuedJob(position, item)
        self.finish(position, item)
        return None

    def finish(self, position: int, outcome: Outcome) -> None:
        """Record the outcome of the item at *position*."""
        self._outcomes[position] = outcome
        self._held_bytes += _size(outcome)

    def has_outcome(self) -> bool:
        """Return whether :meth:`take` has something to yield."""
        return self._oldest in self._outcomes

    def take(self) -> Iterator[Outcome]:
        """Yield the outcomes that wait for no earlier one, in the order of the items."""
        while self._oldest in self._outcomes:
            outcome = self._outcomes.pop(self._oldest)
            self._oldest += 1
            self._held_bytes -= _size(outcome)
            yield outcome


def _size(outcome: Outcome) -> int:
    return sum(len(page.data) for page in outcome.pages()) if isinstance(outcome, Made) else 0
