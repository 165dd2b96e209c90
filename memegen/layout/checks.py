"""Checks of a finished scene: text off the canvas or under a platform's interface, and covered faces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from memegen.core.diagnostics import Diagnostic
from memegen.core.frozen import frozen
from memegen.layout.layers.faces import CardPhotos, bounds_on_canvas, faces_of_picture, flatten, overlap_area
from memegen.layout.layers.photo import Photo
from memegen.layout.placement import Entry
from memegen.model.entities import Platform
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Item, Picture, Text
from memegen.scene.scene import Scene
from memegen.text.quotation import quoted

# Maximum fraction of a face that may be covered without a warning.
COVERED = 0.15
# Distance that the ink of a text may extend beyond the canvas, px.
CANVAS_TOLERANCE = 1


@frozen
class CoveredFaces:
    """Faces of one photo that one thing covers.

    Attributes:
        source: The photo's file.
        covered: Number of faces covered.
        shown: Number of faces that the photo shows.
        by: What covers them, as messages have it.
    """

    source: str
    covered: int
    shown: int
    by: str


def hidden_text_findings(platform: Platform, scene: Scene, entries: Sequence[Entry]) -> list[Diagnostic]:
    """Return warnings about texts whose ink is off the canvas or outside the platform's safe area."""
    canvas, safe = Box(0, 0, scene.width, scene.height), platform.safe_box
    findings = []
    layers = {layer.id or layer.kind: layer for entry in reversed(entries) for layer in entry.layer.walk()}
    for text, box in scene.text_bounds():
        if not text.layer:
            continue
        if not canvas.contains(box, CANVAS_TOLERANCE):
            message, hint = f"{quoted(text.text)} leaves the canvas", "enlarge its box, or move it"
            findings.append(layers[text.layer].finding("text-off-canvas", message, hint))
        # Hanging punctuation and descenders may be outside the safe area.
        elif not safe.contains(box, text.size):
            message = f"{quoted(text.text)} is where {platform.title} covers or crops the graphic"
            hint = "place it `in: safe`, or nearer to the middle"
            findings.append(layers[text.layer].finding("text-covered", message, hint))
    return findings


def covered_face_findings(
    platform: Platform, scene: Scene, entries: Sequence[Entry], photos: CardPhotos
) -> Iterator[Diagnostic]:
    """Yield warnings about faces covered by a text, another picture, or the platform's interface."""
    # What a circular crop shows is larger than the safe area, which is the square inside the circle.
    safe = None if platform.circle else platform.safe_box
    layers = [layer for entry in entries for layer in entry.layer.walk() if isinstance(layer, Photo)]
    for faces in covered_faces(scene.items, photos, safe):
        layer = next(layer for layer in layers if layer.photo == faces.source)
        count = f"{faces.covered} of the {faces.shown} faces" if faces.shown > 1 else "the face"
        message = f"{count} in {PurePath(faces.source).name} {'is' if faces.covered == 1 else 'are'} {faces.by}"
        yield layer.finding(
            "face-covered", message, "use another photo, or set `subject:` to the free part of the layer"
        )


def covered_faces(items: Iterable[Item], photos: CardPhotos, safe: Box | None) -> list[CoveredFaces]:
    """Return what covers faces of the photos whose subject was detected.

    A photo that lies behind another appearance of itself is a backdrop, whose faces do not count.

    Args:
        items: Scene items in painting order.
        photos: The photos of the card.
        safe: The safe area, px; None if faces outside it are visible.
    """
    # Source, face, and the bounds of the picture that shows it.
    shown: list[tuple[str, Box, Box]] = []
    # Indices into *shown*: of backdrops, and of covered faces by source and by what covers them.
    backdrops: set[int] = set()
    covered: dict[tuple[str, str], set[int]] = {}
    for item, ancestors in flatten(items):
        # Only pictures painted before the item are below it.
        if isinstance(item, Fill):
            continue
        above = bounds_on_canvas(item.box, ancestors)
        repeated = item.source if isinstance(item, Picture) else ""
        backdrops |= {i for i, (source, _, box) in enumerate(shown) if source == repeated and box.intersects(above)}
        for i, (source, face, _) in enumerate(shown):
            if overlap_area(face, above) > COVERED * face.w * face.h:
                covered.setdefault((source, f"under {_name(item)}"), set()).add(i)
        if isinstance(item, Picture) and item.source in photos.detected:
            shown += ((item.source, face, above) for face in faces_of_picture(item, ancestors, photos))
    for i, (source, face, _) in enumerate(shown):
        if safe and overlap_area(face, safe) < (1 - COVERED) * face.w * face.h:
            covered.setdefault((source, "where the platform covers or crops the graphic"), set()).add(i)
    counts = Counter(source for i, (source, _, _) in enumerate(shown) if i not in backdrops)
    hidden = ((source, by, len(faces - backdrops)) for (source, by), faces in covered.items())
    return [CoveredFaces(source, count, counts[source], by) for source, by, count in hidden if count]


def _name(item: Picture | Text) -> str:
    return f"the text {item.layer!r}" if isinstance(item, Text) else f"the image {PurePath(item.source).name}"
