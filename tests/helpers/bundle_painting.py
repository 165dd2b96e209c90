"""Items painted with the bundled fonts."""

from __future__ import annotations

from dataclasses import replace

from PIL import Image

from memegen.images import Photos
from memegen.rendering.painter import paint
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import (
    Fill,
    Font,
    Glyph,
    Item,
    Line,
    Paint,
    Run,
    Stop,
    Text,
)
from memegen.scene.path import rectangle
from memegen.scene.scene import Scene
from memegen.text.fonts import Library
from tests.helpers.paths import BUNDLE

LIBRARY = Library(BUNDLE)
BLACK, WHITE, RED, BLUE = Color(0, 0, 0), Color(255, 255, 255), Color(255, 0, 0), Color(0, 0, 255)
CLEAR = Color(0, 0, 0, 0)


def drawn(*items: Item, size: tuple[int, int] = (20, 20), ground: Color = WHITE) -> Image.Image:
    return paint(Scene(*size, ground, items), LIBRARY, Photos()).image


def at(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel


def box(x: float, y: float, w: float, h: float, paint: Paint = BLACK, radius: float = 0) -> Fill:
    return Fill(rectangle(Box(x, y, w, h), radius), paint)


def word(
    text: str, size: float, x: float, y: float, fill: Color = BLACK, family: str = "Anton", **more: object
) -> Text:
    face = LIBRARY.face(Font(family))
    glyphs, advance = [], 0.0
    for shaped in face.shape(text, language="en"):
        glyphs.append(Glyph(shaped.glyph, advance * size, 0))
        advance += shaped.advance
    line = Line(text, x, y, (Run(face.font, size, fill, tuple(glyphs)),))
    plain = Text("t", text, size, Box(x, y - size, advance * size, size), (line,))
    return replace(plain, **more)  # type: ignore[arg-type]


def fading(color: Color, steps: int = 16) -> tuple[Stop, ...]:
    """Stops of one colour that fade to transparent."""
    return tuple(Stop(i / steps, color.multiply_alpha(1 - i / steps)) for i in range(steps + 1))
