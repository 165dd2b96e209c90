"""What becomes of memory that is let go of."""

from __future__ import annotations

import sys
from contextlib import suppress

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
