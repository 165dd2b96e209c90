"""Facts about a photo file that are known from its header."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from memegen.core.frozen import frozen
from memegen.images.decode import SIDEWAYS, exif_orientation
from memegen.images.limits import fitting_scale
from memegen.images.open import open_photo


class Stamp(NamedTuple):
    """The state of a file: its path, its modification time in nanoseconds, its size in bytes."""

    path: str
    modified: int
    size: int


@frozen
class PhotoFacts:
    """The upright size of a photo in pixels, and its format.

    The format is named as in :class:`memegen.images.open.PhotoFile`. Of an SVG only the ratio of width and height has a
    meaning.
    """

    width: int
    height: int
    format: str

    @property
    def vector(self) -> bool:
        """Whether the photo is sharp at any size."""
        return self.format == "SVG"

    @property
    def reducible(self) -> bool:
        """Whether the photo can be decoded at a fraction of its size."""
        return self.format == "JPEG"


class FactsStore:
    """Facts by the state of the file; a file that changes is read again."""

    def __init__(self) -> None:
        self._facts: dict[Stamp, PhotoFacts] = {}

    def get(self, stamp: Stamp) -> PhotoFacts:
        """Return the facts of the file in that state. Raises DiagnosticError as :func:`read_facts` does."""
        facts = self._facts.get(stamp)
        if facts is None:
            facts = self._facts[stamp] = read_facts(Path(stamp.path))
        return facts


def stamp_of(source: str | Path) -> Stamp:
    """Return the present state of a file; a missing file has the time and the size 0."""
    try:
        state = Path(source).stat()
    except OSError:
        return Stamp(str(source), 0, 0)
    return Stamp(str(source), state.st_mtime_ns, state.st_size)


def read_facts(path: Path) -> PhotoFacts:
    """Read the header of the file, and check that it can be decoded within the limits; a drawing is read whole.

    Raises:
        DiagnosticError: As :func:`memegen.images.open.photo_errors` does.
    """
    with open_photo(path) as photo:
        if photo.format == "SVG":
            from memegen.images.svg_draw import read_svg, svg_size

            return PhotoFacts(*svg_size(path, read_svg(photo)), photo.format)
        with photo.image() as image:
            turn = exif_orientation(image)
            fitting_scale(path, image, turned=turn > 1, size=photo.size)
            width, height = reversed(image.size) if turn in SIDEWAYS else image.size
            return PhotoFacts(width, height, photo.format)
