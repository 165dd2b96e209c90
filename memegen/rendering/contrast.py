"""The contrast of a text with the pixels behind it."""

from __future__ import annotations

from bisect import bisect_left

from memegen.rendering.canvas import Canvas, Mask
from memegen.scene.affine import Affine
from memegen.scene.color import BLUE, GREEN, RED, Color, composite, contrast_ratio, luminance
from memegen.scene.geometry import Box
from memegen.scene.items import Text
from memegen.scene.letter_boxes import LetterBox, letter_boxes, separating_outline
from memegen.scene.window import Window

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
    shown = list(letter_boxes(text))
    found = [
        worst
        for patch in shown
        for color in patch.colors
        if (worst := _worst(grounds, patch, color, affine, opacity)) is not None
    ]
    if not found:
        return None
    line = separating_outline(text) if opacity >= 1 else None
    fills = {color for patch in shown for color in patch.colors} if line else ()
    edge = min((contrast_ratio(fill.luminance, line.luminance) for fill in fills), default=1.0) if line else 1.0
    return max(min(found), edge)


def _worst(grounds: list[Canvas], patch: LetterBox, color: Color, affine: Affine, opacity: float) -> float | None:
    window, color = grounds[0].window.intersection(affine.box(patch.box)), color.multiply_alpha(opacity)
    if not window or grounds[0].image.mode != "RGB":
        return None
    canvas = grounds[0] if len(grounds) == 1 else _together(grounds, window, opacity)
    cell = max(1, round(patch.size * CELL))
    pixels = canvas.reduced(window, min(cell, window.w, window.h)).tobytes()
    rank = int(len(pixels) // 3 * WORSE)
    if color.a >= 1:
        return _near(pixels, color.luminance, rank)
    cells = zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)
    return sorted(contrast_ratio(luminance(composite(color, behind)), luminance(behind)) for behind in cells)[rank]


def _near(pixels: bytes, own: float, rank: int) -> float:
    """The contrast of a luminance with that of the "RGB" *pixels* which is least but for *rank* of them."""
    # Cells are many: written out, this takes a third of the time.
    levels = [RED[r] + GREEN[g] + BLUE[b] for r, g, b in zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)]
    levels.sort()
    at = bisect_left(levels, own)
    near = levels[max(0, at - rank - 1) : at + rank + 1]
    return sorted(contrast_ratio(level, own) for level in near)[rank]


def _together(grounds: list[Canvas], window: Window, opacity: float) -> Canvas:
    """The pixels of all grounds together in the window, "RGB"."""
    image = grounds[0].under(window)
    for layer in grounds[1:]:
        part = layer.window.intersection(Box(*window))
        if part:
            over = layer.under(part).convert("RGBA")
            mask = Mask(part, over.getchannel("A")).multiply_alpha(opacity)
            image.paste(over.convert("RGB"), (part.x - window.x, part.y - window.y), mask.image)
    return Canvas(window, image)
