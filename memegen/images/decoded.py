"""Decoded photo files, kept in memory: several plates of a card are cut from one decoded file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core.background import BackgroundTask
from memegen.core.diagnostics import DiagnosticError
from memegen.core.memory_cache import MemoryCache
from memegen.images.decode import Decoded, decode
from memegen.images.limits import SCALES
from memegen.images.open import open_photo
from memegen.scene.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.images.facts import PhotoFacts, Stamp

# Maximum bytes of decoded files that a process keeps; the last one stays whatever its size.
DECODED_BYTES = 64 << 20
# Maximum bytes of JPEG files that a process keeps as they were read: decoding one at another scale, as faces and plates
# do, then opens no file.
ENCODED_BYTES = 16 << 20


class DecodedFiles:
    """Decoded files by the state of the file and the scale."""

    def __init__(self) -> None:
        self._ahead: dict[Stamp, BackgroundTask[None]] = {}
        self._decoded: MemoryCache[Decoded] = MemoryCache(DECODED_BYTES, lambda decoded: pixel_bytes(decoded.image))
        self._encoded: MemoryCache[bytes] = MemoryCache(ENCODED_BYTES, len)

    def get(self, stamp: Stamp, facts: PhotoFacts, scale: int) -> Decoded:
        """Return the photo at 1/*scale* of its size, as :func:`memegen.images.decode.decode` does."""
        if task := self._ahead.pop(stamp, None):
            task.result()
        # Any format but JPEG is decoded at its full size, whatever scale would do.
        scale = scale if facts.reducible else 1
        return self._decoded.get((stamp, scale), lambda: decode(Path(stamp.path), scale, self._content(stamp, facts)))

    def decode_ahead(self, stamp: Stamp, read_facts: Callable[[Stamp], PhotoFacts], size: tuple[int, int]) -> None:
        """Start to decode a file in a thread, for plates of about *size* pixels; :meth:`get` waits for it."""

        def decode_now() -> None:
            # Whatever is wrong with the file is reported when a plate needs it.
            with suppress(DiagnosticError):
                facts = read_facts(stamp)
                if not facts.vector:
                    scale = reduction(Box(0, 0, facts.width, facts.height), size) if facts.reducible else 1
                    content = self._content(stamp, facts)
                    self._decoded.get((stamp, scale), lambda: decode(Path(stamp.path), scale, content))

        self._ahead[stamp] = BackgroundTask(decode_now)

    def get_drawing(self, stamp: Stamp, size: tuple[int, int]) -> Decoded:
        """Return the SVG drawing at *size* pixels, "RGBA". Raises DiagnosticError."""
        from memegen.images.svg_draw import draw_svg

        return self._decoded.get((stamp, size), lambda: Decoded(draw_svg(Path(stamp.path), size), None))

    def _content(self, stamp: Stamp, facts: PhotoFacts) -> bytes | None:
        """Return the bytes of a JPEG that is small enough to be kept; None for any other file."""
        if not facts.reducible or stamp.size > ENCODED_BYTES:
            return None
        return self._encoded.get(stamp, lambda: _read(Path(stamp.path)))


def reduction(crop: Box, size: tuple[int, int], blur: float = 0) -> int:
    """Return how far a JPEG may be reduced (1, 2, 4 or 8) and still have a pixel for each of *size*.

    The result depends on the plate alone, never on what was decoded before, so that the same plate has the same pixels.
    A *blur* needs fewer pixels.
    """
    tolerance = max(1.0, blur / 2)
    ratio = min(crop.w / size[0], crop.h / size[1]) * tolerance
    return next(scale for scale in reversed(SCALES) if ratio >= scale or scale == 1)


def pixel_bytes(image: Image) -> int:
    """Return the bytes of an image in memory: Pillow keeps four a pixel for a colour mode, one for "L"."""
    return image.width * image.height * (1 if image.mode == "L" else 4)


def _read(path: Path) -> bytes:
    with open_photo(path) as photo:
        return photo.file.read()
