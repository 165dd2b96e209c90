"""Signals that stop the program, turned into KeyboardInterrupt and held back while a file is written."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Signals that ask a program to stop; Windows has no SIGHUP.
NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class Interrupts:
    """Turns signals into KeyboardInterrupt, and delays it while a shielded block runs."""

    def __init__(self) -> None:
        self._shields = 0
        self._pending = False

    def install(self) -> None:
        """Raise KeyboardInterrupt for every signal that stops the program; signals that are ignored stay ignored."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in _numbers():
            if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
                signal.signal(number, self._handle)

    def ignore(self) -> None:
        """Ignore the signals from now on, so that a second Ctrl-C does not interrupt the clean-up."""
        if threading.current_thread() is threading.main_thread():
            for number in _numbers():
                signal.signal(number, signal.SIG_IGN)

    def clear_pending(self) -> None:
        """Clear the interpreter's unhandled-interrupt flag by executing an empty string.

        Python sets the flag if the interrupt comes while a string is executed, e.g. when a named tuple is created; it
        would then exit by SIGINT although the exception was handled.
        """
        exec("")  # noqa: S102

    @contextmanager
    def shield(self) -> Iterator[None]:
        """Run a block to its end, and raise KeyboardInterrupt after it if a signal came meanwhile (context manager)."""
        self._shields += 1
        try:
            yield
        finally:
            self._shields -= 1
        if self._pending and not self._shields:
            self._pending = False
            raise KeyboardInterrupt

    def _handle(self, *_: object) -> None:
        if self._shields:
            self._pending = True
        else:
            raise KeyboardInterrupt


def _numbers() -> list[int]:
    """Return the signals of NAMES that the platform has."""
    return [getattr(signal, name) for name in NAMES if hasattr(signal, name)]


interrupts = Interrupts()
