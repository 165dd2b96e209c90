"""The JSON Schema and the reference say what validation does, for all three come from the same declarations."""

from __future__ import annotations

import json
import re
from textwrap import dedent

import pytest
import yaml
from jsonschema import Draft202012Validator

from memegen.core import environment
from memegen.layout.layers import KINDS
from memegen.model.keys import keys_of
from memegen.template.brand import BRAND_KEYS
from memegen.template.fields import FIELD_KEYS
from memegen.template.json_schema import template_schema
from memegen.template.json_schema_files import brand_schema
from memegen.template.platform import PLATFORM_KEYS
from memegen.template.reference import reference
from memegen.template.template import FILE_KEYS, TEMPLATE_KEYS

DEFINITIONS = template_schema()["$defs"]
TEMPLATES = Draft202012Validator(template_schema())
BRANDS = Draft202012Validator(brand_schema())


class Loader(yaml.SafeLoader):
    """Reads dates as texts, as YAML 1.2 and the editors that use the schema do."""


Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: str(node.value))


def wrong(text: str, validator: Draft202012Validator = TEMPLATES) -> list[str]:
    return [error.message for error in validator.iter_errors(yaml.load(dedent(text), Loader))]


@pytest.mark.parametrize("schema", [template_schema(), brand_schema()])
def test_schemas_are_valid_and_plain_json(schema: dict[str, object]) -> None:
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


def test_schema_accepts_the_bundled_files() -> None:
    assert wrong(environment.TEMPLATES.read_text("utf-8")) == []
    assert wrong(environment.PLATFORMS.read_text("utf-8")) == []
    for file in environment.BRANDS.glob("*.yaml"):
        assert wrong(file.read_text("utf-8"), BRANDS) == [], file.name


LAYER = "templates: {t: {layers: [%s]}}"


@pytest.mark.parametrize(
    "layer",
    [
        "{text: hello, size: 4..12vmin, hang: yes, grow: 1, opacity: 40%, margin: 7vmin 3vmin, at: top right}",
        '{text: {text: "{q}", size: 40px..12vmin, hidden: no, fill: "on({ground})", rotate: "{turn}"}}',
        "{column: [{row: {items: [{logo: brand}], direction: row}}], padding: [1vmin, 2vmin], justify: between}",
        "{rectangle: {fill: ink, radius: 0}}",
        "{scrim: top, colour: ink, strength: 0.5}",
        "{gradient: [ink, paper], angle: 45}",
        "{text: hello, style: fact}",
        "{hashtag: {hashtag: '#A', style: [fact, big]}}",
        "{text: hello, width: auto, tracking: -0.01, weight: 700, max-lines: 3, outline: none}",
    ],
)
def test_schema_accepts_valid_layers(layer: str) -> None:
    assert wrong(LAYER % layer) == []


@pytest.mark.parametrize(
    "text",
    [
        "tempaltes: {}",
        "templates: {t: {layer: []}}",
        "templates: {t: {layers: {text: hello}}}",
        LAYER % "{txt: hello}",
        LAYER % "{text: hello, colr: ink}",
        LAYER % "{text: hello, size: 4em}",
        LAYER % "{text: hello, size: 12}",
        LAYER % "{text: hello, width: 4}",
        LAYER % "{text: hello, hang: maybe}",
        LAYER % "{text: hello, overflow: crop}",
        LAYER % "{text: hello, rotate: steep}",
        LAYER % "{text: hello, photo: a.jpg}",
        LAYER % "{text: {size: 4vmin, colr: ink}}",
        LAYER % "{column: [{txt: hello}]}",
        LAYER % "{column: hello}",
        "templates: {t: {fields: {q: {typ: text}}}}",
        "templates: {t: {fields: {q: {type: txet}}}}",
        "templates: {t: {fields: {q: {longest: many}}}}",
        "templates: {t: {change: {q: {colr: ink}}}}",
        "templates: {t: {shapes: {wide: {q: {colr: ink}}}}}",
        "platforms: {p: {size: [1, 2, 3]}}",
        "platforms: {p: {safe: [0, 0, 0, 0]}}",
        "platforms: {p: {size: [9, 9], sfae: [0, 0, 0, 0]}}",
    ],
)
def test_schema_rejects_invalid_templates(text: str) -> None:
    assert wrong(text)


# A layer with one slip, and the path to it and part of the message of the one error.
SLIPS = [
    ("{txt: hello}", [], "required property"),
    ("{txt: hello, size: 4vmin}", [], "required property"),
    ("hello", [], "not of type 'object'"),
    ("{text: hello, colr: ink}", [], "'colr' was unexpected"),
    ("{text: hello, photo: a.jpg}", [], "'photo' was unexpected"),
    ("{text: hello, size: 4em}", ["size"], "'4em'"),
    ("{text: hello, hang: maybe}", ["hang"], "'maybe'"),
    ("{text: {text: hello, colr: ink}}", ["text"], "'colr' was unexpected"),
    ("{column: hello}", ["column"], "not of type 'array'"),
    ("{column: [{txt: hello}]}", ["column", 0], "required property"),
    ("{row: {items: [{column: [{text: a, fil: ink}]}]}}", ["row", "items", 0, "column", 0], "'fil' was unexpected"),
    ("{scrim: top, colour: [ink]}", ["colour"], "not of type 'string'"),
    ("{scrim: tpo}", ["scrim"], "'tpo'"),
]


