"""Changes of a template's layers by id: for every shape, for a shape class, or for a platform."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from memegen.core.diagnostics import Note
from memegen.layout.layers import KINDS
from memegen.layout.layers.base import Layer
from memegen.model.entities import Changes, LayerSpec, Platform, Template
from memegen.model.keys import Key, keys_of
from memegen.model.kinds import TEXT
from memegen.template.fragments import COMMON_KEYS
from memegen.template.layer_values import Keys

# Key of the changes under ``change:`` among those by shape; they hold for every shape.
ANY_SHAPE = "any"


def definition_note(spec: LayerSpec) -> Note:
    """Return the note that says where the layer is that a change names."""
    return Note(spec.where, f"layer {spec.id!r} is defined")


def changeable_keys(spec: LayerSpec) -> Keys:
    """Return the keys that changes of a layer may have; of a part that is used these are its parameters too."""
    if spec.kind:
        return keys_of(KINDS[spec.kind])
    common = keys_of(Layer)
    return {
        **{word: common[word] for word in COMMON_KEYS if word != "id"},
        **{word: (word, Key(word, TEXT, "", "a parameter of the part")) for word in spec.parameters or ()},
    }


def walk_specs(specs: tuple[LayerSpec, ...]) -> Iterator[LayerSpec]:
    """Yield every layer, each followed by the layers in it."""
    for spec in specs:
        yield spec
        yield from walk_specs(spec.items)


def apply_changes(specs: tuple[LayerSpec, ...], changes: Changes) -> tuple[LayerSpec, ...]:
    """Return the layers with the values of those in *changes*, by id, replaced."""
    return tuple(
        replace(
            spec,
            values={**spec.values, **changes[spec.id]} if spec.id in changes else spec.values,
            items=apply_changes(spec.items, changes) if spec.items else (),
        )
        for spec in specs
    )


def layers_on(platform: Platform, specs: tuple[LayerSpec, ...], template: Template) -> tuple[LayerSpec, ...]:
    """Return layers of a template as changed for a platform.

    Changes for every shape come first, then those for the shape class, then those for the platform.
    """
    for name in (ANY_SHAPE, platform.shape, platform.name):
        if name in template.shapes:
            specs = apply_changes(specs, template.shapes[name])
    return specs
