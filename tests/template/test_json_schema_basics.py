"""Building blocks of schemas: messages, and properties that several definitions share."""

from __future__ import annotations

from memegen.template.json_schema_basics import (
    TEXT,
    Schema,
    closed,
    described,
    object_or,
    reference_to,
    with_message,
    with_shared_properties,
)

SIZE: Schema = {"description": "the size", "type": "string"}


def test_described_object_has_the_declared_keys_only() -> None:
    assert described({"a": "first"}, {"a": TEXT, "b": TEXT}, ["a"]) == {
        "type": "object",
        "additionalProperties": False,
        "properties": {"a": {"description": "first", "type": "string"}},
        "required": ["a"],
    }


def test_message_is_where_the_pattern_is() -> None:
    schema = with_message({"anyOf": [{"type": "string", "pattern": "a"}, {"const": 0}]}, "expected a")
    assert schema == {"anyOf": [{"type": "string", "pattern": "a", "errorMessage": "expected a"}, {"const": 0}]}


def test_properties_that_recur_are_definitions_at_any_depth() -> None:
    one, two = closed({"size": SIZE, "own": TEXT}), closed({"kind": object_or(closed({"size": SIZE}), TEXT)})
    shared = with_shared_properties({"one": one, "two": two})
    assert shared["key-size"] == SIZE
    assert shared["one"]["properties"] == {"size": reference_to("key-size"), "own": TEXT}
    assert shared["two"]["properties"]["kind"]["then"]["properties"] == {"size": reference_to("key-size")}


def test_properties_of_one_name_and_two_meanings_are_two_definitions() -> None:
    other = {**SIZE, "description": "another"}
    definitions = {str(i): closed({"size": SIZE if i % 2 else other}) for i in range(4)}
    shared = with_shared_properties(definitions)
    assert {shared["key-size"]["description"], shared["key-size-2"]["description"]} == {"the size", "another"}
