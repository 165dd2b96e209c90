"""PDF documents, as two readers find them that have nothing in common with their writer."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from memegen.rendering.encode import encode
from memegen.rendering.pdf import PdfInfo, PdfPage, preview, write
from tests.helpers.noise import noise, open_image

INFO = PdfInfo("Keep it — “open”", "Würde & Co", "A (caption) \\ of two\nlines", "cy-GB", b"<x>packet</x>")


def page(size: tuple[int, int] = (120, 80), alt: str = "") -> PdfPage:
    return PdfPage(encode(noise(size), "jpeg"), *size, alt)


def read(data: bytes) -> Any:
    return pypdf.PdfReader(BytesIO(data), strict=True)


def test_pages_have_their_size_in_points_at_96_dpi() -> None:
    document = read(write([page(), page((90, 101))], INFO))
    assert [tuple(map(float, found.mediabox)) for found in document.pages] == [(0, 0, 90, 60), (0, 0, 67.5, 75.75)]


def test_jpeg_is_embedded_byte_for_byte() -> None:
    one, two = page(), page((64, 64))
    document = read(write([one, two], INFO))
    pictures = [found["/Resources"]["/XObject"]["/P"].get_object() for found in document.pages]
    assert [picture._data for picture in pictures] == [one.jpeg, two.jpeg]


def test_document_says_what_it_is() -> None:
    document = read(write([page()], INFO))
    found = document.metadata
    assert (found.title, found.author, found.subject) == (INFO.title, INFO.author, INFO.subject)
    assert found.creation_date is None
    catalog = document.trailer["/Root"]
    assert catalog["/Lang"] == "cy-GB"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert catalog["/Metadata"].get_data() == INFO.xmp


def test_each_picture_is_a_figure_with_its_alternative_text() -> None:
    document = read(write([page(alt="Ŵyn “un”"), page(alt="(two) \\"), page()], INFO))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    structure = root["/StructTreeRoot"]
    figures = [figure.get_object() for figure in structure["/K"]["/K"]]
    assert [figure.get("/Alt") for figure in figures] == ["Ŵyn “un”", "(two) \\", None]
    for index, (figure, found) in enumerate(zip(figures, document.pages, strict=True)):
        assert figure["/Pg"] == found
        assert found["/StructParents"] == index
        parent = structure["/ParentTree"]["/Nums"][2 * index + 1]
        assert [entry.get_object() for entry in parent] == [figure]


def test_pages_look_like_their_pictures() -> None:
    pages = [page(), page((90, 102))]
    document = pypdfium2.PdfDocument(write(pages, INFO))
    assert len(document) == 2
    for number, expected in enumerate(pages):
        found = document[number].render(scale=96 / 72).to_pil().convert("RGB")
        difference = ImageChops.difference(found, open_image(expected.jpeg))
        assert max(ImageStat.Stat(difference).mean) < 4


def test_equal_pages_give_equal_bytes_and_other_pages_another_identifier() -> None:
    one = write([page(alt="a")], INFO)
    assert write([page(alt="a")], INFO) == one
    other = write([page(alt="b")], INFO)
    identifiers = [read(data).trailer["/ID"] for data in (one, other)]
    assert identifiers[0] != identifiers[1]
    assert b"D:20" not in one


def test_text_without_a_pair_is_replaced() -> None:
    document = read(write([page()], PdfInfo("a\ud800b")))
    assert document.metadata.title == "a?b"


def test_preview_is_the_first_page_reduced() -> None:
    assert open_image(preview(write([page((1600, 800)), page()], INFO))).size == (800, 400)
    assert open_image(preview(write([page((60, 80))], INFO))).size == (60, 80)
    assert preview(b"%PDF-1.7 of another program") == b""


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_any_picture_is_encoded_as_a_document(mode: str) -> None:
    data = encode(Image.new(mode, (40, 30), "white"), "pdf", xmp=b"<x/>")
    found = pypdfium2.PdfDocument(data)[0].render().to_pil().convert("RGB")
    assert found.getpixel((10, 10)) == (255, 255, 255)


def test_document_keeps_within_a_size_limit() -> None:
    image = noise((200, 200))
    whole = encode(image, "pdf")
    limit = len(whole) * 3 // 4
    assert len(encode(image, "pdf", limit=limit)) <= limit
