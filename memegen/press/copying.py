"""Processes that are copies of this one: there at once, with all that is loaded."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from importlib import import_module


def can_fork() -> bool:
    """Whether a process may be copied as it is, with all that is loaded: not with threads, and only on Linux.

    A lock that another thread holds at that moment would stay locked in the copy for ever.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def load_painting() -> None:
    """Load what every picture is painted and encoded with, so that copies of this process have it."""
    for module in ("memegen.layout", "memegen.paint.painter", "memegen.encode", "isal.isal_zlib"):
        with suppress(ImportError):  # There is no isal for every machine.
            import_module(module)
