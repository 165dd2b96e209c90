"""Outcomes of jobs."""

from __future__ import annotations

from memegen.batch.job import Failed, Made, with_original_paths
from memegen.core.diagnostics import WARNING, Diagnostic, Note, Where


def test_paths_of_copies_are_replaced_in_notes_too() -> None:
    def found(path: str) -> Diagnostic:
        note = Note(Where(f"{path}.yaml", 2, 1), "set in the template")
        return Diagnostic(
            WARNING, "photo-small", Where("rows.csv", 2, row=1), f"{path} is small", f"crop {path}", (note,)
        )

    copy, original = found("cache/p.png"), found("s3://campaign/p.png")
    originals = {"cache/p.png": "s3://campaign/p.png"}
    failed = with_original_paths(Failed(1, "60x60", (copy,)), originals)
    assert failed == Failed(1, "60x60", (original,))
    made = with_original_paths(Made(1, "60x60", "x.jpg", b"", {"findings": [copy.to_json()]}, (copy,)), originals)
    assert made == Made(1, "60x60", "x.jpg", b"", {"findings": [original.to_json()]}, (original,))
