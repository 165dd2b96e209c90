"""Textures to coverage: grain, paper, the patchy ink of a risograph, and dots; equal everywhere and on every run."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from memegen.images.blur import gaussian_blur
from memegen.images.grain import noise
from memegen.images.halftone import dots
from memegen.rendering.gradient import rasterize_gradient
from memegen.rendering.mask import Mask
from memegen.scene.affine import Affine
from memegen.scene.color import Color
from memegen.scene.items import Texture
from memegen.scene.window import Window

if TYPE_CHECKING:
    from PIL.Image import Image

# Textures that are kept, because many cards share them.
KEPT_TEXTURES = 4
# How steeply the edge of a grain rises from nothing to full coverage, in levels a level of its noise.
GRAIN_EDGE = 6
# Sizes of the clouds of paper, and of the patches of a risograph's ink, in grains.
PAPER_CLOUDS, RISO_PATCHES = (1, 2.5, 9), 24
# Share of the patches in where ink is missing.
PATCHINESS = 0.22
# Standard deviation of the blur that makes grains round, in grains.
ROUNDNESS = 0.4


def texture_mask(texture: Texture, affine: Affine, window: Window) -> Mask:
    """Return the coverage of a texture in *window*; *affine* places only the gradient of its density."""
    if texture.pattern == "dots":
        return Mask(window, _dots(texture, affine, window))
    right, bottom = max(1, window.x + window.w), max(1, window.y + window.h)
    whole = _grains(texture, (right, bottom))
    # Outside the canvas, for shadows, there is no texture.
    return Mask(window, whole.crop(window.corners))


def _dots(texture: Texture, affine: Affine, window: Window) -> Image:
    from PIL import Image as Images
    from PIL.ImageChops import invert

    if texture.density:
        shades = rasterize_gradient(texture.density, affine, window).color
        density = Images.new("L", window.size, shades.r) if isinstance(shades, Color) else shades.getchannel(0)
    else:
        density = Images.new("L", window.size, round(255 * texture.amount))
    # The screen begins at the window's corner, but must be that of the whole canvas.
    whole = Images.new("L", (max(1, window.x + window.w), max(1, window.y + window.h)), 255)
    whole.paste(invert(density), (window.x, window.y))
    return invert(dots(whole, texture.size)).crop(window.corners)


@lru_cache(KEPT_TEXTURES)
def _grains(texture: Texture, size: tuple[int, int]) -> Image:
    """Return the coverage of a whole canvas of *size* pixels. It is shared and must not be changed."""
    from PIL import Image as Images

    grain = _clouds(size, texture.size, texture.seed or "grain")
    if texture.pattern == "paper":
        return _relief(texture, size)
    if texture.pattern == "riso":
        patches = _clouds(size, texture.size * RISO_PATCHES, f"{texture.seed} patches")
        grain = Images.blend(grain, patches, PATCHINESS)
    return _above(grain, texture.amount)


def _clouds(size: tuple[int, int], grain: float, seed: str) -> Image:
    """Return noise in round grains of a size in pixels, with all levels."""
    from PIL.Image import Resampling
    from PIL.ImageOps import autocontrast

    # Two samples a grain; the blur rounds their squares.
    cell = max(1.0, grain / 2)
    w, h = (max(2, round(side / cell)) for side in size)
    blurred = gaussian_blur(noise((w, h), seed), ROUNDNESS * grain / cell)
    return autocontrast(blurred.resize(size, Resampling.BICUBIC), 0.5)


def _above(field: Image, amount: float) -> Image:
    """Return full coverage for the part *amount* of the pixels that have the highest levels, with soft edges."""
    if amount <= 0 or amount >= 1:
        return field.point([255 * (amount >= 1)] * 256)
    histogram = field.histogram()
    total = sum(histogram)
    below = list(accumulate(histogram))
    edge = next((level for level in range(256) if below[level] >= total * (1 - amount)), 255)
    return field.point([min(max(round((level - edge) * GRAIN_EDGE + 128), 0), 255) for level in range(256)])


def _relief(texture: Texture, size: tuple[int, int]) -> Image:
    """Return the shadows of a surface of clouds, one in another, with light from the top left."""
    from PIL import Image as Images
    from PIL.ImageChops import subtract

    w, h = size
    step = max(1, round(texture.size / 2))
    surface = Images.new("L", (w + step, h + step), 128)
    for i, cloud in enumerate(PAPER_CLOUDS):
        layer = _clouds(surface.size, texture.size * cloud, f"{texture.seed} paper {i}")
        surface = Images.blend(surface, layer, 1 / (i + 1))
    lit, shaded = surface.crop((0, 0, w, h)), surface.crop((step, step, w + step, h + step))
    return subtract(lit, shaded, 1 / 2, 128).point([round(level * texture.amount) for level in range(256)])
