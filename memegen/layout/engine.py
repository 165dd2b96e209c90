"""From a card to a scene: every layer at its position in absolute pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from memegen.core.diagnostics import Diagnostic, DiagnosticError
from memegen.layout.adaptive import ItemsByEntry, adapt
from memegen.layout.buried import buried_text_findings
from memegen.layout.checks import covered_face_findings, hidden_text_findings
from memegen.layout.clearing import clear_faces
from memegen.layout.ineffective import ineffective_findings
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import BackdropSampler, LayoutContext, PhotoSource
from memegen.layout.layers.faces import CardPhotos
from memegen.layout.layers.photo import Photo
from memegen.layout.layers.scrim import Scrim
from memegen.layout.layers.text import TextLayer
from memegen.layout.notices import notice_findings
from memegen.layout.overlaps import clipped_text_findings, overlap_findings
from memegen.layout.placement import Entry, items_below, place, place_deferred, region_on_canvas
from memegen.model.card import Card
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Item
from memegen.scene.scene import Scene, bounding_boxes
from memegen.text.face import Fonts
from memegen.text.isolates import direction
from memegen.text.scripts import LETTER
from memegen.text.scripts import runs_rtl as language_rtl

# Codes of findings about an image file. They are reported at the row that names the file, not at the layer.
IMAGE_FILE_CODES = ("photo-not-found", "photo-unreadable", "photo-too-large", "heic-not-installed")
# Maximum number of layouts to find the sizes of matched texts: two, and more where smaller texts move each other.
MATCH_PASSES = 4
# Maximum difference of font sizes that count as one, px.
MATCH_TOLERANCE = 1e-6
# Is told the items of each layer as soon as they have their place.
Observer = Callable[[tuple[Item, ...]], None]


def layout(
    card: Card, fonts: Fonts, photos: PhotoSource, sampler: BackdropSampler, observe: Observer = lambda items: None
) -> Scene:
    """Return the scene of a card.

    Args:
        card: The card.
        fonts: The faces of its brand.
        photos: Facts about picture files.
        sampler: Samples what lies behind a layer.
        observe: Is told the items of each layer as soon as they are placed; the scene does not depend on it.

    Raises:
        DiagnosticError: Layers cannot be drawn, or a text that must not be shortened does not fit. It contains the
            problems of all layers.
    """
    card_photos = CardPhotos(photos, _cutouts(card))
    context = LayoutContext(
        canvas=card.platform.size,
        brand=card.brand,
        fonts=fonts,
        photos=card_photos,
        sampler=sampler,
        background=Color(0, 0, 0, 0) if card.platform.transparent else card.brand.palette["paper"],
        rtl=is_rtl(card),
        cutouts=card_photos.cutouts,
    )
    entries = _entries(card, rtl=context.rtl)
    placed, findings = _place_matched(context, entries, observe)
    clear, findings = _faces_cleared(context, entries, placed, findings, card.platform.safe_box)
    adapted = adapt(context, entries, clear)
    items = items_below(adapted, len(entries))
    scene = Scene(card.platform.width, card.platform.height, context.background, items)
    findings = [*card.findings, *findings, *_scene_findings(card, scene, entries, card_photos)]
    return replace(scene, findings=(*findings, *ineffective_findings(card, entries, adapted)))


def _faces_cleared(
    context: LayoutContext, entries: list[Entry], placed: ItemsByEntry, findings: list[Diagnostic], safe: Box
) -> tuple[ItemsByEntry, list[Diagnostic]]:
    """Return the items and findings once photos with `clear-faces` have made way for texts."""
    placed, changed = clear_faces(context, entries, placed, safe)
    former = {entries[i].layer.where for i in changed}
    kept = [finding for finding in findings if finding.where not in former]
    return placed, [*kept, *(finding for found in changed.values() for finding in found)]


def _scene_findings(card: Card, scene: Scene, entries: list[Entry], photos: CardPhotos) -> Iterator[Diagnostic]:
    """Yield warnings about pieces of the finished scene that are hidden, cut off, or over one another."""
    yield from hidden_text_findings(card.platform, scene, entries)
    yield from overlap_findings(card.brand, scene, entries)
    yield from clipped_text_findings(scene, entries)
    yield from buried_text_findings(scene, entries, photos)
    yield from covered_face_findings(card.platform, scene, entries, photos)
    yield from notice_findings(card, scene)


def _cutouts(card: Card) -> Iterator[str]:
    """Yield the photos of a card that stand cut out."""
    for layer in map(_checked, (*card.background, *card.layers)):
        yield from (inner.photo for inner in layer.walk() if isinstance(inner, Photo) and inner.cutout)


def is_rtl(card: Card) -> bool:
    """Return whether the card runs from right to left: as its first text with letters does, or else its language."""
    for layer in card.layers:
        for nested in _checked(layer).walk():
            if isinstance(nested, TextLayer) and LETTER.search(nested.text):
                return direction(nested.text) == "rtl"
    return language_rtl(card.brand.language)


def _entries(card: Card, *, rtl: bool) -> list[Entry]:
    """Return the layers at the top level in painting order, mirrored if *rtl*."""
    entries = []
    for layers, in_background in ((card.background, True), (card.layers, False)):
        for layer in map(_checked, layers):
            oriented = layer.mirrored() if rtl else layer
            area = region_on_canvas(card.platform, oriented, in_background=in_background, rtl=rtl)
            entries.append(Entry(oriented, area, in_background))
    return entries


def _checked(layer: object) -> Layer:
    """Return the layer as its class; a card, being below this room, declares its layers as plain objects."""
    if not isinstance(layer, Layer):
        raise TypeError(f"a card holds layers, not {type(layer).__name__}")
    return layer


def _place_matched(
    context: LayoutContext, entries: list[Entry], observe: Observer
) -> tuple[dict[int, tuple[Item, ...]], list[Diagnostic]]:
    """Return what `_place_all` does, with texts of the same ``match`` in the smallest of their sizes.

    Smaller texts may change the room of others, so that this is repeated until all of a name have one size.
    """
    for last in (*[False] * (MATCH_PASSES - 1), True):
        placed, findings, sizes = _place_all(context, entries, observe)
        smallest: dict[str, float] = {}
        for name, size in sizes:
            smallest[name] = min(size, smallest.get(name, size))
        if last or all(size <= smallest[name] + MATCH_TOLERANCE for name, size in sizes):
            break
        context = replace(context, matched=smallest)
    return placed, findings


def _place_all(
    context: LayoutContext, entries: list[Entry], observe: Observer
) -> tuple[dict[int, tuple[Item, ...]], list[Diagnostic], list[tuple[str, float]]]:
    """Return the items of each entry by its index, findings, and the sizes that are to match.

    Adaptive scrims have no items yet.

    Deferred layers are placed last, for they keep clear of everything that the others draw in front of the background.
    """
    placed: dict[int, tuple[Item, ...]] = {}
    findings: list[Diagnostic] = []
    errors: list[Diagnostic] = []
    sizes: list[tuple[str, float]] = []
    for i in sorted(range(len(entries)), key=lambda i: entries[i].layer.is_deferred):
        layer = entries[i].layer
        if isinstance(layer, Scrim) and layer.is_adaptive:
            placed[i] = ()
            continue
        layer_context = replace(context, below=items_below(placed, i))
        try:
            if layer.is_deferred:
                foreground = [box for j in placed if not entries[j].in_background for box in bounding_boxes(placed[j])]
                found = place_deferred(layer_context, entries[i], foreground)
            else:
                found = place(layer_context, entries[i])
            placed[i] = found.items
            findings += found.findings
            sizes += found.matched
            observe(found.items)
        except DiagnosticError as error:
            errors += [_located(diagnostic, layer) for diagnostic in error.diagnostics]
    if errors:
        raise DiagnosticError(errors)
    return placed, findings, sizes


def _located(diagnostic: Diagnostic, layer: Layer) -> Diagnostic:
    """Return the diagnostic with the place of the layer, unless it has a file or is about an image file."""
    if diagnostic.where.file or diagnostic.code in IMAGE_FILE_CODES:
        return diagnostic
    return replace(diagnostic, where=layer.where)
