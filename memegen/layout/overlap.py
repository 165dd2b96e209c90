"""Faces that something comes to lie on: the platform's interface, a text, or another picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath

from memegen.core.frozen import frozen
from memegen.layout.layers.base import PhotoShelf
from memegen.layout.layers.crop import placed
from memegen.scene.geometry import Box, Size
from memegen.scene.items import Fill, Group, Item, Picture, Text
from memegen.scene.scene import bounds_in_parent
from memegen.scene.subject import Subject

# A face may lose so much of itself before it is said.
SHARE = 0.15


@frozen
class Covered:
    """How many of the *shown* faces of a picture lie where *where* says."""

    source: str
    faces: int
    shown: int
    where: str


def covered(
    items: Iterable[Item], subjects: Mapping[str, Subject], shelf: PhotoShelf, safe: Box | None
) -> list[Covered]:
    """What covers faces of the pictures in *subjects*; *safe* is the box that the platform leaves free."""
    shown: list[tuple[str, Box]] = []
    hidden: dict[tuple[str, str], set[int]] = {}
    for item, holders in _flat(items, ()):
        # Only the pictures painted so far lie under it.
        if not isinstance(item, Fill):
            under = f"under {_name(item)}"
            over = _turned(item.box, holders)
            for i, (source, box) in enumerate(shown):
                if common(box, over) > SHARE * box.w * box.h:
                    hidden.setdefault((source, under), set()).add(i)
        if isinstance(item, Picture) and item.source in subjects:
            facts = shelf.facts(item.source)
            size = Size(facts.width, facts.height)
            shown += ((item.source, _turned(box, holders)) for box in _faces(item, size, subjects[item.source]))
    for i, (source, box) in enumerate(shown):
        if safe and common(box, safe) < (1 - SHARE) * box.w * box.h:
            hidden.setdefault((source, "where the platform covers or crops the picture"), set()).add(i)
    counts = {source: sum(other == source for other, _ in shown) for source, _ in shown}
    return [Covered(source, len(faces), counts[source], where) for (source, where), faces in hidden.items()]


def faces_in(items: Iterable[Item], subject: Callable[[str], Subject], shelf: PhotoShelf) -> list[Box]:
    """The boxes on the canvas of all faces in the pictures among *items*."""
    found: list[Box] = []
    for item, holders in _flat(items, ()):
        if isinstance(item, Picture):
            facts = shelf.facts(item.source)
            size = Size(facts.width, facts.height)
            found += (_turned(box, holders) for box in _faces(item, size, subject(item.source)))
    return found


def _name(item: Picture | Text) -> str:
    return f"the text {item.layer!r}" if isinstance(item, Text) else f"the picture {PurePath(item.source).name}"


def _flat(
    items: Iterable[Item], holders: tuple[Group, ...]
) -> Iterator[tuple[Fill | Picture | Text, tuple[Group, ...]]]:
    """Every item that is no group, in the order of painting, with the groups that hold it, the innermost first."""
    for item in items:
        if isinstance(item, Group):
            yield from _flat(item.items, (item, *holders))
        else:
            yield item, holders


def _turned(box: Box, holders: tuple[Group, ...]) -> Box:
    for group in holders:
        box = bounds_in_parent(box, group)
    return box


def _faces(picture: Picture, source: Size, subject: Subject) -> Iterator[Box]:
    """The boxes on the canvas of the faces that the picture shows more than half of."""
    crop, room = picture.crop, picture.box
    kx, ky = room.w / crop.w, room.h / crop.h
    for face in subject.faces:
        box = placed(face, source)
        moved = Box(room.x + (box.x - crop.x) * kx, room.y + (box.y - crop.y) * ky, box.w * kx, box.h * ky)
        if common(moved, room) > 0.5 * moved.w * moved.h:
            yield moved


def common(one: Box, other: Box) -> float:
    """The area, in pixels, that two boxes have in common."""
    w = min(one.right, other.right) - max(one.x, other.x)
    h = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(w, 0) * max(h, 0)
