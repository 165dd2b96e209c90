"""The two houses' marks, each 1024 pixels tall, for dark and for light grounds."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING

from drawing.shapes import KAPPA, Point, Polygon, ellipse, flat, mirrored, path

if TYPE_CHECKING:
    from PIL import Image

TALL = 1024


def keep_it_open(door: str, book: str) -> Image.Image:
    """Both leaves of an arched door thrown open, and in the doorway an open book.

    One measure (``gap``) parts leaf from doorway, book from jamb and page from page: two pixels at 60 pixels tall.
    """
    gap, leaf, wide = 32.0, 152.0, 960.0
    left, middle = leaf + gap, wide / 2
    crown, threshold = 44.0, 952.0
    radius = middle - left
    spring, reach = crown + radius, KAPPA * radius
    half = path(
        f"M {middle} {threshold} L {left} {threshold} L {left} {spring} "
        f"C {left} {spring - reach} {middle - reach} {crown} {middle} {crown}"
    )
    swung = path(
        f"M {leaf} {spring - 6} C {leaf} {spring - 0.6 * radius} {leaf / 2} 40 0 0 L 0 {TALL} L {leaf} {threshold}"
    )
    page = _page(middle - gap / 2, left + gap, 400, 852, 82)
    doors = [half + mirrored(reversed(half), middle), swung, mirrored(swung, middle)]
    return flat((int(wide), TALL), [(door, doors), (book, [page, mirrored(page, middle)])])


def _page(spine: float, edge: float, top: float, bottom: float, dip: float) -> Polygon:
    """Return a left page that rises from the spine and is level towards its outer edge."""
    w = spine - edge
    return path(
        f"M {spine} {top + dip} C {spine - 0.2 * w} {top + 0.25 * dip} {spine - 0.5 * w} {top} {edge} {top} "
        f"L {edge} {bottom - dip} "
        f"C {spine - 0.5 * w} {bottom - dip} {spine - 0.2 * w} {bottom - 0.75 * dip} {spine} {bottom}"
    )


def millbrook(fruit: str, core: str, leaf: str) -> Image.Image:
    """Draw a pear cut open, with a mill wheel of eight leaves for its core."""
    middle = 400.0
    side = path("M 400 250 C 286 250 258 350 232 446 C 200 564 52 622 52 778 C 52 926 200 1024 400 1024")
    stalk = path("M 384 300 C 388 214 376 132 342 74 L 408 44 C 444 112 450 206 440 300")
    blade = path("M 470 206 C 486 66 622 -14 792 14 C 786 160 644 252 470 206")
    hub = (middle, 748.0)
    wheel = [_leaf(hub, 45 * i, 64, 206, 46) for i in range(8)]
    pieces = [
        (fruit, [side + mirrored(reversed(side), middle), stalk]),
        (leaf, [blade]),
        (core, [*wheel, ellipse(*hub, 34, 34)]),
    ]
    return flat((800, TALL), pieces)


def _leaf(center: Point, degrees: float, base: float, tip: float, width: float) -> Polygon:
    """Return a pointed leaf that points outwards from *center* in the given direction."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    length = tip - base

    def at(along: float, aside: float) -> str:
        r = base + along * length
        return f"{center[0] + c * r - s * aside * width:.2f} {center[1] + s * r + c * aside * width:.2f}"

    return path(
        f"M {at(0, 0)} C {at(0.15, 0.8)} {at(0.62, 0.95)} {at(1, 0)} C {at(0.62, -0.95)} {at(0.15, -0.8)} {at(0, 0)}"
    )
