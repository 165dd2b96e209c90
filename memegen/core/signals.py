"""Signals that ask the program to stop interrupt anything but the writing of a file."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class Interrupts:
    """Turns signals into KeyboardInterrupt, which waits while a shielded block runs."""

    def __init__(self) -> None:
        self._shields = 0
        self._waiting = False

    def watch(self) -> None:
        """From now on a signal to stop raises KeyboardInterrupt; signals that are ignored stay so."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in _numbers():
            if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
                signal.signal(number, self._arrived)

    def ignore(self) -> None:
        """From now on signals to stop do nothing, so that whoever is impatient does not break the tidying up."""
        if threading.current_thread() is threading.main_thread():
            for number in _numbers():
                signal.signal(number, signal.SIG_IGN)

    def forget(self) -> None:
        """Have Python forget a KeyboardInterrupt that came while a text was executed, as when a named tuple is made.

        It would end itself by the signal though somebody answered it; to execute another text makes it forget.
        """
        exec("")  # noqa: S102

    @contextmanager
    def shield(self) -> Iterator[None]:
        """A block that runs to its end; raises KeyboardInterrupt after it if a signal came meanwhile."""
        self._shields += 1
        try:
            yield
        finally:
            self._shields -= 1
        if self._waiting and not self._shields:
            self._waiting = False
            raise KeyboardInterrupt

    def _arrived(self, *_: object) -> None:
        if self._shields:
            self._waiting = True
        else:
            raise KeyboardInterrupt


def _numbers() -> list[int]:
    return [getattr(signal, name) for name in NAMES if hasattr(signal, name)]


interrupts = Interrupts()
