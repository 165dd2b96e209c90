"""The ground of the rally: a low sun in a dusk sky, and a town far off in the haze."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter

from drawing.light import clouds, fall, glow, levels, lit, seeded, shaded
from drawing.shapes import Polygon, curve, ellipse, mask, quad

SIZE = (2400, 1600)
SUN = (1690.0, 872.0)
SKY = [
    (0.0, "#0d2a36"),
    (0.2, "#1d4d59"),
    (0.34, "#57767a"),
    (0.44, "#c08d78"),
    (0.53, "#f0a261"),
    (0.6, "#ffbf62"),
    (0.7, "#f08b48"),
    (1.0, "#c85a3c"),
]


def dusk() -> Image.Image:
    """Sky and town, 2400 by 1600 pixels."""
    return _town(_sky())


def _sky() -> Image.Image:
    sky = fall(SIZE, SKY)
    band = levels(SIZE, [(0, 30), (0.2, 150), (0.45, 255), (0.62, 60), (1, 0)])
    streaks = clouds(SIZE, "clouds", (900, 90), 5).point([max(0, min(255, (v - 128) * 7)) for v in range(256)])
    sky = lit(sky, "#ffc27a", ImageChops.multiply(streaks, band), 0.34)
    gaps = clouds(SIZE, "gaps", (1100, 120), 4).point([max(0, min(255, (v - 132) * 7)) for v in range(256)])
    sky = shaded(sky, ImageChops.multiply(gaps, band), "#5b4a55", 0.30)
    sky = shaded(sky, glow(SIZE, (SUN[0], SUN[1] + 160), 1450, 1.5), "#c4806c", 0.8)
    sky = shaded(sky, glow(SIZE, SUN, 1150, 1.7), "#f3a05c", 0.85)
    sky = shaded(sky, glow(SIZE, SUN, 760, 1.6), "#ffc870", 0.9)
    return lit(sky, "#fff0c4", glow(SIZE, SUN, 260, 1.4), 0.9)


def _town(picture: Image.Image) -> Image.Image:
    """Roofs, a clock tower and the library's pediment, far off in the haze."""
    random = seeded("the town")
    roofs: list[Polygon] = []
    x = -40.0
    while x < SIZE[0]:
        w, top = random.uniform(60, 150), random.uniform(890, 960)
        peak = random.choice((0, 34, 46))
        roofs.append([(x, 1100), (x, top), (x + w / 2, top - peak), (x + w, top), (x + w, 1100)])
        roofs.append(quad(x + w * random.choice((0.2, 0.8)), top - 8, 11, 60))
        x += w * random.uniform(0.8, 1.0)
    roofs += _tower(520) + _library(2110)
    shape = mask(SIZE, roofs).filter(ImageFilter.GaussianBlur(2.2))
    haze = fall(SIZE, [(0, "#b8734c"), (0.52, "#c67a48"), (0.68, "#f0a556"), (1, "#f0a556")])
    picture = Image.composite(haze, picture, shape)
    picture = shaded(picture, mask(SIZE, [ellipse(520, 655, 24, 24)]), "#ffdf9e", 0.8)
    return lit(picture, "#ffc368", glow(SIZE, SUN, 800, 1.6), 0.5)


def _tower(x: float) -> list[Polygon]:
    return [
        quad(x, 900, 92, 420),
        quad(x, 690, 112, 16),
        quad(x, 655, 76, 80),
        [(x - 50, 618), (x, 470), (x + 50, 618)],
        quad(x, 470, 5, 60),
    ]


def _library(x: float) -> list[Polygon]:
    """Return a portico with a pediment between two low wings, and a dome on its drum."""
    wings = [quad(x, 985, 560, 190), quad(x, 893, 584, 12)]
    portico: list[Polygon] = [quad(x, 960, 300, 240), quad(x, 846, 326, 14), [(x - 172, 840), (x, 772), (x + 172, 840)]]
    dome = curve([(x - 78, 742), (x - 78, 632), (x + 78, 632), (x + 78, 742)])
    drum = [quad(x, 770, 164, 70), quad(x, 742, 180, 10), quad(x, 648, 26, 34), quad(x, 618, 5, 50)]
    return [*wings, *portico, dome, *drum]
