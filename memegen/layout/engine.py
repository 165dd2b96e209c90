"""From a card to a scene: every layer to its place in absolute pixels."""

from __future__ import annotations

from dataclasses import replace

from memegen.core.diagnostics import Diagnostic, DiagnosticError
from memegen.layout.checks import out_of_sight, over_faces
from memegen.layout.context import LayoutDesk
from memegen.layout.layers.backgrounds import Scrim
from memegen.layout.layers.base import BackdropSampler, Layer, PhotoShelf, Piece, Room
from memegen.layout.layers.image import Logo
from memegen.layout.layers.stack import walk
from memegen.layout.layers.text import TextLayer
from memegen.layout.legibility import Need, needs, recolored, shaded
from memegen.layout.overlap import common, faces_in
from memegen.model.entities import Card
from memegen.model.values import AUTO
from memegen.scene.geometry import Box, Insets
from memegen.scene.items import Fill, Group, Item, Picture, Text
from memegen.scene.path import bounds
from memegen.scene.scene import Scene, bounds_in_parent, texts
from memegen.text.face import Fonts
from memegen.text.isolates import direction
from memegen.text.scripts import LETTER
from memegen.text.scripts import runs_rtl as language_rtl

# A hanging mark may take so much of the margin that its layer asks for.
HANG = 0.64
# What is wrong with a picture is told of the row that brought it, and the message names the file.
PICTURE = ("photo-missing", "photo-unreadable", "photo-too-large", "photo-heic")
# What it costs to cover a face, in the measure of unrest.
FACE = 4.0


def lay_out(card: Card, fonts: Fonts, photos: PhotoShelf, sampler: BackdropSampler) -> Scene:
    """The scene of a card. Raises DiagnosticError where a layer cannot be drawn or a text may not be cut."""
    desk = LayoutDesk(card, fonts, photos, sampler, rtl=runs_rtl(card))
    layers = [(_layer(layer), True) for layer in card.background] + [(_layer(layer), False) for layer in card.layers]
    if desk.rtl:
        layers = [(layer.mirrored(), behind) for layer, behind in layers]
    placed: dict[int, tuple[Item, ...]] = {}
    findings: list[Diagnostic] = list(card.findings)
    failed: list[Diagnostic] = []
    # Late layers keep clear of what all the others have drawn in front of the background.
    for i in sorted(range(len(layers)), key=lambda i: layers[i][0].waits):
        layer, behind = layers[i]
        area = region(card, layer, behind=behind, rtl=desk.rtl)
        try:
            desk.below = tuple(item for j in range(i) for item in placed.get(j, ()))
            if isinstance(layer, Scrim) and layer.adaptive:
                # It waits for the texts over it.
                placed[i] = ()
                continue
            if layer.waits:
                taken = [box for j, items in placed.items() if not layers[j][1] for box in _boxes(items)]
                placed[i], found = _place_late(desk, layer, area, taken)
            else:
                placed[i], found = _place(desk, layer, area)
            findings += found
        except DiagnosticError as error:
            failed += [
                d if d.where.file or d.code in PICTURE else replace(d, where=layer.where) for d in error.diagnostics
            ]
    if failed:
        raise DiagnosticError(failed)
    _settle(desk, card, layers, placed)
    items = tuple(item for i in range(len(layers)) for item in placed[i])
    scene = Scene(card.platform.width, card.platform.height, desk.ground, items, ())
    return replace(
        scene,
        findings=(*findings, *out_of_sight(card.platform, scene, layers), *over_faces(desk, card, scene, layers)),
    )


def _settle(
    desk: LayoutDesk, card: Card, layers: list[tuple[Layer, bool]], placed: dict[int, tuple[Item, ...]]
) -> None:
    """Choose what hangs on what is behind a text: its colour, where it has two, and the scrims that wait for it.

    A text that reads in its other colour needs no scrim, so that is seen first; one that reads in neither gets its
    scrim, and then the colour that is better on it.
    """
    waiting = [i for i, (layer, _) in enumerate(layers) if isinstance(layer, Scrim) and layer.adaptive]
    if waiting:
        _recolor(desk, layers, placed, surely=True)
    for i in waiting:
        layer, behind = layers[i]
        desk.below = tuple(item for j in range(i) for item in placed[j])
        above = [item for j in range(i + 1, len(layers)) for item in placed[j]]
        area = region(card, layer, behind=behind, rtl=desk.rtl)
        placed[i] = _shade(desk, layer, area, needs(above)) if isinstance(layer, Scrim) else ()
    _recolor(desk, layers, placed, surely=False)
    for i, (layer, behind) in enumerate(layers if waiting else ()):
        if isinstance(layer, Logo) and layer.waits:
            # Its form was chosen before the scrims were there.
            desk.below = tuple(item for j in range(i) for item in placed[j])
            placed[i], _ = _place_late(desk, layer, region(card, layer, behind=behind, rtl=desk.rtl), [])


def _shade(desk: LayoutDesk, scrim: Scrim, area: Box, wanted: list[Need]) -> tuple[Item, ...]:
    """A scrim as deep as it has to be over what lies below."""
    clear, _ = _place(desk, replace(scrim, strength=0.0), area)
    # A blur does a part of the work, so that less of a shade is needed.
    desk.below += clear if scrim.blur.px or scrim.blur.part else ()
    box = next(iter(_boxes(clear)), area)
    return _place(desk, shaded(scrim, box, wanted, desk.behind()), area)[0]


