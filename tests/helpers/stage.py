"""A small stage for tests of the middle rooms: a brand of squares, photos that are not files, short ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import dedent

from memegen.core.diagnostics import Diagnostic, DiagnosticError, Where, fail
from memegen.layout.engine import layout
from memegen.layout.layers.photo import Photo
from memegen.layout.layers.text import TextLayer
from memegen.model.brand import Brand, FontRole
from memegen.model.card import Card
from memegen.model.entities import Platform, Raw, SourceValue, Template
from memegen.model.keys import ValueContext
from memegen.scene.backdrop import Backdrop
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Insets, Size
from memegen.scene.items import Fill, Group, Item, Text
from memegen.scene.lengths import Units
from memegen.scene.path import bounds
from memegen.scene.scene import Scene
from memegen.scene.subject import Subject
from memegen.template.extends import Inheritance
from memegen.template.nodes import Mapping
from memegen.template.resolve import Resolver
from memegen.template.suitability import check_shapes
from memegen.template.template import read_template
from memegen.template.yaml import parse
from tests.helpers.squares import Squares

PALETTE = {
    "ink": Color(21, 21, 30),
    "paper": Color(255, 247, 232),
    "accent": Color(228, 50, 43),
    "sun": Color(255, 197, 51),
    "cool": Color(29, 106, 114),
}
SQUARES = FontRole("squares", leading=1.2)
BRAND = Brand(
    "stage",
    "Stage",
    PALETTE,
    {"display": replace(SQUARES, case="upper"), "text": SQUARES, "hand": SQUARES},
    {"dark": Path("/shelf/dark-200x100.png"), "light": Path("/shelf/light-200x100.png")},
    hashtag="#KeepItOpen",
    handle="@stage",
    imprint="Promoted by Stage",
    words={"thanks": "Thank you"},
)
SQUARE = Platform("square", "A square", 1000, 1000)
# Templates are read before the platform is known, so that lengths on paper are accepted.
CHECKED = replace(SQUARE, dpi=300)
# On a canvas of 1080 a px is a pixel.
CANVAS = Platform("canvas", "A canvas", 1080, 1080)


@dataclass(frozen=True)
class Facts:
    width: int
    height: int
    vector: bool = False


class BlankSampler:
    """Samples a blank canvas of the ground's colour, whatever is on it."""

    def sample(self, items: tuple[Item, ...], canvas: Size, ground: Color) -> Backdrop:
        return Backdrop(10, 10, canvas.short / 10, bytes(ground.rgb) * 100)


@dataclass(frozen=True)
class FixedSampler:
    """Samples the same backdrop for all items."""

    seen: Backdrop

    def sample(self, items: tuple[Item, ...], canvas: Size, ground: Color) -> Backdrop:
        return self.seen


# A name in quotation marks in what a test expects, a number, a text that is one name, and a name that is suggested.
QUOTED = re.compile(r"'([^']+)'")
NUMBER = re.compile(r"(?<![\w#])\d[\d,]*(?:\.\d+)?(?!\w)")
NAME = re.compile(r"[\w-]+")
MEANT = re.compile(r"\bmean ([\w.-]+)")


def view(*rows: str, cell: float = 100) -> Backdrop:
    """A backdrop by rows of greys: ``0`` is black, ``9`` white."""
    greys = [round(255 * int(grey) / 9) for row in rows for grey in row]
    return Backdrop(len(rows[0]), len(rows), cell, bytes(level for grey in greys for level in (grey, grey, grey)))


class FakePhotos:
    """Photos whose size is in their names, e.g. ``photo-1600x900.jpg``; all have the same subject."""

    def __init__(self, subject: Subject | None = None) -> None:
        self._subject = subject or Subject()

    def subject(self, source: str) -> Subject:
        return self._subject

    def tones(self, source: str) -> tuple[float, ...]:
        """Return those of a mark in white, or in black in a variant for light grounds, which is named so."""
        return (0.0,) if "light" in source else (1.0,)

    def facts(self, source: str) -> Facts:
        try:
            width, height = Path(source).stem.split("-")[-1].split("x")
            return Facts(int(width), int(height))
        except ValueError:
            raise fail("photo-not-found", f"there is no file {source}") from None


class AnyPhoto:
    """Looks up photos without looking whether there are such files; none has a sidecar file."""

    def find(self, name: str, where: Where, folder: Path | None = None) -> str:
        base = folder or (Path(where.file).parent if where.file else Path())
        return str((base / name).absolute())

    def rights(self, photo: str) -> dict[str, SourceValue]:
        return {}


def sized(width: int, height: int, safe: tuple[float, float, float, float] = (0, 0, 0, 0)) -> Platform:
    """A platform; *safe* is top, right, bottom, left."""
    return Platform(f"{width}x{height}", "A size", width, height, safe=Insets(*safe))


