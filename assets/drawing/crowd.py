"""A rally at dusk, against a low sun: rows of people in silhouette, paler with distance, with blank placards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageFilter

from drawing import people
from drawing.light import Rgb, clouds, fall, glow, levels, lit, mix, noise, ramp, rgb, shaded, textured
from drawing.shapes import Polygon, curve, ellipse, limb, mask, mirrored, path, quad, turned

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
# From the farthest thing to the nearest.
DEPTH = [
    (0.0, "#eda55a"),
    (0.2, "#d97f45"),
    (0.4, "#a94c38"),
    (0.6, "#6a2b32"),
    (0.8, "#33192a"),
    (1.0, "#121019"),
]


@dataclass(frozen=True, slots=True)
class Row:
    """People at one distance: head height *u*, shoulder line *y*, mean step between necks (in heads), blur in pixels."""

    depth: float
    u: float
    y: float
    step: float
    blur: float
    arms: float
    boards: float


ROWS = (
    Row(0.20, 14, 1046, 1.5, 1.8, 0.10, 0.10),
    Row(0.28, 19, 1066, 1.6, 1.5, 0.12, 0.10),
    Row(0.36, 26, 1094, 1.8, 1.2, 0.16, 0.11),
    Row(0.45, 35, 1130, 1.9, 0.9, 0.20, 0.11),
    Row(0.54, 46, 1176, 2.1, 0.8, 0.22, 0.10),
    Row(0.64, 60, 1234, 2.3, 0.7, 0.24, 0.13),
    Row(0.75, 80, 1312, 2.5, 0.6, 0.22, 0.13),
    Row(0.87, 108, 1424, 2.8, 0.7, 0.20, 0.0),
    Row(1.0, 176, 1660, 3.0, 5.0, 0.0, 0.0),
)
# The rows of the banner and of the child with the book; who would stand before them steps aside.
BANNER, HERO = 4, 7
BANNER_FROM, BANNER_TO = 210.0, 800.0
HERO_AT, CLEARING = SUN[0], 200.0


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in one row: dark shapes, and boards and cloths that let light through."""

    dark: list[Polygon]
    boards: list[Polygon]
    cloths: list[tuple[str, Polygon]]


def crowd() -> Image.Image:
    """The picture, 2400 by 1600 pixels."""
    picture = _town(_sky())
    for index, row in enumerate(ROWS):
        random = Random(f"row {index} of the crowd")
        picture = _paint(picture, row, _stand(random, row, index))
        mist = glow(SIZE, (SUN[0], SUN[1] + 120), 1500, 2.4)
        picture = lit(picture, "#ffb257", mist, 0.24 * (1 - row.depth) ** 1.2)
    picture = lit(picture, "#ff8a35", glow(SIZE, SUN, 900, 2.2), 0.16)
    return _finish(picture)


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
    random = Random("the town")
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
    """A portico with a pediment between two low wings, and a dome on its drum."""
    wings = [quad(x, 985, 560, 190), quad(x, 893, 584, 12)]
    portico = [quad(x, 960, 300, 240), quad(x, 846, 326, 14), [(x - 172, 840), (x, 772), (x + 172, 840)]]
    dome = curve([(x - 78, 742), (x - 78, 632), (x + 78, 632), (x + 78, 742)])
    drum = [quad(x, 770, 164, 70), quad(x, 742, 180, 10), quad(x, 648, 26, 34), quad(x, 618, 5, 50)]
    return [*wings, *portico, dome, *drum]


def _stand(random: Random, row: Row, index: int) -> Held:
    held = Held([], [], [])
    x = -row.u * random.uniform(0, 2)
    last_board = x
    while x < SIZE[0] + row.u * 2:
        if index >= HERO and abs(x - HERO_AT) < CLEARING:
            x += 0.5 * row.u
            continue
        y = row.y + random.gauss(0, 0.16) * row.u
        u = row.u * random.uniform(0.9, 1.08)
        held.dark.extend(people.torso(x, y, u, random.uniform(0.88, 1.1)))
        held.dark.extend(people.head(random, x, y, u))
        fate = random.random()
        crowded = x - last_board < 5.5 * u or (index >= BANNER and BANNER_FROM - 120 < x < BANNER_TO + 120)
        if fate < row.boards and not crowded:
            last_board = x
            _board(random, held, x, y, u)
        elif row.boards <= fate < row.boards + row.arms:
            held.dark.extend(people.raised(random, x, y, u, random.choice((-1, 1))))
        x += row.step * row.u * random.uniform(0.8, 1.25)
    if index == BANNER:
        _banner(held, BANNER_FROM, BANNER_TO, row)
        _flag(held, 2300, row)
    if index == HERO:
        _hero(held, HERO_AT, row)
    return held


