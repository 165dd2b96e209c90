"""The Python interface: one call, one picture."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from memegen.core.diagnostics import expected, fail
from memegen.core.environment import today
from memegen.model.entities import Raw
from memegen.renderer import Rendered, Renderer
from memegen.rendering.formats import parse_format, parse_quality
from memegen.template.rights import row_columns

# A file as it is now: its absolute path, when it was changed last, its size.
State = tuple[str, int, int]


@lru_cache(maxsize=8)
def _renderer(files: tuple[State, ...], _brand: State | None, today: date) -> Renderer:
    return Renderer([path for path, _, _ in files], today=today)


def _state(file: str | Path) -> State:
    path = Path(file).absolute()
    try:
        found = path.stat()
    except (OSError, ValueError):  # Whoever reads it says what is wrong with it.
        return str(path), 0, 0
    return str(path), found.st_mtime_ns, found.st_size


def render(
    template: str,
    platform: str = "",
    brand: str = "",
    templates: str | Path | Sequence[str | Path] = (),
    format: str = "auto",
    quality: int = 0,
    **fields: object,
) -> Rendered:
    """Render one picture.

    *platform* is a platform's name or a size such as ``1400x700``; without one the template's own is taken. *brand* is
    a brand's name or file. *templates* are template files of yours. *quality* (1 to 100) is for JPEG, WebP and AVIF.
    *fields* are the template's inputs: text, numbers, paths, lists of text, True and False. A template file that has
    changed since the last call is read anew.

    Raises DiagnosticError, whose ``.diagnostics`` say where and how to mend it, and TypeError for a *platform* that is
    no text and the like.
    """
    _check_text(template=template, platform=platform, brand=brand, format=format)
    style = _state(brand) if brand.endswith((".yaml", ".yml")) else None
    renderer = _renderer(tuple(map(_state, _files(templates))), style, today())
    known = row_columns(renderer.template(template, brand))
    if unknown := [name for name in fields if _word(name, known) not in known]:
        hint = expected(unknown[0], known, "fields")
        raise fail("field-unknown", f"template {template} has no field {unknown[0]!r}", hint)
    values = {_word(name, known): _raw(value) for name, value in fields.items()}
    target = renderer.catalog.pick([platform])[0] if platform else None
    best = parse_quality(str(quality or ""))
    return renderer.render(template, values, target, brand, parse_format(format), quality=best)


def _check_text(**given: object) -> None:
    for name, value in given.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} must be text, not {value!r}")


def _files(templates: object) -> tuple[str | Path, ...]:
    files = (templates,) if isinstance(templates, str | Path) else templates
    if isinstance(files, Iterable) and not isinstance(files, bytes):
        listed = tuple(files)
        if all(isinstance(file, str | Path) for file in listed):
            return listed
    raise TypeError(f"templates must be a template file or a list of them, not {templates!r}")


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
