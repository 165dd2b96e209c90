"""The JSON Schemas of all kinds of file, for the commands `memegen schema` and `memegen init`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.core.diagnostics import DiagnosticError, expected, fail
from memegen.core.file_roles import PROJECT_FILES
from memegen.core.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from memegen.cli.session import Session
    from memegen.model.entities import Template
    from memegen.template.catalog import Catalog

# The folder of a project for its schemas, and the kinds of file that it has one for from the start.
FOLDER = Path("schemas")
STATIC = ("templates", "brand", "project", "platforms", "sidecar")
KINDS = (*STATIC, "rows")


def print_schemas(session: Session, kind: str, files: tuple[str, ...], output: str) -> int:
    """Print the schema of a kind of file, or write those of all kinds into a folder; return the exit code.

    Args:
        session: the session.
        kind: the kind; "" for templates, or for all if there is a folder.
        files: template files, whose fields are columns of rows.
        output: the folder; "" for stdout.
    """
    if kind and kind not in KINDS:
        raise fail("usage", f"unknown schema {kind!r}", expected(kind, KINDS, "schemas"))
    wanted = (kind,) if kind else KINDS if output else ("templates",)
    schemas = {name: _text(_schema(name, session, files)) for name in wanted}
    if not output:
        session.screen.data(schemas[wanted[0]].decode().rstrip("\n"))
        return 0
    for name, text in schemas.items():
        path = Path(output, file_name(name))
        write_atomic(path, text)
        session.screen.data(str(path))
    return 0


def file_name(kind: str) -> str:
    """Return the name of the file for the schema of a kind."""
    return f"{kind}.json"


def schema_files() -> Mapping[Path, bytes]:
    """Return the schemas that a new project has, by their path in it."""
    return {FOLDER / file_name(kind): _text(_static(kind)) for kind in STATIC}


def modeline(file: Path) -> str:
    """Return the comment by which editors find the schema of a new project's file, whose path in it is *file*.

    That of a file that is not YAML is "".
    """
    if file.suffix != ".yaml":
        return ""
    folders = {"brands": "brand", "photos": "sidecar"}
    kind = folders.get(file.parts[0], "project" if file.name in PROJECT_FILES else "templates")
    up = Path(*[".."] * (len(file.parts) - 1))
    return f"# yaml-language-server: $schema={(up / FOLDER / file_name(kind)).as_posix()}\n"


def _schema(kind: str, session: Session, files: tuple[str, ...]) -> dict[str, Any]:
    if kind in STATIC:
        return _static(kind)
    from memegen.batch.rows.json_schema import rows_schema

    return rows_schema(_valid_templates(session.renderer(files).catalog))


def _static(kind: str) -> dict[str, Any]:
    """Return the schema of a kind of file that is the same for every project."""
    from memegen.template.json_schema import template_schema
    from memegen.template.json_schema_files import brand_schema, platforms_schema, project_schema, sidecar_schema

    schemas: dict[str, Callable[[], dict[str, Any]]] = {
        "templates": template_schema,
        "brand": brand_schema,
        "project": project_schema,
        "platforms": platforms_schema,
        "sidecar": sidecar_schema,
    }
    return schemas[kind]()


def _valid_templates(catalog: Catalog) -> Iterator[Template]:
    """Yield the templates that are valid; `memegen check` reports the others."""
    brand = catalog.brand()
    for name in catalog.names:
        try:
            yield catalog.template(name, brand)
        except DiagnosticError:
            continue


def _text(schema: dict[str, Any]) -> bytes:
    return f"{json.dumps(schema, indent=1, ensure_ascii=False)}\n".encode()
