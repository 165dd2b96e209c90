"""The JSON Schema of lists: it takes what memegen takes, and has one error for a slip."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from memegen.batch.rows.columns import CONTROLS, POSTING, PRIVATE
from memegen.batch.rows.json_schema import rows_schema
from memegen.core.diagnostics import Where
from memegen.model.entities import Field, SourceValue, Template

NOTHING = SourceValue("", Where())


def template(*fields: Field) -> Template:
    named = {field.name: field for field in fields}
    return Template("t", "", named, (), (), {}, "p", NOTHING, NOTHING, Path(), Where())


BAR = {"name": Field("name", about="what it is"), "share": Field("share", "number")}
FIELDS = (
    Field("quote", about="the words", required=True, longest=20, example="Peace!"),
    Field("by", about="who said it"),
    Field("photo", "photo"),
    Field("ground", "choice", options=("ink", "paper"), default="ink"),
    Field("count", "number", least=1, most=9),
    Field("loud", "flag"),
    Field("reasons", "list", longest=3),
    Field("bars", "list", of=BAR),
)
SCHEMA = rows_schema([template(*FIELDS), template(Field("by", about="another"), Field("count", "text"))])


def errors(text: str) -> int:
    return len(list(Draft202012Validator(SCHEMA).iter_errors(yaml.safe_load(text))))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a quote\n- another",
        "- {quote: a, by: b, photo: c.jpg, ground: paper, count: 3, loud: yes, reasons: [a, b], photo-credit: d}",
        "- {quote: a, count: three, reasons: a | b, loud: no}",
        "- {bars: [{name: a, share: 3}, [b, 4], c = 5]}\n- {bars: {a: 3, b: 4}}\n- {bars: a = 3}",
        "$schema: rows.json\nrows: [{quote: a}]",
        "quotes: [a, b]",
        "{$schema: rows.json, quote: a, by: b}",
        "- {text: a, Author: b, attributed to: c, attributed_to: c, _mine: {a: [b]}}",
        f"- {{{', '.join(f'{name}: a' for name in (*CONTROLS, *PRIVATE, *POSTING))}}}",
        "- {quote: , by: }",
    ],
)
def test_schema_accepts_what_memegen_takes(text: str) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert errors(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "- {quote: a, bye: b}",
        "- {quote: a, ground: inc}",
        "- {quote: [a, b]}",
        "- {quote: much longer than twenty characters}",
        "- {loud: maybe}",
        "- {bars: [{nmae: a}]}",
        "- {reasons: [[a]]}",
        "- [a, b]",
        "rows: a",
        "{rows: [], quotas: []}",
        "a quote",
    ],
)
def test_slip_is_one_error(text: str) -> None:
    assert errors(text) == 1


def test_description_has_purpose_limits_default_and_example() -> None:
    properties = SCHEMA["$defs"]["row"]["properties"]
    assert properties["quote"]["description"] == "the words; required; at most 20 characters; e.g. Peace!"
    assert properties["ground"]["description"] == "default: `ink`"
    assert properties["by"]["description"] == "who said it"
    assert len(properties["count"]["anyOf"]) == 2
    assert {*CONTROLS} < {*properties}
