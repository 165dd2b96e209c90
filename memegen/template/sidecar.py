"""Sidecar files: ``photo.jpg.yaml`` next to ``photo.jpg`` states the photo's rights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from memegen.core.diagnostics import Where
from memegen.core.files import is_file, read_file
from memegen.images.origin import embedded_ai
from memegen.model.entities import SourceValue
from memegen.template.nodes import Node
from memegen.template.reader import SCHEMA_KEYS, Reader
from memegen.template.rights import PARTS, Rights
from memegen.template.yaml import MAX_BYTES, parse
from memegen.template.yaml_files import display_path

SIDECAR_KEYS = {**SCHEMA_KEYS, **PARTS}


class Sidecars:
    """Reads photos' sidecar files, and what photos say of AI themselves; each file again only after it has changed."""

    def __init__(self) -> None:
        # By path, time of change (ns) and size (bytes).
        self._rights: dict[tuple[str, int, int], Rights] = {}

    def rights(self, photo: str) -> Rights:
        """Return the rights that a photo's sidecar file states, by name; where it says nothing of AI, the photo does.

        Raises:
            DiagnosticError: ``sidecar-invalid``, or the file is not valid YAML.
        """
        return {**self._read(Path(photo), _embedded), **self._read(Path(f"{photo}.yaml"), _sidecar)}

    def _read(self, path: Path, read: Callable[[Path], Rights]) -> Rights:
        if not is_file(path):
            return {}
        status = path.stat()
        key = (str(path), status.st_mtime_ns, status.st_size)
        if key not in self._rights:
            self._rights[key] = read(path)
        return self._rights[key]


def _sidecar(path: Path) -> Rights:
    return read_sidecar(parse(read_file(path, "sidecar", MAX_BYTES), display_path(path)))


def _embedded(path: Path) -> Rights:
    mark = embedded_ai(path)
    return {"ai": SourceValue(mark, Where(display_path(path)))} if mark else {}


def read_sidecar(node: Node) -> Rights:
    """Return the rights that a sidecar file states, each with its place in the file.

    Raises:
        DiagnosticError: ``sidecar-invalid``, with every problem.
    """
    reader = Reader("sidecar-invalid")
    rights = {
        part: reader.source_value(value, part)
        for part, value in reader.entries(node, "a photo's sidecar", SIDECAR_KEYS)
        if part in PARTS
    }
    for part, value in rights.items():
        if not isinstance(value.raw, str):
            reader.problem(value.where, f"{part}: expected one text, not a list", f"write {part} as one text")
    reader.finish()
    return {part: value for part, value in rights.items() if value.raw}
