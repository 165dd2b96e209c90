"""The JSON Schema of what templates share, repeat and adapt."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from memegen.template.json_schema import template_schema
from tests.helpers.paths import ROOT

VALIDATOR = Draft202012Validator(template_schema())


def errors(text: str) -> list[str]:
    """The messages about a file."""
    # Dates are written as JSON has them.
    content: Any = json.loads(json.dumps(yaml.safe_load(text), default=str))
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in VALIDATOR.iter_errors(content)]


@pytest.mark.parametrize("name", ["examples/campaign.yaml", "templates.yaml"])
def test_files_that_share_are_valid(name: str) -> None:
    assert not errors((ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "include: parts.yaml",
        "include: [a.yaml, b.yaml]",
        "words: {a: b, c: {en: d}, e: {one: f, other: g}, h: {cy: {two: i, other: j}}}",
        "parts: {a: [{text: b}], c: {takes: {d: , e: f}, row: [{text: g}]}, h: {items: [{text: i}]}}",
        "styles: {a: {weight: bold}}\ncolours: {b: on(ink)}",
        "templates: {t: {only: square, layers: [{use: a, b: c, each: d, when: e, fill: {f: [{text: g}]}}]}}",
        "templates: {t: {only: [square], layers: [{slot: a, items: [{text: b}]}, {items: [{text: c}], each: d}]}}",
        "templates: {t: {fill: {a: [{text: b}]}, cases: [{when: a, change: {b: {text: c}}}], parts: {}, words: {}}}",
        "templates: {t: {layers: [{column: {items: [], each: a}}, {text: b, each: [c, d], style: e}]}}",
    ],
)
def test_what_memegen_takes_is_valid(text: str) -> None:
    assert not errors(text)


@pytest.mark.parametrize(
    "text",
    [
        "include: {a: b}",
        "words: {a: {one: b, othr: c, other: d}}",
        "styles: {a: {wieght: bold}}",
        "parts: {a: [{txt: b}]}",
        "templates: {t: {only: {a: b}}}",
        "templates: {t: {layers: [{slot: a, text: b}]}}",
        "templates: {t: {layers: [{items: [], eech: a}]}}",
        "templates: {t: {layers: [{use: a, fill: [b]}]}}",
        "templates: {t: {cases: [{when: a}]}}",
        "templates: {t: {cases: [{when: a, change: {}, then: b}]}}",
        "templates: {t: {fill: {a: {text: b}}}}",
    ],
)
def test_one_slip_is_one_error(text: str) -> None:
    assert len(errors(text)) == 1, errors(text)