def context(platform: Platform = SQUARE, brand: Brand = BRAND) -> ValueContext:
    corners = brand.direction.radius
    units = Units(platform.size, platform.dpi, platform.covered)
    return ValueContext(units, PALETTE, BRAND.fonts, ["squares"], corners, brand.language)


def templates(text: str, name: str, file: str = "t.yaml") -> Template:
    """The template called *name* of a file of templates, read as the catalog reads it."""
    nodes = parse(dedent(text), file)
    assert isinstance(nodes, Mapping)
    whole = Inheritance({key.text: node for key, node in nodes.items}).resolve(name)
    found = read_template(name, whole, Path("/home/of/templates"), context(CHECKED))
    check_shapes(found, whole, {"square": SQUARE, "x-post": SQUARE})
    return found


def template(text: str, file: str = "t.yaml") -> Template:
    """The one template that *text* is the body of."""
    node = parse(dedent(text), file)
    found = read_template("t", node, Path("/home/of/templates"), context(CHECKED))
    check_shapes(found, node, {"square": SQUARE, "x-post": SQUARE})
    return found


def card(
    text: str | Template, platform: Platform = SQUARE, row: dict[str, Raw] | None = None, brand: Brand = BRAND
) -> Card:
    """The card of one row."""
    design = template(text) if isinstance(text, str) else text
    return Resolver(design, brand, platform, context(platform, brand), AnyPhoto()).card(
        row or {}, Where("rows.csv", row=2)
    )


def over(seen: Backdrop, text: str | Template, platform: Platform = SQUARE, subject: Subject | None = None) -> Scene:
    """As :func:`scene`, where that is what is behind everything, and that what every photo is of."""
    return layout(card(text, platform), Squares(), FakePhotos(subject), FixedSampler(seen))


def scene(text: str | Template, platform: Platform = SQUARE, **row: Raw) -> Scene:
    """The scene of a template's body, or of a template, with squares for letters."""
    return layout(card(text, platform, row), Squares(), FakePhotos(), BlankSampler())


def texts(found: Scene) -> dict[str, Text]:
    return {text.layer: text for text in found.texts() if text.layer}


def flat(items: Iterable[Item]) -> Iterator[Item]:
    """All items, those in groups too."""
    for item in items:
        yield from flat(item.items) if isinstance(item, Group) else (item,)


def fills(found: Scene) -> list[tuple[float, ...]]:
    """The boxes of all fills, in the order of painting, to a hundredth of a pixel."""
    boxes = [box(bounds(item.outline)) for item in flat(found.items) if isinstance(item, Fill)]
    return [tuple(round(side, 2) for side in sides) for sides in boxes]


def box(found: Box) -> tuple[float, float, float, float]:
    return found.x, found.y, found.w, found.h


def codes(found: Scene) -> list[str]:
    return [finding.code for finding in found.findings]


def complaints(call: Callable[..., object], *arguments: object, **named: object) -> tuple[Diagnostic, ...]:
    """The diagnostics that a call raises."""
    try:
        call(*arguments, **named)
    except DiagnosticError as error:
        return error.diagnostics
    raise AssertionError("nothing was wrong")


def check_problems(found: Iterable[Diagnostic], expected: Iterable[tuple[str, int, int, str, str]]) -> None:
    """Compare errors in ``t.yaml`` with code, line and column of each, and with what it tells, see :func:`tells`."""
    found, expected = tuple(found), tuple(expected)
    places = [(each.code, each.where.line, each.where.column) for each in found]
    assert places == [each[:3] for each in expected], "\n".join(map(str, found))
    for diagnostic, (*_, message, hint) in zip(found, expected, strict=True):
        assert (diagnostic.severity, diagnostic.where.file) == ("error", "t.yaml")
        assert tells(diagnostic, message, hint), diagnostic


def tells(found: Diagnostic, message: str, hint: str = "") -> bool:
    """Whether a diagnostic tells the names and numbers that are expected in it, whatever its sentences are.

    Of *message*, which says in words what is wrong, the names in quotation marks and the numbers are in the diagnostic,
    and so is the name that *hint* suggests, or *hint* itself if it is one word.
    """
    told = f"{found.message} {found.hint}"
    hinted = [hint] if NAME.fullmatch(hint) else MEANT.findall(hint)
    return all(name in told for name in (*QUOTED.findall(message), *NUMBER.findall(message), *hinted))


def first_text(found: Card) -> TextLayer:
    """The first layer of a card, a text."""
    layer = found.layers[0]
    assert isinstance(layer, TextLayer)
    return layer


def photo_path(found: Card) -> str:
    """The path of the photo that is a card's background."""
    (layer,) = found.background
    assert isinstance(layer, Photo)
    return layer.photo
