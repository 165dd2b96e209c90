"""Rebuild the artwork that is drawn: the marks of the two example brands, and three pictures.

Run ``python assets/draw.py`` for all of it, or name what to draw: ``python assets/draw.py crowd marks``. The same
bytes come out each time with the same Pillow.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from drawing.crowd import crowd
from drawing.light import save_photo
from drawing.marks import keep_it_open, millbrook
from drawing.paper import paper
from drawing.shelves import shelves

HERE = Path(__file__).resolve().parent


def _mark(picture: Image.Image, brand: str, ground: str) -> None:
    file = HERE / "brands" / brand / f"mark-on-{ground}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    picture.save(part, "PNG", optimize=True)
    part.replace(file)


def marks() -> None:
    """Both brands' marks, for dark and for light grounds."""
    _mark(keep_it_open("#fff7e8", "#e4322b"), "keep-it-open", "dark")
    _mark(keep_it_open("#15151e", "#fff7e8"), "keep-it-open", "light")
    _mark(millbrook("#fbf5e4", "#2c6e3f", "#f0b940"), "millbrook-food-coop", "dark")
    _mark(millbrook("#2c6e3f", "#fbf5e4", "#16261b"), "millbrook-food-coop", "light")


def _picture(name: str, draw: Callable[[], Image.Image]) -> Callable[[], None]:
    return lambda: save_photo(draw(), HERE / "drawn" / f"{name}.jpg")


WORKS: dict[str, Callable[[], None]] = {
    "marks": marks,
    "crowd": _picture("crowd", crowd),
    "shelves": _picture("shelves", shelves),
    "paper": _picture("paper", paper),
}

if __name__ == "__main__":
    for work in sys.argv[1:] or WORKS:
        if work not in WORKS:
            sys.exit(f"unknown work {work!r}; known: {', '.join(WORKS)}")
        WORKS[work]()
