"""The project of a command: finding it, and checking the names in it against the brands, platforms and fields."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where, closest_match, expected, fail
from memegen.core.files import is_file, yaml_files
from memegen.template.project import NO_PROJECT, PATH_HINT, find_project, read_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from memegen.model.entities import SourceValue
    from memegen.template.catalog import Catalog
    from memegen.template.project import Project


def load_project(folder: Path | None = None) -> Project:
    """Return the project of the current folder, or of *folder*; NO_PROJECT if there is none.

    Raises:
        DiagnosticError: the project file is invalid; all its problems.
    """
    try:
        file = find_project(folder or Path())
    except OSError:  # The current folder has been deleted.
        return NO_PROJECT
    return checked_project(file) if file else NO_PROJECT


def checked_project(file: Path) -> Project:
    """Return the project of a file.

    Raises:
        DiagnosticError: the file is invalid; all its problems, names that do not exist included.
    """
    project, problems = read_project(file)
    if problems:
        from memegen.template.catalog import Catalog

        found = [*problems, *name_problems(project, Catalog(project=project))]
        raise DiagnosticError(sorted(found, key=lambda each: (each.where.line, each.where.column)))
    return project


def check_project(file: Path) -> None:
    """Check a project file, of whatever folder. Raises DiagnosticError."""
    from memegen.template.catalog import Catalog

    project = checked_project(file)
    require_names(project, Catalog(project=project))


def require_names(project: Project, catalog: Catalog) -> None:
    """Check the names in a valid project file. Raises DiagnosticError."""
    if problems := list(name_problems(project, catalog)):
        raise DiagnosticError(problems)


def name_problems(project: Project, catalog: Catalog) -> Iterator[Diagnostic]:
    """Yield a problem for each name in a project file that does not exist.

    Problems inside template and brand files are not among them; whatever uses these files reports those.
    """
    if project.brand.raw:
        yield from _unplaced(project.brand, partial(_require_brand, catalog))
    for platform in project.platforms:
        yield from _unplaced(platform, lambda name: catalog.pick([name]))
    if project.name.raw:
        from memegen.batch.name_pattern import NamePattern

        yield from _unplaced(project.name, NamePattern)
    if project.columns:
        from memegen.batch.rows.columns import CONTROLS

        with suppress(DiagnosticError):
            fields = (*catalog.field_names(), *CONTROLS)
            for field, _ in project.columns:
                if field.raw not in fields:
                    message = f"columns: unknown field {field.raw!r}"
                    hint = expected(str(field.raw), fields, "fields")
                    yield Diagnostic(ERROR, "field-unknown", field.where, message, hint)


def _unplaced(value: SourceValue, use: Callable[[str], object]) -> Iterator[Diagnostic]:
    """Yield the problems without a place that using a name has, at the place of the name."""
    try:
        use(str(value.raw))
    except DiagnosticError as error:
        yield from (replace(each, where=value.where) for each in error.diagnostics if each.where == Where())


def _require_brand(catalog: Catalog, name: str) -> None:
    """Check that a brand exists. Raises DiagnosticError."""
    file = catalog.brands.find(name)
    if not is_file(file):
        near = closest_match(file.name, [other.name for other in yaml_files(file.parent)])
        hint = f"did you mean {near}?" if near else PATH_HINT
        raise fail("brand-not-found", f"brand file not found: {name}", hint)
