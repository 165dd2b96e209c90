"""Fills: a colour or a gradient through a mask, over a backdrop that may be blurred."""

from __future__ import annotations

from dataclasses import replace

from memegen.images.blur import gaussian_blur
from memegen.rendering.canvas import Canvas
from memegen.rendering.gradient import rasterize_gradient
from memegen.rendering.mask import Mask
from memegen.rendering.ramp import composite_stops, is_opaque
from memegen.rendering.rasterize import outline_mask
from memegen.rendering.shadow import cast_shadow
from memegen.scene.affine import Affine
from memegen.scene.color import BLACK, TRANSPARENT, Color
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Linear, Paint, Radial, Shadow, Stop, Stroke, Texture
from memegen.scene.window import BLUR_REACH, Window

# Pixels per side of the sample that rules out most photos before all pixels are compared.
SAMPLE_SIDE = 8


def paint_fill(canvas: Canvas, fill: Fill, affine: Affine) -> None:
    """Paint a filled outline over its blurred backdrop, on its shadow."""
    mask = outline_mask(fill.outline, affine, canvas.window)
    if fill.shadow:
        _paint_shadow(canvas, mask, fill, fill.shadow, affine)
    if mask is None:
        return
    if fill.blur > 0 and (blurred := _blur_mask(mask, fill.paint, affine)):
        _blur_backdrop(canvas, blurred, fill.blur)
    if fill.stroke:
        _composite_stroked(canvas, mask, fill, fill.stroke, affine)
    else:
        composite_paint(canvas, mask, fill.paint, affine)


def _paint_shadow(canvas: Canvas, mask: Mask | None, fill: Fill, shadow: Shadow, affine: Affine) -> None:
    """Paint the shadow of the outline, whose *mask* is cut out of it unless the paint is opaque."""
    moved = Affine(dx=shadow.dx, dy=shadow.dy).after(affine)
    cut = None if _is_opaque(fill.paint) else mask
    cast_shadow(canvas, lambda window: outline_mask(fill.outline, moved, window), shadow.color, shadow.blur, cut)


def _composite_stroked(canvas: Canvas, mask: Mask, fill: Fill, stroke: Stroke, affine: Affine) -> None:
    """Composite paint and stroke as one through the mask, so that the paint does not show at the stroke's edge."""
    from memegen.rendering.band import band_mask

    whole, paint = Mask(mask.window, None), fill.paint
    if isinstance(paint, Color):
        layer = Canvas.blank(mask.window, paint)
    else:
        layer = Canvas.blank(mask.window, BLACK if _is_opaque(paint) else TRANSPARENT)
        composite_paint(layer, whole, paint, affine)
    if band := band_mask(fill.outline, stroke, affine, mask):
        layer.fill(band, stroke.color)
    canvas.composite_layer(layer, 1, mask)


def _is_opaque(paint: Paint) -> bool:
    match paint:
        case Color():
            return paint.a >= 1
        case Texture():
            return False
        case _:
            return is_opaque(paint.stops)


def composite_paint(canvas: Canvas, mask: Mask, paint: Paint, affine: Affine) -> None:
    """Composite a paint over the canvas, through a mask; *affine* maps a gradient to the canvas."""
    match paint:
        case Color():
            canvas.fill(mask, paint)
        case Texture():
            from memegen.rendering.texture import texture_mask

            canvas.fill(mask.multiply(texture_mask(paint, affine, mask.window).image), paint.color)
        case Linear() | Radial():
            gradient = rasterize_gradient(_flattened(paint, canvas, mask.window), affine, mask.window)
            if gradient.window:
                visible = mask.crop(gradient.window).multiply(gradient.alpha)
                if isinstance(gradient.color, Color):
                    canvas.fill(visible, gradient.color)
                else:
                    canvas.composite(gradient.color, visible)


def _blur_backdrop(canvas: Canvas, mask: Mask, sigma: float) -> None:
    """Blur the canvas in a mask, as ``backdrop-filter: blur()`` in CSS does.

    A layer with a transparent background has no backdrop and is not blurred.

    Args:
        canvas: The canvas.
        mask: How much of each pixel is replaced by the blurred one.
        sigma: Standard deviation of the blur, in pixels.
    """
    if canvas.image.mode != "RGB":
        return
    source = canvas.window.intersection(Box(*mask.window.expanded(BLUR_REACH * sigma)))
    x, y, w, h = mask.window
    left, top = x - source.x, y - source.y
    blurred = gaussian_blur(canvas.crop(source), sigma)
    canvas.composite(blurred.crop((left, top, left + w, top + h)), mask)


def _blur_mask(mask: Mask, paint: Paint, affine: Affine) -> Mask | None:
    """Return the mask in which a fill blurs its backdrop.

    It is all of *mask* for a colour, and the visible part of a gradient; None if there is no such part.
    """
    if isinstance(paint, Color | Texture):
        return mask
    gradient = rasterize_gradient(_with_full_opacity(paint), affine, mask.window)
    return mask.crop(gradient.window).multiply(gradient.alpha) if gradient.window else None


def _with_full_opacity(paint: Linear | Radial) -> Linear | Radial:
    """Return the gradient with all opacities divided by the maximum."""
    maximum = max(stop.color.a for stop in paint.stops)
    if not maximum:
        return paint
    stops = tuple(Stop(stop.at, replace(stop.color, a=stop.color.a / maximum)) for stop in paint.stops)
    return replace(paint, stops=stops)


def _flattened(paint: Linear | Radial, canvas: Canvas, window: Window) -> Linear | Radial:
    """Return the opaque gradient that a translucent one gives on a uniform background; any other as it is.

    A translucent gradient of 8 bits over a uniform background would show bands, because its dither is lost where the
    two colours are close. Over a photo no bands are visible.
    """
    if is_opaque(paint.stops) or canvas.image.mode != "RGB":
        return paint
    background = _uniform_color(canvas, window)
    return replace(paint, stops=composite_stops(paint.stops, background)) if background else paint


def _uniform_color(canvas: Canvas, window: Window) -> Color | None:
    """Return the colour of all pixels in the window; None if they differ."""
    # A few pixels first: they rule out nearly every photo.
    if not canvas.sample(window, SAMPLE_SIDE).getcolors(1):
        return None
    pixels = canvas.crop(window)
    first = pixels.getpixel((0, 0))
    return Color(*first[:3]) if isinstance(first, tuple) and pixels.getcolors(1) else None
