"""From the values of :mod:`memegen.effects` to pixels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from memegen.effects import Adjust, Effect, Grain, Halftone, Posterise, Tone, Vignette, Wash
from memegen.photos.adjust import adjusted
from memegen.photos.grain import grained
from memegen.photos.halftone import halftoned
from memegen.photos.poster import posterised
from memegen.photos.tone import toned
from memegen.photos.vignette import vignetted
from memegen.photos.wash import washed

if TYPE_CHECKING:
    from PIL.Image import Image


def applied(image: Image, effects: Iterable[Effect]) -> Image:
    """*image* ("RGB" or "RGBA") with the effects applied one after another; its transparency stays as it is."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    plain = image.convert("RGB") if alpha else image
    for effect in effects:
        plain = _one(plain, effect, alpha)
    if alpha:
        plain.putalpha(alpha)
    return plain


def _one(image: Image, effect: Effect, alpha: Image | None) -> Image:
    """One effect on an "RGB" image; *alpha* says how much each pixel counts where an effect looks at all of them."""
    match effect:
        case Adjust():
            return adjusted(image, effect)
        case Vignette():
            return vignetted(image, effect)
        case Tone():
            return toned(image, effect, alpha)
        case Posterise():
            return posterised(image, effect, alpha)
        case Halftone():
            return halftoned(image, effect, alpha)
        case Wash():
            return washed(image, effect)
        case Grain():
            return grained(image, effect)
