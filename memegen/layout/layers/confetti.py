"""Confetti: small shapes at pseudo-random positions, the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING, ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import Frame, Region
from memegen.model.keys import key
from memegen.model.kinds import COLORS, LENGTH, PLAIN, WHOLE
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Length
from memegen.scene.items import Fill
from memegen.scene.path import Outline, ellipse, polygon, rectangle, rotate_outline

if TYPE_CHECKING:
    from random import Random

# Size of a shape, as a fraction of `piece`: from MIN_SCALE to MIN_SCALE + SCALE_RANGE.
MIN_SCALE, SCALE_RANGE = 0.7, 0.6
SQUARE, STRIP, DOT, TRIANGLE = range(4)


@frozen(kw_only=True, eq=False)
class Confetti(Layer):
    """Small shapes strewn over the room, thickest at its top and bottom, clear of all text."""

    kind: ClassVar[str] = "confetti"
    primary: ClassVar[str] = "seed"
    deferred: ClassVar[bool] = True
    stretches: ClassVar[bool] = True

    seed: str = key(PLAIN, None, "the text whose hash decides where they fall", "confetti")
    colors: tuple[Color, ...] = key(COLORS, ("accent", "cool", "ink", "paper"), "their colours", "colours")
    count: int = key(WHOLE, "64", "how many are thrown; those that would touch a text are not drawn")
    piece: Length = key(LENGTH, "2.4vmin", "size of a piece; `%` is of the width of the available space")
    clear: Length = key(
        LENGTH, "2.4vmin", "minimum distance from every text and logo; `%` is of the width of the available space"
    )

    def max_content(self, direction: str) -> float:
        return inf

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        if context.measuring:
            return Frame(region.size)
        clear = self.clear.of(region.w)
        exclusions = [Box(b.x - clear, b.y - clear, b.w + 2 * clear, b.h + 2 * clear) for b in context.exclusions]
        return Frame(region.size, tuple(self._fills(_generator(self.seed), region, exclusions)))

    def _fills(self, generator: Random, region: Region, exclusions: list[Box]) -> Iterator[Fill]:
        """Yield the shapes that touch neither an excluded box nor each other.

        Every shape consumes the same random numbers, drawn or not, so that an excluded one does not move the rest.
        """
        side = self.piece.of(region.w)
        occupied: list[Box] = []
        for i in range(self.count):
            x, y = generator.random() * region.w, _towards_ends(generator.random()) * region.h
            scale, shape = MIN_SCALE + SCALE_RANGE * generator.random(), generator.randrange(4)
            angle = generator.random() * 360
            box = Box(x - side, y - side, 2 * side, 2 * side)
            if not any(box.intersects(other) for other in (*exclusions, *occupied)):
                occupied.append(box)
                yield Fill(_outline(shape, angle, x, y, side * scale), self.colors[i % len(self.colors)])


def _generator(seed: str) -> Random:
    """Return the random generator of a seed; since Python 3.2 its numbers are the same on every machine."""
    # Imported here because few cards have confetti.
    import hashlib
    from random import Random

    digest = hashlib.sha256(seed.encode()).digest()
    return Random(int.from_bytes(digest[:8], "big"))  # noqa: S311


def _towards_ends(t: float) -> float:
    """Return *t* (0-1, uniformly distributed) moved towards 0 and 1."""
    distance = 0.5 * float(abs(2 * t - 1) ** 0.45)
    return 0.5 - distance if t < 0.5 else 0.5 + distance


def _outline(shape: int, angle: float, x: float, y: float, side: float) -> Outline:
    """Return a shape of about *side* px centred on (x, y) and rotated by *angle* degrees."""
    if shape == SQUARE:
        outline = rectangle(Box(x - side / 2, y - side / 2, side, side))
    elif shape == STRIP:
        outline = rectangle(Box(x - side / 2, y - side / 5, side, side / 2.5), side)
    elif shape == DOT:
        outline = ellipse(Box(x - side / 2.6, y - side / 2.6, side / 1.3, side / 1.3))
    else:
        outline = polygon([(x, y - side / 1.8), (x + side / 2, y + side / 3), (x - side / 2, y + side / 3)])
    return rotate_outline(outline, angle, (x, y))
