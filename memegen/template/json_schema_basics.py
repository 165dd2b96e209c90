"""Building blocks of the JSON Schemas of files: forms of values, and objects whose keys are declared with a text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from memegen.model.kinds import ANY_TEXT

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Key of a file for the schema that editors check it with.
SCHEMA_KEY = "$schema"
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": ["number", "string"]}
WORDS: Schema = {"type": "array", "items": dict(ANY_TEXT)}
TEXT_OR_TEXTS: Schema = {"anyOf": [TEXT, WORDS]}
ON_PAPER: Schema = {"type": "string", "pattern": r"^[0-9.]+(mm|cm|in|pt)$"}


def described(about: Mapping[str, str], properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """Return the schema of an object with no other keys; *about* has the description of each."""
    schema = closed({key: {"description": about[key], **properties[key]} for key in about})
    return {**schema, "required": list(required)} if required else schema


def closed(properties: Mapping[str, Schema]) -> Schema:
    """Return the schema of an object with no other keys than those of *properties*."""
    return {"type": "object", "additionalProperties": False, "properties": dict(properties)}


def object_or(schema: Schema, other: Schema) -> Schema:
    """Return the schema of a value that is an object, or something else: ``anyOf``, but with the errors of one only."""
    return {"if": {"type": "object"}, "then": schema, "else": other}


def by_name(definition: str) -> Schema:
    """Return the schema of an object with any keys whose values are as a definition of the file's schema."""
    return {"type": "object", "additionalProperties": reference_to(definition)}


def reference_to(definition: str) -> Schema:
    """Return the schema that refers to a definition."""
    return {"$ref": f"#/$defs/{definition}"}


def with_message(schema: Mapping[str, Any], message: str) -> Schema:
    """Return a schema with what editors say of a value that does not match its pattern, instead of the pattern."""
    alternatives = {"anyOf": [with_message(each, message) for each in schema["anyOf"]]} if "anyOf" in schema else {}
    return {**schema, **alternatives, **({"errorMessage": message} if "pattern" in schema else {})}


def with_shared_properties(definitions: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return definitions, and as more of them the properties that recur in them, to which these then refer."""
    counts: Counter[tuple[str, str]] = Counter()
    names: dict[tuple[str, str], str] = {}
    shared: dict[str, Schema] = {}
    for each in definitions.values():
        counts.update((key, json.dumps(value)) for key, value in _properties(each))

    def shorten(schema: Any) -> Any:
        if isinstance(schema, list):
            return [shorten(each) for each in schema]
        if not isinstance(schema, dict):
            return schema
        short = {word: shorten(value) for word, value in schema.items() if word != "properties"}
        if "properties" in schema:
            short["properties"] = {key: refer(key, value) for key, value in schema["properties"].items()}
        return short

    def refer(key: str, value: Schema) -> Schema:
        place = key, json.dumps(value)
        if counts[place] < 2 or "$ref" in value:
            return cast("Schema", shorten(value))
        if place not in names:
            others = sum(each == key for each, _ in names)
            names[place] = f"key-{key}-{others + 1}" if others else f"key-{key}"
            shared[names[place]] = value
        return reference_to(names[place])

    short = {name: shorten(each) for name, each in definitions.items()}
    return {**short, **shared}


def _properties(schema: Any) -> Iterator[tuple[str, Schema]]:
    """Yield every property in a schema, at any depth, with its key."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
    if isinstance(schema, dict | list):
        for each in schema.values() if isinstance(schema, dict) else schema:
            yield from _properties(each)
