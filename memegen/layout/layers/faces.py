"""Faces of photos on the canvas, and how much of them a box covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from memegen.layout.layers.context import PhotoFacts, PhotoSource
from memegen.layout.layers.crop import face_box
from memegen.scene.geometry import Box, Size
from memegen.scene.items import Fill, Group, Item, Picture, Text
from memegen.scene.scene import bounds_in_parent
from memegen.scene.subject import DetectedFace, Subject

# A face counts as shown if more than this fraction of it is inside its picture's box.
SHOWN = 0.5


class CardPhotos:
    """The photos of one card: every subject is looked up once, and it is recorded which ones were.

    Faces are detected only where the layout depends on them, because that decodes the photo. Whether something covers
    a face is checked in the photos in ``detected`` and in no others, so that the check costs nothing more.

    Attributes:
        cutouts: The photos that stand cut out. Where no face is found in one, the head of its silhouette is its face.
    """

    def __init__(self, photos: PhotoSource, cutouts: Iterable[str] = ()) -> None:
        self._photos = photos
        self._detected: dict[str, Subject] = {}
        self.cutouts = frozenset(cutouts)

    @property
    def detected(self) -> Mapping[str, Subject]:
        """The subjects that were looked up so far, by source."""
        return self._detected

    def facts(self, source: str) -> PhotoFacts:
        return self._photos.facts(source)

    def tones(self, source: str) -> tuple[float, ...]:
        return self._photos.tones(source)

    def subject(self, source: str) -> Subject:
        if source not in self._detected:
            subject = self._photos.subject(source)
            if source in self.cutouts and subject.silhouette and not subject.faces:
                subject = replace(subject, faces=(DetectedFace(subject.silhouette.head()),))
            self._detected[source] = subject
        return self._detected[source]


def face_boxes(items: Iterable[Item], photos: PhotoSource) -> list[Box]:
    """Return the box on the canvas, px, of every face in the pictures among *items*."""
    return [
        box
        for item, ancestors in flatten(items)
        if isinstance(item, Picture)
        for box in faces_of_picture(item, ancestors, photos)
    ]


def faces_of_picture(picture: Picture, ancestors: tuple[Group, ...], photos: PhotoSource) -> Iterator[Box]:
    """Yield the box on the canvas, px, of every face that the picture shows more than half of."""
    facts = photos.facts(picture.source)
    source, crop, target = Size(facts.width, facts.height), picture.crop, picture.box
    kx, ky = target.w / crop.w, target.h / crop.h
    for face in photos.subject(picture.source).faces:
        box = face_box(face, source)
        scaled = Box(target.x + (box.x - crop.x) * kx, target.y + (box.y - crop.y) * ky, box.w * kx, box.h * ky)
        if overlap_area(scaled, target) > SHOWN * scaled.w * scaled.h:
            yield bounds_on_canvas(scaled, ancestors)


def flatten(
    items: Iterable[Item], ancestors: tuple[Group, ...] = ()
) -> Iterator[tuple[Fill | Picture | Text, tuple[Group, ...]]]:
    """Yield every item that is not a group, in painting order, with the groups around it, the innermost first."""
    for item in items:
        if isinstance(item, Group):
            yield from flatten(item.items, (item, *ancestors))
        else:
            yield item, ancestors


def bounds_on_canvas(box: Box, ancestors: tuple[Group, ...]) -> Box:
    """Return the upright bounding box on the canvas, px, of a box inside groups, the innermost first."""
    for group in ancestors:
        box = bounds_in_parent(box, group)
    return box


def overlap_area(a: Box, b: Box) -> float:
    """Return the area that two boxes have in common, px²."""
    w = min(a.right, b.right) - max(a.x, b.x)
    h = min(a.bottom, b.bottom) - max(a.y, b.y)
    return max(w, 0) * max(h, 0)
