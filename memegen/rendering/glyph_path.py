"""Glyphs as Skia paths, and Skia paths as outlines of quadratic curves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from memegen.scene.affine import IDENTITY, Affine
from memegen.scene.path import Contour, Outline

if TYPE_CHECKING:
    from memegen.text.fonts import HarfBuzzFace

# Maximum number of silhouettes of colour glyphs in the cache.
CACHED_SILHOUETTES = 512
# Quadratic curves per cubic curve; in a stroke the difference is not visible.
QUADRATICS = 4
Point = tuple[float, float]


def glyph_path(face: HarfBuzzFace, glyph: int) -> Any:
    """Return a glyph's outline as a Skia path, in font units."""
    from pathops import Path

    path = Path()
    face.hb_font.draw_glyph_with_pen(glyph, path.getPen())
    return path


def color_glyph_path(face: HarfBuzzFace, glyph: int) -> Any:
    """Return the outline around all layers of a colour glyph as a Skia path, in font units."""
    from pathops import Path

    return Path(_silhouette(face, glyph))


@lru_cache(CACHED_SILHOUETTES)
def _silhouette(face: HarfBuzzFace, glyph: int) -> Any:
    """Return the union of a colour glyph's layers; empty if Skia fails."""
    from pathops import Path, PathOpsError

    union = Path()
    try:
        # Simplifying each layer first is faster, and succeeds where Skia fails on all layers together.
        for layer in _layers(face, glyph):
            layer.simplify(fix_winding=True)
            union.addPath(layer)
        union.simplify(fix_winding=True)
    except PathOpsError:
        return Path()
    return union


def _layers(face: HarfBuzzFace, glyph: int) -> list[Any]:
    """Return the shapes that clip the glyph's colours, as Skia paths."""
    import uharfbuzz as hb

    layers: list[Any] = []
    transforms = [IDENTITY]
    funcs = hb.PaintFuncs()
    funcs.set_push_transform_func(lambda *parts: transforms.append(transforms[-1].after(Affine(*parts[:6]))))
    funcs.set_pop_transform_func(lambda _: transforms.pop())
    funcs.set_push_clip_glyph_func(
        lambda clip, _: layers.append(glyph_path(face, clip).transform(*transforms[-1])),
    )
    face.hb_font.paint_glyph(glyph, funcs, None)
    return layers


def path_outline(path: Any) -> Outline:
    """Return the closed contours of a Skia path."""
    contours: list[Contour] = []
    for contour in path.contours:
        points = tuple(_points(contour))
        if len(points) > 2:
            contours.append(points)
    return tuple(contours)


def _points(contour: Any) -> Iterator[tuple[float, float, bool]]:
    """Yield the points of a contour, and whether each is on the curve."""
    from pathops import PathVerb

    current = (0.0, 0.0)
    for verb, points in contour:
        if verb in (PathVerb.MOVE, PathVerb.LINE):
            yield (*points[0], True)
        elif verb == PathVerb.QUAD:
            yield (*points[0], False)
            yield (*points[1], True)
        elif verb == PathVerb.CUBIC:
            yield from _quadratics(current, *points)
        if points:
            current = points[-1]


def _quadratics(p0: Point, p1: Point, p2: Point, p3: Point) -> Iterator[tuple[float, float, bool]]:
    """Yield quadratic curves for a cubic one; each has the cubic curve's tangents at its ends."""

    def at(axis: int, t: float) -> tuple[float, float]:
        """Return position and derivative of the cubic curve."""
        a, b, c, d = p0[axis], p1[axis], p2[axis], p3[axis]
        s = 1 - t
        position = s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d
        return position, 3 * (s * s * (b - a) + 2 * s * t * (c - b) + t * t * (d - c))

    step = 1 / QUADRATICS
    for i in range(QUADRATICS):
        t0, t1 = i * step, (i + 1) * step
        ends = [(at(axis, t0), at(axis, t1)) for axis in (0, 1)]
        # The mean of both tangents' control points preserves the area.
        control = [(f + s * step / 2 + g - r * step / 2) / 2 for (f, s), (g, r) in ends]
        yield control[0], control[1], False
        yield ends[0][1][0], ends[1][1][0], True
