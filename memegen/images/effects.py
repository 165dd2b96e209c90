"""Apply the effects of :mod:`memegen.scene.effects` to an image."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from memegen.scene.effects import Adjust, Effect, Grain, Halftone, Posterise, Tint, Tone, Vignette, Wash

if TYPE_CHECKING:
    from PIL.Image import Image


def apply_effects(image: Image, effects: Iterable[Effect]) -> Image:
    """Return *image* ("RGB" or "RGBA") with the effects applied in order; only a tint changes its alpha."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    opaque = image.convert("RGB") if alpha else image
    for effect in effects:
        if isinstance(effect, Tint):
            from memegen.images.tint import tint_alpha

            alpha = tint_alpha(opaque, alpha, effect)
        opaque = _apply(opaque, effect, alpha)
    if alpha:
        opaque.putalpha(alpha)
    return opaque


def _apply(image: Image, effect: Effect, alpha: Image | None) -> Image:
    """Apply one effect to an "RGB" image; *alpha* weights the pixels in histograms."""
    # Imported here: few photos have any effect, and hardly one has all of them.
    match effect:
        case Adjust():
            from memegen.images.adjust import apply_adjust

            return apply_adjust(image, effect)
        case Vignette():
            from memegen.images.adjust import apply_vignette

            return apply_vignette(image, effect)
        case Tone():
            from memegen.images.tone import apply_tone

            return apply_tone(image, effect, alpha)
        case Posterise():
            from memegen.images.posterise import apply_posterise

            return apply_posterise(image, effect, alpha)
        case Halftone():
            from memegen.images.halftone import apply_halftone

            return apply_halftone(image, effect, alpha)
        case Tint():
            from memegen.images.tint import apply_tint

            return apply_tint(image, effect)
        case Wash():
            from memegen.images.wash import apply_wash

            return apply_wash(image, effect)
        case Grain():
            from memegen.images.grain import apply_grain

            return apply_grain(image, effect)
