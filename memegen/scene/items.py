"""The items of a scene, in absolute pixels: filled outlines, pictures, texts and groups of them. Frozen and closed.

Names of classes and fields are part of the scene's JSON form.
"""

from __future__ import annotations

from typing import NamedTuple

from memegen.core.frozen import frozen
from memegen.scene.color import Color
from memegen.scene.effects import Effect
from memegen.scene.geometry import Box, Size
from memegen.scene.path import Outline


@frozen
class Stop:
    """A colour at a position (0 to 1) along a gradient."""

    at: float
    color: Color


@frozen
class Linear:
    """A gradient along the line from (x1, y1) to (x2, y2); the end colours continue beyond its ends."""

    x1: float
    y1: float
    x2: float
    y2: float
    stops: tuple[Stop, ...]


@frozen
class Radial:
    """A gradient outwards from (x, y); it reaches its last stop at the radii rx and ry."""

    x: float
    y: float
    rx: float
    ry: float
    stops: tuple[Stop, ...]


@frozen
class Texture:
    """A colour through a texture, which is the same wherever the outline is.

    Attributes:
        pattern: ``grain``, ``paper``, ``riso`` or ``dots``.
        color: its colour.
        size: size of a grain, or distance from dot to dot, in pixels.
        amount: part that it covers, 0 to 1.
        seed: a text, which decides where grains are.
        density: gradient from black (nothing) to white (all) that takes the place of the amount of dots.
    """

    pattern: str
    color: Color
    size: float
    amount: float
    seed: str = ""
    density: Linear | None = None


Paint = Color | Linear | Radial | Texture


@frozen
class Stroke:
    """An outline of letters, painted below their fill; or a line along the edge of a fill, painted above it.

    Attributes:
        color: its colour.
        width: distance that it extends beyond letters, or into a fill, in pixels.
        join: shape of its corners, ``round``, ``miter`` or ``bevel``.
    """

    color: Color
    width: float
    join: str = "round"


@frozen
class Shadow:
    """A shadow offset by (dx, dy) pixels and blurred by a radius of ``blur`` pixels."""

    color: Color
    dx: float
    dy: float
    blur: float = 0


@frozen
class Fill:
    """A closed outline filled with a paint.

    Attributes:
        outline: its contours, filled by the non-zero winding rule.
        paint: a colour, or a gradient in absolute pixels.
        blur: radius, in pixels, by which what is below it is blurred first.
        on_pixels: whether it is only ever moved by whole pixels, so that edges on whole pixels stay sharp.
        stroke: line along the edge, inside the outline.
        shadow: shadow of the outline; none is visible through a translucent paint.
    """

    outline: Outline
    paint: Paint
    blur: float = 0
    on_pixels: bool = False
    stroke: Stroke | None = None
    shadow: Shadow | None = None


@frozen
class Picture:
    """A part of a picture file drawn into a box.

    Attributes:
        source: path of the file.
        crop: part of the file, in pixels of the upright picture.
        box: where it is drawn.
        effects: effects on the colours, applied in this order after the blur.
        blur: radius, in pixels of the canvas.
        clip: outline outside of which nothing is drawn.
        shadow: shadow of what is drawn.
        stroke: line along the edge of the clip, or else of the box, inside it.
        tile: size in pixels of one of the copies that fill the box; by default there is one as large as the box.
    """

    source: str
    crop: Box
    box: Box
    effects: tuple[Effect, ...] = ()
    blur: float = 0
    clip: Outline | None = None
    shadow: Shadow | None = None
    stroke: Stroke | None = None
    tile: Size | None = None


@frozen
class Font:
    """A face of the font library: family, weight (100 to 900), and whether it is italic.

    Of a variable font, ``axes`` holds (tag, value) sorted by tag, without the weight.
    """

    family: str
    weight: int = 400
    italic: bool = False
    axes: tuple[tuple[str, float], ...] = ()


class Glyph(NamedTuple):
    """A glyph at an offset (x, y) from the origin of its line.

    Attributes:
        id: number of the glyph in the font.
        x: offset to the right, in pixels.
        y: offset downwards, in pixels.
        turn: clockwise rotation about the glyph's own origin, in degrees.
    """

    id: int
    x: float
    y: float
    turn: float = 0


@frozen
class Run:
    """Glyphs of one font, size (pixels) and colour; those without a colour show the text's ``paint``."""

    font: Font
    size: float
    fill: Color | None
    glyphs: tuple[Glyph, ...]


@frozen
class Line:
    """A line of text: its characters, its origin (left end of the baseline), its runs in visual order."""

    text: str
    x: float
    y: float
    runs: tuple[Run, ...]


@frozen
class Text:
    """A text whose glyphs have been placed.

    Attributes:
        layer: name of the layer that it is from.
        text: its characters, without markup.
        size: main font size, in pixels.
        box: bounding box of its ink.
        lines: its lines, from top to bottom.
        stroke: outline of the letters.
        shadow: shadow of the letters.
        paint: gradient, in absolute pixels, that runs without a colour show.
        needs: minimum contrast ratio to its background; 0 for none.
        rest: what did not fit of a text that goes on, on the next page, with its markup.
        picture: picture that runs without a colour show in place of a paint.
    """

    layer: str
    text: str
    size: float
    box: Box
    lines: tuple[Line, ...]
    stroke: Stroke | None = None
    shadow: Shadow | None = None
    paint: Linear | Radial | None = None
    needs: float = 0
    rest: str = ""
    picture: Picture | None = None


@frozen
class Group:
    """Items painted together.

    Attributes:
        items: the items, in the order of painting.
        opacity: opacity at which they are composited as one, 0 to 1.
        rotate: clockwise rotation, in degrees, about ``center``.
        center: point (x, y) that the rotation leaves in place.
        shadow: shadow of what the items paint.
        clip: outline, in the items' coordinates, outside of which nothing is painted; the shadow is of what is left.
        blend: mode in which they are composited, as in CSS: ``normal``, ``multiply``, ``screen`` or ``overlay``.
    """

    items: tuple[Item, ...]
    opacity: float = 1
    rotate: float = 0
    center: tuple[float, float] = (0, 0)
    shadow: Shadow | None = None
    clip: Outline | None = None
    blend: str = "normal"


Item = Fill | Picture | Text | Group
