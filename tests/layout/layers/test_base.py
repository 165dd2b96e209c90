"""Keys that all layers have: rotation and opacity; and that every kind is registered."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memegen.layout import layers
from memegen.layout.layers.base import Layer
from memegen.model.keys import keys_of
from memegen.model.kinds import FILE
from memegen.scene.geometry import Box, rotated_bounds
from memegen.scene.items import Fill, Group
from memegen.scene.path import bounds
from tests.helpers.stage import CANVAS, box, scene


def test_rotated_layer_takes_the_size_of_its_bounding_box() -> None:
    body = "layers: [{rectangle: ink, width: 200px, height: 100px, rotate: 90, at: top left}]"
    found = scene(body, CANVAS)
    (group,) = found.items
    assert isinstance(group, Group)
    assert (group.rotate, group.center) == (90, pytest.approx((50, 100)))
    (fill,) = group.items
    assert isinstance(fill, Fill)
    assert box(bounds(fill.outline)) == pytest.approx((-50, 50, 200, 100))


@given(st.integers(-180, 180), st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_rotated_text_stays_in_its_region(degrees: int, words: int) -> None:
    body = f"layers: [{{text: {'word ' * words}, id: a, size: 10..300px, rotate: {degrees}, at: center}}]"
    ((_, found),) = scene(body, CANVAS).text_bounds()
    assert Box(0, 0, 1080, 1080).contains(found, 1)


def test_text_bounds_include_the_rotation_of_groups() -> None:
    body = "layers: [{column: [{text: abcd, id: a, size: 100px, rotate: 45}], at: center}]"
    found = scene(body, CANVAS)
    ((text, around),) = found.text_bounds()
    assert box(around) == pytest.approx(box(rotated_bounds(text.box, 45)), abs=0.5)
    assert list(found.texts()) == [text]


def test_opacity_applies_to_the_whole_layer() -> None:
    found = scene("layers: [{column: [{text: a}, {text: b}], opacity: 40%}]", CANVAS)
    (group,) = found.items
    assert isinstance(group, Group)
    assert (group.opacity, len(group.items)) == (0.4, 2)
    assert not isinstance(scene("layers: [{text: a, opacity: 1}]", CANVAS).items[0], Group)


def test_every_layer_kind_is_registered() -> None:
    modules = [import_module(f"{layers.__name__}.{module.name}") for module in iter_modules(layers.__path__)]
    classes = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    kinds = {value.kind: value for value in classes if issubclass(value, Layer) and value.kind}
    assert kinds == layers.KINDS


def test_every_layer_kind_lowers_itself() -> None:
    assert all(kind.lower is not Layer.lower and kind.layout is Layer.layout for kind in layers.KINDS.values())


def test_image_files_are_keys_of_their_own_kind() -> None:
    # By that kind they are resolved, hashed for the manifest, and sent to the machines of a cluster.
    files = {
        kind: [attribute for attribute, key in keys_of(layer).values() if key.kind is FILE]
        for kind, layer in layers.KINDS.items()
    }
    assert {kind: names for kind, names in files.items() if names} == {"photo": ["photo"], "image": ["image"]}
