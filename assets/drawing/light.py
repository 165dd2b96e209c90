"""Light and surface: ramps, glows, noise and grain on Pillow images, the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageFilter

Rgb = tuple[int, int, int]
Stops = Sequence[tuple[float, str]]


def seeded(seed: str | float) -> Random:
    """Return a random generator with a fixed seed (reproducible, not for cryptography)."""
    return Random(seed)


def rgb(color: str) -> Rgb:
    """Return the three channels of a hex colour."""
    r, g, b = ImageColor.getrgb(color)[:3]
    return r, g, b


def mix(one: Rgb, other: Rgb, part: float) -> Rgb:
    """*one* with *part* (0 to 1) of *other* in it."""
    r, g, b = (round(x + (y - x) * part) for x, y in zip(one, other, strict=True))
    return r, g, b


def ramp(stops: Stops, t: float) -> Rgb:
    """Return the colour at *t* along the stops (positions rising)."""
    for (low, one), (high, other) in pairwise(stops):
        if t <= high:
            return mix(rgb(one), rgb(other), max(0.0, (t - low) / (high - low)))
    return rgb(stops[-1][1])


def fall(size: tuple[int, int], stops: Stops, across: bool = False) -> Image.Image:
    """Draw a gradient of the stops from top to bottom, or from left to right."""
    steps = 512
    strip = Image.new("RGB", (steps, 1) if across else (1, steps))
    for i in range(steps):
        strip.putpixel((i, 0) if across else (0, i), ramp(stops, i / (steps - 1)))
    return strip.resize(size, Image.Resampling.BICUBIC)


def levels(size: tuple[int, int], stops: Sequence[tuple[float, int]], across: bool = False) -> Image.Image:
    """Draw a grey gradient (mode L, 0–255) of the stops."""
    return fall(size, [(at, f"#{grey:02x}{grey:02x}{grey:02x}") for at, grey in stops], across).getchannel(0)


def glow(size: tuple[int, int], center: tuple[float, float], radius: float, power: float = 2.0) -> Image.Image:
    """Draw a round light (mode L): 255 at the centre, 0 at *radius* px; a higher *power* is tighter."""
    disc = Image.radial_gradient("L").point([round(255 * max(0.0, 1 - d / 180) ** power) for d in range(256)])
    # The gradient is 256 pixels across and reaches 180 at its corners: the light ends at the edge of the square.
    reach = round(radius * 180 / 128)
    disc = disc.resize((2 * reach, 2 * reach), Image.Resampling.BICUBIC)
    light = Image.new("L", size)
    light.paste(disc, (round(center[0]) - reach, round(center[1]) - reach))
    return light


def lit(picture: Image.Image, color: str | Rgb, light: Image.Image, strength: float = 1.0) -> Image.Image:
    """Return the picture with a coloured light (mode L) blended in by the screen mode."""
    beam = Image.composite(
        Image.new("RGB", picture.size, color), Image.new("RGB", picture.size), _scaled(light, strength)
    )
    return ImageChops.screen(picture, beam)


def shaded(picture: Image.Image, shade: Image.Image, color: str | Rgb = "black", strength: float = 1.0) -> Image.Image:
    """Return the picture covered with a colour where the shade (mode L) is bright."""
    return Image.composite(Image.new("RGB", picture.size, color), picture, _scaled(shade, strength))


def noise(size: tuple[int, int], seed: str, softness: float = 0, cell: tuple[float, float] = (1, 1)) -> Image.Image:
    """Grey noise about 128 (mode L); a *cell* is the size in pixels of one grain of it, across and down."""
    small = max(2, round(size[0] / cell[0])), max(2, round(size[1] / cell[1]))
    random = seeded(seed)
    one, other = (Image.frombytes("L", small, random.randbytes(small[0] * small[1])) for _ in range(2))
    field = Image.blend(one, other, 0.5)
    if small != size:
        field = field.resize(size, Image.Resampling.BICUBIC)
    return field.filter(ImageFilter.GaussianBlur(softness)) if softness else field


def clouds(size: tuple[int, int], seed: str, cell: tuple[float, float], octaves: int = 4) -> Image.Image:
    """Noise upon finer noise, each half as strong: mist, mottle, the grain of wood."""
    field = noise(size, f"{seed} 0", cell=cell)
    for i in range(1, octaves):
        finer = noise(size, f"{seed} {i}", cell=(max(1.0, cell[0] / 2**i), max(1.0, cell[1] / 2**i)))
        field = Image.blend(field, finer, 0.5 / (1 + 0.5 * i))
    return field


def textured(picture: Image.Image, texture: Image.Image, amount: float) -> Image.Image:
    """Return the picture with a texture (mode L, 128 is neutral) added; *amount* 1 adds all of it."""
    faint = texture.point([round(128 + (v - 128) * amount) for v in range(256)])
    return ImageChops.add(picture, Image.merge("RGB", [faint] * 3), 1, -128)


def _scaled(grey: Image.Image, strength: float) -> Image.Image:
    return grey if strength == 1 else grey.point([min(255, round(v * strength)) for v in range(256)])
