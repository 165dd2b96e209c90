"""Preparing processes for rendering: whether the process can be forked, and modules to load in advance."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from importlib import import_module

# Modules that nearly every graphic needs and that are otherwise imported on first use.
RENDERING_MODULES = (
    *(
        "memegen.layout.engine",
        "memegen.rendering.painter",
        "memegen.images",
        "memegen.rendering.encode",
        "memegen.rendering.png",
    ),
    *("uharfbuzz", "icu4py.breakers", "PIL.Image", "PIL.JpegImagePlugin", "isal.isal_zlib"),
)


def can_fork() -> bool:
    """Return whether this process can be forked safely: on Linux, and without other threads.

    A lock that another thread holds during the fork would stay locked in the child for ever.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def load_rendering_modules() -> None:
    """Import what rendering needs before the first job arrives."""
    for module in RENDERING_MODULES:
        with suppress(ImportError):  # isal is not available for every machine.
            import_module(module)
