"""A time limit on what runs in this very process, where signals are as POSIX has them."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class OverdueError(BaseException):
    """The time is up. Nobody who handles errors of their own means this one."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """A block that is left with OverdueError when it takes longer; 0 for as long as it takes.

    What runs outside Python is let run until it comes back.
    """
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    timer = (0.0, 0.0)
    try:
        timer = signal.setitimer(signal.ITIMER_REAL, seconds)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, *timer)


def _ring(*_: object) -> None:
    raise OverdueError
