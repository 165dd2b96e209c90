"""What a glyph covers, as a path: of a letter its outline, of a coloured glyph all its layers together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from memegen.paint.affine import IDENTITY, Affine

if TYPE_CHECKING:
    from memegen.fonts import HarfBuzzFace

REMEMBERED = 512


def letter(face: HarfBuzzFace, glyph: int) -> Any:
    """The outline, as a Skia path in units of the face."""
    from pathops import Path

    path = Path()
    face.hb_font.draw_glyph_with_pen(glyph, path.getPen())
    return path


def silhouette(face: HarfBuzzFace, glyph: int) -> Any:
    """The outline around all layers of a coloured glyph, as a Skia path in units of the face."""
    from pathops import Path

    return Path(_silhouette(face, glyph))


@lru_cache(REMEMBERED)
def _silhouette(face: HarfBuzzFace, glyph: int) -> Any:
    from pathops import Path, PathOpsError

    whole = Path()
    try:
        # One by one first: that is faster, and succeeds where Skia fails on all of them at once.
        for layer in _layers(face, glyph):
            layer.simplify(fix_winding=True)
            whole.addPath(layer)
        whole.simplify(fix_winding=True)
    except PathOpsError:
        return Path()
    return whole


def _layers(face: HarfBuzzFace, glyph: int) -> list[Any]:
    """The shapes that the glyph's colours are laid on through."""
    import uharfbuzz as hb

    layers: list[Any] = []
    places = [IDENTITY]
    funcs = hb.PaintFuncs()
    funcs.set_push_transform_func(lambda *parts: places.append(places[-1].after(Affine(*parts[:6]))))
    funcs.set_pop_transform_func(lambda _: places.pop())
    funcs.set_push_clip_glyph_func(lambda shape, _: layers.append(letter(face, shape).transform(*places[-1])))
    face.hb_font.paint_glyph(glyph, funcs, None)
    return layers
