"""A time limit on what runs in this very process, where signals are as POSIX has them."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class OverdueError(BaseException):
    """The time is up. Nobody who handles errors of their own means this one."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """A block that is left with OverdueError when it takes longer; 0 for as long as it takes.

    What runs outside Python is let run until it comes back.
    """
    if not seconds or not _has_alarm():
        yield
        return
    with _alarm(seconds, _give_up):
        yield


@contextmanager
def ringing(seconds: float, ring: Callable[[], None]) -> Iterator[None]:
    """A block during which *ring* is called when so many seconds have passed; it waits for nobody."""
    if _has_alarm():
        with _alarm(seconds, ring):
            yield
        return
    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _has_alarm() -> bool:
    """Whether there is an alarm here, which costs far less than a thread."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def _alarm(seconds: float, ring: Callable[[], None]) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, lambda *_: ring())
    timer = (0.0, 0.0)
    try:
        timer = signal.setitimer(signal.ITIMER_REAL, seconds)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, *timer)


def _give_up() -> None:
    raise OverdueError
