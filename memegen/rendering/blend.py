"""Blend modes: what a layer makes of the colours below it, as in CSS (Compositing and Blending Level 1, 10.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.images.wash import SEPARABLE
from memegen.scene.color import RGB, Color, mix_rgb

if TYPE_CHECKING:
    from PIL.Image import Image


def blend_images(mode: str, backdrop: Image, source: Image) -> Image:
    """Return the colours of *source*, "RGB", blended with the backdrop; where that is transparent, they stay."""
    from PIL import Image as Images
    from PIL import ImageChops

    alpha = None
    if backdrop.mode != "RGB":
        backdrop = backdrop.convert("RGBA")
        alpha, backdrop = backdrop.getchannel("A"), backdrop.convert("RGB")
    match mode:
        case "multiply":
            blended = ImageChops.multiply(backdrop, source)
        case "screen":
            blended = ImageChops.screen(backdrop, source)
        case _:
            blended = ImageChops.overlay(backdrop, source)
    return Images.composite(blended, source, alpha) if alpha else blended


def blend_color(mode: str, backdrop: RGB, color: Color) -> RGB:
    """Return a colour composited in a blend mode over an opaque one."""
    pairs = zip(backdrop, color.rgb, strict=True)
    red, green, blue = (round(255 * SEPARABLE[mode](one / 255, other / 255)) for one, other in pairs)
    return mix_rgb(backdrop, (red, green, blue), color.a)
