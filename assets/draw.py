"""Rebuild the artwork that is drawn: the marks of the two example brands, and three pictures.

Run ``python assets/draw.py`` for all of it, or name what to draw: ``python assets/draw.py crowd marks``. The same
bytes come out each time with the same Pillow.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from drawing import save
from drawing.crowd import crowd
from drawing.marks import keep_it_open, millbrook
from drawing.paper import paper
from drawing.shelves import shelves

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
DRAWN, LIBRARIES, GROCER = HERE / "drawn", HERE / "brands" / "keep-it-open", HERE / "brands" / "millbrook-food-coop"


def marks() -> None:
    """Both brands' marks, for dark and for light grounds."""
    save.mark(keep_it_open(door="#fff7e8", book="#e4322b"), LIBRARIES / "mark-on-dark.png")
    save.mark(keep_it_open(door="#15151e", book="#fff7e8"), LIBRARIES / "mark-on-light.png")
    save.mark(millbrook(fruit="#fbf6e6", core="#2f6b3a", leaf="#e9b949"), GROCER / "mark-on-dark.png")
    save.mark(millbrook(fruit="#2f6b3a", core="#fbf6e6", leaf="#17271c"), GROCER / "mark-on-light.png")


WORKS: dict[str, Callable[[], None]] = {
    "marks": marks,
    "crowd": lambda: save.photo(crowd(), DRAWN / "crowd.jpg"),
    "shelves": lambda: save.photo(shelves(), DRAWN / "shelves.jpg"),
    "paper": lambda: save.photo(paper(), DRAWN / "paper.jpg"),
}

if __name__ == "__main__":
    for work in sys.argv[1:] or WORKS:
        if work not in WORKS:
            sys.exit(f"unknown work {work!r}; known: {', '.join(WORKS)}")
        WORKS[work]()
