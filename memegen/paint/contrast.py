"""The contrast of a text with the pixels behind it."""

from __future__ import annotations

from bisect import bisect_left
from operator import add
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
    shown = list(patches(text))
    found = [
        worst
        for patch in shown
        for color in patch.colors
        if (worst := _worst(grounds, patch, color, affine, opacity)) is not None
    ]
    if not found:
        return None
    line = outlined(text) if opacity >= 1 else None
    fills = {color for patch in shown for color in patch.colors} if line else ()
    edge = min((ratio(fill.luminance, line.luminance) for fill in fills), default=1.0) if line else 1.0
    return max(min(found), edge)


def _worst(grounds: list[Canvas], patch: Patch, color: Color, affine: Affine, opacity: float) -> float | None:
    image, color = _behind(grounds, affine.box(patch.box), opacity), color.faded(opacity)
    if image is None:
        return None
    cell = max(1, round(patch.size * CELL))
    pixels = image.reduce(min(cell, image.width, image.height)).tobytes()
    rank = int(len(pixels) // 3 * WORSE)
    if color.a >= 1:
        return _near(pixels, color.luminance, rank)
    cells = zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)
    return sorted(ratio(luminance(laid(color, behind)), luminance(behind)) for behind in cells)[rank]


def _near(pixels: bytes, own: float, rank: int) -> float:
    """The contrast of a luminance with that of the "RGB" *pixels* which is least but for *rank* of them."""
    # Cells are many: this way all of them are looked at outside Python, and only the nearest compared.
    levels = sorted(
        map(
            add,
            map(add, map(RED.__getitem__, pixels[::3]), map(GREEN.__getitem__, pixels[1::3])),
            map(BLUE.__getitem__, pixels[2::3]),
        )
    )
    at = bisect_left(levels, own)
    near = levels[max(0, at - rank - 1) : at + rank + 1]
    return sorted(ratio(level, own) for level in near)[rank]


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
