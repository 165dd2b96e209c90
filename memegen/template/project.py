"""The project file, ``memegen.yaml``: what every command in its folder and below uses unless its options differ."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from memegen.core.address import is_address
from memegen.core.diagnostics import Diagnostic, Where, closest_match, fail
from memegen.core.file_roles import PROJECT_FILES
from memegen.core.files import is_file, is_folder, yaml_files
from memegen.core.frozen import frozen
from memegen.core.severities import Severities, severity_problem
from memegen.model.entities import SourceValue
from memegen.template.nodes import Mapping, Node, Scalar
from memegen.template.reader import SCHEMA_KEYS, Reader
from memegen.template.yaml_files import read_yaml

PROJECT_KEYS = {
    **SCHEMA_KEYS,
    "brand": "the brand of graphics for which none is named: its name, or its file",
    "templates": "template files, one or a list",
    "platforms": "platforms, groups or sizes to render for, one or a list; default: the template's own",
    "photos": "folders or addresses that lists may take photos from, in addition to their own, one or a list",
    "output": "the folder for graphics; default: `out` for a list, the current folder for one graphic",
    "name": "pattern for the file names of a list, as `--name`",
    "columns": "fields, and the columns of lists that fill them, `by: Your name`",
    "severity": "codes of messages, and what each is for `check`: error, warning or ignore, `photo-small: ignore`",
}
PATH_HINT = "check the path, which is relative to this file"
NOTHING = SourceValue("", Where())


@frozen
class Project:
    """What a project file says. Its paths are relative to the current folder, or absolute.

    Attributes:
        file: the project file; None if there is none.
        brand: name or file of the default brand; "" if the file does not say.
        templates: template files.
        platforms: names, groups and sizes.
        photos: folders and addresses of photos.
        output: folder or address for graphics; "" if the file does not say.
        name: pattern for file names; "" if the file does not say.
        columns: for fields of templates, the column of a list that fills each.
        severities: what codes of messages are for `memegen check`.
    """

    file: Path | None = None
    brand: SourceValue = NOTHING
    templates: tuple[Path, ...] = ()
    platforms: tuple[SourceValue, ...] = ()
    photos: tuple[str, ...] = ()
    output: str = ""
    name: SourceValue = NOTHING
    columns: tuple[tuple[SourceValue, str], ...] = ()
    severities: Severities = Severities()

    def with_templates(self, files: Sequence[Path]) -> tuple[Path, ...]:
        """Return the template files, each once, followed by other *files*."""
        others = {file.absolute() for file in files}
        return (*(file for file in self.templates if file.absolute() not in others), *files)

    @property
    def headers(self) -> dict[str, str]:
        """The columns of lists, by the field that each fills."""
        return {str(field.raw): column for field, column in self.columns}

    @property
    def folder(self) -> Path | None:
        """The folder of the project file; None if there is none."""
        return self.file.parent if self.file else None


NO_PROJECT = Project()


def find_project(folder: Path) -> Path | None:
    """Return the project file in *folder* or in the nearest folder above, relative to *folder*; None if there is none.

    Raises:
        DiagnosticError: ``project-conflict`` if a folder has two.
    """
    start = folder.absolute()
    for parent in (start, *start.parents):
        files = [parent / name for name in PROJECT_FILES if is_file(parent / name)]
        if len(files) > 1:
            first, second = (Path(os.path.relpath(file, start)) for file in files)
            raise fail(
                "project-conflict", f"{second} is a project file too", f"delete {first} or {second}", Where(str(first))
            )
        if files:
            return Path(os.path.relpath(files[0], start))
    return None


def read_project(file: Path) -> tuple[Project, list[Diagnostic]]:
    """Return the project of a file as far as it is valid, and its problems.

    Names of brands, platforms and fields are not checked, which depends on the templates.

    Raises:
        DiagnosticError: the file cannot be read, or is no YAML.
    """
    reader = Reader("project-invalid")
    parts = dict(reader.entries(read_yaml(file, "project"), "a project file", PROJECT_KEYS))
    home = file.parent
    project = Project(
        file,
        _on_path(_text(reader, parts, "brand"), home),
        tuple(_templates(reader, parts, home)),
        tuple(_texts(reader, parts, "platforms")),
        tuple(_photos(reader, parts, home)),
        _address(str(_text(reader, parts, "output").raw), home),
        _text(reader, parts, "name"),
        tuple(_columns(reader, parts)),
        Severities(dict(_severities(reader, parts))),
    )
    return project, reader.found()


def _text(reader: Reader, parts: dict[str, Node], key: str) -> SourceValue:
    """Return the text of a key, NOTHING without it."""
    node = parts.get(key)
    if isinstance(node, Scalar):
        return SourceValue(node.text, node.where, node.column)
    if node:
        reader.text(node, key)
    return NOTHING


def _texts(reader: Reader, parts: dict[str, Node], key: str) -> Iterator[SourceValue]:
    """Yield the texts of a key that has one or a list, those that are not empty."""
    node = parts.get(key)
    if node is None:
        return
    if isinstance(node, Mapping):
        hint = "move the templates to a file of their own, e.g. templates.yaml, and name it here" * (key == "templates")
        reader.problem(node.where, f"{key}: expected text or a list", hint)
        return
    for item in (node,) if isinstance(node, Scalar) else node.items:
        if isinstance(item, Scalar) and item.text:
            yield SourceValue(item.text, item.where, item.column)
        elif not isinstance(item, Scalar):
            reader.text(item, key)


def _on_path(brand: SourceValue, home: Path) -> SourceValue:
    """Return the brand, on its path if it is a file."""
    name = str(brand.raw)
    return SourceValue(str(home / name), brand.where, brand.column) if name.endswith((".yaml", ".yml")) else brand


def _templates(reader: Reader, parts: dict[str, Node], home: Path) -> Iterator[Path]:
    for value in _texts(reader, parts, "templates"):
        path = home / str(value.raw)
        if is_file(path):
            yield path
            continue
        near = closest_match(path.name, [file.name for file in yaml_files(path.parent)])
        hint = f"did you mean {Path(str(value.raw)).parent / near}?" if near else PATH_HINT
        reader.problem(value.where, f"templates: file not found: {value.raw}", hint)


def _photos(reader: Reader, parts: dict[str, Node], home: Path) -> Iterator[str]:
    for value in _texts(reader, parts, "photos"):
        folder = _address(str(value.raw), home)
        if is_address(folder) or is_folder(Path(folder)):
            yield folder
        else:
            hint = "create it, or correct the path, which is relative to this file"
            reader.problem(value.where, f"photos: folder not found: {value.raw}", hint)


def _address(text: str, home: Path) -> str:
    """Return an address as it is, or a path relative to the current folder; "" for none."""
    return text if not text or is_address(text) else str(home / text)


def _columns(reader: Reader, parts: dict[str, Node]) -> Iterator[tuple[SourceValue, str]]:
    """Yield each field and the column that fills it."""
    if "columns" not in parts:
        return
    for name, node in reader.mapping(parts["columns"], "columns").items:
        if column := reader.text(node, f"columns, {name.text}"):
            yield SourceValue(name.text, name.where, name.column), column


def _severities(reader: Reader, parts: dict[str, Node]) -> Iterator[tuple[str, str]]:
    """Yield each code and its severity."""
    if "severity" not in parts:
        return
    for name, node in reader.mapping(parts["severity"], "severity").items:
        severity = reader.text(node, f"severity, {name.text}")
        if not severity:
            continue
        if problem := severity_problem(name.text, severity):
            where = node.where if problem.code == "severity-unknown" else name.where
            reader.problem(where, f"severity: {problem.message}", problem.hint)
        else:
            yield name.text, severity
