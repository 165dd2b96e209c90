"""The carousel among the examples: nine pages as pictures and as a document, without a finding."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from memegen import Renderer, Series
from memegen.cli.field_options import with_examples
from tests.helpers.paths import ROOT

CAROUSEL = ROOT / "examples" / "carousel.yaml"
PLATFORMS = ("linkedin-portrait", "instagram-portrait", "instagram-square", "instagram-story")


def carousel(platform: str = "linkedin-portrait", format: str = "", **values: str | tuple[str, ...]) -> Series:
    renderer = Renderer([CAROUSEL])
    row = {**with_examples(renderer.template("carousel"), {}), **values}
    return renderer.series("carousel", row, renderer.catalog.pick([platform])[0], format=format)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_nine_pages_without_a_finding(platform: str) -> None:
    found = carousel(platform)
    assert len(found) == 9
    assert [finding.code for finding in found.findings] == []
    assert found[0].alt_text.startswith("Cover: 7 reasons")
    assert found[8].alt_text.endswith("https://example.org/keep-it-open")
    assert len({page.alt_text for page in found}) == 9


def test_document_is_what_linkedin_takes_and_its_code_is_read() -> None:
    import zxingcpp

    data = carousel(format="pdf").bytes
    assert len(data) < 3_000_000
    assert len(pypdf.PdfReader(BytesIO(data), strict=True).pages) == 9
    document = pypdfium2.PdfDocument(data)
    assert {document[page].get_size() for page in range(9)} == {(810, 1012.5)}
    last = document[8].render(scale=1).to_pil().convert("RGB")
    assert [code.text for code in zxingcpp.read_barcodes(last)] == ["https://example.org/keep-it-open"]


def test_each_page_is_read_without_the_others(tmp_path: Path) -> None:
    for number, page in enumerate(carousel(), 1):
        words = " ".join(text.text for text in page.scene.texts())
        assert "reasons to keep the library open" in words.lower()
        assert number == 1 or f"{number}/9" in words
