"""JSON Schemas of what templates share, and of what yields several layers: repetitions, parts and slots."""

from __future__ import annotations

from collections.abc import Mapping

from memegen.layout.layers.base import Layer
from memegen.model.keys import keys_of
from memegen.model.kinds import ANY_TEXT
from memegen.template.cases import CASE_KEYS
from memegen.template.compositions import AUTO, PAGE_KEYS, TURN, VARIANT_KEYS, composition_keys
from memegen.template.fragments import COMMON_KEYS, SLOT_KEYS, USE_KEYS
from memegen.template.json_schema_basics import TEXT, TEXT_OR_TEXTS, Schema, closed
from memegen.template.loops import LOOP_KEYS
from memegen.template.parts import PART_KEYS
from memegen.template.words import CATEGORIES, TAG

LAYER_LIST: Schema = {"type": "array", "items": {"$ref": "#/$defs/layer"}}
CHANGES: Schema = {"$ref": "#/$defs/changes"}


def file_properties() -> dict[str, Schema]:
    """Return the schemas of the keys by which files share."""
    return {"include": TEXT_OR_TEXTS, **shared_properties()}


def template_properties() -> dict[str, Schema]:
    """Return the schemas of the keys by which templates share and adapt."""
    about = CASE_KEYS
    case = closed(
        {"when": {"description": about["when"], **TEXT}, "change": {"description": about["change"], **CHANGES}}
    )
    return {
        "only": TEXT_OR_TEXTS,
        "fill": {"type": "object", "additionalProperties": LAYER_LIST},
        "variants": {"type": "array", "items": {"$ref": "#/$defs/variant"}},
        "variant": {"anyOf": [{"enum": [AUTO, TURN]}, {"type": "integer", "minimum": 1}]},
        "pages": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/page"}},
        "cases": {"type": "array", "items": {**case, "required": list(CASE_KEYS)}},
        **shared_properties(),
    }


def compositions(template: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return the schemas of a variant and a page, from those of the keys of a template."""
    own = {"when": {"description": PAGE_KEYS["when"], **TEXT}, **loop_properties()}
    own["template"] = {"description": PAGE_KEYS["template"], **TEXT}
    own["defaults"] = {"description": VARIANT_KEYS["defaults"], "type": "object", "additionalProperties": TEXT_OR_TEXTS}
    known = {**template, **own}
    return {name: closed({key: known[key] for key in composition_keys(template, name)}) for name in ("variant", "page")}


def shared_properties() -> dict[str, Schema]:
    """Return the schemas of the sections that are shared, of a file or a template."""
    forms = closed(dict.fromkeys(CATEGORIES, TEXT))
    text = {"if": {"type": "object"}, "then": forms, "else": dict(ANY_TEXT)}
    languages: Schema = {
        "type": "object",
        "patternProperties": {rf"^{TAG.pattern}$": text},
        "additionalProperties": False,
    }
    words = {"if": {"required": ["other"]}, "then": forms, "else": languages}
    return {
        "styles": {"type": "object", "additionalProperties": {"$ref": "#/$defs/change"}},
        "colours": {"type": "object", "additionalProperties": TEXT},
        "parts": {"type": "object", "additionalProperties": _part()},
        "words": {
            "type": "object",
            "additionalProperties": {"if": {"type": "object"}, "then": words, "else": dict(ANY_TEXT)},
        },
    }


def loop_properties() -> dict[str, Schema]:
    """Return the schemas of the keys of a repetition."""
    each = {"description": LOOP_KEYS["each"], "type": ["string", "array", "number"]}
    return {"each": each, "as": {"description": LOOP_KEYS["as"], **TEXT}}


def fragments() -> dict[str, Schema]:
    """Return the schemas of a part that is used, of a slot, and of layers without a kind of their own."""
    common = {
        word: {"description": keys_of(Layer)[word][1].about, **keys_of(Layer)[word][1].kind.schema}
        for word in COMMON_KEYS
    }
    common |= loop_properties()
    fill = {"description": USE_KEYS["fill"], "type": "object", "additionalProperties": LAYER_LIST}
    use = {"description": USE_KEYS["use"], **TEXT}
    parameters = {"type": ["string", "number", "boolean", "array", "null"]}
    return {
        "use": {
            "type": "object",
            "properties": {"use": use, "fill": fill, **common},
            "additionalProperties": parameters,
        },
        "slot": closed(
            {
                "slot": {"description": SLOT_KEYS["slot"], **TEXT},
                "items": {"description": SLOT_KEYS["items"], **LAYER_LIST},
                **common,
            }
        ),
        "group": closed({"items": LAYER_LIST, **common}),
    }


def _part() -> Schema:
    """Return the schema of a part: a list of layers, or a layer with its parameters beside it."""
    takes = {"description": PART_KEYS["takes"], "type": ["object", "null"]}
    one = {"type": "object", "properties": {"takes": takes}}
    return {"if": {"type": "array"}, "then": LAYER_LIST, "else": one}
