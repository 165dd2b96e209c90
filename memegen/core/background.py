"""Work that goes on in a thread while its result is not needed yet."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Begun(Generic[T]):
    """What *make* makes, begun at once. Decoding and resizing leave the interpreter to others meanwhile."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: list[T] = []
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._made.append(self._make())
        except BaseException as error:  # It is for whoever asks for the result.
            self._error = error

    def result(self) -> T:
        """What was made, as soon as it is; may raise whatever making it raised."""
        self._thread.join()
        if self._error:
            raise self._error
        return self._made[0]
