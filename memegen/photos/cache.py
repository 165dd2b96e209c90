"""A store that forgets what was not used for longest once it holds too many bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Cache(Generic[T]):
    """Values by key, at most *limit* bytes of them as *weigh* counts; the one put in last always stays."""

    def __init__(self, limit: int, weigh: Callable[[T], int]) -> None:
        self.limit, self.weigh = limit, weigh
        self.held = 0
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._values

    def drop(self, key: Hashable) -> None:
        """Forget the value at *key*, if there is one."""
        with self._lock:
            if key in self._values:
                self.held -= self.weigh(self._values.pop(key))

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value at *key*, made if there is none. Two threads may both make it; one of the two is kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            # One that is too large for the store makes room before the next is made, not after.
            if self.held > self.limit:
                self._values.clear()
                self.held = 0
        made = make()
        with self._lock:
            if key not in self._values:
                self._values[key] = made
                self.held += self.weigh(made)
            while self.held > self.limit and len(self._values) > 1:
                self.held -= self.weigh(self._values.popitem(last=False)[1])
        return made