def _board(random: Random, held: Held, x: float, y: float, u: float) -> None:
    """A blank placard on a stick, held up with one hand."""
    side = random.choice((-1, 1))
    hand = (x + side * random.uniform(0.7, 1.0) * u, y - random.uniform(0.5, 1.0) * u)
    tall = random.uniform(2.9, 4.2) * u
    lean = random.gauss(0, 6)
    board = quad(hand[0], hand[1] - tall, random.uniform(2.4, 3.4) * u, random.uniform(1.7, 2.4) * u)
    board = turned(board, lean, hand)
    if random.random() < 0.16:
        held.cloths.append((random.choice(("#ffc533", "#e4322b")), board))
    else:
        held.boards.append(board)
    stick = limb((hand[0], hand[1] + 0.5 * u), (hand[0], hand[1] - tall - 0.7 * u), 0.12 * u, 0.12 * u)
    held.dark.extend(turned(part, lean, hand) for part in stick)
    held.dark.extend(people.arm((x + side * 0.86 * u, y + 0.42 * u), (x + side * 1.25 * u, y + 0.1 * u), hand, u))
    held.dark.extend(people.fist(hand[0], hand[1] + 0.2 * u, u, lean))


def _banner(held: Held, left: float, right: float, row: Row) -> None:
    """A cloth between two poles, with the sag of its weight."""
    top, low = row.y - 5.6 * row.u, row.y - 3.1 * row.u
    middle = (left + right) / 2
    upper = curve([(left, top), (middle, top + 46), (right, top - 14)])
    lower = curve([(right, low - 8), (middle, low + 40), (left, low)])
    held.cloths.append(("#e4322b", upper + lower))
    for x, head in ((left, top), (right, top - 14)):
        held.dark.extend(limb((x, head - 14), (x + 6, row.y), 8, 9))


def _flag(held: Held, x: float, row: Row) -> None:
    """A plain flag that flies to the left."""
    top = row.y - 6.6 * row.u
    upper = curve([(x, top), (x - 90, top - 50), (x - 130, top + 60), (x - 235, top + 4)])
    lower = curve([(x - 225, top + 146), (x - 130, top + 200), (x - 90, top + 90), (x, top + 140)])
    held.cloths.append(("#1d6a72", upper + lower))
    held.dark.extend(limb((x, top - 16), (x + 8, row.y), 8, 9))


def _hero(held: Held, x: float, row: Row) -> None:
    """A child on someone's shoulders, who holds up an open book against the light."""
    y, u = row.y - 70, row.u
    held.dark.extend(people.torso(x, y, u * 1.04))
    seat = y - 0.5 * u
    half = path(
        f"M {x} {seat + 1.1 * u} L {x - 0.7 * u} {seat + 1.1 * u} C {x - 0.9 * u} {seat + 0.7 * u} {x - 0.84 * u} {seat + 0.34 * u} "
        f"{x - 0.56 * u} {seat + 0.16 * u} C {x - 0.44 * u} {seat - 0.4 * u} {x - 0.5 * u} {seat - 0.8 * u} "
        f"{x - 0.56 * u} {seat - 1.1 * u} C {x - 0.5 * u} {seat - 1.34 * u} {x - 0.2 * u} {seat - 1.36 * u} {x} {seat - 1.44 * u}"
    )
    back = half + mirrored(reversed(half), x)
    neck = seat - 1.38 * u
    held.dark.append(back)
    for side in (-1, 1):
        shoulder, elbow = (x + side * 0.82 * u, y + 0.42 * u), (x + side * 1.36 * u, y + 1.3 * u)
        held.dark.extend(people.arm(shoulder, elbow, (x + side * 0.8 * u, y + 1.0 * u), u))
    neck = seat - 1.38 * u
    held.dark.append(back)
    for side in (-1, 1):
        shoulder, elbow = (x + side * 0.9 * u, y + 0.5 * u), (x + side * 1.62 * u, y + 0.72 * u)
        held.dark.extend(people.arm(shoulder, elbow, (x + side * 0.74 * u, y + 0.1 * u), u))
    held.dark.append(quad(x, neck - 0.2 * u, 0.36 * u, 0.6 * u))
    held.dark.extend(people.head(Random("curls"), x, neck, u * 0.84))
    book = (x, neck - 1.98 * u)
    for side in (-1, 1):
        hand = (x + side * 0.62 * u, book[1] + 0.5 * u)
        elbow = (x + side * 0.92 * u, neck - 0.45 * u)
        held.dark.extend(people.arm((x + side * 0.44 * u, neck + 0.26 * u), elbow, hand, u * 0.66))
        held.dark.extend(people.fist(hand[0], hand[1] + 0.1 * u, u * 0.6))
        page = path(
            f"M {x} {book[1] - 0.42 * u} C {x + side * 0.3 * u} {book[1] - 0.72 * u} {x + side * 0.7 * u} {book[1] - 0.7 * u} "
            f"{x + side * 1.0 * u} {book[1] - 0.6 * u} L {x + side * 0.96 * u} {book[1] + 0.52 * u} "
            f"C {x + side * 0.7 * u} {book[1] + 0.44 * u} {x + side * 0.3 * u} {book[1] + 0.42 * u} {x} {book[1] + 0.7 * u}"
        )
        held.boards.append(page)
    held.dark.extend(limb((x, book[1] - 0.42 * u), (x, book[1] + 0.7 * u), 0.07 * u, 0.07 * u))


