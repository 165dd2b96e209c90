"""Binding a row to a template's fields: each field gets the row's value or its default, and the value is checked."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where, hint_of
from memegen.core.frozen import frozen
from memegen.model.entities import Field, Raw, SourceValue, Template
from memegen.model.keys import ValueContext
from memegen.template.entries import on_photos, read_entries
from memegen.template.expand import localised
from memegen.template.expressions.scope import Scope
from memegen.template.field_values import value_problems
from memegen.template.nested_scopes import Budget
from memegen.text.markup import visible_text


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
        budget: counts the layers of the card.
    """

    values: Mapping[str, Raw]
    scope: Scope
    where: Where
    photos: frozenset[str]
    budget: Budget = dataclasses.field(default_factory=Budget)


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
        try:
            value, in_row = _given(field, row.get(field.name) or "", where, scope)
            if found := _diagnostics(field, value, where, context):
                problems += found
            else:
                bound[field.name] = _with_photos(field, value, where, template.home, photos if in_row else None)
        except DiagnosticError as error:
            problems += error.diagnostics
    if problems:
        raise DiagnosticError(problems)
    return bound


def _given(field: Field, value: Raw, where: Where, scope: Scope) -> tuple[Raw, bool]:
    """Return the value of a row, or the default if that is empty, and whether it is the row's; a list as its entries.

    Raises:
        DiagnosticError: the default has no value in this row, or an entry is not a record.
    """
    in_row = bool(visible_text(value) if isinstance(value, str) else value)
    try:
        if not in_row:
            value = localised(field.default, scope)
    except ValueError as error:
        raise DiagnosticError([_problem(field, error, "expression-invalid", where)]) from None
    try:
        return (read_entries(field, value) if field.type == "list" and value else value), in_row
    except ValueError as error:
        raise DiagnosticError([_problem(field, error, "field-invalid", where)]) from None


def _diagnostics(field: Field, value: Raw, where: Where, context: ValueContext) -> list[Diagnostic]:
    code = "field-required" if not value else "field-invalid"
    return [_problem(field, problem, code, where) for problem in value_problems(field, value, context)]


def _problem(field: Field, problem: ValueError, code: str, where: Where) -> Diagnostic:
    place = replace(where, field=field.name)
    return Diagnostic(ERROR, code, place, str(problem), hint_of(problem))


def _with_photos(field: Field, value: Raw, where: Where, home: Path, photos: PhotoLookup | None) -> Raw:
    """Return a value with the paths of its photos; a default is relative to the file that declares it.

    Args:
        field: field of the value.
        value: its value, which is valid; that of a photo is a path or an address.
        where: place of the row.
        home: folder of the template's file.
        photos: finds the photo of a row; None for a default.
    """
    if field.type == "photo" and isinstance(value, str) and value:
        if photos:
            return photos.find(value, replace(where, field=field.name))
        return str(((field.home or home) / value).absolute())
    return on_photos(
        field, value, lambda part, photo: _with_photos(replace(part, name=field.name), photo, where, home, photos)
    )
