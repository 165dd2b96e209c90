"""The photo files of a process: facts, subjects, plates and shared backdrops, each computed once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core.memory_cache import MemoryCache
from memegen.core.profiling import PHOTOS
from memegen.images.decoded import DecodedFiles
from memegen.images.facts import FactsStore, PhotoFacts, stamp_of
from memegen.images.logo_tones import LogoTones
from memegen.images.plates import PlateKey, Plates
from memegen.images.shared import SharedBackdrop
from memegen.images.subjects import Subjects
from memegen.scene.affine import IDENTITY
from memegen.scene.effects import Effect
from memegen.scene.geometry import Box
from memegen.scene.items import Picture
from memegen.scene.subject import Subject
from memegen.scene.window import Window, visible_part

if TYPE_CHECKING:
    from PIL.Image import Image

# Maximum bytes of shared backdrops that a process keeps; the last one stays whatever its size.
BACKDROP_BYTES = 64 << 20

# Seconds for which a thread keeps the interpreter when another waits for it. A decoder asks for it every few kilobytes,
# and would wait Python's default of 5 ms each time.
SWITCH_INTERVAL = 0.0002
# Width and height of a post in pixels, for which a photo is decoded ahead.
POST = (1080, 1080)


class Photos:
    """The photo files of a process; a file that changes on disk is read again. Thread-safe."""

    def __init__(self) -> None:
        self._facts = FactsStore()
        self._decoded = DecodedFiles()
        self._plates = Plates(self._facts.get, self._decoded)
        self._subjects = Subjects(self._facts.get, self._plates)
        self._tones = LogoTones(self._facts.get, self._plates)
        self._backdrops: MemoryCache[SharedBackdrop] = MemoryCache(BACKDROP_BYTES, lambda backdrop: backdrop.weight)

    def facts(self, source: str | Path) -> PhotoFacts:
        """Return the upright size and the format of the photo, from its header alone.

        Raises:
            DiagnosticError: ``photo-not-found``, ``photo-unreadable``, ``photo-too-large`` or ``heic-not-installed``.
        """
        with PHOTOS:
            return self._facts.get(stamp_of(source))

    def subject(self, source: str | Path) -> Subject:
        """Return the faces and other salient areas. Raises DiagnosticError as :meth:`facts` does."""
        with PHOTOS:
            return self._subjects.get(stamp_of(source))

    def tones(self, source: str | Path) -> tuple[float, ...]:
        """Return how bright a logo is, as :meth:`LogoTones.get`. Raises DiagnosticError as :meth:`facts` does."""
        with PHOTOS:
            return self._tones.get(stamp_of(source))

    def plate(
        self, source: str | Path, crop: Box, size: tuple[int, int], effects: tuple[Effect, ...] = (), blur: float = 0
    ) -> Image:
        """Return the part *crop* of the photo at *size* pixels, blurred, with *effects*.

        The image is in sRGB, "RGB" or "RGBA". It is shared and must not be changed.

        Args:
            source: Path of the photo.
            crop: In pixels of the upright photo.
            size: Width and height in pixels.
            effects: Applied after the blur, in this order.
            blur: Standard deviation in pixels of the plate.

        Raises:
            DiagnosticError: As :meth:`facts` does.
        """
        with PHOTOS:
            return self._plates.get(PlateKey(stamp_of(source), crop, size, effects, blur))

    def decode_ahead(self, source: str | Path) -> None:
        """Start to decode a photo in a thread, before it is known which of its plates a graphic needs."""
        sys.setswitchinterval(SWITCH_INTERVAL)
        self._decoded.decode_ahead(stamp_of(source), self._facts.get, POST)

    def prepare_ahead(self, pictures: Iterable[Picture], canvas: Window) -> None:
        """Start to prepare the plates of upright pictures, each in a thread; :meth:`plate` waits for them.

        For a single graphic, whose photos are decoded while its painter is imported: without this `memegen make` takes
        a tenth longer for flat art with a logo. Of many graphics the next one is laid out meanwhile anyway.
        """
        sys.setswitchinterval(SWITCH_INTERVAL)
        for picture in pictures:
            if picture.tile is None and (visible := visible_part(picture, IDENTITY, canvas)):
                window, crop = visible
                key = PlateKey(stamp_of(picture.source), crop, window.size, picture.effects, picture.blur)
                self._plates.prepare_ahead(key)

    def backdrop(self, key: Hashable, sources: Iterable[str], paint: Callable[[], Image]) -> SharedBackdrop:
        """Return the backdrop *key*, painted once while none of the files *sources* changes."""
        return self._backdrops.get((key, tuple(map(stamp_of, sources))), lambda: SharedBackdrop(paint()))
