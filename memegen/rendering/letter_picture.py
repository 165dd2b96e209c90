"""Pictures inside letters: a picture painted through the letters' coverage, and its contrast with what is behind."""

from __future__ import annotations

from memegen.images import Photos
from memegen.rendering.canvas import Canvas
from memegen.rendering.contrast import CELL, composited
from memegen.rendering.mask import Mask
from memegen.rendering.picture import paint_picture
from memegen.scene.affine import Affine
from memegen.scene.color import Color, contrast_ratio, luminance
from memegen.scene.items import Picture, Text
from memegen.scene.letter_boxes import letter_boxes, separating_outline
from memegen.scene.window import Window

TRANSPARENT = Color(0, 0, 0, 0)
# Fraction of all cells that may have less than the reported contrast. A picture has light and dark spots, and a word is
# still read where a fifth of it is faint.
OUTLIERS = 0.2


def composite_picture(canvas: Canvas, mask: Mask, picture: Picture, affine: Affine, photos: Photos) -> None:
    """Composite a picture over the canvas, through a mask.

    Raises:
        DiagnosticError: the picture's file cannot be used.
    """
    layer = _painted(picture, affine, photos, mask.window)
    alpha = layer.image.getchannel("a")
    canvas.composite(layer.image.convert("RGBA").convert("RGB"), mask.multiply(alpha))


def measure_picture_contrast(
    canvases: list[Canvas], text: Text, picture: Picture, affine: Affine, photos: Photos
) -> float | None:
    """Return the contrast ratio of letters that a picture fills with what is painted behind them.

    Cells of the picture are compared with the cells behind them, or with the outline of the letters where that is more,
    in the boxes of all letters; the ratio is the 20th percentile (see :data:`OUTLIERS`).

    Args:
        canvases: The innermost opaque canvas, then the layers above it.
        text: The text, which is not painted yet.
        picture: The picture.
        affine: The map from the text's coordinates to the canvas.
        photos: Decodes the picture.

    Returns:
        The ratio, 1-21; None if no letter can be measured, as on a transparent background.
    """
    if not canvases[0].is_opaque:
        return None
    contrasts: list[float] = []
    outline = separating_outline(text)
    for letters in letter_boxes(text, by_glyph=not affine.upright):
        window = canvases[0].window.intersection(affine.box(letters.box))
        if not window or letters.colors:
            continue
        cell = min(max(1, round(letters.size * CELL)), window.w, window.h)
        behind = composited(canvases, window, 1).reduce(window, cell)
        front = _painted(picture, affine, photos, window).image.convert("RGBA").convert("RGB").reduce(cell)
        pairs = zip(_luminances(front.tobytes()), _luminances(behind.tobytes()), strict=True)
        contrasts += (max(contrast_ratio(one, other), _with_outline(one, outline)) for one, other in pairs)
    return sorted(contrasts)[int(len(contrasts) * OUTLIERS)] if contrasts else None


def _with_outline(letter: float, outline: Color | None) -> float:
    """Return the contrast ratio of a letter's luminance with its outline; 1 without one."""
    return contrast_ratio(letter, outline.luminance) if outline else 1.0


def _painted(picture: Picture, affine: Affine, photos: Photos, window: Window) -> Canvas:
    """Return a transparent layer of the window with the picture on it."""
    layer = Canvas.blank(window, TRANSPARENT)
    paint_picture(layer, picture, affine, photos)
    return layer


def _luminances(pixels: bytes) -> list[float]:
    """Return the relative luminance (0-1) of "RGB" pixels."""
    return [luminance(pixel) for pixel in zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)]
