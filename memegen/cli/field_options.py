"""A template's fields as options of the command line, and the options' values as field values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from memegen.cli.typer_compat import Parameter
from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where, fail

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from memegen.model.brand import Brand
    from memegen.model.entities import Field, Raw, Template

# Placeholders for an option's value in the help, by the field's type.
TEXT = "TEXT"
METAVARS = {
    "text": TEXT,
    "photo": "FILE",
    "colour": "COLOUR",
    "number": "NUMBER",
    "date": "DATE",
    "time": "TIME",
    "list": "ENTRY",
}
# Maximum length of a value shown in the help, in characters; an example is there to show the kind of value.
MAX_SHOWN = 70


def field_parameters(fields: Iterable[Field], hidden: int | None = None) -> list[Parameter]:
    """Return a parameter for each field, called ``field_`` and the field's index.

    Args:
        fields: The fields of a template.
        hidden: Index of the first field that the help does not list.
    """
    every = list(fields)
    names = {field.name for field in every}
    parameters = []
    for i, field in enumerate(every):
        annotation, default = _annotation(field, names, hidden=hidden is not None and i >= hidden)
        parameters.append(Parameter(f"field_{i}", annotation, default))
    return parameters


def _annotation(field: Field, names: set[str], *, hidden: bool) -> tuple[Any, Any]:
    """Return the annotation of a field's parameter, and its default. *names* are those of all fields."""
    option = f"--{field.name}"
    about = describe(field)
    if field.type == "flag":
        if f"no-{field.name}" not in names:
            option += f"/--no-{field.name}"
        return Annotated[bool | None, typer.Option(option, help=about)], None
    metavar = f"[{'|'.join(field.options)}]" if field.options else METAVARS[field.type]
    options = list(field.options)

    def complete(incomplete: str) -> list[str]:
        return [word for word in options if word.startswith(incomplete)]

    completion = complete if options else None
    info = typer.Option(option, metavar=metavar, help=about, autocompletion=completion, hidden=hidden)
    return (Annotated[list[str] | None, info], None) if field.type == "list" else (Annotated[str, info], "")


def with_brand_defaults(fields: Iterable[Field], brand: Brand) -> list[Field]:
    """Return the fields with the brand's variables in their defaults replaced by the brand's values."""
    from memegen.template.expand import expand_raw
    from memegen.template.expressions.scope import Scope, Setting

    scope = Scope({f"brand.{name}": text for name, text in brand.variables().items()}, setting=Setting(brand.language))

    def default(raw: Raw) -> Raw:
        return expand_raw(raw, scope)

    return [replace(field, default=default(field.default)) for field in fields]


def describe(field: Field) -> str:
    """Return a field's line of help: its purpose, then limits, default and example in brackets."""
    notes = [*(["required"] if field.required else []), *limits(field)]
    if field.default:
        notes.append(f"default: {shown(field.default)}")
    if field.example and field.example != field.default:
        example = field.example[0] if isinstance(field.example, tuple) else field.example
        notes.append(f"e.g. {quoted(shown(example))}")
    sentence = f"{field.about}{'' if field.about.endswith(('.', '…', '?', '!')) else '.'}" if field.about else ""
    brackets = f"[{'; '.join(notes)}]" if notes else ""
    return " ".join(filter(None, [sentence, brackets, "Repeatable." if field.type == "list" else ""]))


def limits(field: Field) -> list[str]:
    """Return the limits of a field's value in words: of its length, and of the number or the count of entries."""
    counts = field.type == "list"
    bounds = ((field.shortest or None, field.longest or None, True), (field.least, field.most, counts))
    unit = "entries" if counts else "characters"
    return [_range(low, high, unit if named else "") for low, high, named in bounds if (low, high) != (None, None)]


def _range(low: float | None, high: float | None, unit: str) -> str:
    """Return a range in words, e.g. ``2–4 entries``."""
    if low is None or high is None:
        bound, limit = ("up to", high) if low is None else ("at least", low)
        return f"{bound} {limit:g} {unit}".rstrip()
    return f"{low:g}–{high:g} {unit}".rstrip()


def quoted(text: str) -> str:
    """Return a text in double quotes if a shell would split it."""
    return f'"{text}"' if " " in text else text


