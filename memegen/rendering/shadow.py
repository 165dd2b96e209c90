"""Shadows: a blurred mask, filled with a colour. Texts and groups cast them."""

from __future__ import annotations

from collections.abc import Callable

from memegen.images.blur import gaussian_blur
from memegen.rendering.canvas import Canvas
from memegen.rendering.mask import Mask
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.window import BLUR_REACH, Window

# Standard deviation of a shadow's blur as a fraction of its blur radius, as in CSS (Backgrounds and Borders, 6.1.1).
SIGMA = 1 / 2
# Maximum blur radius, in pixels: of a larger one nothing would be seen, but its mask would fill the memory.
MAX_BLUR = 1024


def shadow_reach(blur: float) -> float:
    """Return how far a shadow with a blur radius of *blur* pixels extends beyond its shape, in pixels."""
    return BLUR_REACH * min(blur, MAX_BLUR) * SIGMA


def cast_shadow(
    canvas: Canvas, shape: Callable[[Window], Mask | None], color: Color, blur: float, cut: Mask | None = None
) -> None:
    """Paint the shadow of a shape.

    Args:
        canvas: The canvas to paint on.
        shape: Returns the mask of the shape in a window; None if no part of the shape is in the window.
        color: The colour of the shadow.
        blur: The blur radius, in pixels.
        cut: What is cut out of the shadow, as what casts it is translucent.
    """
    from PIL.ImageChops import invert
    from PIL.ImageOps import expand

    reach = round(shadow_reach(blur) + 0.5)
    mask = shape(canvas.window.expanded(reach))
    if mask is None:
        return
    if blur > 0:
        blurred = gaussian_blur(expand(mask.to_image(), reach, 0), min(blur, MAX_BLUR) * SIGMA)
        mask = Mask(mask.window.expanded(reach), blurred)
    visible = canvas.window.intersection(Box(*mask.window))
    if not visible:
        return
    mask = mask.crop(visible)
    if cut and (hidden := visible.intersection(Box(*cut.window))):
        image = mask.to_image().copy()
        part = mask.crop(hidden).multiply(invert(cut.crop(hidden).to_image()))
        image.paste(part.to_image(), (hidden.x - visible.x, hidden.y - visible.y))
        mask = Mask(visible, image)
    canvas.fill(mask, color)
