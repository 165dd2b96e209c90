"""The JSON Schemas of brands, projects, packs of platforms and sidecars."""

from __future__ import annotations

import pytest
import yaml
from jsonschema import Draft202012Validator

from memegen.core import environment
from memegen.template.json_schema_basics import Schema
from memegen.template.json_schema_files import brand_schema, platforms_schema, project_schema, sidecar_schema

SCHEMAS = {
    "brand": brand_schema(),
    "platforms": platforms_schema(),
    "project": project_schema(),
    "sidecar": sidecar_schema(),
}


class Loader(yaml.SafeLoader):
    """Reads dates as texts, as editors do."""


Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: str(node.value))


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_schemas_are_valid_and_take_the_address_of_a_schema(schema: Schema) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["$schema"]["type"] in ("string", ["string", "null"])


def wrong(text: str, kind: str = "brand") -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMAS[kind]).iter_errors(yaml.load(text, Loader))]


def test_schemas_accept_the_bundled_files() -> None:
    files = [("platforms", environment.PLATFORMS)]
    files += [("brand", file) for file in environment.BRANDS.glob("*.yaml")]
    files += [("sidecar", file) for file in environment.ASSETS.rglob("*.jpg.yaml")]
    assert len(files) > 4
    for kind, file in files:
        assert wrong(file.read_text("utf-8"), kind) == [], file.name


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("platforms", "platforms: {p: {size: [1, 2, 3]}}"),
        ("platforms", "platforms: {p: {safe: [0, 0, 0, 0]}}"),
        ("platforms", "pack: 2026-11-30"),
        ("project", "templats: a.yaml"),
        ("sidecar", "licens: CC0"),
        ("sidecar", "expiry: tomorrow"),
        ("sidecar", "credit: [a, b]"),
    ],
)
def test_mistake_is_one_error(kind: str, text: str) -> None:
    assert len(wrong(text, kind)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "palete: {}",
        "palette: {ink: black}",
        "fonts: {display: {weight: 700}}",
        "fonts: {display: {family: A, weight: 750}}",
        "fonts: {display: {family: A, case: caps}}",
        "logos: {drak: a.png}",
        "voice: {weight: 400}",
        "photos: sepia",
        "photos: {duotone: [ink]}",
        "photos: {poster: ink}",
        "texture: papier",
        "corners: soft",
        "emphasis: bold",
        "motif: peer",
    ],
)
def test_schema_rejects_invalid_brands(text: str) -> None:
    assert wrong(text)


@pytest.mark.parametrize(
    "text",
    [
        "{voice: Lora, photos: mono, texture: riso, corners: round, emphasis: size, motif: sunburst}",
        "{photos: {duotone: [ink, sun]}, corners: 2vmin, voice: {family: Lora, leading: 1.3}}",
        "{photos: {halftone: , dots: 1.4vmin}, corners: 0}",
    ],
)
def test_schema_accepts_the_direction_of_a_brand(text: str) -> None:
    assert wrong(text) == []