def _recolor(
    desk: LayoutDesk, layers: list[tuple[Layer, bool]], placed: dict[int, tuple[Item, ...]], *, surely: bool
) -> None:
    """Give each text that has two colours the one that reads on what lies below it; *surely*, only if that reads."""
    others = {
        one.id or one.kind: one.or_fill
        for layer, _ in layers
        for one in walk(layer)
        if isinstance(one, TextLayer) and one.or_fill
    }
    for i in range(len(layers)) if others else ():
        if any(text.layer in others for text in texts(placed[i])):
            desk.below = (*(item for j in range(i) for item in placed[j]), *_bare(placed[i]))
            placed[i] = tuple(recolored(item, others, desk.behind(), surely=surely) for item in placed[i])


def _bare(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items without their texts."""
    kept = (replace(item, items=_bare(item.items)) if isinstance(item, Group) else item for item in items)
    return tuple(item for item in kept if not isinstance(item, Text))


def _layer(layer: object) -> Layer:
    if not isinstance(layer, Layer):
        raise TypeError(f"a card holds layers, not {type(layer).__name__}")
    return layer


def runs_rtl(card: Card) -> bool:
    """Whether the card runs from right to left, as the first of its texts does that has letters; else its language."""
    for layer in card.layers:
        for one in walk(_layer(layer)):
            if isinstance(one, TextLayer) and LETTER.search(one.text):
                return direction(one.text) == "rtl"
    return language_rtl(card.brand.language)


def region(card: Card, layer: Layer, *, behind: bool, rtl: bool = False) -> Box:
    """The area that a layer at the top level is placed in: the canvas for the background, else what ``in`` says.

    The margin is kept from the canvas's edges; where the safe area begins further in, that is margin enough.
    """
    canvas = Box(0, 0, card.platform.width, card.platform.height)
    top, right, bottom, left = (side.of(canvas.size.short) for side in layer.margin)
    if rtl:
        left, right = right, left
    if behind or layer.inside == "canvas":
        return canvas.inset(Insets(top, right, bottom, left))
    safe = card.platform.safe_box
    return canvas.inset(
        Insets(
            max(top, safe.y),
            max(right, canvas.w - safe.right),
            max(bottom, canvas.h - safe.bottom),
            max(left, safe.x),
        )
    )


Placed = tuple[tuple[Item, ...], tuple[Diagnostic, ...]]


def _place(desk: LayoutDesk, layer: Layer, area: Box) -> Placed:
    anchored = layer.at is not None or bool(layer.choices)
    room = Room(
        area.w,
        area.h,
        fill_w=not anchored,
        fill_h=not anchored,
        hang=max(0.0, HANG * layer.margin[3].of(desk.canvas.short)),
    )
    piece = desk.lay(layer, room)
    if layer.choices:
        layer = _chosen(desk, layer, area, piece)
    return piece.at(*_corner(layer, area, piece, rtl=desk.rtl)), piece.findings


def _chosen(desk: LayoutDesk, layer: Layer, area: Box, piece: Piece) -> Layer:
    """The layer at the place where least is going on behind the piece, off the faces; of equals the first."""
    backdrop, faces = desk.behind(), faces_in(desk.below, desk.subject, desk.photos)

    def cost(place: tuple[float, float]) -> float:
        box = Box(*_corner(replace(layer, at=place), area, piece, rtl=desk.rtl), piece.size.w, piece.size.h)
        covered = sum(common(face, box) / max(1.0, face.w * face.h) for face in faces)
        return round(backdrop.busyness(box), 3) + FACE * covered

    return replace(layer, at=min(layer.choices, key=cost), places=())


def _place_late(desk: LayoutDesk, layer: Layer, area: Box, taken: list[Box]) -> Placed:
    """Laid out once to see where its corner comes to stand, from which it then counts what is taken."""
    desk.taken, desk.here, desk.sizing = (), None, True
    piece = desk.lay(layer, Room(area.w, area.h))
    desk.sizing = False
    if layer.choices:
        layer = _chosen(desk, layer, area, piece)
    x, y = _corner(layer, area, piece, rtl=desk.rtl)
    desk.here = Box(x, y, piece.size.w, piece.size.h)
    desk.taken = tuple(box.translated(-x, -y) for box in taken)
    return _place(desk, layer, area)


def _corner(layer: Layer, area: Box, piece: Piece, *, rtl: bool) -> tuple[float, float]:
    at = (0.0, 0.0) if layer.at is None or layer.at is AUTO else layer.at
    across = (1 - at[0], -1) if rtl else (at[0], 1)
    return (
        area.x + (area.w - piece.size.w) * across[0] + layer.offset[0].of(area.w) * across[1],
        area.y + (area.h - piece.size.h) * at[1] + layer.offset[1].of(area.h),
    )


def _boxes(items: tuple[Item, ...]) -> list[Box]:
    """The boxes that confetti keeps clear of: text by its ink, pictures and fills by their own."""
    found: list[Box] = []
    for item in items:
        match item:
            case Text():
                found.append(item.box)
            case Picture():
                found.append(item.box)
            case Fill():
                found.append(bounds(item.outline))
            case Group():
                found += [bounds_in_parent(box, item) for box in _boxes(item.items)]
    return found
