"""Reading the declarations of a template's fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from memegen.core.diagnostics import closest_match, expected, hint_of
from memegen.core.numbers import parse_number, parse_whole
from memegen.core.regex import lazy_pattern
from memegen.model.column_names import folded, singular
from memegen.model.entities import FIELD_TYPES, Field, Raw, SourceValue
from memegen.model.keys import ValueContext
from memegen.model.values import parse_flag
from memegen.template.entries import read_entries
from memegen.template.field_values import value_problems
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import Reader

FIELD_KEYS = {
    "type": f"what it holds: {', '.join(FIELD_TYPES)}; default: text",
    "about": "one line for `--help`",
    "default": "its value if a row leaves it out, e.g. `{brand.hashtag}`; default: empty",
    "example": "its value for `--example`; default: the `default`",
    "required": "yes if each row must have a value; default: no, in records yes",
    "shortest": "minimum number of characters of a text, or entries of a list; default: no limit",
    "longest": "maximum number of characters of a text, or entries of a list; default: no limit",
    "least": "minimum of a number, or of the entries of a list; default: no limit",
    "most": "maximum of a number, or of the entries of a list; default: no limit, for lists 1,000",
    "options": "the words of a choice; required for it",
    "upcoming": "yes if a date before today is a warning; default: no",
    "expects": "the condition of a plausible value, e.g. `until > time`; otherwise it is a warning; default: none",
    "columns": "other names of its column in a list, e.g. `[words, what they said]`, beside the usual ones",
    "of": "the parts of each entry of a list, declared like fields; default: each entry is a text",
}
FIELD_NAME = lazy_pattern(r"[^\W\d][\w-]*")
# Names that have another meaning as a column of a list, or as an option of the command line.
CONTROL_COLUMNS = ("template", "platforms", "brand", "file", "name", "variant", "skip")
OPTIONS = ("platform", "row", "json", "output", "format", "quality", "templates", "example", "debug", "help")
RESERVED = (*CONTROL_COLUMNS, *OPTIONS)
T = TypeVar("T")


def read_fields(reader: Reader, node: Node | None, context: ValueContext) -> dict[str, Field]:
    """Return the fields under ``fields:`` by name; problems are added to *reader*."""
    fields: dict[str, Field] = {}
    for name, body in reader.mapping(node, "fields").items if node else ():
        if not FIELD_NAME.fullmatch(name.text):
            reader.problem(name.where, f"{name.text!r} cannot name a field", "use letters, digits, - and _")
            word = name.text.split(" ")[0]
            fields[word] = Field(word, where=name.where)
            continue
        if name.text in RESERVED:
            hint = f"choose another name; not free: {', '.join(RESERVED)}"
            reader.problem(name.where, f"{name.text!r} means something else in a row", hint)
        # One with an invalid name is declared all the same, so that its uses are no further problems.
        fields[name.text] = _read_field(reader, name.text, body, context)
    _check_columns(reader, fields)
    return fields


def _check_columns(reader: Reader, fields: Mapping[str, Field]) -> None:
    """Report a name of a column that is declared for two fields, or is the name of another field."""
    owners = {singular(folded(name)): name for name in fields}
    for field in fields.values():
        for column in field.columns:
            owner = owners.setdefault(singular(folded(column)), field.name)
            if owner != field.name:
                message = f"the column {column!r} cannot be of {field.name}: it is of {owner}"
                reader.problem(field.where, message, f"name it under one of the two fields, {owner} or {field.name}")


def _read_field(reader: Reader, name: str, node: Node, context: ValueContext, *, is_part: bool = False) -> Field:
    """Return a field, or a part of the entries of a list field, which is required if it has no default."""
    parts = dict(reader.entries(node, f"field {name}", FIELD_KEYS))
    type_, options = _read_type(reader, name, node, parts)
    of = _read_parts(reader, name, type_, parts, context) if "of" in parts else {}
    if is_part and type_ == "list":
        hint = "write its entries as fields of their own, or as one text"
        reader.problem(node.where, f"field {name}: a part cannot be a list", hint)
    field = Field(
        name,
        type_,
        reader.text(parts["about"], "about") if "about" in parts else "",
        reader.raw(parts["default"], "default", records=bool(of)) if "default" in parts else "",
        reader.raw(parts["example"], "example", records=bool(of)) if "example" in parts else "",
        _value(reader, parts, "required", parse_flag, is_part and "default" not in parts),
        _value(reader, parts, "shortest", parse_whole, 0),
        _value(reader, parts, "longest", parse_whole, 0),
        _value(reader, parts, "least", _parse_limit, None),
        _value(reader, parts, "most", _parse_limit, None),
        options,
        node.where,
        _home(parts),
        of,
        tuple(reader.text(item, "a column's name") for item in _column_nodes(reader, parts)),
        _value(reader, parts, "upcoming", parse_flag, False),
        _read_expects(reader, name, parts, is_part=is_part),
    )
    if field.upcoming and type_ != "date":
        reader.problem(parts["upcoming"].where, f"field {name}: `upcoming` needs `type: date`", "leave it out")
    possible = True
    for minimum, maximum in (("shortest", "longest"), ("least", "most")):
        low, high = getattr(field, minimum), getattr(field, maximum)
        if low is not None and high and low > high:
            message = f"field {name}: {minimum} is more than {maximum}"
            reader.problem(parts[minimum].where, message, f"no value keeps to both {low:g} and {high:g}")
            possible = False
    for key in ("default", "example"):
        if key in parts and possible:
            _check_value(reader, field, key, parts[key], context)
    return field


def _read_expects(reader: Reader, name: str, parts: Mapping[str, Node], *, is_part: bool) -> SourceValue | None:
    """Return the condition of a field's plausible values; it is checked once all fields are known."""
    node = parts.get("expects")
    if node and is_part:
        hint = "write it under the list, e.g. `expects: sum(bars.share) <= 100`"
        reader.problem(node.where, f"field {name}: a part has no `expects`", hint)
    return reader.source_value(node, "expects") if node else None


