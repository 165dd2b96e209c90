"""The backdrop that many cards share: its pixels, and its rows as they are encoded in files."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL.Image import Image

# Rows of pixels: the first, and the one after the last.
Span = tuple[int, int]
# Maximum bytes that a backdrop holds for each pixel: four in Pillow, and a quarter of that where rows are deflated.
BYTES_PER_PIXEL = 5


class DeflatedRows(NamedTuple):
    """Deflated rows of a PNG; the Adler-32 checksum and the number of the bytes before compression."""

    data: bytes
    adler: int
    length: int


class SharedBackdrop:
    """What is painted under the text of many cards, with a cache of its encoded rows.

    Attributes:
        image: The pixels. They are shared and must not be changed.
        packed: Deflated bands of a PNG, by the first row of each.
        scans: Entropy-coded bands of JPEGs, by quality and subsampling, then by the first row of each.
    """

    def __init__(self, image: Image) -> None:
        self.image = image
        self.packed: dict[int, DeflatedRows] = {}
        self.scans: dict[tuple[int, int], dict[int, bytes]] = {}

    @property
    def weight(self) -> int:
        """The maximum memory of the backdrop, in bytes."""
        return self.image.width * self.image.height * BYTES_PER_PIXEL


class BackdropUse(NamedTuple):
    """The backdrop of one card, and the spans of rows that the card covers."""

    backdrop: SharedBackdrop
    covered: tuple[Span, ...]

    def is_uncovered(self, top: int, bottom: int) -> bool:
        """Return whether the card shows the backdrop unchanged in the rows from *top* up to *bottom*."""
        return not any(first < bottom and top < last for first, last in self.covered)


def split_rows(height: int, band: int) -> list[Span]:
    """Split *height* rows into spans of *band* rows; the last span has the remaining rows."""
    return [(top, min(top + band, height)) for top in range(0, height, band)]


def merge_adjacent(spans: Iterable[Span], max_rows: float = inf) -> list[Span]:
    """Merge spans that follow one another into spans of at most *max_rows* rows."""
    merged: list[Span] = []
    for first, last in spans:
        if merged and merged[-1][1] == first and last - merged[-1][0] <= max_rows:
            merged[-1] = merged[-1][0], last
        else:
            merged.append((first, last))
    return merged
