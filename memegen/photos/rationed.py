"""A file that can be read only so often."""

from __future__ import annotations

from io import BufferedReader, FileIO
from pathlib import Path

# A picture of 100 MB in the smallest pieces that are usual takes fewer. A file of nothing but empty pieces, each read
# by itself, would keep a reader busy for minutes.
MOST_READS = 250_000


class Rationed(BufferedReader):
    """The file at *path*; raises ValueError when it has been read :data:`MOST_READS` times."""

    def __init__(self, path: Path) -> None:
        super().__init__(FileIO(path))
        self._left = MOST_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise ValueError("it is cut into too many pieces")
        return super().read(size)
