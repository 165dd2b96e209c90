"""What every layer kind shares: its common keys, the room it is given, the piece it gives back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace
from typing import ClassVar, Protocol

from memegen.core.diagnostics import Diagnostic, Where
from memegen.core.frozen import frozen
from memegen.model.entities import Brand
from memegen.model.keys import key
from memegen.model.kinds import AMOUNT, ANCHOR, ANCHORS, ANGLE, AUTO_LENGTH, FLAG, FRACTION, INSETS, PAIR, TEXT, choice
from memegen.model.values import AUTO, Auto, Point, parse_anchor
from memegen.scene.backdrop import Backdrop
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Length, Size
from memegen.scene.items import Item, translate_item
from memegen.scene.subject import Subject
from memegen.text.face import Fonts

# Where a layer may stand that says no more than `auto`: the corners, lower and near ones first, then the edges.
PLACES = tuple(
    map(parse_anchor, ("bottom left", "top left", "bottom right", "top right", "bottom", "top", "left", "right"))
)
ALIGN = choice("start", "center", "end", "stretch", "baseline")


@frozen
class Room:
    """The room a layer may take, in pixels; ``fill_w`` and ``fill_h`` ask it to take all of it.

    ``align`` is the alignment of whatever holds the layer, which a text follows unless it has its own. ``hang`` is how
    many pixels to the left of the room a hanging mark may take. ``whole`` is what percentages are of, where that is
    more than what is left.
    """

    w: float
    h: float
    fill_w: bool = False
    fill_h: bool = False
    align: str = "start"
    hang: float = 0
    whole: Size | None = None


@frozen
class Piece:
    """A laid-out layer about its own top left corner: its size, what is to be painted, what was found.

    ``baseline`` is that of its last line, in pixels from the top; None where it has no text of its own.
    """

    size: Size
    items: tuple[Item, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    baseline: float | None = None

    def at(self, dx: float, dy: float) -> tuple[Item, ...]:
        """The items with the corner moved to (dx, dy)."""
        return tuple(translate_item(item, dx, dy) for item in self.items)


def join(size: Size, placed: Iterable[tuple[Piece, float, float]]) -> Piece:
    """One piece out of several, each at its corner (x, y)."""
    items: list[Item] = []
    findings: list[Diagnostic] = []
    baseline: float | None = None
    for piece, x, y in placed:
        items += piece.at(x, y)
        findings += piece.findings
        if piece.baseline is not None:
            baseline = max(baseline or 0.0, y + piece.baseline)
    return Piece(size, tuple(items), tuple(findings), baseline)


class PhotoFacts(Protocol):
    """What layout may know of a picture file: its upright size in pixels, and whether it is sharp at any size."""

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    @property
    def vector(self) -> bool: ...


class PhotoShelf(Protocol):
    """Where facts about pictures come from. Raises DiagnosticError for a file that is none."""

    def facts(self, source: str) -> PhotoFacts: ...

    def subject(self, source: str) -> Subject:
        """What the picture is of. It is looked at for that, so it is asked only where something hangs on it."""
        ...


class BackdropSampler(Protocol):
    """Where it is seen what a part of a card looks like."""

    def sample(self, items: tuple[Item, ...], canvas: Size, ground: Color) -> Backdrop:
        """What *items* look like on a canvas of that size and ground. Raises DiagnosticError as painting does."""
        ...


class Desk(Protocol):
    """What a layer may ask while it is laid out."""

    @property
    def canvas(self) -> Size: ...

    @property
    def brand(self) -> Brand: ...

    @property
    def fonts(self) -> Fonts: ...

    @property
    def photos(self) -> PhotoShelf: ...

    @property
    def rtl(self) -> bool:
        """Whether the card runs from right to left, and all that starts at the left in others at the right in it."""
        ...

    def behind(self) -> Backdrop:
        """What the layers placed so far look like, where text may come to stand on them."""
        ...

    @property
    def here(self) -> Box | None:
        """For a late layer: the box that it will have, once that is known."""
        ...

    @property
    def sizing(self) -> bool:
        """Whether nothing but the size of a piece is asked for."""
        ...

    @property
    def taken(self) -> tuple[Box, ...]:
        """For a late layer: the boxes of the ink that it must keep clear of, in pixels of the canvas."""
        ...

    def subject(self, source: str) -> Subject:
        """What a picture is of; the faces in it are then watched, whether anything comes to cover them."""
        ...

    def lay(self, layer: Layer, room: Room) -> Piece:
        """Lay out a layer inside another, its own width, height, rotation and opacity honoured."""
        ...


# Nobody compares layers.
@frozen(kw_only=True, eq=False)
class Layer:
    """The keys that every layer has."""

    kind: ClassVar[str] = ""
    # The attribute that `{kind: value}` fills.
    primary: ClassVar[str] = ""
    # Late layers are laid out when all others have their place, and painted where they stand in the list.
    deferred: ClassVar[bool] = False

    id: str = key(TEXT, "", "a name, by which `shapes:` and messages refer to the layer")
    when: str = key(TEXT, "", "draw only when this holds: `by`, `not by`, `ground is paper`, `ground is not paper`")
    hidden: bool = key(FLAG, "no", "left out, as a shape may wish")
    inside: str = key(choice("safe", "canvas"), "safe", "the area that a layer at the top level is placed in", "in")
    margin: tuple[Length, ...] = key(INSETS, "0", "least distance from the canvas's edges; a wider safe area wins")
    at: Point | Auto | None = key(
        ANCHOR, "", "where in that area: `top right`, `bottom`, `center`; `auto` is the calmest place off all faces"
    )
    places: tuple[Point, ...] = key(
        ANCHORS, "", "between which `at: auto` chooses, the first where they are alike; else corners, then edges"
    )
    offset: tuple[Length, Length] = key(PAIR, ("0", "0"), "moved right and down from its place")
    width: Length | None = key(AUTO_LENGTH, "auto", "the width; `%` is of what holds it")
    height: Length | None = key(AUTO_LENGTH, "auto", "the height; `%` is of what holds it")
    grow: float = key(AMOUNT, "0", "its share of the room left over in a row or column")
    rotate: float = key(ANGLE, "0", "turned clockwise about its middle")
    opacity: float = key(FRACTION, "100%", "how opaque the whole layer is")
    where: Where = field(default_factory=Where)

    @property
    def choices(self) -> tuple[Point, ...]:
        """The places between which it is to be chosen, if it is."""
        return self.places or (PLACES if self.at is AUTO else ())

    @property
    def waits(self) -> bool:
        """Whether it is laid out when all others have their place."""
        return self.deferred

    def greed(self, direction: str) -> float:
        """How much it could make of more room along a ``row`` or ``column``, in pixels; 0 for a fixed size.

        In a stack the least greedy are served first, so that a small name does not starve a large quote.
        """
        return 0.0

    def bleeds(self) -> bool:
        """Whether it may reach beyond its room, so that turning it takes no more room."""
        return False

    def mirrored(self) -> Layer:
        """The layer on a card that runs from right to left, where what it shows has a left and a right."""
        return self

    def lay(self, desk: Desk, room: Room) -> Piece:
        """Lower the layer to scene items about (0, 0). Raises DiagnosticError where it cannot be drawn."""
        raise TypeError(f"{type(self).__name__} is no layer kind")

    def finding(self, code: str, message: str, hint: str = "") -> Diagnostic:
        """A warning about how this layer came out."""
        name = f"{self.kind} {self.id!r}" if self.id else self.kind
        return Diagnostic("warning", code, self.where, f"{name}: {message}", hint)


def aligned(align: str, room: float, size: float) -> float:
    """How far along a room of *room* pixels something of *size* pixels starts."""
    return {"center": (room - size) / 2, "end": room - size}.get(align, 0.0)


def turned(align: str, rtl: bool) -> str:
    """Where ``start`` and ``end`` are from left to right, on a card that may run from right to left."""
    return {"start": "end", "end": "start"}.get(align, align) if rtl else align


def filled(piece: Piece, room: Room, align: str, valign: str = "start") -> Piece:
    """The piece in a box as large as its room asks it to be."""
    w = room.w if room.fill_w else piece.size.w
    h = room.h if room.fill_h else piece.size.h
    if (w, h) == (piece.size.w, piece.size.h):
        return piece
    down = aligned(valign, h, piece.size.h)
    baseline = None if piece.baseline is None else piece.baseline + down
    return replace(piece, size=Size(w, h), items=piece.at(aligned(align, w, piece.size.w), down), baseline=baseline)