def _paint(picture: Image.Image, row: Row, held: Held) -> Image.Image:
    dark = ramp(DEPTH, row.depth)
    for tint, cloth in held.cloths:
        picture = _through(picture, row, [cloth], mix(dark, rgb(tint), 0.72), (26, 500))
    if held.boards:
        picture = _through(picture, row, held.boards, mix(dark, rgb("#ffe6b0"), 0.82 - 0.3 * row.depth), (70, 70))
    shape = mask(SIZE, held.dark, 3).filter(ImageFilter.GaussianBlur(row.blur))
    # Mist lies between the rows: each is clearest at its heads. Below its shoulders a row closes, gaps and all.
    head, foot = (row.y - 2 * row.u) / SIZE[1], (row.y + 2.6 * row.u) / SIZE[1]
    body = fall(SIZE, [(0, _hex(dark)), (head, _hex(dark)), (foot, _hex(ramp(DEPTH, max(0.0, row.depth - 0.13))))])
    ground = levels(SIZE, [(0, 0), ((row.y + 0.9 * row.u) / SIZE[1], 0), (foot, 255)])
    picture = _rim(Image.composite(body, picture, shape), shape, row)
    return Image.composite(body, picture, ground)


def _through(
    picture: Image.Image, row: Row, shapes: Sequence[Polygon], color: Rgb, folds: tuple[float, float]
) -> Image.Image:
    """Boards and cloths with the sun behind them: brighter on the side that is towards it."""
    shape = mask(SIZE, shapes, 3).filter(ImageFilter.GaussianBlur(row.blur))
    sheet = Image.new("RGB", SIZE, color)
    sheet = textured(sheet, clouds(SIZE, "cloth", folds, 3), 0.34)
    sheet = lit(sheet, "#ffb45a", glow(SIZE, SUN, 900, 1.5), 0.75)
    picture = Image.composite(sheet, picture, shape)
    return _rim(picture, shape, row)


def _rim(picture: Image.Image, shape: Image.Image, row: Row) -> Image.Image:
    """The edge that the low sun catches, on the side towards it."""
    turn = SUN[0] / SIZE[0]
    facing = levels(SIZE, [(0, 255), (turn - 0.05, 255), (turn + 0.05, 0), (1, 0)], across=True)
    near = glow(SIZE, SUN, 1250, 1.6)
    # A broad soft light that wraps the form, and a fine one on its very edge.
    for part, softness, color, strength in ((0.16, 0.09, "#c9482c", 0.6), (0.028, 0.012, "#ffc27a", 0.85)):
        width = max(1, round(row.u * part))
        inner = shape.filter(ImageFilter.GaussianBlur(row.u * softness))
        left, right = (ImageChops.subtract(shape, ImageChops.offset(inner, dx, width)) for dx in (-width, width))
        edge = ImageChops.multiply(Image.composite(left, right, facing), near)
        picture = lit(picture, color, edge, strength)
    return picture


def _finish(picture: Image.Image) -> Image.Image:
    corners = glow(SIZE, (1400, 800), 1900, 0.8).point([255 - v for v in range(256)])
    picture = shaded(picture, corners, "#0b0e16", 0.5)
    return textured(picture, noise(SIZE, "grain", 0.7), 0.13)


def _hex(color: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)
