"""Path data of SVG to outlines: M L H V C S Q T A Z in both cases, as in SVG 2, section 9.3."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, cos, degrees, hypot, radians, sin

from memegen.core.regex import lazy_pattern
from memegen.scene.arcs import center_of_arc
from memegen.scene.path import Contour, Outline, PathPoint, Point, arc

NUMBER = lazy_pattern(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?")
SEPARATORS = " \t\r\n,"
# Number of values that each command takes; the flags of an arc are among them.
VALUES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
# Positions of the two flags of an arc, which need no separator.
FLAGS = (3, 4)
# Maximum length of the data in characters, number of segments, and absolute value of a coordinate.
MAX_LENGTH, MAX_SEGMENTS, MAX_VALUE = 20_000, 1_000, 1e6
# Maximum deviation of a cubic curve from the quadratic ones, as a fraction of its length, and maximum number of these.
TOLERANCE, MAX_CURVES = 0.001, 8


def parse_path(data: str) -> Outline:
    """Return the outline of path data, in its own units; open contours are closed.

    Raises:
        ValueError: the data is not valid, with the position of the first wrong character, from 1; or too long; or it
            encloses no area.
    """
    if len(data) > MAX_LENGTH:
        raise ValueError(f"the path has {len(data):,} characters; the maximum is {MAX_LENGTH:,}")
    outline = _Reader(data).read()
    xs, ys = zip(*((x, y) for contour in outline for x, y, _ in contour), strict=True) if outline else ((0,), (0,))
    if max(xs) <= min(xs) or max(ys) <= min(ys):
        raise ValueError("the path encloses no area; give it three points or more, such as M0 0 L100 0 L50 80 Z")
    return outline


class _Reader:
    """Reads path data from left to right.

    Attributes:
        position: index of the next character.
        here: current point.
        control: last control point, of the curve commands ``kind``, that a smooth one continues.
    """

    def __init__(self, data: str) -> None:
        self.data = data
        self.position = 0
        self.here: Point = (0, 0)
        self.control: tuple[str, Point] = ("", (0, 0))
        self.start: Point = (0, 0)
        self.contours: list[list[PathPoint]] = []
        self.segments = 0

    def read(self) -> Outline:
        """Return the contours of the whole data."""
        self._skip()
        while self.position < len(self.data):
            command = self.data[self.position]
            if command.upper() not in VALUES:
                raise self._wrong("expected a command (M L H V C S Q T A Z)")
            if not self.contours and command.upper() != "M":
                raise self._wrong("expected the path to begin with M")
            self.position += 1
            self._commands(command)
            self._skip()
        return tuple(contour for points in self.contours if len(contour := _closed(points)) > 2)

    def _commands(self, command: str) -> None:
        """Read the values of a command, which is repeated as long as numbers follow."""
        name, relative = command.upper(), command.islower()
        if name == "Z":
            self.here, self.control = self.start, ("", self.start)
            return
        while True:
            values = self._values(name)
            self.segments += 1
            if self.segments > MAX_SEGMENTS:
                raise ValueError(f"the path has more than {MAX_SEGMENTS:,} segments, at character {self.position}")
            self._segment(name, values, self.here if relative else (0, 0))
            name = "L" if name == "M" else name
            self._skip()
            if not NUMBER.match(self.data, self.position):
                return

    def _segment(self, name: str, values: list[float], origin: Point) -> None:
        """Add one segment, whose coordinates are relative to *origin*."""
        ox, oy = origin
        if name == "H":
            points = [(values[0] + ox, self.here[1])]
        elif name == "V":
            points = [(self.here[0], values[0] + oy)]
        else:
            points = [(x + ox, y + oy) for x, y in zip(values[-2::-2], values[::-2], strict=False)][::-1]
        if name == "M":
            self.start = points[0]
            self.contours.append([(*points[0], True)])
        elif not self.contours[-1] or self.here == self.start != self.contours[-1][-1][:2]:
            # After Z a new contour begins where the last one did.
            self.contours.append([(*self.start, True)])
        if name != "M":
            self._draw(name, values, points)
        self.here = points[-1]

    def _draw(self, name: str, values: list[float], points: list[Point]) -> None:
        contour, end = self.contours[-1], points[-1]
        control: tuple[str, Point] = ("", end)
        if name in "CS":
            first = self._reflected("C") if name == "S" else points[0]
            contour += quadratic_curves(self.here, first, points[-2], end)
            control = ("C", points[-2])
        elif name in "QT":
            middle = self._reflected("Q") if name == "T" else points[0]
            contour += [(*middle, False), (*end, True)]
            control = ("Q", middle)
        elif name == "A":
            contour += _arc(self.here, end, values)
        else:
            contour.append((*end, True))
        self.control = control

    def _reflected(self, kind: str) -> Point:
        """Return the first control point of a smooth curve: the mirror image of the last one of that kind."""
        x, y = self.control[1] if self.control[0] == kind else self.here
        return 2 * self.here[0] - x, 2 * self.here[1] - y

    def _values(self, name: str) -> list[float]:
        return [self._flag() if name == "A" and i in FLAGS else self._number() for i in range(VALUES[name])]

    def _number(self) -> float:
        self._skip()
        match = NUMBER.match(self.data, self.position)
        if not match:
            raise self._wrong("expected a number")
        value = float(match[0])
        if abs(value) > MAX_VALUE:
            raise self._wrong(f"expected a number up to {MAX_VALUE:,.0f}")
        self.position = match.end()
        return value

    def _flag(self) -> float:
        self._skip()
        if self.data[self.position : self.position + 1] not in ("0", "1"):
            raise self._wrong("expected a flag, 0 or 1")
        self.position += 1
        return float(self.data[self.position - 1])

    def _skip(self) -> None:
        while self.data[self.position : self.position + 1] in tuple(SEPARATORS):
            self.position += 1

    def _wrong(self, expected: str) -> ValueError:
        rest = self.data[self.position : self.position + 1]
        found = f"{rest!r} at character {self.position + 1}" if rest else "the end of the path"
        return ValueError(f"{expected}, not {found}")


def quadratic_curves(p0: Point, p1: Point, p2: Point, p3: Point) -> list[PathPoint]:
    """Return quadratic curves that approximate a cubic one, without its first point."""
    length = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise((p0, p1, p2, p3)))
    # The error of one curve for the whole; that of each of n equal parts is smaller by n³.
    error = hypot(*(p3[i] - 3 * p2[i] + 3 * p1[i] - p0[i] for i in (0, 1))) * 3**0.5 / 36
    count = min(max(1, ceil((error / (TOLERANCE * length)) ** (1 / 3))), MAX_CURVES) if length else 1
    points: list[PathPoint] = []
    for step in range(count):
        a, b = _on_cubic(p0, p1, p2, p3, step / count), _on_cubic(p0, p1, p2, p3, (step + 1) / count)
        # The tangents of the part meet in the middle of its two cubic control points, weighted 3 : -1.
        (ax, ay, adx, ady), (bx, by, bdx, bdy) = a, b
        k = 1 / count / 4
        points.append(((ax + bx) / 2 + (adx - bdx) * k, (ay + by) / 2 + (ady - bdy) * k, False))
        points.append((bx, by, True))
    return points


def _on_cubic(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> tuple[float, float, float, float]:
    """Return the point of a cubic curve at *t*, 0 to 1, and its derivative there."""
    s = 1 - t
    x, y = (s**3 * p0[i] + 3 * s * s * t * p1[i] + 3 * s * t * t * p2[i] + t**3 * p3[i] for i in (0, 1))
    dx, dy = (3 * (s * s * (p1[i] - p0[i]) + 2 * s * t * (p2[i] - p1[i]) + t * t * (p3[i] - p2[i])) for i in (0, 1))
    return x, y, dx, dy


def _arc(start: Point, end: Point, values: list[float]) -> list[PathPoint]:
    """Return the points of an elliptical arc without its first; *values* are those of the command A."""
    found = center_of_arc(
        start, end, abs(values[0]), abs(values[1]), values[2], large=values[3] > 0, sweep=values[4] > 0
    )
    if found is None:
        return [(*end, True)]
    (cx, cy), rx, ry, first, turn = found
    c, s = cos(radians(values[2])), sin(radians(values[2]))
    points = arc(0, 0, rx, ry, degrees(first), degrees(turn))[1:]
    turned = [(cx + x * c - y * s, cy + x * s + y * c, on) for x, y, on in points]
    return [*turned[:-1], (*end, True)]


def _closed(points: list[PathPoint]) -> Contour:
    """Return the points of a contour without a last one that repeats the first."""
    return tuple(points[:-1] if len(points) > 1 and points[-1] == points[0] else points)
