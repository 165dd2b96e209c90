"""Plates: photos prepared for one place on a canvas, i.e. cropped, resized, blurred and with effects."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from memegen.core.background import BackgroundTask
from memegen.core.memory_cache import MemoryCache
from memegen.images.blur import gaussian_blur
from memegen.images.color_modes import to_srgb
from memegen.images.decoded import DecodedFiles, pixel_bytes, reduction
from memegen.images.effects import apply_effects
from memegen.images.facts import PhotoFacts, Stamp
from memegen.scene.effects import Effect
from memegen.scene.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen.images.decode import Decoded

# Maximum bytes of plates that a process keeps; the last one stays whatever its size.
PLATE_BYTES = 128 << 20
# Maximum side in pixels up to which Lanczos resampling is affordable, e.g. for logos and portraits.
LANCZOS_SIDE = 480
# Pillow's ``reducing_gap``: images of more than this many times the pixels needed are first reduced by box averaging.
REDUCING_GAP = 2.0


class PlateKey(NamedTuple):
    """What determines the pixels of a plate.

    Attributes:
        stamp: The file.
        crop: The part of it, in pixels of the upright photo.
        size: Width and height of the plate, in pixels.
        effects: Applied in this order.
        blur: Standard deviation in pixels of the plate; the blur comes before the effects.
    """

    stamp: Stamp
    crop: Box
    size: tuple[int, int]
    effects: tuple[Effect, ...] = ()
    blur: float = 0


class Plates:
    """Plates by their keys."""

    def __init__(self, facts: Callable[[Stamp], PhotoFacts], decoded: DecodedFiles) -> None:
        self._facts = facts
        self._decoded = decoded
        self._plates: MemoryCache[Image] = MemoryCache(PLATE_BYTES, pixel_bytes)
        self._ahead: dict[PlateKey, BackgroundTask[Image]] = {}

    def get(self, key: PlateKey) -> Image:
        """Return the plate, "RGB" or "RGBA". It is shared and must not be changed. Raises DiagnosticError."""
        task = self._ahead.pop(key, None)
        return self._plates.get(key, task.result if task else lambda: self._prepare(key))

    def prepare_ahead(self, key: PlateKey) -> None:
        """Start to prepare a plate, if there is none, in a thread; :meth:`get` waits for it, and raises its errors."""
        if key not in self._ahead and key not in self._plates:
            self._ahead[key] = BackgroundTask(lambda: self._prepare(key))

    def _prepare(self, key: PlateKey) -> Image:
        facts = self._facts(key.stamp)
        plate = _cut(self._decode(key, facts), key.crop, key.size, facts)
        if key.blur > 0:
            # Blurred under premultiplied alpha; otherwise the colours of transparent pixels would bleed into the rest.
            plate = gaussian_blur(plate.convert("RGBa") if plate.mode == "RGBA" else plate, key.blur)
            plate = plate.convert("RGBA") if plate.mode == "RGBa" else plate
        plate = apply_effects(plate, key.effects) if key.effects else plate
        # The metadata of the file must not reach a graphic.
        plate.info = {}
        return plate

    def _decode(self, key: PlateKey, facts: PhotoFacts) -> Decoded:
        """Return the whole photo with enough pixels for the plate, a drawing with exactly as many."""
        if facts.vector:
            return self._decoded.get_drawing(key.stamp, _drawing_size(facts, key.crop, key.size))
        return self._decoded.get(key.stamp, facts, reduction(key.crop, key.size, key.blur))


def _drawing_size(facts: PhotoFacts, crop: Box, size: tuple[int, int]) -> tuple[int, int]:
    w, h = max(crop.w, 1), max(crop.h, 1)
    return max(1, round(facts.width * size[0] / w)), max(1, round(facts.height * size[1] / h))


def _cut(decoded: Decoded, crop: Box, size: tuple[int, int], full: PhotoFacts) -> Image:
    """Crop, resize and convert to sRGB; a crop that extends beyond the photo is clamped to its edge."""
    from PIL.Image import Resampling

    image, profile = decoded.image, decoded.profile
    # Release the decoded file, unless the cache keeps it, before memory for the plate is needed.
    del decoded
    kx, ky = image.width / full.width, image.height / full.height
    left, top = min(max(crop.x * kx, 0), image.width - 1), min(max(crop.y * ky, 0), image.height - 1)
    right, bottom = min(max(crop.right * kx, left + 1), image.width), min(max(crop.bottom * ky, top + 1), image.height)
    box = (left, top, right, bottom)
    if box == (0, 0, *size) and image.size == size:
        return to_srgb(image.copy(), profile)
    method = Resampling.LANCZOS if max(size) <= LANCZOS_SIDE else Resampling.BICUBIC
    not_reduced = max((right - left) / size[0], (bottom - top) / size[1]) < 2 * REDUCING_GAP
    if not_reduced and image.mode == "RGB" and (top, bottom) == (0, image.height):
        # Pillow's own two passes, one at a time: the second needs only the result of the first.
        image = image.resize((size[0], image.height), method, box=(left, 0, right, image.height))
        box = (0, 0, size[0], image.height)
    return to_srgb(image.resize(size, method, box=box, reducing_gap=REDUCING_GAP), profile)
