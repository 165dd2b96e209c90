"""The contrast of a text with the pixels behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.color import Color, laid, luminance, ratio
from memegen.geometry import Box
from memegen.letters import Patch, outlined, patches
from memegen.paint.affine import Affine
from memegen.paint.canvas import Canvas
from memegen.scene import Text

if TYPE_CHECKING:
    from PIL.Image import Image

# Pixels are taken together in cells of this part of the font size, about as wide as a stem: one bright pixel does not
# make a text hard to read, a bright place as wide as a letter's stroke does.
CELL = 1 / 8
# The part of the cells behind a run of letters that may be worse than what is told.
WORSE = 0.02


def measured(grounds: list[Canvas], text: Text, affine: Affine) -> float | None:
    """The least contrast ratio of the text's letters with what is painted so far; None where nothing can be measured.

    For each run of letters, the box from its baseline to its cap height is cut into cells (see ``CELL``), whose mean
    colours are compared with each colour of the run by WCAG 2.2. The worst is the second percentile of these ratios;
    of a text whose outline parts it from the ground, the contrast with that outline if it is higher. *grounds* are the
    canvases that lie behind it, the lowest first.
    """
    found = [
        worst
        for patch in patches(text)
        for color in patch.colors
        if (worst := _worst(grounds, patch, color, affine)) is not None
    ]
    if not found:
        return None
    line = outlined(text)
    fills = {color for patch in patches(text) for color in patch.colors}
    edge = min((ratio(fill.luminance, line.luminance) for fill in fills), default=1.0) if line else 1.0
    return max(min(found), edge)


def _worst(grounds: list[Canvas], patch: Patch, color: Color, affine: Affine) -> float | None:
    image = _behind(grounds, affine.box(patch.box))
    if image is None:
        return None
    cell = max(1, round(patch.size * CELL))
    pixels = image.reduce(min(cell, image.width, image.height)).tobytes()
    cells = zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)
    ratios = sorted(ratio(luminance(laid(color, behind)), luminance(behind)) for behind in cells)
    return ratios[int(len(ratios) * WORSE)]


def _behind(grounds: list[Canvas], box: Box) -> Image | None:
    """The pixels of all grounds together behind the box, "RGB"; None off the canvas, or where there is no ground."""
    window = grounds[0].window.met(box)
    if not window or grounds[0].image.mode != "RGB":
        return None
    image = grounds[0].under(window)
    for layer in grounds[1:]:
        part = layer.window.met(Box(*window))
        if part:
            over = layer.under(part).convert("RGBA")
            image.paste(over.convert("RGB"), (part.x - window.x, part.y - window.y), over.getchannel("A"))
    return image
