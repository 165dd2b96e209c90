"""Binding a row to a template's fields: each field gets the row's value or its default, and the value is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where, expected
from memegen.core.frozen import frozen
from memegen.core.numbers import parse_number
from memegen.model.entities import Field, Raw, SourceValue, Template
from memegen.model.keys import ValueContext
from memegen.model.values import parse_flag
from memegen.scene.color import parse_color
from memegen.template.expand import expand_raw
from memegen.template.expressions.scope import Scope
from memegen.text.markup import visible_text

# Maximum length of a text, in characters; more are not legible on any canvas.
MAX_TEXT = 2000
# Thousands separators are dropped, the Arabic ones too; the Arabic decimal separator becomes a full stop.
SEPARATORS = str.maketrans({",": "", "٬": "", "٫": ".", "\u00a0": "", "\u202f": ""})


class PhotoLookup(Protocol):
    """Finds the photos that rows and templates name, and their rights."""

    def find(self, name: str, where: Where, folder: Path | None = None) -> str:
        """Return the path of the photo that the row at *where* names.

        Args:
            name: path or address, as written.
            where: place of the row, to whose file a relative path is relative.
            folder: folder to which it is relative instead.

        Raises:
            DiagnosticError: there is no such photo, or the row may not use it.
        """
        ...

    def rights(self, photo: str) -> Mapping[str, SourceValue]:
        """Return the rights that the photo's sidecar file states, by name.

        Raises:
            DiagnosticError: the sidecar file is invalid.
        """
        ...


@frozen
class BoundRow:
    """A row bound to the fields of a template.

    Attributes:
        values: values of all fields, and of the rights of its photos.
        scope: all variables.
        where: place of the row.
        photos: the values that are paths of photos.
    """

    values: Mapping[str, Raw]
    scope: Scope
    where: Where
    photos: frozenset[str]


def bind_fields(
    template: Template,
    row: Mapping[str, Raw],
    where: Where,
    context: ValueContext,
    scope: Scope,
    photos: PhotoLookup,
) -> dict[str, Raw]:
    """Return the values of all fields: the row's, or the default where the row's is empty.

    Args:
        template: the template.
        row: values of the row by column.
        where: place of the row.
        context: context in which values are checked.
        scope: the variables that defaults may contain.
        photos: finds the photos that the row names.

    Raises:
        DiagnosticError: all problems of the row, each with its field.
    """
    bound: dict[str, Raw] = {}
    problems: list[Diagnostic] = []
    for field in template.fields.values():
        value = row.get(field.name) or ""
        in_row = bool(visible_text(value) if isinstance(value, str) else value)
        if not in_row:
            value = expand_raw(field.default, scope)
        problems += _diagnostics(field, value, where, context)
        if field.type == "photo" and isinstance(value, str) and value:
            try:
                value = _photo_path(field, value, where, template.home, photos if in_row else None)
            except DiagnosticError as error:
                problems += error.diagnostics
        bound[field.name] = value
    if problems:
        raise DiagnosticError(problems)
    return bound


def _diagnostics(field: Field, value: Raw, where: Where, context: ValueContext) -> list[Diagnostic]:
    messages = value_problems(field, value, context)
    if not messages:
        return []
    code = "field-required" if not value else "field-invalid"
    hint = f"such as {field.example}" if field.example and not isinstance(field.example, tuple) else field.about
    return [Diagnostic(ERROR, code, replace(where, field=field.name), message, hint) for message in messages]


def _photo_path(field: Field, value: str, where: Where, home: Path, photos: PhotoLookup | None) -> str:
    """Return the path of a photo; a default is relative to the file that declares it.

    Args:
        field: field of the photo.
        value: path or address, as written.
        where: place of the row.
        home: folder of the template's file.
        photos: finds the photo of a row; None for a default.
    """
    if photos:
        return photos.find(value, replace(where, field=field.name))
    return str(((field.home or home) / value).absolute())


def value_problems(field: Field, value: Raw, context: ValueContext) -> list[str]:
    """Return what is wrong with a value of a field, as messages."""
    if not value:
        return [f"field {field.name} is required"] if field.required else []
    if field.type != "list" and isinstance(value, tuple):
        return [f"field {field.name} takes one value, not a list"]
    problems = _length_problems(field, value)
    try:
        _check_type(field, str(value), context)
    except ValueError as error:
        problems.append(f"field {field.name}: {error}")
    return problems


def _length_problems(field: Field, value: Raw) -> list[str]:
    unit = "entries" if field.type == "list" else "characters"
    maximum = field.longest or (MAX_TEXT if field.type == "text" else 0)
    if maximum and len(value) > maximum:
        return [f"field {field.name} has {len(value)} {unit}; at most {maximum} fit"]
    if field.shortest and len(value) < field.shortest:
        return [f"field {field.name} has {len(value)} {unit}; at least {field.shortest} are needed"]
    return []


def _check_type(field: Field, text: str, context: ValueContext) -> None:
    """Raise ValueError if *text* is not a value of the field's type."""
    match field.type:
        case "number":
            # Python reads Arabic digits, but neither separators nor percent signs.
            number = parse_number(text.translate(SEPARATORS).removesuffix("%").removesuffix("٪"))
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
