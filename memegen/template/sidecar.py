"""Sidecar files: ``photo.jpg.yaml`` next to ``photo.jpg`` states the photo's rights."""

from __future__ import annotations

from pathlib import Path

from memegen.core.files import is_file, read_file
from memegen.template.nodes import Node
from memegen.template.reader import SCHEMA_KEYS, Reader
from memegen.template.rights import PARTS, Rights
from memegen.template.yaml import MAX_BYTES, parse
from memegen.template.yaml_files import display_path

SIDECAR_KEYS = {**SCHEMA_KEYS, **PARTS}


class Sidecars:
    """Reads sidecar files, each again only after it has changed."""

    def __init__(self) -> None:
        # By path, time of change (ns) and size (bytes).
        self._rights: dict[tuple[str, int, int], Rights] = {}

    def rights(self, photo: str) -> Rights:
        """Return the rights that a photo's sidecar file states, by name; none if there is no such file.

        Raises:
            DiagnosticError: ``sidecar-invalid``, or the file is not valid YAML.
        """
        path = Path(f"{photo}.yaml")
        if not is_file(path):
            return {}
        status = path.stat()
        key = (str(path), status.st_mtime_ns, status.st_size)
        if key not in self._rights:
            self._rights[key] = read_sidecar(parse(read_file(path, "sidecar", MAX_BYTES), display_path(path)))
        return self._rights[key]


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
