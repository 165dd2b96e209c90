"""Time limits for a block of code: by an alarm signal where available, else from a second thread."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from time import sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class TimeLimitExceededError(BaseException):
    """A time limit is exceeded. Not an Exception, so that ordinary handlers do not catch it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Limit the time of a block (context manager).

    Code outside Python, e.g. a decoder, is interrupted only when it returns.

    Args:
        seconds: the limit; 0 for none.

    Raises:
        TimeLimitExceededError: in the block, when the time is up.
    """
    if not seconds:
        yield
        return
    with _alarm(seconds, _raise_exceeded) if _has_alarm() else _thread_limit(seconds):
        yield


@contextmanager
def call_after(seconds: float, function: Callable[[], None]) -> Iterator[None]:
    """Call *function* if the block takes longer than *seconds* (context manager); the block is not interrupted."""
    if _has_alarm():
        with _alarm(seconds, function):
            yield
        return
    timer = threading.Timer(seconds, function)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _has_alarm() -> bool:
    """Return whether this thread can use an alarm signal, which costs far less than a thread."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def _alarm(seconds: float, function: Callable[[], None]) -> Iterator[None]:
    """Call *function* from the handler of SIGALRM; restore an outer alarm afterwards (context manager)."""
    handler = signal.signal(signal.SIGALRM, lambda *_: function())
    timer = (0.0, 0.0)
    try:
        timer = signal.setitimer(signal.ITIMER_REAL, seconds)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, *timer)


def _raise_exceeded() -> None:
    raise TimeLimitExceededError


@contextmanager
def _thread_limit(seconds: float) -> Iterator[None]:
    """Limit the time of a block without a signal: a second thread raises the error in this one (context manager)."""
    from ctypes import c_ulong, py_object, pythonapi

    lock = threading.Lock()
    finished = raised = False
    thread = threading.get_ident()

    def raise_in_thread() -> None:
        nonlocal raised
        with lock:
            if not finished:
                raised = True
                pythonapi.PyThreadState_SetAsyncExc(c_ulong(thread), py_object(TimeLimitExceededError))

    timer = threading.Timer(seconds, raise_in_thread)
    timer.daemon = True
    timer.start()
    try:
        yield
    except TimeLimitExceededError:
        raised = False
        raise
    finally:
        timer.cancel()
        with lock:
            finished = True
        while raised:  # The error is pending; wait for it here, so that it does not arrive outside the block.
            sleep(0.001)
