"""What is known of a photo's rights: who took it, on what terms it may be used, by whose leave, and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from memegen.core.diagnostics import ERROR, Diagnostic, Where
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Field, Raw, SourceValue, Template
from memegen.template.nodes import Node
from memegen.template.reader import Reader

# What a sidecar's keys mean, and a row's columns `photo-credit` and so on.
PARTS = {
    "credit": "who took it, as a credit line says it",
    "licence": "on what terms it may be used, such as CC BY 4.0",
    "source": "where it comes from",
    "alt": "what it shows",
    "consent": "whether those who can be seen have agreed: yes, or no",
    "expiry": "the last day on which it may be used, such as 2027-03-31",
}
Rights = Mapping[str, SourceValue]
NO_DERIVATIVES = lazy_pattern(r"(?<![a-z0-9])nd(?![a-z0-9])|\bno[\s_-]*deriv", re.IGNORECASE)
REFUSED = ("no", "false", "off", "0", "refused", "withdrawn", "pending")


def rights_fields(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The columns about the photos among the fields, such as ``photo-credit``, as fields; a field's own name wins."""
    named = ((field.name, part, about) for field in _photos(fields) for part, about in PARTS.items())
    return {
        f"{name}-{part}": Field(f"{name}-{part}", about=f"of {name}: {about}")
        for name, part, about in named
        if f"{name}-{part}" not in fields
    }


def rights_variables(fields: Mapping[str, Field]) -> dict[str, Field]:
    """What a template may say of its photos, such as ``photo.credit``, as fields."""
    names = (f"{field.name}.{part}" for field in _photos(fields) for part in PARTS)
    return {name: Field(name) for name in names}


def columns(template: Template) -> tuple[str, ...]:
    """All that a row may give to a template."""
    return (*template.fields, *rights_fields(template.fields))


def told(field: str, values: Mapping[str, Raw], where: Where) -> Rights:
    """What a row says itself of the photo in that field."""
    given = ((part, values.get(f"{field}-{part}", "")) for part in PARTS)
    return {part: SourceValue(value, replace(where, field=f"{field}-{part}")) for part, value in given if value}


def refusals(photo: str, rights: Rights, today: date | None) -> Iterator[Diagnostic]:
    """Why the photo may not be used, as errors; without a day nothing has run out."""
    licence, consent, expiry = (rights.get(part) for part in ("licence", "consent", "expiry"))
    if licence and NO_DERIVATIVES.search(str(licence.raw)):
        message = f"the photo {photo} may not be changed: its licence is {str(licence.raw)!r}"
        yield _error("photo-no-derivatives", licence, message, "take another photo, or ask for leave to crop this one")
    if consent and str(consent.raw).strip().lower() in REFUSED:
        message = f"those who can be seen on the photo {photo} have not agreed"
        yield _error("photo-no-consent", consent, message, "take another photo, or ask them")
    if expiry:
        try:
            last = date.fromisoformat(str(expiry.raw).strip())
        except ValueError:
            message = f"expiry: expected a date such as 2027-03-31, not {str(expiry.raw)!r}"
            yield _error("photo-rights", expiry, message, f"expiry: {PARTS['expiry']}")
            return
        if today and last < today:
            message = f"the photo {photo} may be used no longer: its last day was {last.isoformat()}"
            yield _error("photo-expired", expiry, message, "take another photo, or have its term renewed")


def _photos(fields: Mapping[str, Field]) -> Iterator[Field]:
    return (field for field in fields.values() if field.type == "photo")


def _error(code: str, written: SourceValue, message: str, hint: str) -> Diagnostic:
    return Diagnostic(ERROR, code, written.where, message, hint)


def read_sidecar(node: Node) -> Rights:
    """What it says, each with its place. Raises DiagnosticError (sidecar-invalid) with every problem."""
    reader = Reader("sidecar-invalid")
    said = {part: reader.written(value, part) for part, value in reader.entries(node, "a photo's sidecar", PARTS)}
    for part, written in said.items():
        if not isinstance(written.raw, str):
            reader.problem(written.where, f"{part}: expected one text, not a list", f"{part}: {PARTS[part]}")
    reader.finish()
    return {part: written for part, written in said.items() if written.raw}
