"""The Python interface: one call renders one graphic, or one series."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from memegen.core.diagnostics import expected, fail
from memegen.core.numbers import Figure
from memegen.core.today import today
from memegen.model.entities import Platform, Raw, Record
from memegen.renderer import Renderer
from memegen.rendering.formats import parse_format, parse_quality
from memegen.rendering.rendered import Rendered
from memegen.rendering.series import Series
from memegen.template.rights import row_columns

# Maximum number of renderers that are kept between calls.
CACHED_RENDERERS = 8
# A version of a file: its absolute path, time of its last change in nanoseconds, size in bytes.
FileVersion = tuple[str, int, int]


@lru_cache(maxsize=CACHED_RENDERERS)
def _renderer(files: tuple[FileVersion, ...], _brand: FileVersion | None, today: date) -> Renderer:
    """Return the renderer for these versions of template files and of a brand's file."""
    return Renderer([path for path, _, _ in files], today=today)


def _file_version(file: str | Path) -> FileVersion:
    path = Path(file).absolute()
    try:
        status = path.stat()
    except (OSError, ValueError):  # Reading the file will report what is wrong with it.
        return str(path), 0, 0
    return str(path), status.st_mtime_ns, status.st_size


def render(
    template: str,
    platform: str = "",
    brand: str = "",
    templates: str | Path | Sequence[str | Path] = (),
    format: str = "auto",
    quality: int = 0,
    variant: str = "",
    **fields: object,
) -> Rendered:
    """Render one graphic; :func:`render_series` renders all pages of a template that makes several.

    A template file that has changed since the last call is read again.

    Args:
        template: The template's name.
        platform: A platform's name, or a size in pixels such as ``1400x700``; "" for the template's own.
        brand: A brand's name or file; "" for the default brand.
        templates: Custom template files.
        format: A format such as ``jpeg``; ``auto`` to choose one.
        quality: Quality of a JPEG, WebP or AVIF, 1-100; 0 for the default.
        variant: The template's variant: ``auto`` or a number; "" for the template's own choice.
        fields: The template's fields: text, numbers, paths, lists of text, True and False.

    Raises:
        DiagnosticError: what is wrong, where, and how to fix it, in ``.diagnostics``.
        TypeError: an argument is of a wrong type, e.g. *platform* is not text.
    """
    _check_text(template=template, platform=platform, brand=brand, format=format, variant=variant)
    renderer, values, target = _prepared(template, platform, brand, templates, fields)
    number = parse_quality(str(quality or ""))
    return renderer.render(template, values, target, brand, parse_format(format), quality=number, variant=variant)


def render_series(
    template: str,
    platform: str = "",
    brand: str = "",
    templates: str | Path | Sequence[str | Path] = (),
    format: str = "auto",
    quality: int = 0,
    variant: str = "",
    **fields: object,
) -> Series:
    """Render all pages of a series; one page for a template without ``pages:``.

    The arguments and errors are those of :func:`render`; the *format* may also be ``pdf``, for one document.
    """
    _check_text(template=template, platform=platform, brand=brand, format=format, variant=variant)
    renderer, values, target = _prepared(template, platform, brand, templates, fields)
    number = parse_quality(str(quality or ""))
    return renderer.series(template, values, target, brand, parse_format(format), quality=number, variant=variant)


def _prepared(
    template: str, platform: str, brand: str, templates: object, fields: Mapping[str, object]
) -> tuple[Renderer, dict[str, Raw], Platform | None]:
    """Return the renderer, the row of values and the platform of a call."""
    brand_file = _file_version(brand) if brand.endswith((".yaml", ".yml")) else None
    renderer = _renderer(tuple(map(_file_version, _template_files(templates))), brand_file, today())
    names = row_columns(renderer.template(template, brand))
    if unknown := [name for name in fields if _field_name(name, names) not in names]:
        hint = expected(unknown[0], names, "fields")
        raise fail("field-unknown", f"template {template} has no field {unknown[0]!r}", hint)
    values = {_field_name(name, names): _raw(value) for name, value in fields.items()}
    return renderer, values, renderer.catalog.pick([platform])[0] if platform else None


def _check_text(**arguments: object) -> None:
    """Raise TypeError for an argument that is not text."""
    for name, value in arguments.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} must be text, not {value!r}")


def _template_files(templates: object) -> tuple[str | Path, ...]:
    """Return the template files; raise TypeError for anything else."""
    files = (templates,) if isinstance(templates, str | Path) else templates
    if isinstance(files, Iterable) and not isinstance(files, bytes):
        paths = tuple(files)
        if all(isinstance(path, str | Path) for path in paths):
            return paths
    raise TypeError(f"templates must be a template file or a list of them, not {templates!r}")


def _field_name(name: str, names: Container[str]) -> str:
    """Return the field for a Python name: ``last_line`` may mean ``last-line``."""
    return name if name in names else name.replace("_", "-")


def _raw(value: object) -> Raw:
    """Return a value as a row of a list would contain it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return tuple(map(_raw, value))
    if isinstance(value, Mapping):
        return Record(tuple((str(name), _raw(part)) for name, part in value.items()))
    return Figure(value) if isinstance(value, float) else str(value)
