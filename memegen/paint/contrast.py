"""The contrast of a text with the pixels behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.color import BLUE, GREEN, RED, Color, laid, luminance, ratio
from memegen.geometry import Box
from memegen.letters import Patch, outlined, patches
from memegen.paint.affine import Affine
from memegen.paint.canvas import Canvas
from memegen.paint.mask import Mask
from memegen.scene import Text

if TYPE_CHECKING:
    from PIL.Image import Image

# Pixels are taken together in cells of this part of the font size, about as wide as a stem: one bright pixel does not
# make a text hard to read, a bright place as wide as a letter's stroke does.
CELL = 1 / 8
# The part of the cells behind a run of letters that may be worse than what is told.
WORSE = 0.02


def measured(grounds: list[Canvas], text: Text, affine: Affine, opacity: float = 1) -> float | None:
    """The least contrast ratio of the text's letters with what is painted so far; None where nothing can be measured.

    For each run of letters, the box from its baseline to its cap height is cut into cells (see ``CELL``), whose mean
    colours are compared with each colour of the run by WCAG 2.2. The worst is the second percentile of these ratios;
    of a text whose outline parts it from the ground, the contrast with that outline if it is higher. *grounds* are the
    canvases that lie behind it, the lowest first; all above that, and the text, are to be laid on at *opacity*.
    """
    found = [
        worst
        for patch in patches(text)
        for color in patch.colors
        if (worst := _worst(grounds, patch, color, affine, opacity)) is not None
    ]
    if not found:
        return None
    line = outlined(text) if opacity >= 1 else None
    fills = {color for patch in patches(text) for color in patch.colors}
    edge = min((ratio(fill.luminance, line.luminance) for fill in fills), default=1.0) if line else 1.0
    return max(min(found), edge)


def _worst(grounds: list[Canvas], patch: Patch, color: Color, affine: Affine, opacity: float) -> float | None:
    image, color = _behind(grounds, affine.box(patch.box), opacity), color.faded(opacity)
    if image is None:
        return None
    cell = max(1, round(patch.size * CELL))
    ratios = sorted(_ratios(image.reduce(min(cell, image.width, image.height)).tobytes(), color))
    return ratios[int(len(ratios) * WORSE)]


def _ratios(pixels: bytes, color: Color) -> list[float]:
    """The contrast of a colour with each of the "RGB" *pixels* that it is laid on."""
    cells = zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)
    if color.a < 1:
        return [ratio(luminance(laid(color, behind)), luminance(behind)) for behind in cells]
    # Cells are many: written out, this takes a third of the time.
    own, levels = color.luminance + 0.05, [RED[r] + GREEN[g] + BLUE[b] + 0.05 for r, g, b in cells]
    return [level / own if level > own else own / level for level in levels]


def _behind(grounds: list[Canvas], box: Box, opacity: float) -> Image | None:
    """The pixels of all grounds together behind the box, "RGB"; None off the canvas, or where there is no ground."""
    window = grounds[0].window.met(box)
    if not window or grounds[0].image.mode != "RGB":
        return None
    image = grounds[0].under(window)
    for layer in grounds[1:]:
        part = layer.window.met(Box(*window))
        if part:
            over = layer.under(part).convert("RGBA")
            mask = Mask(part, over.getchannel("A")).faded(opacity)
            image.paste(over.convert("RGB"), (part.x - window.x, part.y - window.y), mask.image)
    return image
