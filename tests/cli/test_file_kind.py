"""What kind of file a file is taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.cli.file_kind import file_kind


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("memegen.yaml", "a: b", "project"),
        ("a.csv", "quote", "rows"),
        ("a.yaml", "", "templates"),
        ("a.yaml", "templates: {}", "templates"),
        ("a.yaml", "tempaltes: {}", "templates"),
        ("a.yaml", "platforms: {}\nfonts: x", "templates"),
        ("a.yaml", "words: {a: b}", "templates"),
        ("a.yaml", "fonts: {display: Anton}\nextends: a", "brand"),
        ("a.yaml", "palete: {}", "brand"),
        ("a.yaml", "tt: {layers: []}", "templates"),
        ("a.yaml", "name: a\nhashtag: b", "brand"),
        ("a.yaml", "- a", "rows"),
        ("a.yaml", "a text", "rows"),
        ("a.yaml", "records: []", "rows"),
        ("a.yaml", "quote: a\nby: b", "rows"),
        ("a.yml", "$schema: ../schemas/brand.json", "brand"),
        ("a.yaml", "$schema: schemas/platforms.json", "templates"),
        ("march.jpg.yaml", "credit: a", "sidecar"),
        ("march.JPG.yaml", "", "sidecar"),
        ("a.b.yaml", "templates: {}", "templates"),
    ],
)
def test_kind_of_a_file(name: str, text: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert file_kind(str(tmp_path / name)) == kind
