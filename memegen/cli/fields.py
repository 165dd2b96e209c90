"""A template's fields as options of the command line, and back again as a row."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where, fail
from memegen.template.variables import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from memegen.model.entities import Brand, Field, Raw, Template

TEXT = "TEXT"
METAVARS = {"text": TEXT, "photo": "FILE", "colour": "COLOUR", "number": "NUMBER", "list": "ENTRY"}
# An example in the help is there to show the kind of thing; a long one is cut.
SHOWN = 70


def parameters(fields: Iterable[Field], hidden: int | None = None) -> list[inspect.Parameter]:
    """A keyword parameter for each field, annotated as typer wants it; its name is ``field_`` and the field's place.

    The help keeps silent about those from the place *hidden* on.
    """
    every = list(fields)
    taken = {field.name for field in every}
    found = []
    for i, field in enumerate(every):
        annotation, default = _annotation(field, taken, hidden=hidden is not None and i >= hidden)
        found.append(
            inspect.Parameter(f"field_{i}", inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        )
    return found


def _annotation(field: Field, taken: set[str], *, hidden: bool) -> tuple[Any, Any]:
    option = f"--{field.name}"
    about = describe(field)
    if field.type == "flag":
        if f"no-{field.name}" not in taken:
            option += f"/--no-{field.name}"
        return Annotated[bool | None, typer.Option(option, help=about)], None
    metavar = f"[{'|'.join(field.options)}]" if field.options else METAVARS[field.type]
    options = list(field.options)

    def offers(incomplete: str) -> list[str]:
        return [word for word in options if word.startswith(incomplete)]

    completion = offers if options else None
    info = typer.Option(option, metavar=metavar, help=about, autocompletion=completion, hidden=hidden)
    return (Annotated[list[str] | None, info], None) if field.type == "list" else (Annotated[str, info], "")


def spoken(fields: Iterable[Field], brand: Brand) -> list[Field]:
    """The same fields, their defaults as that brand says them."""
    said = {f"brand.{name}": text for name, text in brand.variables().items()}

    def default(raw: Raw) -> Raw:
        return expand(raw, lambda name: said.get(name, "")) if isinstance(raw, str) else raw

    return [replace(field, default=default(field.default)) for field in fields]


def describe(field: Field) -> str:
    """One line of help: what it is, what it is by itself, what it may look like, its limits."""
    parts = [field.about] if field.about else []
    if field.required:
        parts.append("required")
    if field.default:
        parts.append(f"default {shown(field.default)}")
    if field.example and field.example != field.default:
        parts.append(f"such as {shown(field.example)}")
    if field.type == "list":
        parts.append("may be given again")
    return "; ".join([*parts, *limits(field)])


def limits(field: Field) -> list[str]:
    """What a value must keep to, in words."""
    unit = "entries" if field.type == "list" else "characters"
    found = [f"at least {field.shortest} {unit}"] if field.shortest else []
    found += [f"at most {field.longest} {unit}"] if field.longest else []
    found += [f"from {field.least:g}"] if field.least is not None else []
    found += [f"up to {field.most:g}"] if field.most is not None else []
    return found


def shown(value: Raw) -> str:
    """A value as help shows it: on one line, and not too long."""
    text = " ".join((value if isinstance(value, str) else ", ".join(map(str, value))).split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1].rstrip()}…"


def given(fields: Iterable[Field], parsed: Mapping[str, Any]) -> dict[str, Raw]:
    """The values that the options gave, by field; a field that was not given is left out."""
    values: dict[str, Raw] = {}
    for i, field in enumerate(fields):
        value = parsed.get(f"field_{i}")
        if isinstance(value, bool):
            values[field.name] = "yes" if value else "no"
        elif value:
            values[field.name] = value if isinstance(value, str) else tuple(value)
    return values


def with_examples(template: Template, values: Mapping[str, Raw]) -> dict[str, Raw]:
    """The values, and the example of every field that has none. Photos among them lie where the template does."""
    filled = dict(values)
    for field in template.fields.values():
        if not filled.get(field.name) and field.example:
            photo = field.type == "photo" and isinstance(field.example, str)
            filled[field.name] = str((field.home or template.home) / str(field.example)) if photo else field.example
    return filled


def require(template: Template, values: Mapping[str, Raw]) -> None:
    """Raise DiagnosticError naming the option of every required field that has no value."""
    missing = [
        Diagnostic(ERROR, "field-required", Where(), f"--{field.name} is required", _mend(field))
        for field in template.fields.values()
        if field.required and not field.default and not values.get(field.name)
    ]
    if missing:
        raise DiagnosticError(missing)


def stray(
    words: Sequence[str], given: Sequence[str], options: Sequence[str], free: Sequence[str], see: str
) -> DiagnosticError:
    """What to say of *words* among those *given* that follow no option: each is text for an option that is *free*, or
    the rest of a text that should have had quotes round it.
    """
    import shlex

    # The name of an option may have lost its dashes, or a word processor has made one of them.
    named = f"--{words[0].lstrip('-–—')}"
    if named in options and len(words) > 1:
        return fail(
            "usage", f"{words[0]!r} is no option", f"did you mean {named} {shlex.quote(' '.join(words[1:]))}? {see}"
        )
    meant = [f"{free[0]} {shlex.quote(' '.join(words))}"] if free else []
    for option, begun, word in zip(given, given[1:], given[2:], strict=False):
        if word == words[0] and option in options:
            meant.append(f"{option} {shlex.quote(' '.join([begun, *words]))}")
            break
    hint = f"did you mean {', or '.join(meant)}? {see}" if meant else see
    return fail("usage", f"{' '.join(words)!r} belongs to no option", hint)


def _mend(field: Field) -> str:
    import shlex

    if not field.example:
        return f"{field.about or 'give it a value'}, or try --example"
    first = field.example if isinstance(field.example, str) else str(field.example[0])
    return f"such as --{field.name} {shlex.quote(first)}, or try --example"
