"""JSON Schemas of template and brand files, for editors, from the declarations with which validation works.

They check keys and the form of values; names of colours, fields and ids are checked by memegen only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from memegen.layout.layers import KINDS
from memegen.model.direction import CORNERS, EMPHASES, TEXTURES, TREATMENTS
from memegen.model.entities import FIELD_TYPES
from memegen.model.keys import Key, keys_of
from memegen.model.kinds import ANY_TEXT, LAYERS, SIZED, YES_NO
from memegen.rendering.formats import FORMATS
from memegen.scene.geometry import SHAPES
from memegen.scene.motif import MOTIFS
from memegen.template.brand import BRAND_KEYS, LOGO_KEYS
from memegen.template.brand_direction import COLOR_COUNTS, PHOTO_KEYS
from memegen.template.brand_fonts import CASES, ROLE_KEYS
from memegen.template.fields import FIELD_KEYS
from memegen.template.json_schema_sharing import (
    compositions,
    file_properties,
    fragments,
    loop_properties,
    template_properties,
)
from memegen.template.platform import MAX_DPI, PLATFORM_KEYS, POST_KEYS
from memegen.template.styles import STYLE
from memegen.template.template import FILE_KEYS, TEMPLATE_KEYS

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": ["number", "string"]}
STYLES: Schema = {"type": ["string", "array"]}
ABOUT = "the name of a style whose keys the layer has too, or a list of names"
ANYTHING: Schema = {"anyOf": [dict(ANY_TEXT), {"type": "array"}]}
WORDS: Schema = {"type": "array", "items": dict(ANY_TEXT)}
ON_PAPER: Schema = {"type": "string", "pattern": r"^[0-9.]+(mm|cm|in|pt)$"}
HEX: Schema = {"type": "string", "pattern": "^#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$"}


def template_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a template file."""
    properties = {
        "brand": TEXT,
        "templates": _by_name("template"),
        "platforms": _by_name("platform"),
        "fonts": {"anyOf": [TEXT, WORDS]},
        "pack": dict(ANY_TEXT),
        **file_properties(),
    }
    layers = {f"layer-{kind}": _layer(kind) for kind in KINDS}
    return {
        "$schema": DIALECT,
        "title": "memegen templates",
        **_object(FILE_KEYS, properties),
        "$defs": {
            "template": _template(),
            **compositions(_template()["properties"]),
            "field": _field(),
            "layer": _any_layer(),
            **layers,
            **fragments(),
            "changes": {"type": "object", "additionalProperties": {"$ref": "#/$defs/change"}},
            "change": _change(),
            "platform": _platform(),
        },
    }


