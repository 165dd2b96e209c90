"""The tones of a logo: how bright its visible pixels are, to compare them with what the logo is placed on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from memegen.images.facts import PhotoFacts, Stamp
from memegen.images.plates import PlateKey, Plates
from memegen.scene.color import luminance
from memegen.scene.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image

# Longer side, px, at which a logo is looked at; a drawing takes milliseconds.
SIDE = 128
# Minimum alpha of a pixel that counts, as a fraction of the maximum: soft edges are neither the drawing nor what is
# behind it, but thin strokes have nothing else.
SOLID = 0.5
# Maximum alpha, 0-255, of a drawing that cannot be seen.
INVISIBLE = 15
# Number of tones that describe a logo.
TONES = 50


class LogoTones:
    """The tones of logos by the state of the file; a file that changes is read again."""

    def __init__(self, facts: Callable[[Stamp], PhotoFacts], plates: Plates) -> None:
        self._facts = facts
        self._plates = plates
        self._tones: dict[Stamp, tuple[float, ...]] = {}

    def get(self, stamp: Stamp) -> tuple[float, ...]:
        """Return the luminances (0-1) of the visible pixels, evenly chosen from dark to bright; none if all are clear.

        Raises:
            DiagnosticError: as :func:`memegen.images.open.photo_errors` does.
        """
        if stamp not in self._tones:
            facts = self._facts(stamp)
            scale = min(1.0, SIDE / max(facts.width, facts.height))
            size = max(1, round(facts.width * scale)), max(1, round(facts.height * scale))
            plate = self._plates.get(PlateKey(stamp, Box(0, 0, facts.width, facts.height), size))
            self._tones[stamp] = visible_tones(plate)
        return self._tones[stamp]


def visible_tones(image: Image) -> tuple[float, ...]:
    """Return :data:`TONES` luminances, 0-1, of the visible pixels of an "RGB" or "RGBA" image, or none."""
    pixels = image.convert("RGBA").tobytes()
    alpha = max(pixels[3::4])
    if alpha <= INVISIBLE:
        return ()
    channels = zip(pixels[::4], pixels[1::4], pixels[2::4], pixels[3::4], strict=True)
    levels = sorted(luminance((r, g, b)) for r, g, b, a in channels if a >= SOLID * alpha)
    return tuple(levels[(2 * number + 1) * len(levels) // (2 * TONES)] for number in range(TONES))
