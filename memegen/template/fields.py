"""The fields of a template: their declarations, and whether a value keeps to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from memegen.core.diagnostics import Where, expected
from memegen.core.numbers import parse_number, parse_whole
from memegen.core.regex import lazy_pattern
from memegen.model.entities import FIELD_TYPES, Field, Raw
from memegen.model.keys import ValueContext
from memegen.model.values import parse_flag
from memegen.scene.color import parse_color
from memegen.template.nodes import Node
from memegen.template.reader import BRACES, Reader, check_name
from memegen.template.variables import names_in

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
T = TypeVar("T")
FIELD_NAME = lazy_pattern(r"[^\W\d][\w-]*")
# Names that mean something else in a row or on the command line.
CONTROL = ("template", "platforms", "brand", "name")
TAKEN = (*CONTROL, "platform", "row", "json", "output", "format", "quality", "templates", "example", "debug", "help")


# No canvas holds more characters that anybody could read.
LONGEST = 2000
THOUSANDS = str.maketrans({",": "", "٬": "", "٫": ".", "\u00a0": "", "\u202f": ""})


def read_fields(reader: Reader, node: Node | None, context: ValueContext) -> dict[str, Field]:
    """The fields under ``fields:``, by name; what is wrong goes to the reader."""
    fields: dict[str, Field] = {}
    for name, body in reader.mapping(node, "fields").items if node else ():
        if not FIELD_NAME.fullmatch(name.text):
            reader.problem(name.where, f"{name.text!r} cannot name a field", "use letters, digits, - and _")
        elif name.text in TAKEN:
            reader.problem(name.where, f"{name.text!r} means something else in a row", f"not free: {', '.join(TAKEN)}")
        else:
            fields[name.text] = _read_field(reader, name.text, body, context)
    return fields


def _read_field(reader: Reader, name: str, node: Node, context: ValueContext) -> Field:
    what = f"field {name}"
    parts = dict(reader.entries(node, what, FIELD_KEYS))
    type_ = reader.text(parts["type"], "type") if "type" in parts else "text"
    if type_ not in FIELD_TYPES:
        reader.problem(
            parts["type"].where, f"{what}: there is no type {type_!r}", expected(type_, FIELD_TYPES, "types")
        )
        type_ = ""
    options = (
        tuple(reader.text(option, "an option") for option in reader.sequence(parts["options"], "options"))
        if "options" in parts
        else ()
    )
    if type_ and (type_ == "choice") != bool(options):
        hint = "list the words under `options:`, and say `type: choice`"
        reader.problem(node.where, f"{what}: `options:` and `type: choice` need one another", hint)
    field = Field(
        name,
        type_ or "text",
        reader.text(parts["about"], "about") if "about" in parts else "",
        reader.raw(parts["default"], "default") if "default" in parts else "",
        reader.raw(parts["example"], "example") if "example" in parts else "",
        _value(reader, parts, "required", parse_flag, False),
        _value(reader, parts, "shortest", parse_whole, 0),
        _value(reader, parts, "longest", parse_whole, 0),
        _value(reader, parts, "least", _limit, None),
        _value(reader, parts, "most", _limit, None),
        options,
        node.where,
        _home(parts),
    )
    for low, high in (("shortest", "longest"), ("least", "most")):
        least, most = getattr(field, low), getattr(field, high)
        if least is not None and most and least > most:
            reader.problem(
                parts[low].where, f"{what}: {low} is more than {high}", f"no value keeps to both {least:g} and {most:g}"
            )
    for key in ("default", "example"):
        if key in parts:
            _check_value(reader, field, key, parts[key].where, context)
    return field


def _home(parts: Mapping[str, Node]) -> Path | None:
    """The folder of the file that gives the default; a template that extends another may lie in another folder."""
    given = parts.get("default") or parts.get("example")
    return Path(given.where.file).parent if given and given.where.file else None


def _check_value(reader: Reader, field: Field, key: str, where: Where, context: ValueContext) -> None:
    """Check a default or an example; one with variables in it can only be checked for their names."""
    value: Raw = getattr(field, key)
    names: list[str] = []
    for text in _texts(value) if key == "default" else ():
        try:
            names += names_in(text)
        except ValueError as error:
            reader.problem(where, f"field {field.name}, {key}: {error}", BRACES)
            return
    for name in names:
        check_name(reader, name, where, ())
    if value and not names:
        for message in problems(replace(field, required=False), value, context):
            reader.problem(where, f"{message} ({key})", f"{key}: {FIELD_KEYS[key]}")


def _texts(raw: Raw) -> list[str]:
    return [raw] if isinstance(raw, str) else [text for entry in raw for text in _texts(entry)]


def _value(reader: Reader, parts: Mapping[str, Node], key: str, parse: Callable[[str], T], default: T) -> T:
    return reader.value(parts[key], key, parse, default, f"{key}: {FIELD_KEYS[key]}") if key in parts else default


def _limit(text: str) -> float | None:
    return parse_number(text)


def problems(field: Field, value: Raw, context: ValueContext) -> list[str]:
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
    longest = field.longest or (LONGEST if field.type == "text" else 0)
    if longest and len(value) > longest:
        return [f"field {field.name} has {len(value)} {unit}; at most {longest} fit"]
    if field.shortest and len(value) < field.shortest:
        return [f"field {field.name} has {len(value)} {unit}; at least {field.shortest} are needed"]
    return []


def _check_type(field: Field, text: str, context: ValueContext) -> None:
    match field.type:
        case "number":
            # Thousands may be set apart, in Arabic too, whose digits Python reads by itself.
            number = parse_number(text.translate(THOUSANDS).removesuffix("%").removesuffix("٪"))
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
