"""The JSON Schema of lists of rows in YAML or JSON, from the fields of templates and the names of columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from memegen.batch.rows.columns import CONTROLS, LISTS, POST, POSTING, PRIVATE
from memegen.model.column_names import usual_names
from memegen.model.entities import Field, Template, as_text
from memegen.model.kinds import ANY_TEXT, YES_NO
from memegen.template.json_schema_basics import (
    DIALECT,
    NUMBER,
    TEXT_OR_TEXTS,
    Schema,
    closed,
    object_or,
    reference_to,
    with_message,
)
from memegen.template.reader import SCHEMA_KEYS
from memegen.template.rights import rights_fields

# What is appended to the descriptions of fields with minimum and maximum; the unit is of what is counted.
COUNTED = {"list": "entries"}


def rows_schema(templates: Iterable[Template]) -> Schema:
    """Return the JSON Schema (2020-12) of a list for some templates.

    A row is a mapping from columns to values, or a quote. The list is the whole file, or at a key such as ``rows``.
    Columns that no template knows, which memegen ignores with a warning, are errors, as they are mostly misspelt.
    """
    fields: dict[str, list[Field]] = {}
    for template in templates:
        for name, field in {**rights_fields(template.fields), **template.fields}.items():
            fields.setdefault(name, []).append(field)
    rows: Schema = {"type": "array", "items": object_or(reference_to("row"), dict(ANY_TEXT))}
    about = dict.fromkeys(LISTS, "the rows, each a mapping from columns to values, or a quote")
    listed = closed({**{key: {"description": about[key], **rows} for key in LISTS}, **_own_keys()})
    named: Schema = {"anyOf": [{"required": [key]} for key in LISTS]}
    return {
        "$schema": DIALECT,
        "title": "A list of memegen",
        "type": ["array", "object", "null"],
        "if": {"type": "array"},
        "then": rows,
        "else": {"if": {"type": "object"}, "then": {"if": named, "then": listed, "else": reference_to("row")}},
        "$defs": {"row": _row(fields)},
    }


def _own_keys() -> dict[str, Schema]:
    return {key: {"description": about, "type": "string"} for key, about in SCHEMA_KEYS.items()}


def _row(fields: Mapping[str, list[Field]]) -> Schema:
    """Return the schema of a row; of a field that several templates have, any of their forms."""
    properties = {name: _field(declared) for name, declared in fields.items()}
    others = {
        **{name: {"description": about, **dict(TEXT_OR_TEXTS)} for name, about in CONTROLS.items()},
        **{name: {"description": "for schedulers or for yourself; no graphic shows it"} for name in PRIVATE},
        **{name: {"description": "of the post; no graphic shows it"} for name in POSTING},
        POST: {"description": "rows with the same value are one post"},
        **_own_keys(),
    }
    usual = {
        "^(" + "|".join(sorted(map(_spellings, names))) + ")$": {"description": f"fills `{name}`", **properties[name]}
        for name in properties
        if (names := frozenset[str]().union(*usual_names(name)))
    }
    row = closed({**others, **properties})
    return {**row, "patternProperties": {"^_": {"description": "for yourself"}, **usual}}


def _spellings(name: str) -> str:
    """Return the pattern for a name, e.g. ``attributed to``, with a capital or not, and any sign between its words."""
    first, rest = name[0], name[1:].replace(" ", "[ _-]?")
    return f"[{first.upper()}{first}]{rest}" if first.upper() != first else f"{first}{rest}"


def _field(declared: list[Field]) -> Schema:
    forms = [form for i, form in enumerate(map(_form, declared)) if form not in list(map(_form, declared[:i]))]
    return {"description": _description(declared[0]), **(forms[0] if len(forms) == 1 else {"anyOf": forms})}


def _form(field: Field) -> Schema:
    """Return the schema of a field's value."""
    match field.type:
        case "choice":
            return {"enum": [*field.options, None]}
        case "number":
            return {"type": [*NUMBER["type"], "null"]}
        case "flag":
            return with_message(YES_NO, "expected yes or no")
        case "list":
            parts = closed({name: {"description": part.about, **_form(part)} for name, part in field.of.items()})
            entry: Schema = object_or(parts, {"type": [*ANY_TEXT["type"], "array"]}) if field.of else dict(ANY_TEXT)
            return {"if": {"type": "array"}, "then": {"type": "array", "items": entry}, "else": _not_list(field)}
        case "text":
            return {**ANY_TEXT, **({"maxLength": field.longest} if field.longest else {})}
        case _:
            return dict(ANY_TEXT)


def _not_list(field: Field) -> Schema:
    """Return the schema of a list that is written as one text, or as a mapping from names to values."""
    return {"type": [*ANY_TEXT["type"], *(["object"] if field.of else [])]}


def _description(field: Field) -> str:
    """Return what a field is for, its limits, default and example."""
    unit = COUNTED.get(field.type, "characters")
    parts = [field.about, "required" if field.required else ""]
    parts += [f"at most {field.longest} {unit}" if field.longest else ""]
    parts += [f"from {field.least:g}" if field.least is not None else ""]
    parts += [f"up to {field.most:g}" if field.most is not None else ""]
    parts += [f"default: `{as_text(field.default)}`" if field.default else ""]
    parts += [f"e.g. {as_text(field.example)}" if field.example else ""]
    return "; ".join(filter(None, parts))
