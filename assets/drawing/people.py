"""People in silhouette, seen from behind: each a handful of polygons. ``u`` is the height of the head in pixels."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from drawing.shapes import Point, Polygon, ellipse, limb, mirrored, path, turned


def torso(x: float, y: float, u: float, build: float = 1.0) -> list[Polygon]:
    """Neck, shoulders and back; (x, y) is where the neck meets the shoulders."""

    def at(dx: float, dy: float) -> str:
        return f"{x + dx * u * build:.2f} {y + dy * u:.2f}"

    half = path(
        f"M {x:.2f} {y - 0.5 * u:.2f} L {x - 0.23 * u:.2f} {y - 0.5 * u:.2f} "
        f"C {x - 0.23 * u:.2f} {y - 0.06 * u:.2f} {at(-0.5, 0.08)} {at(-0.78, 0.16)} "
        f"C {at(-1.02, 0.24)} {at(-1.1, 0.5)} {at(-1.14, 1.0)} C {at(-1.2, 1.8)} {at(-1.25, 2.6)} {at(-1.25, 5)} "
        f"L {x:.2f} {y + 5 * u:.2f}"
    )
    return [half + mirrored(reversed(half), x)]


def head(random: Random, x: float, y: float, u: float) -> list[Polygon]:
    """Return a head on the neck at (x, y), a little tilted, with hair or a hat."""
    cx, cy = x + random.uniform(-0.06, 0.06) * u, y - 0.72 * u
    skull = path(
        f"M {cx} {cy - 0.52 * u} C {cx + 0.27 * u} {cy - 0.52 * u} {cx + 0.38 * u} {cy - 0.3 * u} {cx + 0.37 * u} {cy} "
        f"C {cx + 0.36 * u} {cy + 0.26 * u} {cx + 0.22 * u} {cy + 0.5 * u} {cx} {cy + 0.5 * u} "
        f"C {cx - 0.22 * u} {cy + 0.5 * u} {cx - 0.36 * u} {cy + 0.26 * u} {cx - 0.37 * u} {cy} "
        f"C {cx - 0.38 * u} {cy - 0.3 * u} {cx - 0.27 * u} {cy - 0.52 * u} {cx} {cy - 0.52 * u}"
    )
    parts = [skull, *random.choice(HAIR)(random, cx, cy, u)]
    tilt = random.gauss(0, 5)
    return [turned(part, tilt, (x, y - 0.2 * u)) for part in parts]


def _short(random: Random, x: float, y: float, u: float) -> list[Polygon]:
    ears = [ellipse(x + s * 0.38 * u, y + 0.06 * u, 0.055 * u, 0.13 * u, 16) for s in (-1, 1)]
    lift = random.uniform(0.0, 0.07) * u
    return [ellipse(x, y - 0.14 * u - lift, 0.4 * u, 0.42 * u, 32), *ears]


def _long(random: Random, x: float, y: float, u: float) -> list[Polygon]:
    def side(low: float, spread: float) -> Polygon:
        return path(
            f"M {x} {y - 0.57 * u} C {x - 0.3 * u} {y - 0.57 * u} {x - 0.41 * u} {y - 0.34 * u} "
            f"{x - 0.41 * u} {y - 0.04 * u} "
            f"C {x - 0.41 * u} {y + 0.3 * u} {x - 0.3 * u} {y + 0.4 * u} {x - spread * u} {y + 0.72 * u} "
            f"C {x - 0.5 * u} {y + 0.95 * u} {x - 0.2 * u} {y + low * u} {x} {y + low * u}"
        )

    left, right = (side(random.uniform(0.9, 1.3), random.uniform(0.36, 0.5)) for _ in range(2))
    return [left, mirrored(right, x)]


def _bob(random: Random, x: float, y: float, u: float) -> list[Polygon]:
    flare = random.uniform(0.46, 0.56)
    side = path(
        f"M {x} {y - 0.58 * u} C {x - 0.34 * u} {y - 0.58 * u} {x - 0.44 * u} {y - 0.3 * u} {x - 0.45 * u} {y} "
        f"C {x - 0.46 * u} {y + 0.2 * u} {x - flare * u} {y + 0.3 * u} {x - flare * u} {y + 0.42 * u} "
        f"C {x - 0.4 * u} {y + 0.5 * u} {x - 0.2 * u} {y + 0.47 * u} {x} {y + 0.46 * u}"
    )
    return [side, mirrored(side, x)]


def _tail(random: Random, x: float, y: float, u: float) -> list[Polygon]:
    swing = random.uniform(-0.3, 0.3) * u
    tail = path(
        f"M {x - 0.1 * u} {y - 0.5 * u} C {x - 0.3 * u} {y - 0.1 * u} {x - 0.26 * u + swing} {y + 0.5 * u} "
        f"{x + swing} {y + 0.95 * u} "
        f"C {x + 0.24 * u + swing} {y + 0.5 * u} {x + 0.28 * u} {y - 0.1 * u} {x + 0.1 * u} {y - 0.5 * u}"
    )
    return [ellipse(x, y - 0.12 * u, 0.4 * u, 0.44 * u, 32), ellipse(x, y - 0.5 * u, 0.13 * u, 0.12 * u, 16), tail]


def _bun(random: Random, x: float, y: float, u: float) -> list[Polygon]:
    lean, size = random.uniform(-0.12, 0.12) * u, random.uniform(0.19, 0.26) * u
    return [ellipse(x, y - 0.1 * u, 0.4 * u, 0.45 * u, 32), ellipse(x + lean, y - 0.68 * u, size, size * 0.9, 24)]


def _curls(random: Random, x: float, y: float, u: float) -> list[Polygon]:
    size = random.uniform(0.5, 0.64)
    locks = []
    for i in range(24):
        lock = (x, y - (0.16 + size * random.uniform(0.75, 0.95)) * u)
        locks.append(turned(ellipse(*lock, 0.14 * u, 0.14 * u, 16), 15 * i, (x, y - 0.16 * u)))
    return [ellipse(x, y - 0.16 * u, size * 0.9 * u, size * 0.9 * u, 32), *locks]


def _beanie(random: Random, x: float, y: float, u: float) -> list[Polygon]:
    cap = path(
        f"M {x - 0.43 * u} {y - 0.02 * u} L {x - 0.42 * u} {y - 0.22 * u} "
        f"C {x - 0.4 * u} {y - 0.8 * u} {x + 0.4 * u} {y - 0.8 * u} {x + 0.42 * u} {y - 0.22 * u} "
        f"L {x + 0.43 * u} {y - 0.02 * u}"
    )
    return [cap, ellipse(x, y - 0.72 * u, 0.15 * u, 0.14 * u, 20)] if random.random() < 0.5 else [cap]


def _hat(random: Random, x: float, y: float, u: float) -> list[Polygon]:
    crown = path(
        f"M {x - 0.4 * u} {y - 0.12 * u} C {x - 0.4 * u} {y - 0.62 * u} {x - 0.3 * u} {y - 0.72 * u} "
        f"{x - 0.08 * u} {y - 0.66 * u} "
        f"C {x + 0.2 * u} {y - 0.74 * u} {x + 0.38 * u} {y - 0.6 * u} {x + 0.4 * u} {y - 0.12 * u}"
    )
    return [crown, turned(ellipse(x, y - 0.13 * u, 0.72 * u, 0.1 * u, 32), random.uniform(-7, 7), (x, y))]


def _cap(random: Random, x: float, y: float, u: float) -> list[Polygon]:
    side = random.choice((-1, 1))
    return [
        ellipse(x, y - 0.2 * u, 0.42 * u, 0.4 * u, 32),
        turned(ellipse(x + side * 0.45 * u, y - 0.16 * u, 0.34 * u, 0.06 * u, 24), side * 9, (x, y)),
    ]


def _hood(random: Random, x: float, y: float, u: float) -> list[Polygon]:
    peak = random.uniform(0, 0.08) * u
    side = path(
        f"M {x + peak} {y - 0.66 * u} C {x - 0.34 * u} {y - 0.62 * u} {x - 0.5 * u} {y - 0.3 * u} {x - 0.5 * u} {y} "
        f"C {x - 0.5 * u} {y + 0.4 * u} {x - 0.62 * u} {y + 0.6 * u} {x - 0.8 * u} {y + 0.9 * u} L {x} {y + 0.9 * u}"
    )
    return [side, mirrored(side, x)]


Hair = Callable[[Random, float, float, float], list[Polygon]]
HAIR: tuple[Hair, ...] = (
    _short,
    _long,
    _bun,
    _short,
    _curls,
    _bob,
    _short,
    _tail,
    _beanie,
    _long,
    _short,
    _hat,
    _bob,
    _curls,
    _cap,
    _short,
    _bun,
    _hood,
)


def arm(shoulder: Point, elbow: Point, hand: Point, u: float) -> list[Polygon]:
    """Return a sleeved arm from shoulder to hand."""
    return [*limb(shoulder, elbow, 0.52 * u, 0.4 * u), *limb(elbow, hand, 0.38 * u, 0.23 * u)]


def fist(x: float, y: float, u: float, lean: float = 0) -> list[Polygon]:
    """Return a closed hand on a wrist at (x, y)."""
    knuckles = [ellipse(x + (i - 1.5) * 0.115 * u, y - 0.46 * u, 0.075 * u, 0.09 * u, 16) for i in range(4)]
    palm = path(
        f"M {x - 0.24 * u} {y - 0.46 * u} C {x - 0.28 * u} {y - 0.1 * u} {x - 0.18 * u} {y + 0.06 * u} "
        f"{x} {y + 0.06 * u} C {x + 0.18 * u} {y + 0.06 * u} {x + 0.28 * u} {y - 0.1 * u} {x + 0.24 * u} {y - 0.46 * u}"
    )
    thumb = limb((x - 0.2 * u, y - 0.14 * u), (x - 0.25 * u, y - 0.33 * u), 0.15 * u, 0.13 * u)
    heel = ellipse(x, y - 0.08 * u, 0.22 * u, 0.18 * u, 20)
    return [turned(part, lean, (x, y)) for part in (*knuckles, palm, *thumb, heel)]


def open_hand(x: float, y: float, u: float, lean: float = 0) -> list[Polygon]:
    """Return a hand held up with its fingers spread."""
    parts = [ellipse(x, y - 0.2 * u, 0.2 * u, 0.25 * u, 24)]
    for i, length in enumerate((0.34, 0.4, 0.37, 0.28)):
        spread = (i - 1.5) * 11
        finger = limb((x, y - 0.3 * u), (x, y - (0.42 + length) * u), 0.13 * u, 0.085 * u)
        parts += [turned(part, spread, (x, y + 0.05 * u)) for part in finger]
    thumb = limb((x - 0.1 * u, y - 0.1 * u), (x - 0.36 * u, y - 0.32 * u), 0.14 * u, 0.1 * u)
    return [turned(part, lean, (x, y)) for part in (*parts, *thumb)]


def peace(x: float, y: float, u: float, lean: float = 0) -> list[Polygon]:
    """Two fingers up."""
    parts = [ellipse(x, y - 0.18 * u, 0.22 * u, 0.25 * u, 24)]
    for spread in (-13, 13):
        finger = limb((x, y - 0.25 * u), (x, y - 0.82 * u), 0.13 * u, 0.09 * u)
        parts += [turned(part, spread, (x, y)) for part in finger]
    return [turned(part, lean, (x, y)) for part in parts]


def raised(random: Random, x: float, y: float, u: float, side: int) -> list[Polygon]:
    """One arm up, and its hand, of the person whose neck is at (x, y); *side* is -1 or 1."""
    shoulder = (x + side * 0.86 * u, y + 0.42 * u)
    elbow = (x + side * random.uniform(1.0, 1.35) * u, y - random.uniform(0.5, 0.9) * u)
    hand = (elbow[0] + side * random.uniform(-0.35, 0.25) * u, elbow[1] - random.uniform(0.95, 1.15) * u)
    lean = side * random.uniform(-14, 14)
    shape = random.choice((fist, fist, open_hand, peace))
    parts = shape(hand[0], hand[1], u, lean)
    return [*arm(shoulder, elbow, hand, u), *(mirrored(p, hand[0]) if side > 0 else p for p in parts)]
