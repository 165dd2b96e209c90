"""Facts about picture files and plates of them, each made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from memegen.core.frozen import frozen
from memegen.core.memory_cache import MemoryCache
from memegen.core.profiling import PHOTOS
from memegen.images.blur import gaussian_blur
from memegen.images.decode import Decoded, decode, draw, is_drawing, upright_size
from memegen.images.effects import applied
from memegen.images.limits import SCALES
from memegen.images.shared import SharedBackdrop
from memegen.images.tone import to_srgb
from memegen.scene.effects import Effect
from memegen.scene.geometry import Box
from memegen.scene.subject import Subject

if TYPE_CHECKING:
    from PIL.Image import Image

MEBIBYTE = 1 << 20
# What a process may hold of plates, of grounds, and of decoded files (from which several sizes of a card are cut).
PLATES, GROUNDS, DECODED = 128 * MEBIBYTE, 64 * MEBIBYTE, 64 * MEBIBYTE
Stamp = tuple[str, int, int]
# Below this many pixels a side the sharpest resampling is affordable; logos and portraits are that small.
SMALL = 480
# Pillow first reduces by whole pixels what is twice so many times as large as it is to be, or more.
GAP = 2.0
# What a picture is of is looked for with so many pixels along its longest side.
GLANCE = 640


@frozen
class PhotoFacts:
    """The size of a picture in pixels, upright; of a drawing, which is ``vector``, only the ratio means anything."""

    width: int
    height: int
    vector: bool = False


class Asked(NamedTuple):
    """A plate that was asked for: of a file as it is, which part, how large, how changed."""

    stamp: Stamp
    crop: Box
    size: tuple[int, int]
    effects: tuple[Effect, ...]
    blur: float


def _weight(image: Image) -> int:
    # Pillow keeps four bytes a pixel for every colour mode.
    return image.width * image.height * (1 if image.mode == "L" else 4)


class Photos:
    """The picture files of a run. Safe to use from several threads; a file that changes on disk is read anew."""

    def __init__(self) -> None:
        self._facts: dict[Stamp, PhotoFacts] = {}
        self._subjects: dict[Stamp, Subject] = {}
        self._plates: MemoryCache[Image] = MemoryCache(PLATES, _weight)
        self._grounds: MemoryCache[SharedBackdrop] = MemoryCache(GROUNDS, lambda ground: ground.weight)
        self._decoded: MemoryCache[Decoded] = MemoryCache(DECODED, lambda one: _weight(one.image))

    def facts(self, source: str | Path) -> PhotoFacts:
        """The upright size of the picture, from its header alone.

        Raises DiagnosticError (``photo-missing``, ``photo-unreadable``, ``photo-too-large``, ``photo-heic``).
        """
        stamp = self.stamp(source)
        found = self._facts.get(stamp)
        if found is None:
            with PHOTOS:
                found = self._facts[stamp] = PhotoFacts(*upright_size(Path(source)), is_drawing(Path(source)))
        return found

    def subject(self, source: str | Path) -> Subject:
        """The faces in the picture, and what else the eye goes to; looked for once. Raises DiagnosticError."""
        stamp = self.stamp(source)
        found = self._subjects.get(stamp)
        if found is None:
            with PHOTOS:
                found = self._subjects[stamp] = self._subject(Path(source))
        return found

    def plate(
        self, source: str | Path, crop: Box, size: tuple[int, int], effects: tuple[Effect, ...] = (), blur: float = 0
    ) -> Image:
        """The part *crop* (pixels of the upright picture) at *size* pixels, blurred by *blur* pixels, then the effects.

        "RGB", or "RGBA" where the picture has transparency; in sRGB. Shared: must not be changed. Raises
        DiagnosticError as :meth:`facts` does.
        """
        asked = Asked(self.stamp(source), crop, size, effects, blur)
        with PHOTOS:
            return self._plates.get(asked, lambda: self._plate(asked))

    def backdrop(self, key: Hashable, sources: Iterable[str], make: Callable[[], Image]) -> SharedBackdrop:
        """What is painted under the text of many cards, made once while none of the files *sources* changes."""
        return self._grounds.get((key, tuple(map(self.stamp, sources))), lambda: SharedBackdrop(make()))

    def stamp(self, source: str | Path) -> Stamp:
        """What tells one state of a file from another: path, time, size; a missing file has a state too."""
        try:
            state = Path(source).stat()
        except OSError:
            return str(source), 0, 0
        return str(source), state.st_mtime_ns, state.st_size

    def _subject(self, path: Path) -> Subject:
        from memegen.images.faces import faces
        from memegen.images.saliency import interest

        facts = self.facts(path)
        shrink = min(1.0, GLANCE / max(facts.width, facts.height))
        size = max(1, round(facts.width * shrink)), max(1, round(facts.height * shrink))
        glance = self.plate(path, Box(0, 0, facts.width, facts.height), size).convert("RGB")
        return Subject(faces(glance), interest(glance))

    def _plate(self, asked: Asked) -> Image:
        (source, _, _), crop, size, effects, blur = asked
        path = Path(source)
        facts = self.facts(path)
        plate = _cut(self._whole(asked, facts), crop, size, facts)
        if blur > 0:
            # Blurred under premultiplied alpha, or the colour of what is transparent bleeds into the rest.
            plate = gaussian_blur(plate.convert("RGBa") if plate.mode == "RGBA" else plate, blur)
            plate = plate.convert("RGBA") if plate.mode == "RGBa" else plate
        plate = applied(plate, effects) if effects else plate
        # What it tells of itself goes no further.
        plate.info = {}
        return plate

    def _whole(self, asked: Asked, facts: PhotoFacts) -> Decoded:
        """The whole picture with pixels enough for a plate; of a drawing just so many as the crop will have."""
        stamp, crop, size, _, blur = asked
        path = Path(stamp[0])
        if facts.vector:
            pixels = _drawn_size(facts, crop, size)
            return self._decoded.get((stamp, pixels), lambda: draw(path, pixels))
        scale = reduction(crop, size, blur)
        return self._decoded.get((stamp, scale), lambda: decode(path, scale))


def _drawn_size(facts: PhotoFacts, crop: Box, size: tuple[int, int]) -> tuple[int, int]:
    w, h = max(crop.w, 1), max(crop.h, 1)
    return max(1, round(facts.width * size[0] / w)), max(1, round(facts.height * size[1] / h))


def reduction(crop: Box, size: tuple[int, int], blur: float = 0) -> int:
    """How far a JPEG may be reduced while it is decoded (1, 2, 4 or 8) and still have a pixel for each of *size*.

    It depends on the plate alone, never on what was decoded before, so that the same plate has the same pixels. A
    *blur* needs fewer pixels.
    """
    need = max(1.0, blur / 2)
    room = min(crop.w / size[0], crop.h / size[1]) * need
    return next(scale for scale in reversed(SCALES) if room >= scale or scale == 1)


def _cut(decoded: Decoded, crop: Box, size: tuple[int, int], full: PhotoFacts) -> Image:
    """Crop and resize, in sRGB; a crop that leaves the picture is held at its edge."""
    from PIL.Image import Resampling

    image, profile = decoded.image, decoded.profile
    # Whatever nobody else holds is gone as soon as it is not needed here.
    del decoded
    kx, ky = image.width / full.width, image.height / full.height
    left, top = min(max(crop.x * kx, 0), image.width - 1), min(max(crop.y * ky, 0), image.height - 1)
    right, bottom = min(max(crop.right * kx, left + 1), image.width), min(max(crop.bottom * ky, top + 1), image.height)
    box = (left, top, right, bottom)
    if box == (0, 0, *size) and image.size == size:
        return to_srgb(image.copy(), profile)
    method = Resampling.LANCZOS if max(size) <= SMALL else Resampling.BICUBIC
    near = max((right - left) / size[0], (bottom - top) / size[1]) < 2 * GAP
    if near and image.mode == "RGB" and (top, bottom) == (0, image.height):
        # Pillow's own two steps, by themselves: the second needs no more than what the first one leaves.
        image = image.resize((size[0], image.height), method, box=(left, 0, right, image.height))
        box = (0, 0, size[0], image.height)
    return to_srgb(image.resize(size, method, box=box, reducing_gap=GAP), profile)
