"""From the values of :mod:`memegen.scene.effects` to pixels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from memegen.scene.effects import Adjust, Effect, Grain, Halftone, Posterise, Tone, Vignette, Wash

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
    # Few pictures have any, and hardly one has all.
    match effect:
        case Adjust():
            from memegen.images.tone import adjusted

            return adjusted(image, effect)
        case Vignette():
            from memegen.images.texture import vignetted

            return vignetted(image, effect)
        case Tone():
            from memegen.images.tone import toned

            return toned(image, effect, alpha)
        case Posterise():
            from memegen.images.print import posterised

            return posterised(image, effect, alpha)
        case Halftone():
            from memegen.images.print import halftoned

            return halftoned(image, effect, alpha)
        case Wash():
            from memegen.images.texture import washed

            return washed(image, effect)
        case Grain():
            from memegen.images.texture import grained

            return grained(image, effect)
