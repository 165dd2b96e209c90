"""The formats that pictures are written in."""

from __future__ import annotations

# Each with the suffix of its files.
SUFFIXES = {"png": ".png", "jpeg": ".jpg", "webp": ".webp", "avif": ".avif", "gif": ".gif"}
FORMATS = tuple(SUFFIXES)
