"""The entries of a list field: from a cell such as ``a = 1 | b = 2``, from JSON and from YAML."""

from __future__ import annotations

from collections.abc import Callable

from memegen.core.diagnostics import closest_match
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Field, Raw, Record

# What separates entries in a cell; of these the first that it contains.
SEPARATORS = ("|", "\n", ";")
# What separates the parts of an entry.
EQUALS = lazy_pattern(r"\s*=\s*")


def read_entries(field: Field, raw: Raw) -> tuple[Raw, ...]:
    """Return the entries of a list field; of a field with parts, each is a record with these parts.

    In JSON and YAML an entry is a text, a list of its parts, or a record. A record in place of the list is one entry if
    it has the field's parts, and else an entry for each of its names, as in ``{"Keep it open": 59.5}``.

    Raises:
        ValueError: an entry does not have the form of a record; the message has its number.
    """
    if isinstance(raw, str):
        entries: tuple[Raw, ...] = split_cell(raw)
    elif isinstance(raw, Record):
        whole = any(_part_name(name, field) in field.of for name, _ in raw.parts)
        entries = (raw,) if whole else raw.parts
    else:
        entries = raw
    if not field.of:
        return entries
    if len(entries) == 1 and isinstance(entries[0], str):
        entries = split_cell(entries[0])
    return tuple(_record(field, entry, number) for number, entry in enumerate(entries, 1))


def split_cell(text: str) -> tuple[str, ...]:
    """Return the entries in a text, which ``|``, line breaks or ``;`` separate; empty ones are left out."""
    mark = next((mark for mark in SEPARATORS if mark in text), None)
    return tuple(filter(None, map(str.strip, text.split(mark) if mark else [text])))


def _record(field: Field, entry: Raw, number: int) -> Record:
    """Return an entry as a record with all parts of the field, in their order; a part that it lacks has its default."""
    if isinstance(entry, Record):
        values = {_part_name(name, field): value for name, value in entry.parts}
    else:
        parts = EQUALS.split(entry) if isinstance(entry, str) and len(field.of) > 1 else entry
        texts = (parts,) if isinstance(parts, str) else tuple(parts)
        if len(texts) > len(field.of):
            message = f"entry {number} has {len(texts)} parts; write it as {' = '.join(field.of)}"
            raise ValueError(f"field {field.name}, {message}")
        values = dict(zip(field.of, texts, strict=False))
    if unknown := next((name for name in values if name not in field.of), None):
        near = closest_match(unknown, field.of)
        meant = f"did you mean {near}? " if near else ""
        message = f"entry {number} has no part {unknown!r}; {meant}parts: {', '.join(field.of)}"
        raise ValueError(f"field {field.name}, {message}")
    return Record(tuple((name, values.get(name) or part.default) for name, part in field.of.items()))


def _part_name(name: str, field: Field) -> str:
    """Return the part that a key in JSON or YAML refers to: its case, spaces and hyphens do not matter."""
    if name in field.of:
        return name
    folded = _folded(name)
    return next((part for part in field.of if _folded(part) == folded), name)


def _folded(name: str) -> str:
    return name.strip().lower().replace(" ", "-").replace("_", "-")


def on_photos(field: Field, value: Raw, change: Callable[[Field, str], Raw]) -> Raw:
    """Return a list of records with each photo in them changed, and any other value as it is.

    Args:
        field: the list field.
        value: its entries, as :func:`read_entries` returns them.
        change: function from the declaration of a part, and the photo that it has in an entry, to what replaces it.
    """
    parts = {name for name, part in field.of.items() if part.type == "photo"}
    if not parts or not isinstance(value, tuple):
        return value

    def changed(name: str, photo: Raw) -> Raw:
        return change(field.of[name], photo) if name in parts and isinstance(photo, str) and photo else photo

    return tuple(
        Record(tuple((name, changed(name, photo)) for name, photo in entry.parts))
        if isinstance(entry, Record)
        else entry
        for entry in value
    )
