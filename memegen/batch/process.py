"""Signals that ask the program to stop: they interrupt anything but the writing of a file."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager, suppress
from importlib import import_module
from time import sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


class OverdueError(BaseException):
    """The time is up. Nobody who handles errors of their own means this one."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """A block that is left with OverdueError when it takes longer; 0 for as long as it takes.

    What runs outside Python is let run until it comes back.
    """
    if not seconds:
        yield
        return
    with _alarm(seconds, _give_up) if _has_alarm() else _in_thread(seconds):
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
                pythonapi.PyThreadState_SetAsyncExc(c_ulong(thread), py_object(OverdueError))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    except OverdueError:
        rung = False
        raise
    finally:
        timer.cancel()
        with lock:
            over = True
        while rung:  # It is under way, and must not arrive later, where nobody waits for it.
            sleep(0.001)


def can_fork() -> bool:
    """Whether a process may be copied as it is, with all that is loaded: not with threads, and only on Linux.

    A lock that another thread holds at that moment would stay locked in the copy for ever.
    """
    return sys.platform == "linux" and threading.active_count() == 1


# What nearly every picture is laid out, painted and encoded with, and what is loaded only when it is wanted.
PAINTING = (
    *(
        "memegen.layout.engine",
        "memegen.render.painter",
        "memegen.images",
        "memegen.render.encode",
        "memegen.render.png",
    ),
    *("uharfbuzz", "icu4py.breakers", "PIL.Image", "PIL.JpegImagePlugin", "isal.isal_zlib"),
)


def load_painting() -> None:
    """Load what pictures are made with before the first is asked for."""
    for module in PAINTING:
        with suppress(ImportError):  # There is no isal for every machine.
            import_module(module)


MEBIBYTE = 1 << 20
# Names of glibc's mallopt: how much free memory is given back, and how large a piece has to be to come by itself.
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
# Larger than anything that a card is made of; less than decoding a large photograph may take.
KEPT, PIECE = 64 * MEBIBYTE, 32 * MEBIBYTE


def keep_freed() -> None:
    """From now on keep freed memory for the next card, up to a limit, where the C library can be told so.

    Otherwise each card's pixels are pages that the system has to empty first, which takes a seventh of the time.
    """
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(TRIM_THRESHOLD, KEPT)
        libc.mallopt(MMAP_THRESHOLD, PIECE)
