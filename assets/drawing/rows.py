"""Who stands where in the crowd, and what they hold up: rows of polygons, the farthest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drawing import people
from drawing.dusk import SIZE, SUN
from drawing.light import seeded
from drawing.shapes import Polygon, curve, limb, mirrored, path, quad, turned

if TYPE_CHECKING:
    from random import Random


@dataclass(frozen=True, slots=True)
class Row:
    """People at one distance: head height *u*, shoulder line *y*, mean step between necks (in heads), blur."""

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
HERO_AT, CLEARING = SUN[0], 1.9


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in one row: dark shapes, and boards and cloths that let light through."""

    dark: list[Polygon]
    boards: list[Polygon]
    cloths: list[tuple[str, Polygon]]


def stand(index: int) -> Held:
    """Everyone in the row of that number, the same people each time."""
    row, random = ROWS[index], seeded(f"row {index} of the crowd")
    held = Held([], [], [])
    x = -row.u * random.uniform(0, 2)
    last_board = x
    while x < SIZE[0] + row.u * 2:
        if index >= HERO and abs(x - HERO_AT) < CLEARING * row.u:
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
    """Add a blank placard on a stick, held up with one hand."""
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
    """Add a cloth between two poles that sags under its weight."""
    top, low = row.y - 5.6 * row.u, row.y - 3.1 * row.u
    middle = (left + right) / 2
    upper = curve([(left, top), (middle, top + 46), (right, top - 14)])
    lower = curve([(right, low - 8), (middle, low + 40), (left, low)])
    held.cloths.append(("#e4322b", upper + lower))
    for x, head in ((left, top), (right, top - 14)):
        held.dark.extend(limb((x, head - 14), (x + 6, row.y), 8, 9))


def _flag(held: Held, x: float, row: Row) -> None:
    """Add a plain flag that flies to the left."""
    top = row.y - 6.6 * row.u
    upper = curve([(x, top), (x - 90, top - 50), (x - 130, top + 60), (x - 235, top + 4)])
    lower = curve([(x - 225, top + 146), (x - 130, top + 200), (x - 90, top + 90), (x, top + 140)])
    held.cloths.append(("#1d6a72", upper + lower))
    held.dark.extend(limb((x, top - 16), (x + 8, row.y), 8, 9))


def _hero(held: Held, x: float, row: Row) -> None:
    """Someone who carries a child on the shoulders."""
    y, u = row.y - 70, row.u
    held.dark.extend(people.torso(x, y, u * 1.04))
    for side in (-1, 1):
        shoulder, elbow = (x + side * 0.82 * u, y + 0.42 * u), (x + side * 1.3 * u, y + 1.4 * u)
        held.dark.extend(people.arm(shoulder, elbow, (x + side * 0.8 * u, y + 1.2 * u), u))
    _child(held, x, y - 0.5 * u, u)


def _child(held: Held, x: float, seat: float, u: float) -> None:
    """Add a child sitting at (x, seat) with an open book held up; *u* is the height of an adult's head."""
    half = path(
        f"M {x} {seat + 1.1 * u} L {x - 0.7 * u} {seat + 1.1 * u} "
        f"C {x - 0.9 * u} {seat + 0.7 * u} {x - 0.84 * u} {seat + 0.34 * u} {x - 0.56 * u} {seat + 0.16 * u} "
        f"C {x - 0.44 * u} {seat - 0.4 * u} {x - 0.5 * u} {seat - 0.8 * u} {x - 0.56 * u} {seat - 1.1 * u} "
        f"C {x - 0.5 * u} {seat - 1.34 * u} {x - 0.2 * u} {seat - 1.36 * u} {x} {seat - 1.44 * u}"
    )
    neck = seat - 1.38 * u
    held.dark.extend([half + mirrored(reversed(half), x), quad(x, neck - 0.2 * u, 0.36 * u, 0.6 * u)])
    held.dark.extend(people.head(seeded("curls"), x, neck, u * 0.84))
    middle = neck - 1.98 * u
    for side in (-1, 1):
        hand, elbow = (x + side * 0.62 * u, middle + 0.5 * u), (x + side * 0.92 * u, neck - 0.45 * u)
        held.dark.extend(people.arm((x + side * 0.44 * u, neck + 0.26 * u), elbow, hand, u * 0.66))
        held.dark.extend(people.fist(hand[0], hand[1] + 0.1 * u, u * 0.6))
    page = path(
        f"M {x} {middle - 0.42 * u} "
        f"C {x - 0.3 * u} {middle - 0.72 * u} {x - 0.7 * u} {middle - 0.7 * u} {x - u} {middle - 0.6 * u} "
        f"L {x - 0.96 * u} {middle + 0.52 * u} "
        f"C {x - 0.7 * u} {middle + 0.44 * u} {x - 0.3 * u} {middle + 0.42 * u} {x} {middle + 0.7 * u}"
    )
    held.boards.extend([page, mirrored(page, x)])
    held.dark.extend(limb((x, middle - 0.42 * u), (x, middle + 0.7 * u), 0.07 * u, 0.07 * u))
