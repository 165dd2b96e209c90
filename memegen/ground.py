"""What lies under the text of many cards, and what it spares them when they are made into files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image


class Packed(NamedTuple):
    """Rows as a file has them, deflated; and the Adler-32 sum and the number of their bytes before that."""

    data: bytes
    adler: int
    length: int


class Ground:
    """Pixels that are shared, and must not be changed; ``packed`` are rows of them in a file, by the first of these."""

    def __init__(self, image: Image) -> None:
        self.image = image
        self.packed: dict[int, Packed] = {}

    @property
    def weight(self) -> int:
        """The bytes that it may come to hold: Pillow's four a pixel, and a quarter of that where rows are packed."""
        return self.image.width * self.image.height * 5


class Under(NamedTuple):
    """The ground of a picture, and the spans of rows, from one up to another, in which something lies over it."""

    ground: Ground
    covered: tuple[tuple[int, int], ...]

    def shows(self, top: int, bottom: int) -> bool:
        """Whether the rows from *top* up to *bottom* are the ground's own."""
        return not any(first < bottom and top < last for first, last in self.covered)
