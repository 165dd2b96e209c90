"""The fields of a template: their declarations, and whether a value keeps to one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from memegen.errors import expected
from memegen.keys import Context, parse_flag
from memegen.color import parse_color
from memegen.model import FIELD_TYPES, Field, Raw
from memegen.node import Node
from memegen.schema.reader import Reader

FIELD_KEYS = {
    "type": f"what it holds: {', '.join(FIELD_TYPES)}; text where not said",
    "about": "one line for `--help`",
    "default": "what it is where a row leaves it out; `{brand.hashtag}` and the like may stand in it",
    "example": "what a preview shows",
    "required": "whether a row must give it",
    "shortest": "fewest characters of a text, fewest entries of a list",
    "longest": "most characters of a text, most entries of a list",
    "least": "the least number",
    "most": "the greatest number",
    "options": "the words of a choice",
}
FIELD_NAME = re.compile(r"[^\W\d][\w-]*")
# Names that mean something else in a row or on the command line.
CONTROL = ("template", "platforms", "brand", "name")
TAKEN = (*CONTROL, "platform", "row", "json", "output", "format", "templates", "example", "debug", "help")


def read_fields(reader: Reader, node: Node | None, context: Context) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for name, body in reader.mapping(node, "fields").items if node else ():
        if not FIELD_NAME.fullmatch(name.text):
            reader.problem(name.where, f"{name.text!r} cannot name a field", "use letters, digits, - and _")
        elif name.text in TAKEN:
            reader.problem(name.where, f"{name.text!r} means something else in a row", f"not free: {', '.join(TAKEN)}")
        else:
            fields[name.text] = _read_field(reader, name.text, body, context)
    return fields


def _read_field(reader: Reader, name: str, node: Node, context: Context) -> Field:
    what = f"field {name}"
    parts = dict(reader.entries(node, what, FIELD_KEYS))
    type_ = reader.text(parts["type"], "type") if "type" in parts else "text"
    if type_ not in FIELD_TYPES:
        reader.problem(
            parts["type"].where, f"{what}: there is no type {type_!r}", expected(type_, FIELD_TYPES, "types")
        )
        type_ = "text"
    options = (
        tuple(reader.text(option, "an option") for option in reader.sequence(parts["options"], "options"))
        if "options" in parts
        else ()
    )
    if (type_ == "choice") != bool(options):
        reader.problem(node.where, f"{what}: `options:` and `type: choice` need one another")
    field = Field(
        name,
        type_,
        reader.text(parts["about"], "about") if "about" in parts else "",
        reader.raw(parts["default"], "default") if "default" in parts else "",
        reader.raw(parts["example"], "example") if "example" in parts else "",
        reader.value(parts["required"], "required", parse_flag, False) if "required" in parts else False,
        _count(reader, parts, "shortest"),
        _count(reader, parts, "longest"),
        _limit(reader, parts, "least"),
        _limit(reader, parts, "most"),
        options,
        node.where,
    )
    for key in ("default", "example"):
        value = getattr(field, key)
        if value and "{" not in str(value):
            for message in problems(replace(field, required=False), value, context):
                reader.problem(parts[key].where, f"{what}, {key}: {message}")
    return field


def _count(reader: Reader, parts: Mapping[str, Node], key: str) -> int:
    return reader.value(parts[key], key, _whole, 0) if key in parts else 0


def _limit(reader: Reader, parts: Mapping[str, Node], key: str) -> float | None:
    return reader.value(parts[key], key, _number, None) if key in parts else None


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(f"expected a whole number, not {text!r}")
    return int(text)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"expected a number, not {text!r}") from None


def problems(field: Field, value: Raw, context: Context) -> list[str]:
    """What is wrong with a value for that field, in words; nothing for a good one."""
    if not value:
        return [f"field {field.name} is required"] if field.required else []
    if field.type != "list" and isinstance(value, tuple):
        return [f"field {field.name} takes one value, not a list"]
    found = _length_problems(field, value)
    try:
        _check_type(field, str(value), context)
    except ValueError as error:
        found.append(f"field {field.name}: {error}")
    return found


def _length_problems(field: Field, value: Raw) -> list[str]:
    unit = "entries" if field.type == "list" else "characters"
    if field.longest and len(value) > field.longest:
        return [f"field {field.name} has {len(value)} {unit}; at most {field.longest} fit"]
    if field.shortest and len(value) < field.shortest:
        return [f"field {field.name} has {len(value)} {unit}; at least {field.shortest} are needed"]
    return []


def _check_type(field: Field, text: str, context: Context) -> None:
    match field.type:
        case "number":
            number = _number(text.replace(",", "").rstrip("%")) or 0
            if field.least is not None and number < field.least:
                raise ValueError(f"{text} is less than {field.least:g}")
            if field.most is not None and number > field.most:
                raise ValueError(f"{text} is more than {field.most:g}")
        case "colour":
            parse_color(text, context.palette)
        case "flag":
            parse_flag(text)
        case "choice":
            if text not in field.options:
                raise ValueError(f"{text!r} is none of its choices; {expected(text, field.options, 'choices')}")
        case _:
            return
