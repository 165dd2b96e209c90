"""Series as files: numbered pictures, or one document."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

import memegen
from memegen import DiagnosticError, Series
from memegen.rendering.series import numbered
from tests.helpers.command import BRAND
from tests.helpers.noise import open_image
from tests.helpers.series import TEMPLATES


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "house.yaml").write_text(BRAND, "utf-8")
    (tmp_path / "series.yaml").write_text(TEMPLATES, "utf-8")
    return tmp_path / "series.yaml"


def why(templates: Path, reasons: int = 2, **changed: str) -> Series:
    fields: dict[str, object] = {"title": "Why", "reasons": [f"reason {i}" for i in range(1, reasons + 1)]}
    return memegen.render_series("why", platform="90x120", templates=templates, **changed, **fields)  # type: ignore[arg-type]


def test_numbers_sort() -> None:
    assert numbered("a", 1) == ["a"]
    assert numbered("a", 2) == ["a-1", "a-2"]
    assert numbered("a", 10)[::9] == ["a-01", "a-10"]


def test_series_is_a_sequence_of_graphics(templates: Path) -> None:
    found = why(templates)
    assert len(found) == 4
    assert [page.alt_text for page in found] == ["Why", "reason 1", "reason 2", "Why"]
    assert found[0].image.size == (90, 120)
    assert [(page.record()["page"], page.record()["pages"]) for page in found] == [(i, 4) for i in range(1, 5)]


def test_pages_are_saved_with_numbers(templates: Path, tmp_path: Path) -> None:
    files = why(templates).save(tmp_path / "x.webp")
    assert [file.name for file in files] == ["x-1.webp", "x-2.webp", "x-3.webp", "x-4.webp"]
    assert all(open_image(file.read_bytes()).format == "WEBP" for file in files)
    assert [file.name for file in why(templates, 9).save(tmp_path / "y")][:2] == ["y-01.png", "y-02.png"]
    with pytest.raises(DiagnosticError):
        why(templates).save(tmp_path / "z.tiff")
    assert not list(tmp_path.glob("z*"))


def test_document_has_all_pages(templates: Path, tmp_path: Path) -> None:
    (file,) = why(templates).save(tmp_path / "x.pdf")
    assert len(pypdf.PdfReader(file).pages) == 4
    found = why(templates, format="pdf")
    assert found.is_document
    assert found.bytes == file.read_bytes() == why(templates, format="pdf").bytes
    record = found.record("x.pdf")
    assert (record["format"], record["pages"], record["bytes"]) == ("pdf", 4, len(found.bytes))
    assert "page" not in record
    assert record["alt_text"] == "Why\nreason 1\nreason 2"
    assert len(pypdf.PdfReader(BytesIO(found.bytes)).pages) == 4


def test_render_refuses_a_series_of_several_pages(templates: Path) -> None:
    with pytest.raises(DiagnosticError) as caught:
        memegen.render("why", templates=templates, title="Why", reasons=["a"])
    assert [each.code for each in caught.value.diagnostics] == ["pages-several"]
    assert memegen.render("mood", templates=templates, words="Hi", variant="2").record()["variant"] == 2
    assert len(memegen.render_series("mood", templates=templates, words="Hi")) == 1
