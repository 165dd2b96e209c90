"""The contrast of a text with the pixels behind it, by WCAG 2.2."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from memegen.rendering.canvas import Canvas
from memegen.rendering.mask import Mask
from memegen.scene.affine import Affine
from memegen.scene.color import BLUE, GREEN, RED, Color, composite, contrast_ratio, luminance
from memegen.scene.geometry import Box, Insets
from memegen.scene.items import Text
from memegen.scene.letter_boxes import LetterBox, separating_outline
from memegen.scene.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Side of a cell as a fraction of the font size, about the width of a stem: a bright pixel does not make a text
# illegible, but a bright area as wide as a letter's stem does.
CELL = 1 / 8
# The pixels at its sides, px: where grounds meet, they are a mixture of both.
EDGE = Insets(right=1, left=1)
# Fraction of the cells behind a run of letters that may have less than the reported contrast.
OUTLIERS = 0.02


def measure_contrast(
    canvases: list[Canvas],
    text: Text,
    affine: Affine,
    boxes: Sequence[LetterBox],
    opacity: float = 1,
    blend: str = "normal",
) -> float | None:
    """Return the minimum contrast ratio of the text's letters with what is painted behind them.

    For each run of letters, the box from the baseline to the cap height is split into cells (see :data:`CELL`), whose
    mean colours are compared with each colour of the run. The ratio of a run is the second percentile (see
    :data:`OUTLIERS`). If the text has an outline that separates it from the background, the result is the contrast
    with the outline if that is higher.

    Args:
        canvases: The whole canvas, then the layers above it.
        text: The text, which is not painted yet.
        affine: The map from the text's coordinates to the canvas.
        boxes: The boxes of its letters.
        opacity: The opacity at which the layers and the text will be composited, 0-1.
        blend: The mode in which they will be.

    Returns:
        The contrast ratio, 1-21; None if no letter can be measured.
    """
    ratios = [
        ratio
        for box in boxes
        for color in box.colors
        if (ratio := _box_contrast(canvases, box, color, affine, opacity, blend)) is not None
    ]
    if not ratios:
        return None
    return max(min(ratios), outline_contrast(text, boxes) if opacity >= 1 else 1.0)


def outline_contrast(text: Text, boxes: Iterable[LetterBox]) -> float:
    """Return the minimum contrast ratio of letters with an outline that separates them from the background.

    Args:
        text: The text.
        boxes: The boxes of its letters, for their colours.

    Returns:
        The contrast ratio, 1-21; 1 without such an outline.
    """
    outline = separating_outline(text)
    if not outline:
        return 1.0
    fills = {color for box in boxes for color in box.colors}
    return min((contrast_ratio(fill.luminance, outline.luminance) for fill in fills), default=1.0)


def _box_contrast(
    canvases: list[Canvas], box: LetterBox, color: Color, affine: Affine, opacity: float, blend: str
) -> float | None:
    """Return the contrast ratio of one colour of a run of letters.

    None outside the canvas, and on a transparent background.
    """
    area = box.box.inset(EDGE)
    window, color = canvases[0].window.intersection(affine.box(area)), color.multiply_alpha(opacity)
    if not window or canvases[0].image.mode != "RGB":
        return None
    canvas = canvases[0] if len(canvases) == 1 else composited(canvases, window, opacity)
    cell = max(1, round(box.size * CELL))
    if affine.upright or not Box(*canvas.window).contains(affine.box(area)):
        pixels = canvas.reduce(window, min(cell, window.w, window.h)).tobytes()
    else:
        # The upright box around a tilted letter reaches beyond a strip that is tilted with it.
        letter = canvas.straighten(area, affine)
        pixels = letter.reduce(min(cell, letter.width, letter.height)).tobytes()
    rank = int(len(pixels) // 3 * OUTLIERS)
    if color.a >= 1 and blend == "normal":
        return _opaque_contrast(pixels, color.luminance, rank)
    cells = zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)
    if blend == "normal":
        return sorted(contrast_ratio(luminance(composite(color, cell)), luminance(cell)) for cell in cells)[rank]
    from memegen.rendering.blend import blend_color

    return sorted(contrast_ratio(luminance(blend_color(blend, cell, color)), luminance(cell)) for cell in cells)[rank]


def _opaque_contrast(pixels: bytes, letter: float, rank: int) -> float:
    """Return the lowest contrast ratio but for *rank* pixels.

    Args:
        pixels: "RGB" pixels, row by row.
        letter: The luminance of the letters, 0-1.
        rank: How many pixels may have a lower ratio.
    """
    if pixels.count(pixels[:3]) * 3 == len(pixels):
        return contrast_ratio(RED[pixels[0]] + GREEN[pixels[1]] + BLUE[pixels[2]], letter)
    # Inlined luminance: there are many cells, and this takes a third of the time.
    levels = [RED[r] + GREEN[g] + BLUE[b] for r, g, b in zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)]
    levels.sort()
    # The lowest ratios are those of the levels next to the letters' own.
    at = bisect_left(levels, letter)
    nearest = levels[max(0, at - rank - 1) : at + rank + 1]
    return sorted(contrast_ratio(level, letter) for level in nearest)[rank]


def composited(canvases: list[Canvas], window: Window, opacity: float) -> Canvas:
    """Return a canvas of the window in which all layers are composited at *opacity*, "RGB"."""
    image = canvases[0].crop(window)
    for layer in canvases[1:]:
        part = layer.window.intersection(Box(*window))
        if part:
            pixels = layer.crop(part).convert("RGBA")
            mask = Mask(part, pixels.getchannel("A")).multiply_alpha(opacity)
            image.paste(pixels.convert("RGB"), (part.x - window.x, part.y - window.y), mask.image)
    return Canvas(window, image)
