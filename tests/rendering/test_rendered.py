"""Finished graphics as files of every format."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from memegen import Rendered, Renderer
from memegen.model.entities import Platform
from memegen.rendering.file_size import DOCUMENT_BYTES, size_limit
from memegen.rendering.rendered import document
from tests.helpers.command import Command


@pytest.fixture
def renderer(tmp_path: Path) -> Renderer:
    Command(tmp_path)
    return Renderer([tmp_path / "mine.yaml"])


def card(renderer: Renderer, words: str = "Ye are many", size: str = "240x300", format: str = "pdf") -> Rendered:
    return renderer.render("plain", {"quote": words}, renderer.catalog.pick([size])[0], format=format)


def test_document_of_one_graphic_has_its_texts(renderer: Renderer) -> None:
    found = card(renderer)
    read = pypdf.PdfReader(BytesIO(found.bytes), strict=True)
    assert read.metadata
    assert (read.metadata.title, read.metadata.author, read.metadata.subject) == ("Ye are many", "House", "Ye are many")
    assert b"AltTextAccessibility" in found.bytes
    assert found.record()["format"] == "pdf"
    assert (found.record()["width"], found.record()["bytes"]) == (240, len(found.bytes))


def test_graphic_is_saved_as_a_document(renderer: Renderer, tmp_path: Path) -> None:
    path = card(renderer, format="png").save(tmp_path / "quote.pdf")
    assert path.read_bytes() == card(renderer).bytes
    assert pypdfium2.PdfDocument(path.read_bytes())[0].get_size() == (180, 225)


def test_document_of_several_graphics_has_their_order_and_alternative_texts(renderer: Renderer) -> None:
    words = ("one", "two", "three")
    data = document([card(renderer, each) for each in words])
    read: Any = pypdf.PdfReader(BytesIO(data), strict=True)
    root = read.root_object
    figures = [figure.get_object() for figure in root["/StructTreeRoot"]["/K"]["/K"]]
    assert [figure["/Alt"] for figure in figures] == list(words)
    assert b"AltTextAccessibility" not in data
    assert document([card(renderer, each) for each in words]) == data


def test_size_limit_of_a_document_is_that_of_a_platform_that_takes_documents() -> None:
    picture = Platform("p", "P", 10, 10, bytes=5)
    assert (size_limit(picture, "png"), size_limit(picture, "pdf")) == (5, DOCUMENT_BYTES)
    assert size_limit(Platform("d", "D", 10, 10, bytes=7, formats=("pdf",)), "pdf") == 7
    assert size_limit(Platform("p", "P", 10, 10), "png") is None


def test_command_writes_documents_once(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    memegen.write("rows.txt", "Ye are many\nThey are few\n")
    batch = ("batch", "rows.txt", "-t", "plain", "-T", "mine.yaml", "-p", "240x300", "-f", "pdf")
    assert "2 rendered" in memegen.run(*batch).err
    files = sorted((tmp_path / "out").glob("*.pdf"))
    assert [len(pypdf.PdfReader(file).pages) for file in files] == [1, 1]
    assert "2 unchanged" in memegen.run(*batch).err
    page = (tmp_path / "out" / "contact-sheet.html").read_text("utf-8")
    assert page.count('type="application/pdf"') == page.count('src="data:image/jpeg;base64,/9j/') == 2
    sent = memegen.run("make", "plain", "-T", "mine.yaml", "--quote", "Hi", "-p", "90x90", "-f", "pdf", "-o", "-")
    assert sent.raw.startswith(b"%PDF-1.7")
