"""The rights of photos: credit, licence, source, consent and expiry, and what they forbid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from memegen.core.ai import AI_MARKS
from memegen.core.diagnostics import ERROR, Diagnostic, Where
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Field, Raw, SourceValue, Template

# The parts of a photo's rights: keys of a sidecar file, and ends of a row's columns, e.g. `photo-credit`.
PARTS = {
    "credit": "who took it, as a credit line says it",
    "licence": "on what terms it may be used, such as CC BY 4.0",
    "source": "where it comes from",
    "alt": "what it shows",
    "consent": "whether those who can be seen have agreed: yes, or no",
    "ai": "whether AI made or changed it: generated, modified, or no",
    "expiry": "the last day on which it may be used, such as 2027-03-31",
}
Rights = Mapping[str, SourceValue]
NO_DERIVATIVES = lazy_pattern(r"(?<![a-z0-9])nd(?![a-z0-9])|\bno[\s_-]*deriv", re.IGNORECASE)
# Values of `consent`, in lower case, that forbid the use of a photo.
NO_CONSENT = ("no", "false", "off", "0", "refused", "withdrawn", "pending")


def photo_fields(fields: Mapping[str, Field]) -> Iterator[Field]:
    """Yield the fields that take a photo."""
    return (field for field in fields.values() if field.type == "photo")


def rights_fields(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Return the columns for the rights of photos, e.g. ``photo-credit``, as fields.

    A field of the template with the name of such a column replaces it.
    """
    columns = ((field.name, part, about) for field in photo_fields(fields) for part, about in PARTS.items())
    return {
        f"{name}-{part}": Field(f"{name}-{part}", about=f"of {name}: {about}")
        for name, part, about in columns
        if f"{name}-{part}" not in fields
    }


def rights_variables(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Return the variables for the rights of photos, e.g. ``photo.credit``, as fields."""
    names = (f"{field.name}.{part}" for field in photo_fields(fields) for part in PARTS)
    return {name: Field(name) for name in names}


def row_columns(template: Template) -> tuple[str, ...]:
    """Return the names of all columns that a row of the template may have, control columns aside."""
    return (*template.fields, *rights_fields(template.fields))


def bind_rights(
    field: str, photo: str, sidecar: Rights, row: Mapping[str, Raw], where: Where, today: date | None
) -> tuple[dict[str, Raw], list[Diagnostic]]:
    """Return the variables for a photo's rights, e.g. ``photo.credit``, and what forbids its use.

    Args:
        field: name of the photo's field.
        photo: path of the photo; "" if the row has none.
        sidecar: rights that its sidecar file states; those that the row states replace them.
        row: values of the row.
        where: place of the row.
        today: date on which a photo must not have expired; None not to check that.
    """
    rights = {**sidecar, **_row_rights(field, row, where)} if photo else {}
    variables = {f"{field}.{part}": rights[part].raw if part in rights else "" for part in PARTS}
    return variables, list(rights_violations(Path(photo).name, rights, today))


def _row_rights(field: str, row: Mapping[str, Raw], where: Where) -> Rights:
    columns = ((part, row.get(f"{field}-{part}", "")) for part in PARTS)
    return {part: SourceValue(value, replace(where, field=f"{field}-{part}")) for part, value in columns if value}


def rights_violations(photo: str, rights: Rights, today: date | None) -> Iterator[Diagnostic]:
    """Yield what forbids the use of a photo, as errors; without *today* no photo has expired."""
    licence, consent, expiry = (rights.get(part) for part in ("licence", "consent", "expiry"))
    if licence and NO_DERIVATIVES.search(str(licence.raw)):
        message = f"the licence of the photo {photo} forbids changes: {str(licence.raw)!r}"
        yield _error("photo-no-derivatives", licence, message, "use another photo, or ask for permission to crop it")
    if consent and str(consent.raw).strip().lower() in NO_CONSENT:
        message = f"people in the photo {photo} have not agreed to its use"
        yield _error("photo-no-consent", consent, message, "use another photo, or ask for their consent")
    ai = rights.get("ai")
    if ai and str(ai.raw).strip().lower() not in AI_MARKS:
        message = f"ai: expected {', '.join(AI_MARKS[:-1])} or {AI_MARKS[-1]}, not {str(ai.raw)!r}"
        yield _error("ai-invalid", ai, message, f"write ai: {AI_MARKS[0]}")
    if expiry:
        try:
            last_day = date.fromisoformat(str(expiry.raw).strip())
        except ValueError:
            message = f"expiry is {str(expiry.raw)!r}, not a date"
            yield _error("expiry-invalid", expiry, message, "write the last day as e.g. 2027-03-31")
            return
        if today and last_day < today:
            message = f"the photo {photo} must not be used after {last_day.isoformat()}"
            yield _error("photo-expired", expiry, message, "use another photo, or have the term renewed")


def _error(code: str, value: SourceValue, message: str, hint: str) -> Diagnostic:
    return Diagnostic(ERROR, code, value.where, message, hint)
