"""PNG files: their pixels, chunks and palettes."""

from __future__ import annotations

import sys
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from memegen.rendering import png
from memegen.rendering.encode import encode
from tests.helpers.noise import noise, open_image


@given(st.sampled_from(["RGB", "RGBA"]), st.integers(1, 9), st.integers(1, 9), st.randoms(use_true_random=False))
def test_png_has_exactly_the_pixels(mode: str, width: int, height: int, random: object) -> None:
    count = width * height * len(mode)
    image = Image.frombytes(mode, (width, height), bytes(random.randrange(256) for _ in range(count)))  # type: ignore[attr-defined]
    found = open_image(encode(image, "png"))
    assert (found.format, found.mode, found.size) == ("PNG", mode, image.size)
    assert found.tobytes() == image.tobytes()


def test_png_has_three_chunks_with_valid_checksums() -> None:
    data = encode(noise(), "png")
    kinds, at = [], 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4])
        body = data[at + 4 : at + 8 + length]
        assert int.from_bytes(data[at + 8 + length : at + 12 + length]) == zlib.crc32(body)
        kinds.append(body[:4])
        at += 12 + length
    assert kinds == [b"IHDR", b"IDAT", b"IEND"]


def test_palette_is_dithered_only_where_bands_are_visible() -> None:
    flat = Image.new("RGB", (80, 80), (20, 20, 120))
    flat.paste((230, 20, 20), (10, 10, 70, 70))
    assert open_image(png.write_indexed(flat, 64)).convert("RGB").tobytes() == flat.tobytes()
    photo = Image.merge("RGB", [Image.linear_gradient("L").rotate(turn).resize((90, 90)) for turn in (0, 90, 180)])
    dotted = open_image(png.write_indexed(photo, 16)).convert("RGB")
    plain = photo.quantize(16, Image.Quantize.MEDIANCUT).convert("RGB")
    # Seen from afar, dots come nearer to the colours.
    far = [ImageStat.Stat(ImageChops.difference(each.reduce(6), photo.reduce(6))).rms for each in (dotted, plain)]
    assert max(far[0]) < max(far[1]) * 0.75


def test_png_does_not_depend_on_freed_memory() -> None:
    image = noise((200, 150))
    first = {pack: pack(image) for pack in (png.write, png.write_small)}
    kept: list[bytes] = []
    for turn in range(300):
        # Memory that was used for other things, and is given back.
        kept.append(bytes([turn % 256]) * (1000 + 977 * turn))
        if len(kept) > 5:
            del kept[turn % 5]
        for pack, data in first.items():
            assert pack(image.copy()) == data


def test_png_without_isal_has_the_same_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    image = noise()
    quick = encode(image, "png")
    monkeypatch.setitem(sys.modules, "isal.isal_zlib", None)
    found = encode(image, "png")
    assert found != quick
    assert open_image(found).tobytes() == open_image(quick).tobytes() == image.tobytes()