def _read_parts(
    reader: Reader, name: str, type_: str, parts: Mapping[str, Node], context: ValueContext
) -> dict[str, Field]:
    """Return the parts of the entries of a list field, by name."""
    if type_ != "list":
        reader.problem(parts["of"].where, f"field {name}: only a list has parts", "say `type: list`")
    of: dict[str, Field] = {}
    for part, body in reader.mapping(parts["of"], "parts").items:
        if FIELD_NAME.fullmatch(part.text):
            of[part.text] = _read_field(reader, part.text, body, context, is_part=True)
        else:
            reader.problem(part.where, f"{part.text!r} cannot name a part", "use letters, digits, - and _")
    return of


def _read_type(reader: Reader, name: str, node: Node, parts: Mapping[str, Node]) -> tuple[str, tuple[str, ...]]:
    """Return a field's type, and its options if it is a choice."""
    type_ = reader.text(parts["type"], "type") if "type" in parts else "text"
    if type_ not in FIELD_TYPES:
        hint = expected(type_, FIELD_TYPES, "types")
        reader.problem(parts["type"].where, f"field {name}: unknown type {type_!r}", hint)
        type_ = closest_match(type_, FIELD_TYPES) or ""
    items = reader.sequence(parts["options"], "options") if "options" in parts else ()
    options = tuple(reader.text(item, "an option") for item in items)
    if type_ and (type_ == "choice") != bool(options):
        hint = "list the words under `options:`, and say `type: choice`"
        reader.problem(node.where, f"field {name}: `options:` and `type: choice` need one another", hint)
    return type_ or "text", options


def _column_nodes(reader: Reader, parts: Mapping[str, Node]) -> Sequence[Node]:
    """Return the nodes of the names of columns: of a list, or of one name."""
    node = parts.get("columns")
    return (node,) if isinstance(node, Scalar) else reader.sequence(node, "columns") if node else ()


def _home(parts: Mapping[str, Node]) -> Path | None:
    """Return the folder of the file with the default; for an inherited one it is not the template's."""
    node = parts.get("default") or parts.get("example")
    return Path(node.where.file).parent if node and node.where.file else None


def _check_value(reader: Reader, field: Field, key: str, node: Node, context: ValueContext) -> None:
    """Check a default or an example; of a default with variables only the names of these can be checked."""
    value: Raw = getattr(field, key)
    where = node.where
    source = SourceValue(value, where, node.column if isinstance(node, Scalar) else 0)
    variables = reader.variables(source, {}, f"field {field.name}, {key}") if key == "default" else []
    if value and variables == []:
        try:
            value = read_entries(field, value) if field.type == "list" else value
        except ValueError as error:
            reader.problem(where, f"{key} of field {field.name}: {error}", hint_of(error))
            return
        for problem in value_problems(replace(field, required=False, example=""), value, context):
            reader.problem(where, f"{key} of field {field.name}: {problem}", hint_of(problem))


def _value(reader: Reader, parts: Mapping[str, Node], key: str, parse: Callable[[str], T], default: T) -> T:
    return reader.value(parts[key], key, parse, default) if key in parts else default


def _parse_limit(text: str) -> float | None:
    return parse_number(text)
