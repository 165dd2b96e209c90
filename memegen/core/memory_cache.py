"""In-memory cache with a size limit, shared by threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class MemoryCache(Generic[T]):
    """Values by key; the least recently used are dropped when the limit is exceeded, the newest never is.

    Attributes:
        limit: maximum size of all values together, in bytes.
        weigh: returns the size of a value, in bytes.
        size: size of all values now, in bytes.
    """

    def __init__(self, limit: int, weigh: Callable[[T], int]) -> None:
        self.limit, self.weigh = limit, weigh
        self.size = 0
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._values

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value at *key*; call *make* for it if there is none.

        *make* runs unlocked: two threads may both call it for one key, and the value of the first is kept.
        """
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            # Free a value larger than the limit before another is made, so that not both are in memory.
            if self.size > self.limit:
                self._values.clear()
                self.size = 0
        value = make()
        with self._lock:
            if key not in self._values:
                self._values[key] = value
                self.size += self.weigh(value)
            while self.size > self.limit and len(self._values) > 1:
                self.size -= self.weigh(self._values.popitem(last=False)[1])
        return value
