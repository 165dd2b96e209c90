"""What kind of file a file is, for the command `memegen check`: by its name, its keys, or the schema that it names."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from memegen.batch.rows import is_web
from memegen.batch.rows.columns import LISTS
from memegen.core.diagnostics import closest_match
from memegen.core.file_roles import PHOTO_EXTENSIONS, PROJECT_FILES
from memegen.core.files import read_file
from memegen.model.column_names import folded, usual_names
from memegen.template.brand import BRAND_KEYS
from memegen.template.nodes import Mapping, Scalar
from memegen.template.reader import SCHEMA_KEYS
from memegen.template.template import FILE_KEYS
from memegen.template.yaml import MAX_BYTES, parse

PROJECT, TEMPLATES, BRAND, SIDECAR, ROWS = "project", "templates", "brand", "sidecar", "rows"
# Kinds by the name of the schema that a file may name.
SCHEMAS = {"platforms": TEMPLATES, **{kind: kind for kind in (PROJECT, TEMPLATES, BRAND, SIDECAR, ROWS)}}
# Keys by which a file of a kind is known: those that files of no other kind have. Ties go to the first kind.
OWN_KEYS = {
    TEMPLATES: frozenset(FILE_KEYS) - frozenset(BRAND_KEYS),
    BRAND: frozenset(BRAND_KEYS) - frozenset(FILE_KEYS),
    ROWS: frozenset({"quote"}) | usual_names("quote")[0],
}


def file_kind(name: str) -> str:
    """Return what a file contains: "project", "templates", "brand", "sidecar" or "rows".

    Raises:
        DiagnosticError: the file is YAML that cannot be read.
    """
    path = Path(name)
    if path.name in PROJECT_FILES:
        return PROJECT
    if path.suffix.lower() not in (".yaml", ".yml") or is_web(name):
        return ROWS
    node = parse(read_file(path, TEMPLATES, MAX_BYTES), name)
    if Path(path.stem).suffix.lower() in PHOTO_EXTENSIONS:
        return SIDECAR
    if not isinstance(node, Mapping):
        return ROWS if node != Scalar("", node.where) else TEMPLATES
    schema = node.get("$schema")
    if isinstance(schema, Scalar) and (named := SCHEMAS.get(Path(schema.text).stem)):
        return named
    return _kind_of_keys(set(node.keys) - set(SCHEMA_KEYS))


def _kind_of_keys(keys: Collection[str]) -> str:
    """Return the kind that has most of the keys; of kinds with as many, the one to which most keys are similar."""
    if any(key in LISTS for key in keys):
        return ROWS
    exact = {kind: sum(key in own or folded(key) in own for key in keys) for kind, own in OWN_KEYS.items()}
    # A row's columns may have any name.
    near = {kind: sum(closest_match(key, OWN_KEYS[kind]) is not None for key in keys) for kind in (TEMPLATES, BRAND)}
    return max(OWN_KEYS, key=lambda kind: (exact[kind], near.get(kind, 0)))
