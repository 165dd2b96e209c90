"""A font of squares, some of them in colours, so that pixels can be told; and texts set in it for the painter."""

from __future__ import annotations

from pathlib import Path

from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.otTables import PaintFormat
from PIL import Image, ImageChops

from memegen.images import Photos
from memegen.rendering.painter import paint
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Font, Glyph, Item, Line, Run, Text
from memegen.scene.scene import Scene
from memegen.text.fonts import Library
from tests.helpers.paths import BUNDLE

BLACK, WHITE, RED, BLUE = Color(0, 0, 0), Color(255, 255, 255), Color(255, 0, 0), Color(0, 0, 255)
CLEAR = Color(0, 0, 0, 0)
# Squares 1 em and 0.5 em wide; in colours: blue on red, red to blue, the text's own, blue on red in COLR version 0;
# and two bars that cross.
BIG, SMALL, NESTED, SLOPE, OWN, OLD, CROSS = range(1, 8)
NAMES = [".notdef", "big", "small", "nested", "slope", "own", "old", "cross"]


def solid(color: int) -> dict[str, object]:
    return {"Format": PaintFormat.PaintSolid, "PaletteIndex": color, "Alpha": 1.0}


def through(glyph: str, color: dict[str, object]) -> dict[str, object]:
    return {"Format": PaintFormat.PaintGlyph, "Paint": color, "Glyph": glyph}


def boxes(*corners: tuple[int, int, int, int]) -> object:
    """A glyph of rectangles, by their left, bottom, right and top."""
    pen = TTGlyphPen(None)
    for left, bottom, right, top in corners:
        pen.moveTo((left, bottom))
        for point in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def tiny_library(folder: Path) -> Library:
    """The bundle, and the family "Tiny" written into *folder*."""
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(NAMES)
    font.setupCharacterMap({ord("a") + number: name for number, name in enumerate(NAMES[1:])})
    cross = boxes((0, 400, 1000, 600), (400, 0, 600, 1000))
    shapes = {name: boxes((0, 0, 1000, 1000)) for name in NAMES}
    font.setupGlyf(shapes | {"small": boxes((250, 250, 750, 750)), "cross": cross})
    font.setupHorizontalMetrics(dict.fromkeys(NAMES, (1000, 0)) | {"small": (1000, 250)})
    font.setupHorizontalHeader(ascent=1000, descent=0)
    font.setupNameTable({"familyName": "Tiny", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    stops = [{"StopOffset": place, "PaletteIndex": place, "Alpha": 1.0} for place in (0, 1)]
    slope = {
        "Format": PaintFormat.PaintLinearGradient,
        "ColorLine": {"ColorStop": stops, "Extend": "pad"},
        "x0": 0,
        "y0": 0,
        "x1": 1000,
        "y1": 0,
        "x2": 0,
        "y2": 1000,
    }
    layers = [through("big", solid(0)), through("small", solid(1))]
    colors = {
        "nested": {"Format": PaintFormat.PaintColrLayers, "Layers": layers},
        "slope": through("big", slope),
        "own": through("big", solid(0xFFFF)),
        "old": [("big", 0), ("small", 1)],
    }
    clips = dict.fromkeys(("nested", "slope", "own"), (0, 0, 1000, 1000))
    font.font["COLR"] = buildCOLR(colors, version=None, glyphMap=font.font.getReverseGlyphMap(), clipBoxes=clips)
    font.font["CPAL"] = buildCPAL([[(1, 0, 0, 1), (0, 0, 1, 1)]])
    font.save(folder / "Tiny-400.ttf")
    return Library(BUNDLE, [folder])


def drawn(library: Library, *items: Item, size: tuple[int, int] = (40, 40), ground: Color = WHITE) -> Image.Image:
    return paint(Scene(*size, ground, items), library, Photos()).image


def at(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel


def text(*runs: Run, x: float = 10, y: float = 30, size: float = 20) -> Text:
    return Text("t", "t", size, Box(x, y - size, size * 2, size), (Line("t", x, y, runs),))


def tiny(glyph: int, x: float = 0, fill: Color | None = BLACK, size: float = 20, turn: float = 0) -> Run:
    return Run(Font("Tiny"), size, fill, (Glyph(glyph, x, 0, turn),))


def word(library: Library, letters: str, size: float, fill: Color | None = BLACK, family: str = "Anton") -> Run:
    face = library.face(Font(family))
    glyphs, advance = [], 0.0
    for shaped in face.shape(letters, language="en"):
        glyphs.append(Glyph(shaped.glyph, advance * size, 0))
        advance += shaped.advance
    return Run(face.font, size, fill, tuple(glyphs))


def alike(one: Image.Image, other: Image.Image, levels: int = 1) -> bool:
    worst = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getextrema()
    return all(isinstance(band, tuple) and band[1] <= levels for band in worst)
