"""Signals that ask the program to stop: they interrupt anything but the writing of a file."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


def can_fork() -> bool:
    """Whether a process may be copied as it is, with all that is loaded: not with threads, and only on Linux.

    A lock that another thread holds at that moment would stay locked in the copy for ever.
    """
    return sys.platform == "linux" and threading.active_count() == 1


# What nearly every picture is laid out, painted and encoded with, and what is loaded only when it is wanted.
PAINTING = (
    *(
        "memegen.layout.engine",
        "memegen.rendering.painter",
        "memegen.images",
        "memegen.rendering.encode",
        "memegen.rendering.png",
    ),
    *("uharfbuzz", "icu4py.breakers", "PIL.Image", "PIL.JpegImagePlugin", "isal.isal_zlib"),
)


def load_painting() -> None:
    """Load what pictures are made with before the first is asked for."""
    for module in PAINTING:
        with suppress(ImportError):  # There is no isal for every machine.
            import_module(module)
