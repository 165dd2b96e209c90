"""Sidecars: what a file ``photo.jpg.yaml`` says of the photo beside it."""

from __future__ import annotations

from memegen.node import Node
from memegen.rights import PARTS, Rights
from memegen.schema.reader import Reader


def read_sidecar(node: Node) -> Rights:
    """What it says, each with its place. Raises DiagnosticError (sidecar-invalid) with every problem."""
    reader = Reader("sidecar-invalid")
    said = {part: reader.written(value, part) for part, value in reader.entries(node, "a photo's sidecar", PARTS)}
    for part, written in said.items():
        if not isinstance(written.raw, str):
            reader.problem(written.where, f"{part}: expected one text, not a list", f"{part}: {PARTS[part]}")
    reader.finish()
    return {part: written for part, written in said.items() if written.raw}
