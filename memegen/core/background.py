"""Work in a background thread; ``concurrent.futures`` would do the same, but takes long to import."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class BackgroundTask(Generic[T]):
    """A function that runs in a thread of its own, from the construction of the task on."""

    def __init__(self, run: Callable[[], T]) -> None:
        self._function = run
        self._results: list[T] = []
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._results.append(self._function())
        except BaseException as error:  # Raised again by result().
            self._error = error

    def result(self) -> T:
        """Wait for the function to end and return its result, or raise the exception that it has raised."""
        self._thread.join()
        if self._error:
            raise self._error
        return self._results[0]
