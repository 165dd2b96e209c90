"""Metadata of picture files, as Pillow and exiv2 read it."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import exiv2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from memegen.renderer import Renderer
from memegen.rendering.encode import encode
from memegen.rendering.metadata import INVALID_XML, MAX_PACKET, MAX_TITLE, Metadata, card_metadata
from tests.helpers.command import BRAND

CARRIERS = ("png", "jpeg", "webp", "avif")
METADATA = Metadata(
    title="Dau <gair> & mwy",
    alt="“Ye are many” — Shelley, ŵ ŷ 🎉 &amp; كثيرون",
    caption='Line one\nline "two" ]]> #Tag',
    creator="Millbrook Food Co-op",
    publisher="Printed by J. Bloggs, 2 Quay Street",
    credit="Jo Bloggs / Gazette",
    rights="Jo Bloggs / Gazette, CC BY 4.0",
    source="https://example.org/?a=1&b=2",
    language="cy",
)
TEMPLATES = """
brand: house
templates:
  shown:
    fields: {photo: {type: photo}, quote: {}}
    background: [{colour: ink}, {photo: "{photo}", when: photo}]
    alt: "Quote: {quote}"
    caption: "{quote} #Now"
"""
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ALT = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility"


def by_exiv2(data: bytes) -> dict[str, str]:
    image = exiv2.ImageFactory.open(data)
    image.readMetadata()
    assert not list(image.exifData())
    assert not list(image.iptcData())
    return {datum.key(): datum.toString() for datum in image.xmpData()}


def by_pillow(data: bytes) -> dict[str, object]:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        found = image.getxmp()
    return dict(found["xmpmeta"]["RDF"]["Description"])


def both(text: str) -> str:
    return f'lang="x-default" {text}, lang="cy" {text}'


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("format", CARRIERS)
def test_exiv2_reads_every_text(format: str, mode: str) -> None:
    data = encode(Image.new(mode, (40, 30), "red"), format, xmp=METADATA.to_xmp())
    assert by_exiv2(data) == {
        "Xmp.dc.title": both(METADATA.title),
        "Xmp.dc.description": both(METADATA.caption),
        "Xmp.dc.creator": METADATA.creator,
        "Xmp.dc.publisher": METADATA.publisher,
        "Xmp.dc.rights": both(METADATA.rights),
        "Xmp.dc.source": METADATA.source,
        "Xmp.photoshop.Credit": METADATA.credit,
        "Xmp.iptc.AltTextAccessibility": both(METADATA.alt),
    }


@pytest.mark.parametrize("format", CARRIERS)
def test_metadata_does_not_change_the_pixels(format: str) -> None:
    image = Image.linear_gradient("L").convert("RGB")
    data = encode(image, format, xmp=METADATA.to_xmp())
    found = by_pillow(data)
    assert found["Credit"] == METADATA.credit
    assert found["AltTextAccessibility"] == {
        "Alt": {"li": [{"lang": "x-default", "text": METADATA.alt}, {"lang": "cy", "text": METADATA.alt}]}
    }
    with Image.open(io.BytesIO(data)) as noted, Image.open(io.BytesIO(encode(image, format))) as plain:
        assert noted.tobytes() == plain.tobytes()


def test_gif_has_no_metadata() -> None:
    image = Image.new("RGB", (4, 4), "red")
    assert encode(image, "gif", xmp=METADATA.to_xmp()) == encode(image, "gif")


def test_file_reduced_to_a_size_limit_keeps_its_metadata() -> None:
    image = Image.merge("RGB", [Image.effect_noise((160, 120), spread) for spread in (80, 90, 100)])
    for format in CARRIERS:
        data = encode(image, format, limit=10, xmp=METADATA.to_xmp())
        assert by_exiv2(data)["Xmp.photoshop.Credit"] == METADATA.credit


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_packet_of_any_text_is_valid_xml(text: str) -> None:
    packet = Metadata(alt=text, source=text, language="en").to_xmp()
    said = INVALID_XML.sub("", text).strip()
    assert packet == Metadata(alt=text, source=text, language="en").to_xmp()
    if not said:
        assert packet == b""
        return
    tree = ElementTree.fromstring(packet.decode().removeprefix("\ufeff"))
    assert {entry.text for entry in tree.iter(f"{RDF}li")} == {said}
    assert [entry.text for entry in tree.iter("{http://purl.org/dc/elements/1.1/}source")] == [said]
    assert len(list(tree.iter(ALT))) == 1


def test_texts_too_long_for_a_jpeg_are_truncated() -> None:
    long = Metadata(alt='"🎉' * 30_000, caption="<" * 90_000, rights="&" * 90_000, language="en", credit="kept")
    assert len(long.to_xmp()) <= MAX_PACKET
    found = by_exiv2(encode(Image.new("RGB", (9, 9)), "jpeg", xmp=long.to_xmp()))
    assert found["Xmp.photoshop.Credit"] == "kept"


def test_empty_metadata_has_no_packet() -> None:
    assert Metadata(language="en").to_xmp() == b""
    image = Image.new("RGB", (9, 9))
    assert all(encode(image, format, xmp=b"") == encode(image, format) for format in CARRIERS)


def test_card_metadata_has_creator_and_rights(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(TEMPLATES, "utf-8")
    (tmp_path / "house.yaml").write_text(f"{BRAND}imprint: House, 2 Quay Street\nlanguage: cy\n", "utf-8")
    Image.new("RGB", (300, 300), "red").save(tmp_path / "march.png")
    rights = "credit: Jo Bloggs\nlicence: CC BY 4.0\nsource: https://example.org/march\n"
    (tmp_path / "march.png.yaml").write_text(rights, "utf-8")
    renderer = Renderer([tmp_path / "mine.yaml"])
    values = {"quote": "Ye *are* many", "photo": str(tmp_path / "march.png")}
    platform = renderer.catalog.pick(["200x200"])[0]
    assert by_exiv2(renderer.render("shown", values, platform).bytes) == {
        "Xmp.dc.title": both("Quote: Ye are many"),
        "Xmp.dc.description": both("Ye are many #Now"),
        "Xmp.dc.creator": "House",
        "Xmp.dc.publisher": "House, 2 Quay Street",
        "Xmp.dc.rights": both("Jo Bloggs, CC BY 4.0"),
        "Xmp.dc.source": "https://example.org/march",
        "Xmp.photoshop.Credit": "Jo Bloggs",
        "Xmp.iptc.AltTextAccessibility": both("Quote: Ye are many"),
    }
    plain = card_metadata(renderer.render("shown", {"quote": "word " * 40}, platform).card)
    assert (plain.credit, plain.rights, plain.source) == ("", "", "")
    assert len(plain.title) <= MAX_TITLE
    assert plain.title.endswith("word…")
