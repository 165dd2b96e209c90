"""Text items to pixels: the shadow, then the stroke (around emoji too), then the glyphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import ceil, floor, inf
from typing import TYPE_CHECKING, NamedTuple

from memegen.rendering.canvas import Canvas
from memegen.rendering.color_glyphs import rasterize_color_glyph
from memegen.rendering.fill import composite_paint
from memegen.rendering.mask import Mask, union_masks
from memegen.rendering.placed_run import PlacedRun, place_runs
from memegen.rendering.rasterize import PlacedGlyph, rasterize, rasterize_overlapping
from memegen.rendering.shadow import cast_shadow
from memegen.rendering.stroke import stroke_glyph
from memegen.scene.affine import Affine
from memegen.scene.color import Color
from memegen.scene.items import Linear, Picture, Radial, Shadow, Stroke, Text
from memegen.scene.window import Window

if TYPE_CHECKING:
    from memegen.images import Photos
    from memegen.text.fonts import Library

# Foreground of colour glyphs in a text without a paint.
DEFAULT_FOREGROUND = Color(0, 0, 0)
# Steps of a stroke's width per font unit: sizes that differ by a rounding error share the cached strokes.
WIDTH_STEPS = 64


class GlyphLayer(NamedTuple):
    """Glyphs by their paint, and the colour glyphs that are painted over them."""

    by_paint: dict[Color | Linear | Radial | None, list[PlacedGlyph]]
    color_runs: list[PlacedRun]


def paint_text(canvas: Canvas, text: Text, affine: Affine, fonts: Library, photos: Photos) -> None:
    """Paint the text.

    Raises:
        DiagnosticError: a font of the text is not found, or its picture's file cannot be used.
    """
    runs = list(place_runs(text, affine, fonts))
    strokes = list(_stroke_glyphs(runs, text.stroke)) if text.stroke else []
    if text.shadow:
        _paint_shadow(canvas, runs, strokes, text.shadow, affine)
    if text.stroke and (mask := rasterize_overlapping(strokes, canvas.window)):
        canvas.fill(mask, text.stroke.color)
    for layer in _layers(runs):
        for paint, glyphs in layer.by_paint.items():
            # A gradient depends on all that is behind it; a colour may be composited line by line.
            for part in _split_lines(glyphs) if isinstance(paint, Color) else [glyphs]:
                if not paint and not text.picture:
                    continue
                if mask := rasterize(part, canvas.window):
                    _composite(canvas, mask, paint or text.picture, affine, photos)
        for run in layer.color_runs:
            _paint_color_run(canvas, run)


def _composite(
    canvas: Canvas, mask: Mask, paint: Color | Linear | Radial | Picture | None, affine: Affine, photos: Photos
) -> None:
    """Composite a paint or a picture over the canvas, through a mask."""
    if isinstance(paint, Picture):
        # Imported here, for few texts have a picture.
        from memegen.rendering.letter_picture import composite_picture

        composite_picture(canvas, mask, paint, affine, photos)
    elif paint:
        composite_paint(canvas, mask, paint, affine)


def _layers(runs: Sequence[PlacedRun]) -> list[GlyphLayer]:
    """Return the fewest layers that keep the paint order where glyphs overlap: later ones are on top."""
    layers = [GlyphLayer({}, [])]
    for run in runs:
        if run.is_color:
            layers[-1].color_runs.append(run)
            continue
        covered = [glyph.box for below in layers[-1].color_runs for glyph in below.glyphs]
        if any(glyph.box.intersects(box) for box in covered for glyph in run.glyphs):
            layers.append(GlyphLayer({}, []))
        layers[-1].by_paint.setdefault(run.paint, []).extend(run.glyphs)
    return layers


def _split_lines(glyphs: Sequence[PlacedGlyph]) -> list[list[PlacedGlyph]]:
    """Split the glyphs into lists that share no row of pixels, so that space between them costs nothing.

    Each list keeps the order of the glyphs, on which :func:`rasterize` depends for adjacent glyphs.
    """
    starts: list[int] = []
    end = -inf
    for top, bottom in sorted([(floor(box.y), ceil(box.y + box.h)) for _, _, _, box in glyphs]):
        if top >= end:
            starts.append(top)
        end = max(end, bottom)
    lines: list[list[PlacedGlyph]] = [[] for _ in starts]
    for glyph in glyphs:
        lines[bisect_right(starts, floor(glyph.box.y)) - 1].append(glyph)
    return lines


def _paint_color_run(canvas: Canvas, run: PlacedRun) -> None:
    """Paint colour glyphs at the opacity of the text's paint."""
    foreground = _foreground(run)
    for glyph in run.glyphs:
        if pixels := rasterize_color_glyph(glyph, foreground, canvas.window):
            canvas.composite(pixels.image, pixels.mask.multiply_alpha(foreground.a))


def _foreground(run: PlacedRun) -> Color:
    """Return the colour for layers of colour glyphs that take the text's; its opacity is for all layers."""
    paint = run.paint or DEFAULT_FOREGROUND
    return paint if isinstance(paint, Color) else Color(*paint.stops[0].color.rgb)


def _stroke_glyphs(runs: Sequence[PlacedRun], stroke: Stroke) -> Iterator[PlacedGlyph]:
    """Yield the strokes around the glyphs of all runs."""
    for face, scale, _, is_color, glyphs in runs:
        width = round(stroke.width / scale * WIDTH_STEPS) / WIDTH_STEPS
        # The corners of a picture are not drawn to be sharp, as those of letters are.
        join = "round" if is_color else stroke.join
        for glyph in glyphs:
            if stroked := stroke_glyph(face, glyph.glyph, width, join, is_color):
                affine = glyph.affine.after(stroked.affine)
                yield PlacedGlyph(stroked.font, stroked.glyph, affine, glyph.affine.box(stroked.box))


def _paint_shadow(
    canvas: Canvas, runs: Sequence[PlacedRun], strokes: Sequence[PlacedGlyph], shadow: Shadow, affine: Affine
) -> None:
    """Paint the shadow of all glyphs together, or of their strokes; its offset turns with the text."""
    dx, dy = affine.vector(shadow.dx, shadow.dy)
    offset = Affine(dx=dx, dy=dy)

    def moved(glyphs: Sequence[PlacedGlyph]) -> list[PlacedGlyph]:
        return [glyph._replace(affine=offset.after(glyph.affine), box=glyph.box.translated(dx, dy)) for glyph in glyphs]

    outlines = moved(strokes or [glyph for run in runs if not run.is_color for glyph in run.glyphs])
    color_glyphs = [(glyph, _foreground(run)) for run in runs if run.is_color for glyph in moved(run.glyphs)]
    # A blur hides how edges are combined, so the faster function is used.
    rasterize_outlines = rasterize if shadow.blur > 0 else rasterize_overlapping

    def shape(window: Window) -> Mask | None:
        mask = rasterize_outlines(outlines, window)
        images = [rasterize_color_glyph(glyph, color, window) for glyph, color in color_glyphs]
        masks = [image.mask for image in images if image]
        return union_masks([mask, *masks] if mask else masks)

    cast_shadow(canvas, shape, shadow.color, shadow.blur)