def brand_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a brand file."""
    weight = {"type": "integer", "minimum": 100, "maximum": 900, "multipleOf": 100}
    role = _object(
        ROLE_KEYS,
        {
            "family": TEXT,
            "weight": weight,
            "bold": weight,
            "italic": dict(YES_NO),
            "case": {"enum": list(CASES)},
            "leading": NUMBER,
            "tracking": NUMBER,
        },
        required=["family"],
    )
    properties = {
        **dict.fromkeys(("extends", "name", "hashtag", "handle", "imprint", "language"), TEXT),
        "palette": {"type": "object", "additionalProperties": HEX},
        "fonts": {"type": "object", "additionalProperties": _object_or(role, TEXT)},
        "typefaces": {"anyOf": [TEXT, WORDS]},
        "logos": _object(LOGO_KEYS, dict.fromkeys(LOGO_KEYS, TEXT)),
        "words": {"type": "object", "additionalProperties": dict(ANY_TEXT)},
        "voice": _object_or(role, TEXT),
        "photos": _photos(),
        "texture": {"enum": list(TEXTURES)},
        "corners": {"anyOf": [{"enum": list(CORNERS)}, dict(SIZED)]},
        "emphasis": {"enum": list(EMPHASES)},
        "motif": {"enum": list(MOTIFS)},
    }
    return {"$schema": DIALECT, "title": "A brand of memegen", **_object(BRAND_KEYS, properties)}


def _photos() -> Schema:
    """Return the schema of the photos of a brand: a treatment, or one with its colours."""
    properties: Schema = {}
    for name, (least, most) in COLOR_COUNTS.items():
        colors = {"type": "array", "items": TEXT, "minItems": least, "maxItems": most}
        properties[name] = {"anyOf": [colors, {"type": "null"}]}
    treated = _object(PHOTO_KEYS, {**properties, "dots": dict(SIZED)})
    return _object_or(treated, {"enum": list(TREATMENTS)})


def _object(about: Mapping[str, str], properties: Mapping[str, Schema], required: list[str] | None = None) -> Schema:
    """Return the schema of an object with no other keys; *about* has the description of each."""
    described = {key: {"description": about[key], **properties[key]} for key in about}
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": described}
    return {**schema, "required": required} if required else schema


def _object_or(schema: Schema, other: Schema) -> Schema:
    """Return the schema of a value that is an object, or something else: ``anyOf``, but with the errors of one only."""
    return {"if": {"type": "object"}, "then": schema, "else": other}


def _by_name(definition: str) -> Schema:
    return {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{definition}"}}


def _template() -> Schema:
    layers = {"type": "array", "items": {"$ref": "#/$defs/layer"}}
    changes = {"$ref": "#/$defs/changes"}
    properties = {
        **dict.fromkeys(("about", "extends", "platform", "alt", "caption"), TEXT),
        "fields": {"type": "object", "additionalProperties": _object_or({"$ref": "#/$defs/field"}, {"type": "null"})},
        "background": layers,
        "layers": layers,
        "add": layers,
        "change": changes,
        **template_properties(),
        "shapes": {"type": "object", "properties": dict.fromkeys(SHAPES, changes), "additionalProperties": changes},
    }
    return _object(TEMPLATE_KEYS, properties)


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
        "columns": {"anyOf": [TEXT, WORDS]},
        "of": {"type": "object", "additionalProperties": {"anyOf": [{"$ref": "#/$defs/field"}, {"type": "null"}]}},
    }
    return _object(FIELD_KEYS, properties)


def _any_layer() -> Schema:
    """Return the schema of a layer of any kind.

    Its kind decides which schema holds, so that a mistake has the errors of that one, not of all. Where two of its keys
    are kinds, as in ``{scrim: top, colour: ink}``, it is the one that has the other as a key.
    """
    kinds = {kind: {"description": (KINDS[kind].__doc__ or "")} for kind in KINDS}
    schema: Schema = {"required": ["text"], "errorMessage": f"expected a kind of layer: {', '.join(KINDS)}"}
    shared = [kind for kind in KINDS if any(kind in keys_of(KINDS[other]) for other in KINDS if other != kind)]
    for kind in [*shared, *(kind for kind in KINDS if kind not in shared)]:
        schema = {
            "if": {"type": "object", "required": [kind]},
            "then": {"$ref": f"#/$defs/layer-{kind}"},
            "else": schema,
        }
    for word, name in (("items", "group"), ("slot", "slot"), ("use", "use")):
        needed: Schema = {"type": "object", "required": [word]}
        if name == "group":
            needed["not"] = {"anyOf": [{"required": [kind]} for kind in KINDS]}
        schema = {"if": needed, "then": {"$ref": f"#/$defs/{name}"}, "else": schema}
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
    beside = {**keys, **loop_properties(), kind: _object_or(nested, keys[kind])}
    return {
        "type": "object",
        "description": (layer.__doc__ or ""),
        "additionalProperties": False,
        "properties": beside,
        "required": [kind],
    }


def _value(key: Key) -> Schema:
    return {"description": key.description, **_with_message(key.kind.schema, f"expected {key.kind.name}")}


def _with_message(schema: Mapping[str, Any], message: str) -> Schema:
    """Return a schema with what editors say of a value that does not match its pattern, instead of the pattern."""
    alternatives = {"anyOf": [_with_message(each, message) for each in schema["anyOf"]]} if "anyOf" in schema else {}
    return {**schema, **alternatives, **({"errorMessage": message} if "pattern" in schema else {})}


def _change() -> Schema:
    """Return the schema of changes of a layer, with the keys of all kinds."""
    schemas: dict[str, list[Schema]] = {}
    for layer in KINDS.values():
        for word, (_, key) in keys_of(layer).items():
            if key.kind is not LAYERS and _value(key) not in schemas.setdefault(word, []):
                schemas[word].append(_value(key))
    properties = {word: each[0] if len(each) == 1 else {"anyOf": each} for word, each in schemas.items()}
    properties |= {STYLE: {**STYLES, "description": ABOUT}, "items": dict(LAYERS.schema)}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _count_of(count: int) -> Schema:
    return {"minItems": count, "maxItems": count}


def _platform() -> Schema:
    properties = {
        **dict.fromkeys(("name", "why"), TEXT),
        "size": {"type": "array", "items": {"anyOf": [{"type": "integer", "minimum": 1}, ON_PAPER]}, **_count_of(2)},
        "safe": {"type": "array", "items": {"anyOf": [COUNT, ON_PAPER]}, **_count_of(4)},
        "dpi": {"type": "integer", "minimum": 1, "maximum": MAX_DPI},
        **dict.fromkeys(("bytes", "pixels", "alt", *POST_KEYS), COUNT),
        "formats": {"type": "array", "items": {"enum": list(FORMATS)}},
        **{key: dict(YES_NO) for key in ("circle", "transparent", "doubt")},
        "groups": WORDS,
    }
    return _object(PLATFORM_KEYS, properties, required=["size"])
