"""The JSON Schema of template files, for editors, from the declarations with which validation works.

It checks keys and the form of values; names of colours, fields and ids are checked by memegen only.
"""

from __future__ import annotations

from memegen.layout.layers import KINDS
from memegen.model.entities import FIELD_TYPES
from memegen.model.keys import Key, keys_of
from memegen.model.kinds import ANY_TEXT, LAYERS, YES_NO
from memegen.scene.geometry import SHAPES
from memegen.template.fields import FIELD_KEYS
from memegen.template.fragments import SLOT_KEYS, USE_KEYS
from memegen.template.json_schema_basics import (
    COUNT,
    DIALECT,
    NUMBER,
    TEXT,
    TEXT_OR_TEXTS,
    WORDS,
    Schema,
    by_name,
    closed,
    described,
    object_or,
    reference_to,
    with_message,
    with_shared_properties,
)
from memegen.template.json_schema_files import platform_schema
from memegen.template.json_schema_sharing import (
    compositions,
    file_properties,
    fragments,
    loop_properties,
    template_properties,
)
from memegen.template.styles import STYLE
from memegen.template.template import FILE_KEYS, TEMPLATE_KEYS

STYLES: Schema = {"type": ["string", "array"]}
ABOUT = "the name of a style whose keys the layer has too, or a list of names"
ANYTHING: Schema = {"anyOf": [dict(ANY_TEXT), {"type": "array"}]}


def template_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a template file."""
    properties = {
        **dict.fromkeys(("$schema", "brand"), TEXT),
        "templates": by_name("template"),
        "platforms": by_name("platform"),
        "fonts": TEXT_OR_TEXTS,
        "pack": dict(ANY_TEXT),
        **file_properties(),
    }
    layers = {f"layer-{kind}": _layer(kind) for kind in KINDS}
    return {
        "$schema": DIALECT,
        "title": "memegen templates",
        **described(FILE_KEYS, properties),
        "$defs": with_shared_properties(
            {
                "template": _template(),
                **compositions(_template()["properties"]),
                "field": _field(),
                "layer": _any_layer(),
                **layers,
                **fragments(),
                "changes": by_name("change"),
                "change": _change(),
                "platform": platform_schema(),
            }
        ),
    }


def _template() -> Schema:
    layers = {"type": "array", "items": reference_to("layer")}
    changes = reference_to("changes")
    properties = {
        **dict.fromkeys(("about", "extends", "platform", "alt", "caption"), TEXT),
        "fields": {"type": "object", "additionalProperties": object_or(reference_to("field"), {"type": "null"})},
        "background": layers,
        "layers": layers,
        "add": layers,
        "change": changes,
        **template_properties(),
        "shapes": {"type": "object", "properties": dict.fromkeys(SHAPES, changes), "additionalProperties": changes},
    }
    return described(TEMPLATE_KEYS, properties)


def _field() -> Schema:
    properties = {
        "type": {"enum": list(FIELD_TYPES)},
        "about": TEXT,
        "default": ANYTHING,
        "example": ANYTHING,
        **dict.fromkeys(("required", "upcoming"), YES_NO),
        **dict.fromkeys(("shortest", "longest"), COUNT),
        **dict.fromkeys(("least", "most"), NUMBER),
        "options": WORDS,
        "expects": TEXT,
        "columns": TEXT_OR_TEXTS,
        "of": {"type": "object", "additionalProperties": {"anyOf": [reference_to("field"), {"type": "null"}]}},
    }
    return described(FIELD_KEYS, properties)


def _any_layer() -> Schema:
    """Return the schema of a layer of any kind.

    Its kind decides which schema holds, so that a mistake has the errors of that one, not of all. Where two of its keys
    are kinds, as in ``{scrim: top, colour: ink}``, it is the one that has the other as a key.
    """
    kinds = {kind: {"description": (KINDS[kind].__doc__ or "")} for kind in KINDS}
    kinds |= {"use": {"description": USE_KEYS["use"]}, "slot": {"description": SLOT_KEYS["slot"]}}
    schema: Schema = {"required": ["text"], "errorMessage": f"expected a kind of layer: {', '.join(KINDS)}"}
    shared = [kind for kind in KINDS if any(kind in keys_of(KINDS[other]) for other in KINDS if other != kind)]
    for kind in [*shared, *(kind for kind in KINDS if kind not in shared)]:
        schema = {
            "if": {"type": "object", "required": [kind]},
            "then": reference_to(f"layer-{kind}"),
            "else": schema,
        }
    for word, name in (("items", "group"), ("slot", "slot"), ("use", "use")):
        needed: Schema = {"type": "object", "required": [word]}
        if name == "group":
            needed["not"] = {"anyOf": [{"required": [kind]} for kind in KINDS]}
        schema = {"if": needed, "then": reference_to(name), "else": schema}
    return {"type": "object", "properties": kinds, **schema}


def _layer(kind: str) -> Schema:
    """Return the schema of a layer; its keys are next to its kind, or in a mapping at it."""
    layer = KINDS[kind]
    keys = {word: _value(key) for word, (_, key) in keys_of(layer).items()}
    keys[STYLE] = {**STYLES, "description": f"{keys[STYLE]['description']}; or {ABOUT}" if STYLE in keys else ABOUT}
    if layer.primary == "items":
        keys[kind] = {"description": (layer.__doc__ or ""), **keys["items"]}
    inside = {key: value for key, value in keys.items() if layer.primary != "items" or key != kind}
    if layer.primary not in inside:
        inside[layer.primary] = keys[kind]
    nested = {"type": "object", "additionalProperties": False, "properties": {**inside, **loop_properties()}}
    beside = {**keys, **loop_properties(), kind: object_or(nested, keys[kind])}
    return {
        "type": "object",
        "description": (layer.__doc__ or ""),
        "additionalProperties": False,
        "properties": beside,
        "required": [kind],
    }


def _value(key: Key) -> Schema:
    default = f"default: {key.default_text}" if key.default_text else "required"
    return {
        "description": f"{key.description}; {default}",
        **with_message(key.kind.schema, f"expected {key.kind.name}"),
    }


def _change() -> Schema:
    """Return the schema of changes of a layer, with the keys of all kinds."""
    keys = [key for layer in KINDS.values() for _, key in keys_of(layer).values() if key.kind is not LAYERS]
    schemas: dict[str, list[Schema]] = {}
    for key in keys:
        schemas.setdefault(key.name, []).append(_value(key))
    properties = {word: _any_of(each) for word, each in schemas.items()}
    return closed({**properties, STYLE: {**STYLES, "description": ABOUT}, "items": dict(LAYERS.schema)})


def _any_of(schemas: list[Schema]) -> Schema:
    """Return the schema of a key that has a form in each kind of layer, with the descriptions of all."""
    descriptions = dict.fromkeys(schema["description"] for schema in schemas)
    forms: list[Schema] = []
    for schema in schemas:
        form = {word: value for word, value in schema.items() if word != "description"}
        if form not in forms:
            forms.append(form)
    return {"description": "; or: ".join(descriptions), **(forms[0] if len(forms) == 1 else {"anyOf": forms})}