def shown(value: Raw) -> str:
    """Return a value as the help shows it: on one line, cut after MAX_SHOWN characters."""
    from memegen.model.entities import as_text

    text = " ".join(as_text(value).split())
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1].rstrip()}…"


def field_values(fields: Iterable[Field], arguments: Mapping[str, Any]) -> dict[str, Raw]:
    """Return the fields' values from the arguments of ``field_parameters``, without those not given."""
    values: dict[str, Raw] = {}
    for i, field in enumerate(fields):
        value = arguments.get(f"field_{i}")
        if isinstance(value, bool):
            values[field.name] = "yes" if value else "no"
        elif value:
            values[field.name] = value if isinstance(value, str) else tuple(value)
    return values


def with_examples(template: Template, values: Mapping[str, Raw]) -> dict[str, Raw]:
    """Return the values, and the example of every field without one.

    Photos among the examples are relative to the template's folder.
    """
    filled = dict(values)
    for field in template.fields.values():
        if not filled.get(field.name) and field.example:
            filled[field.name] = _example(field, field.home or template.home)
    return filled


def _example(field: Field, home: Path) -> Raw:
    """Return the example of a field; photos are relative to *home*."""
    from memegen.template.entries import on_photos, read_entries

    if field.type == "photo" and isinstance(field.example, str):
        return str(home / field.example)
    if field.of:
        return on_photos(field, read_entries(field, field.example), lambda _, photo: str(home / photo))
    return field.example


def require_fields(template: Template, values: Mapping[str, Raw]) -> None:
    """Raise DiagnosticError if required fields have no value, naming the option of each."""
    missing = [
        Diagnostic(ERROR, "field-required", Where(), f"--{field.name} is required", _required_hint(field))
        for field in template.fields.values()
        if field.required and not field.default and not values.get(field.name)
    ]
    if missing:
        raise DiagnosticError(missing)


def _required_hint(field: Field) -> str:
    import shlex

    if not field.example:
        return f"add --{field.name}, or try the template with --example"
    first = str(field.example[0] if isinstance(field.example, tuple) else field.example)
    return f"add e.g. --{field.name} {shlex.quote(first)}, or try the template with --example"


def rights_help(params: list[Any], width: int, indent: str) -> str:
    """Return a paragraph that names the options for the rights of photos, none broken at its hyphens."""
    from textwrap import fill

    text = f"Photo rights, overriding the photo's sidecar file: {', '.join(param.opts[0] for param in params)}."
    return fill(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False) + "\n"


def stray_words(
    words: Sequence[str],
    arguments: Sequence[str],
    fields: Sequence[Any],
    unset: Sequence[Any],
    required: Sequence[str],
    see: str,
) -> DiagnosticError:
    """Return the error for words that belong to no option.

    They are meant for a text option that is not set, or are the rest of a text that lacks its quotes.

    Args:
        words: The words that belong to no option, at least one.
        arguments: The whole command line, *words* included.
        fields: typer's parameters of the template's fields.
        unset: Those of them that have no value.
        required: The options of the fields that must have one.
        see: The end of the hint.
    """
    import shlex

    options = [param.opts[0] for param in fields]
    texts = [param.opts[0] for param in unset if param.metavar == TEXT]
    needed = [f"{param.opts[0]} {param.metavar}" for param in unset if param.opts[0] in required]
    if len(needed) > 1:
        texts, see = [], f"the template needs {' and '.join(needed)}; {see}"
    # The name of an option may have lost its dashes, or a word processor has replaced two hyphens by a dash.
    option = f"--{words[0].lstrip('-–—')}"
    if option in options and len(words) > 1:
        hint = f"did you mean {option} {shlex.quote(' '.join(words[1:]))}? {see}"
        return fail("usage", f"{words[0]!r} is not an option", hint)
    guesses = [f"{texts[0]} {shlex.quote(' '.join(words))}"] if texts else []
    for option, value, word in zip(arguments, arguments[1:], arguments[2:], strict=False):
        if word == words[0] and option in options:
            guesses.append(f"{option} {shlex.quote(' '.join([value, *words]))}")
            break
    hint = f"did you mean {', or '.join(guesses)}? {see}" if guesses else see
    return fail("usage", f"{' '.join(words)!r} belongs to no option", hint)
