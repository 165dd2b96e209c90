"""Time limits for a block of code: by an alarm signal where there is one, else from a second thread."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from time import sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class TimeLimitExceededError(BaseException):
    """The time is up. Nobody who handles errors of their own means this one."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """A block that is left with OverdueError when it takes longer; 0 for as long as it takes.

    What runs outside Python is let run until it comes back.
    """
    if not seconds:
        yield
        return
    with _alarm(seconds, _give_up) if _has_alarm() else _in_thread(seconds):
        yield


@contextmanager
def call_after(seconds: float, ring: Callable[[], None]) -> Iterator[None]:
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
    raise TimeLimitExceededError


@contextmanager
def _in_thread(seconds: float) -> Iterator[None]:
    """The same where no signal arrives: the error is raised in this thread from another."""
    from ctypes import c_ulong, py_object, pythonapi

    lock = threading.Lock()
    over = rung = False
    thread = threading.get_ident()

    def ring() -> None:
        nonlocal rung
        with lock:
            if not over:
                rung = True
                pythonapi.PyThreadState_SetAsyncExc(c_ulong(thread), py_object(TimeLimitExceededError))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    except TimeLimitExceededError:
        rung = False
        raise
    finally:
        timer.cancel()
        with lock:
            over = True
        while rung:  # It is under way, and must not arrive later, where nobody waits for it.
            sleep(0.001)
