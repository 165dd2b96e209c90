"""The rooms of the package: imports point down, files and functions stay small, every test file has its module."""

from __future__ import annotations

# The rooms, lowest first. No two have one rank: rooms written on one line must not import each other at all.
RANKS: tuple[tuple[str, ...], ...] = (
    ("core",),
    ("scene",),
    ("model", "images"),
    ("text", "text.bidi"),
    ("text.fonts",),
    ("layout.layers",),
    ("layout", "rendering"),
    ("template",),
    ("renderer",),
    ("api",),
    ("batch.rows",),
    ("batch.contact",),
    ("batch",),
    ("batch.cluster",),
    ("cli",),
    ("__init__", "__main__"),
)
RANK = {room: rank for rank, rooms in enumerate(RANKS) for room in rooms}
LOOSE = {"__init__", "__main__", "api", "renderer"}
# Rooms whose modules may import Pillow, HarfBuzz or the path operations.
PIXELS = {"images", "rendering", "text.fonts"}
