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
from tests.helpers.stage import CANVAS, box, check_problems, complaints, fills, scene, sized, texts


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


def test_layer_is_no_larger_than_what_holds_it_unless_it_bleeds() -> None:
    for kind in ("{rectangle: ink}", "{gradient: [ink, sun]}"):
        clamped, free = (
            scene(f"layers: [{kind[:-1]}, width: 160%, height: 100px, at: center, {more}}}]", CANVAS).items[0]
            for more in ("opacity: 1", "bleed: yes")
        )
        assert isinstance(clamped, Fill)
        assert isinstance(free, Fill)
        assert box(bounds(clamped.outline)) == pytest.approx((0, 490, 1080, 100))
        assert box(bounds(free.outline)) == pytest.approx((-324, 490, 1728, 100))


def test_bleeding_layer_keeps_its_size_when_turned() -> None:
    (group,) = scene("layers: [{rectangle: ink, width: 160%, height: 30%, rotate: 20, bleed: yes}]", CANVAS).items
    assert isinstance(group, Group)
    (fill,) = group.items
    assert isinstance(fill, Fill)
    # Without a place it is centred where it is larger than the area, and else at the top left.
    assert box(bounds(fill.outline)) == pytest.approx((-324, 0, 1728, 324))
    assert group.center == pytest.approx((540, 162))


def test_turned_band_in_a_column_takes_its_own_height() -> None:
    band = "{rectangle: sun, height: 100px, rotate: 10, bleed: yes}"
    body = f"layers: [{{column: [{{rectangle: ink, height: 50px}}, {band}, {{rectangle: ink, height: 50px}}]}}]"
    first, second, third = fills(scene(body, CANVAS))
    assert (first[1], second[1], third[1]) == (0, 50, 150)
    assert second[0] < -1000


def test_bleeding_shape_runs_off_the_canvas_each_way_without_a_size() -> None:
    platform = sized(1080, 1080, (100, 100, 100, 100))
    assert fills(scene("layers: [{rectangle: ink, height: 80px, bleed: yes, at: bottom}]", platform)) == [
        (pytest.approx(100 - 1080 * 2**0.5, abs=0.01), 900, pytest.approx(880 + 2 * 1080 * 2**0.5, abs=0.01), 80)
    ]


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


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        ("max-width: 200px", (200, 1080)),
        ("max-width: 50%, max-height: 25%", (540, 270)),
        ("width: 80%, max-width: 200px", (200, 1080)),
        ("width: 10%, min-width: 300px", (300, 1080)),
        ("height: 10%, min-height: 300px, max-height: 200px", (1080, 300)),
        ("width: 10%, min-width: 3000px", (1080, 1080)),
    ],
)
def test_width_and_height_have_limits(keys: str, size: tuple[float, float]) -> None:
    assert fills(scene(f"layers: [{{rectangle: ink, {keys}}}]", CANVAS)) == [(0, 0, *size)]


def test_limits_of_content_enlarge_and_reduce_it() -> None:
    keys = "column: [{text: aaaa, id: a, size: 100px}], ground: ink, at: top left"
    wide = scene(f"layers: [{{{keys}, min-width: 400px, min-height: 200px}}]", CANVAS)
    assert fills(wide) == [(0, 0, 400, 200)]
    narrow = scene(f"layers: [{{{keys.replace('aaaa', 'aa aa')}, max-width: 120px}}]", CANVAS)
    assert len(texts(narrow)["a"].lines) == 2
    assert fills(scene(f"layers: [{{{keys}, min-width: 10px}}]", CANVAS)) == [(0, 0, 190, 70)]


@pytest.mark.parametrize("key", ["max-width", "max-height", "min-width", "min-height"])
def test_limit_that_is_no_length_is_rejected(key: str) -> None:
    problems = complaints(scene, f"layers: [{{text: a, {key}: wide}}]")
    check_problems(problems, [("template-invalid", 1, 22 + len(key), "expected a length", key)])


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
    found = {kind: names for kind, names in files.items() if names}
    assert found == {"photo": ["photo"], "text": ["picture"], "image": ["image"], "ornament": ["picture"]}
