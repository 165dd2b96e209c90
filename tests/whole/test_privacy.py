"""Nothing of an input but its pixels reaches an output: every format in, every format out."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from memegen.renderer import Renderer
from memegen.rendering.formats import PICTURE_FORMATS
from memegen.rendering.metadata import card_metadata
from tests.helpers.command import BRAND

MARK = "ZXSECRETZX"
NOTE = MARK.encode()
TEMPLATES = """
brand: house
templates:
  shown:
    fields: {photo: {type: photo, required: true}}
    background: [{colour: ink}, {photo: "{photo}"}]
    alt: A photo
"""
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a b="{MARK}"/></x:xmpmeta>'.encode()
INPUTS = ("jpg", "png", "webp", "avif", "gif", "tif", "bmp", "heic", "svg")


def exif() -> bytes:
    """Camera, owner, maker's notes, place, comment and a thumbnail's worth of notes."""
    found = Image.Exif()
    for tag in (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298):
        found[tag] = MARK
    found.get_ifd(0x8769).update({0x927C: NOTE, 0x9286: b"ASCII\0\0\0" + NOTE, 0xA430: MARK, 0xA431: MARK})
    found.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 1.0), 0x1B: NOTE, 0x1D: "2026:01:01"})
    return found.tobytes()


def profile() -> bytes:
    """An sRGB profile with the mark for a description."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = data.find("sRGB built-in".encode("utf-16-be"), 132)
    data[at : at + 2 * len(MARK)] = MARK.encode("utf-16-be")
    return bytes(data)


def planted(path: Path) -> None:
    """A picture with the mark in every place that its format has for notes."""
    image = Image.effect_noise((320, 240), 60).convert("RGB")
    suffix = path.suffix[1:]
    options: dict[str, object] = {"exif": exif(), "icc_profile": profile(), "xmp": XMP}
    if suffix == "svg":
        path.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="32" height="24"><!-- {MARK} --><title>{MARK}</title>'
            f'<metadata>{MARK}</metadata><rect id="{MARK}" width="32" height="24" fill="red"/></svg>'
        )
        return
    if suffix == "jpg":
        options["comment"] = NOTE
    elif suffix == "png":
        texts = PngInfo()
        texts.add_text("Comment", MARK)
        texts.add_text("Author", MARK, zip=True)
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
        options = {"exif": exif(), "icc_profile": profile(), "pnginfo": texts}
    elif suffix == "gif":
        options = {"comment": NOTE}
    elif suffix == "tif":
        tags = ImageFileDirectory_v2()
        for tag in (270, 271, 272, 305, 315, 316, 33432):
            tags[tag] = MARK
        tags[33723], tags[700] = NOTE, XMP
        options = {"tiffinfo": tags, "icc_profile": profile()}
    elif suffix == "bmp":
        options = {}
    image.save(path, **options)  # type: ignore[arg-type]
    if suffix == "jpg":
        data = path.read_bytes()
        notes = (
            b"Photoshop 3.0\x008BIM\x04\x04\0\0"
            + struct.pack(">I", len(NOTE) + 5)
            + b"\x1c\x02\x50\0"
            + bytes([10])
            + NOTE
        )
        segment = b"\xff\xed" + struct.pack(">H", len(notes) + 2) + notes
        path.write_bytes(data[:2] + segment + data[2:])
    elif suffix == "bmp":
        with path.open("ab") as file:
            file.write(NOTE)


def segments(format: str, data: bytes) -> Iterator[str]:
    """The names of the parts of a file, entropy-coded data left out."""
    at = {"jpeg": 2, "png": 8, "webp": 12, "avif": 0, "gif": 0}[format]
    while at < len(data):
        if format == "jpeg":
            (marker, size) = struct.unpack(">HH", data[at : at + 4])
            yield f"{marker:04x}"
            if marker == 0xFFDA:
                return
            at += 2 + size
        elif format == "png":
            (size,) = struct.unpack(">I", data[at : at + 4])
            yield data[at + 4 : at + 8].decode()
            at += 12 + size
        elif format == "webp":
            (size,) = struct.unpack("<I", data[at + 4 : at + 8])
            yield data[at : at + 4].decode().strip()
            at += 8 + size + size % 2
        elif format == "avif":
            (size,) = struct.unpack(">I", data[at : at + 4])
            yield data[at + 4 : at + 8].decode()
            if data[at + 4 : at + 8] == b"meta":
                yield from re.findall(r"infe.{8}(\w{4})", data[at : at + size].decode("latin-1"), re.DOTALL)
            at += size
        else:
            with Image.open(BytesIO(data)) as image:
                yield from (str(name) for name in image.info)
            return


# What each format is made of, and nothing else; the last of each is for what the picture says of itself.
ALLOWED = {
    "jpeg": {"ffe0", "ffdb", "ffc0", "ffc4", "ffdd", "ffda", "ffe1"},
    "png": {"IHDR", "IDAT", "IEND", "iTXt"},
    "webp": {"VP8", "VP8L", "VP8X", "XMP"},
    "avif": {"ftyp", "meta", "mdat", "av01", "mime"},
    "gif": {"version", "background"},
}


def unpacked(data: bytes) -> Iterator[bytes]:
    """The file, and whatever in it is deflated."""
    yield data
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        try:
            yield zlib.decompressobj().decompress(data[found.start() :], 1 << 20)
        except zlib.error:
            continue


@pytest.mark.parametrize("suffix", INPUTS)
def test_nothing_of_an_input_reaches_an_output(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "mine.yaml").write_text(TEMPLATES, "utf-8")
    (tmp_path / "house.yaml").write_text(BRAND, "utf-8")
    path = tmp_path / f"photo.{suffix}"
    planted(path)
    assert any(NOTE in part or MARK.encode("utf-16-be") in part for part in unpacked(path.read_bytes()))
    renderer = Renderer([tmp_path / "mine.yaml"])
    platform = renderer.catalog.pick(["200x200"])[0]
    for format in PICTURE_FORMATS:
        rendered = renderer.render("shown", {"photo": str(path)}, platform, format=format)
        assert not rendered.image.info
        found = list(segments(format, rendered.bytes))
        assert set(found) <= ALLOWED[format]
        assert len(found) == len(set(found)) or (format == "jpeg" and found.count("ffe1") == 1)
        # Of notes there is our own packet, once, to the letter; without it nothing is left.
        packet = card_metadata(rendered.card).to_xmp()
        pixels, *rest = rendered.bytes.split(packet)
        assert len(rest) == (format != "gif")
        for part in unpacked(b"".join((pixels, *rest))):
            for mark in (NOTE, MARK.encode("utf-16-be"), MARK.encode("utf-16-le"), b"2026:01:01", b"xmpmeta"):
                assert mark not in part, (format, mark)
        with Image.open(BytesIO(rendered.bytes)) as image:
            image.load()
            assert not dict(image.getexif())
            assert not {"icc_profile", "comment", "exif", "photoshop"} & set(image.info)
            assert image.info.get("xmp") in (None, packet)
        assert MARK not in str(rendered.scene.to_json())
        assert MARK not in str(rendered.record())