@pytest.mark.parametrize(("layer", "path", "message"), SLIPS)
def test_one_slip_in_a_layer_is_one_error(layer: str, path: list[str | int], message: str) -> None:
    [error] = TEMPLATES.iter_errors(yaml.safe_load(LAYER % layer))
    assert list(error.absolute_path) == ["templates", "t", "layers", 0, *path]
    assert message in error.message


@pytest.mark.parametrize(
    ("text", "validator"),
    [
        ("templates: {t: {fields: {q: {typ: text}}, layers: []}}", TEMPLATES),
        ("templates: {t: {fields: {q: text}, layers: []}}", TEMPLATES),
        ("templates: {t: {shapes: {wide: {q: {colr: ink}}}}}", TEMPLATES),
        ("fonts: {display: {family: A, case: caps}}", BRANDS),
        ("photos: {duotne: [ink, paper]}", BRANDS),
        ("photos: duotne", BRANDS),
        ("voice: {famly: A, family: B}", BRANDS),
    ],
)
def test_one_slip_elsewhere_is_one_error(text: str, validator: Draft202012Validator) -> None:
    assert len(list(validator.iter_errors(yaml.safe_load(text)))) == 1


def schema_of(value: dict[str, object]) -> dict[str, object]:
    """Return a schema, or what it refers to."""
    return DEFINITIONS[str(value["$ref"]).rpartition("/")[2]] if "$ref" in value else value


def test_schema_describes_every_kind_and_key() -> None:
    for kind, layer in KINDS.items():
        properties = DEFINITIONS[f"layer-{kind}"]["properties"]
        assert set(properties) == {*keys_of(layer), kind, "each", "as", "style"}
        assert DEFINITIONS[f"layer-{kind}"]["description"]
        assert all("'description'" in str(schema_of(value)) for value in properties.values())


def test_schema_says_where_a_key_works_and_what_a_value_is() -> None:
    text = template_schema()["$defs"]["layer-text"]["properties"]
    assert "; only with `arc`; default: " in str(schema_of(text["arc-span"])["description"])
    assert "; only at the top level" in str(schema_of(text["margin"])["description"])
    assert "'errorMessage': 'expected size or range'" in str(schema_of(text["size"]))


def test_reference_lists_every_key() -> None:
    sections = dict(part.split("\n", 1) for part in reference().split("## ") if part)
    for title, keys in (
        ("A template file", FILE_KEYS),
        ("A template", TEMPLATE_KEYS),
        ("A field", FIELD_KEYS),
        ("A platform", PLATFORM_KEYS),
        ("A brand", BRAND_KEYS),
    ):
        assert all(f"| `{key}` | {about} |" in sections[title] for key, about in keys.items())
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-"): title for title in sections}
    for kind, layer in KINDS.items():
        own = sections[f"The `{kind}` layer"]
        also = own.partition("Also the keys of ")[2].partition("\n")[0]
        tables = [own, *(sections[anchors[anchor]] for anchor in re.findall(r"\(#(.+?)\)", also))]
        for word, (_, key) in keys_of(layer).items():
            row = f"| `{word}` | {key.kind.name} |"
            assert any(row in table and key.about in table for table in tables), f"{kind}: {word}"


def test_reference_tables_have_equal_numbers_of_columns() -> None:
    tables = [line for line in reference().splitlines() if line.startswith("|")]
    assert len(tables) > 150
    for block in reference().split("\n\n"):
        columns = {line.replace("\\|", "").count("|") for line in block.splitlines() if line.startswith("|")}
        assert len(columns) <= 1


def test_reference_has_no_blank_default() -> None:
    rows = [line for line in reference().splitlines() if line.startswith("|")]
    assert [row for row in rows if "|  |" in row] == []


def test_every_key_with_an_empty_default_says_what_that_means() -> None:
    keys = [key for layer in KINDS.values() for _, key in keys_of(layer).values()]
    assert {key.name for key in keys if bool(key.unset) == bool(key.default or key.default is None)} == set()


def test_every_length_says_what_percentages_are_relative_to() -> None:
    keys = [key for layer in KINDS.values() for _, key in keys_of(layer).values()]
    lengths = [key for key in keys if "length" in key.kind.name or key.kind.name == "size or range"]
    assert len(lengths) > 100
    assert {key.name for key in lengths if "`%`" not in key.about} == set()
