"""Filling a template's fields from a row: its values or their defaults, and its pictures found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where
from memegen.core.frozen import frozen
from memegen.model.entities import Raw, Template
from memegen.model.keys import ValueContext
from memegen.template.fields import problems
from memegen.template.rights import Rights
from memegen.template.variables import expand
from memegen.text.markup import visible_text


class PictureDesk(Protocol):
    """Where pictures are found, and what is known of their rights. Raises DiagnosticError."""

    def find(self, name: str, where: Where, folder: Path | None = None) -> str:
        """The file that a row means, in *folder* or else beside the list."""
        ...

    def rights(self, picture: str) -> Rights: ...


class Anywhere:
    """Takes every path for what it says, and knows nothing of rights."""

    def find(self, name: str, where: Where, folder: Path | None = None) -> str:
        return str(((folder or folder_of(where.file, Path())) / name).absolute())

    def rights(self, picture: str) -> Rights:
        return {}


@frozen
class Filled:
    """A row with every field's value, the variables of its texts, and which of the values are its photos."""

    values: Mapping[str, Raw]
    lookup: Callable[[str], str]
    where: Where
    photos: frozenset[str]


def fill_fields(
    template: Template,
    values: Mapping[str, Raw],
    where: Where,
    context: ValueContext,
    brand_word: Callable[[str], str],
    pictures: PictureDesk,
) -> dict[str, Raw]:
    """Every field's value: the row's, or its default. Raises DiagnosticError with every problem and its field."""
    filled: dict[str, Raw] = {}
    found: list[Diagnostic] = []
    for field in template.fields.values():
        value = values.get(field.name) or ""
        given = bool(visible_text(value) if isinstance(value, str) else value)
        if not given:
            value = _default(field.default, brand_word)
        for message in problems(field, value, context):
            code = "field-required" if not value else "field-invalid"
            hint = f"such as {field.example}" if field.example and not isinstance(field.example, tuple) else field.about
            found.append(Diagnostic(ERROR, code, replace(where, field=field.name), message, hint))
        if field.type == "photo" and isinstance(value, str) and value:
            # A row names a file from where the row stands, a template from where the template stands.
            try:
                home = field.home or template.home
                value = (
                    pictures.find(value, replace(where, field=field.name)) if given else str((home / value).absolute())
                )
            except DiagnosticError as error:
                found += error.diagnostics
        filled[field.name] = value
    if found:
        raise DiagnosticError(found)
    return filled


def _default(raw: Raw, brand_word: Callable[[str], str]) -> Raw:
    if isinstance(raw, str):
        return expand(raw, brand_word)
    return tuple(_default(entry, brand_word) for entry in raw)


def folder_of(file: str, otherwise: Path) -> Path:
    """The folder of a file that is named in a place, or *otherwise* where none is."""
    return Path(file).parent if file else otherwise
