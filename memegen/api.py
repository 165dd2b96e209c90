"""The Python interface: one call, one picture."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache
from pathlib import Path

from memegen.errors import expected, fail
from memegen.model import Raw
from memegen.studio import Rendered, Studio, check_format


@lru_cache(maxsize=8)
def _studio(templates: tuple[str, ...]) -> Studio:
    return Studio(templates)


def render(
    template: str,
    platform: str = "",
    brand: str = "",
    templates: str | Path | Sequence[str | Path] = (),
    format: str = "auto",
    **fields: object,
) -> Rendered:
    """Render one picture.

    *platform* is a platform's name or a size such as ``1400x700``; without one the template's own is taken. *brand* is
    a brand's name or file. *templates* are template files of yours. *fields* are the template's inputs: text, numbers,
    paths, lists of text, True and False. Raises DiagnosticError, whose ``.diagnostics`` say where and how to mend it.
    """
    files = (templates,) if isinstance(templates, str | Path) else tuple(templates)
    studio = _studio(tuple(str(file) for file in files))
    known = studio.template(template, brand).fields
    if unknown := [name for name in fields if _word(name, known) not in known]:
        hint = expected(unknown[0], known, "fields")
        raise fail("field-unknown", f"template {template} has no field {unknown[0]!r}", hint)
    values = {_word(name, known): _raw(value) for name, value in fields.items()}
    target = studio.catalog.pick([platform])[0] if platform else None
    return studio.render(template, values, target, brand, check_format(format))


def _word(name: str, known: Container[str]) -> str:
    """The field that a Python name stands for: ``last_line`` is ``last-line`` where the template says so."""
    return name if name in known else name.replace("_", "-")


def _raw(value: object) -> Raw:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return tuple(str(entry) for entry in value)
    return str(value)
