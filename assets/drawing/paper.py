"""A sheet of cream paper: mottle, tooth, a few fibres, and light from the upper left."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from drawing.light import clouds, glow, levels, noise, seeded, shaded, textured
from drawing.shapes import Polygon, curve

if TYPE_CHECKING:
    from random import Random

SIZE = (2000, 2000)


def paper() -> Image.Image:
    """Draw the sheet, 2000 px square."""
    # One hue throughout, lighter and darker only: a change of hue this faint would turn to blotches in a JPEG.
    sheet = textured(Image.new("RGB", SIZE, "#f7eedd"), levels(SIZE, [(0, 131), (1, 124)]), 1)
    sheet = textured(sheet, clouds(SIZE, "mottle", (260, 220), 5), 0.10)
    sheet = textured(sheet, _tooth(), 0.075)
    for seed, count, color, strength in (
        ("long", 420, "#a98a58", 0.32),
        ("pale", 700, "#ffffff", 0.7),
        ("dark", 70, "#5d4526", 0.36),
    ):
        sheet = shaded(sheet, _fibres(seed, count), color, strength)
    return textured(sheet, glow(SIZE, (820, 760), 1900, 1.2).point([128 - (255 - v) // 2 for v in range(256)]), 0.16)


def _tooth() -> Image.Image:
    """Draw the felt's relief: soft noise, lit from the upper left."""
    felt = Image.blend(noise(SIZE, "tooth", 1.6), noise(SIZE, "felt", 3.2), 0.5)
    felt = felt.point([max(0, min(255, round(128 + (v - 128) * 5))) for v in range(256)])
    relief = ImageFilter.Kernel((3, 3), [-2, -1, 0, -1, 0, 1, 0, 1, 2], scale=1.6, offset=128)
    return felt.filter(relief)


def _fibres(seed: str, count: int) -> Image.Image:
    """Short bent hairs, thinly strewn (mode L)."""
    random = seeded(seed)
    strewn = Image.new("L", (SIZE[0] * 2, SIZE[1] * 2))
    draw = ImageDraw.Draw(strewn)
    for _ in range(count):
        draw.line(_hair(random), fill=random.randint(90, 255), width=random.choice((1, 2, 2, 3)), joint="curve")
    return strewn.reduce(2).filter(ImageFilter.GaussianBlur(0.7))


def _hair(random: Random) -> Polygon:
    x, y = random.uniform(0, SIZE[0] * 2), random.uniform(0, SIZE[1] * 2)
    way, length = random.uniform(0, 360), random.uniform(40, 190)
    handles = [(x, y)]
    for _ in range(3):
        way += random.gauss(0, 38)
        x, y = x + cos(radians(way)) * length / 3, y + sin(radians(way)) * length / 3
        handles.append((x, y))
    return curve(handles, 16)
