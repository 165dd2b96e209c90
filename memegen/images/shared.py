"""What lies under the text of many cards, and what it spares them when they are made into files."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL.Image import Image

# Rows of pixels, from one up to another.
Span = tuple[int, int]


class Packed(NamedTuple):
    """Rows as a file has them, deflated; and the Adler-32 sum and the number of their bytes before that."""

    data: bytes
    adler: int
    length: int


class Ground:
    """Pixels that are shared, and must not be changed, and rows of them as files have them, by the first of these.

    ``packed`` are those of a PNG, ``scans`` those of JPEGs by quality and subsampling.
    """

    def __init__(self, image: Image) -> None:
        self.image = image
        self.packed: dict[int, Packed] = {}
        self.scans: dict[tuple[int, int], dict[int, bytes]] = {}

    @property
    def weight(self) -> int:
        """The bytes that it may come to hold: Pillow's four a pixel, and a quarter of that where rows are packed."""
        return self.image.width * self.image.height * 5


class Under(NamedTuple):
    """The ground of a picture, and the spans of rows, from one up to another, in which something lies over it."""

    ground: Ground
    covered: tuple[Span, ...]

    def shows(self, top: int, bottom: int) -> bool:
        """Whether the rows from *top* up to *bottom* are the ground's own."""
        return not any(first < bottom and top < last for first, last in self.covered)


def evenly(height: int, tall: int) -> list[Span]:
    """All rows of a picture of that height in spans of *tall* rows, the last of what is left."""
    return [(top, min(top + tall, height)) for top in range(0, height, tall)]


def runs(spans: Iterable[Span], most: float = inf) -> list[Span]:
    """The spans, those that follow one another as one, of at most so many rows."""
    found: list[Span] = []
    for first, last in spans:
        if found and found[-1][1] == first and last - found[-1][0] <= most:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return found
