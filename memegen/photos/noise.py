"""Noise that is the same every time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

KEPT = 2


@lru_cache(KEPT)
def noise(size: tuple[int, int]) -> Image:
    """An "L" image of that size in pixels, every level as likely as another. Shared: must not be changed."""
    from hashlib import shake_128

    from PIL import Image as Images

    # A hash and no random number generator: what it gives is fixed by a standard.
    return Images.frombytes("L", size, shake_128(b"grain").digest(size[0] * size[1]))
