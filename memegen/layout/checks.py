"""What nobody will see of a finished scene: text off the canvas or under an interface, faces under something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from memegen.core.diagnostics import Diagnostic
from memegen.layout.context import LayoutDesk
from memegen.layout.layers.base import Layer
from memegen.layout.layers.photo import Photo
from memegen.layout.layers.stack import walk
from memegen.layout.overlap import covered
from memegen.model.entities import Card, Platform
from memegen.scene.geometry import Box
from memegen.scene.scene import Scene


def out_of_sight(platform: Platform, scene: Scene, layers: list[tuple[Layer, bool]]) -> list[Diagnostic]:
    """Text whose ink leaves the canvas or lies under the platform's interface; no template of ours lets that happen."""
    canvas, safe = Box(0, 0, scene.width, scene.height), platform.safe_box
    found = []
    named = {layer.id or layer.kind: layer for entry, _ in reversed(layers) for layer in walk(entry)}
    for text, box in scene.text_bounds():
        if not text.layer:
            continue
        if not canvas.contains(box, 1):
            message = f"“{text.text}” leaves the canvas"
            found.append(named[text.layer].finding("text-off-canvas", message, "give it more room, or another place"))
        elif not safe.contains(box, text.size):
            # A mark that hangs, or the tail of a letter, may stand outside.
            message = f"“{text.text}” lies where {platform.title} covers or crops the picture"
            found.append(
                named[text.layer].finding("text-covered", message, "place it `in: safe`, or nearer the middle")
            )
    return found


def over_faces(desk: LayoutDesk, card: Card, scene: Scene, layers: list[tuple[Layer, bool]]) -> Iterator[Diagnostic]:
    """Faces under a text, or under the platform's interface; what lies outside a round picture's square may be seen."""
    safe = None if card.platform.circle else card.platform.safe_box
    photos = [layer for entry, _ in layers for layer in walk(entry) if isinstance(layer, Photo)]
    for found in covered(scene.items, desk.subjects, desk.photos, safe):
        layer = next(layer for layer in photos if layer.photo == found.source)
        many = f"{found.faces} of the {found.shown} faces" if found.shown > 1 else "the face"
        message = f"{many} in {PurePath(found.source).name} lie{'s' * (found.faces == 1)} {found.where}"
        yield layer.finding("face-covered", message, "give `subject:` the free part of its room, or use another photo")
