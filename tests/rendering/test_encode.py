from __future__ import annotations

import io
import sys
import zlib
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from memegen.rendering import encode as encoding
from memegen.rendering import png
from memegen.rendering.encode import MIN_QUALITY, encode
from memegen.rendering.formats import FORMATS


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def noise(size: tuple[int, int] = (160, 120)) -> Image.Image:
    # Pillow's own noise is another one each time.
    chance = Random(7)
    count = size[0] * size[1]
    bands = [
        bytes(min(255, max(0, round(chance.gauss(128, spread)))) for _ in range(count)) for spread in (80, 90, 100)
    ]
    return Image.merge("RGB", [Image.frombytes("L", size, band) for band in bands])


@given(st.sampled_from(["RGB", "RGBA"]), st.integers(1, 9), st.integers(1, 9), st.randoms(use_true_random=False))
def test_a_png_holds_exactly_the_pixels(mode: str, width: int, height: int, random: object) -> None:
    count = width * height * len(mode)
    image = Image.frombytes(mode, (width, height), bytes(random.randrange(256) for _ in range(count)))  # type: ignore[attr-defined]
    found = opened(encode(image, "png"))
    assert (found.format, found.mode, found.size) == ("PNG", mode, image.size)
    assert found.tobytes() == image.tobytes()


def test_a_png_has_three_chunks_and_each_is_sound() -> None:
    data = encode(noise(), "png")
    kinds, at = [], 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4])
        body = data[at + 4 : at + 8 + length]
        assert int.from_bytes(data[at + 8 + length : at + 12 + length]) == zlib.crc32(body)
        kinds.append(body[:4])
        at += 12 + length
    assert kinds == [b"IHDR", b"IDAT", b"IEND"]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_every_format_can_be_opened_again_and_is_the_same_each_time(format: str, mode: str) -> None:
    image = Image.linear_gradient("L").resize((64, 48)).convert(mode)
    data = encode(image, format)
    found = opened(data)
    assert found.format == format.upper()
    assert found.size == (64, 48)
    assert encode(image.copy(), format) == data
    grey = found.convert("RGB").getpixel((32, 24))
    assert grey == pytest.approx((130,) * 3, abs=6)


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_but_the_picture_is_written(format: str) -> None:
    image = noise((20, 20))
    plain = encode(image, format)
    image.info.update(comment=b"secret", exif=b"Exif\0\0secret", icc_profile=b"secret", xmp=b"secret", dpi=(72, 72))
    assert encode(image, format) == plain
    assert b"secret" not in plain


def test_a_jpeg_of_a_transparent_picture_is_laid_on_white() -> None:
    image = Image.new("RGBA", (16, 16), (255, 0, 0, 0))
    assert opened(encode(image, "jpeg")).getpixel((8, 8)) == pytest.approx((255,) * 3, abs=1)
    half = Image.new("RGBA", (16, 16), (0, 0, 0, 128))
    assert opened(encode(half, "jpeg")).getpixel((8, 8)) == pytest.approx((127,) * 3, abs=2)


@pytest.mark.parametrize("format", ["png", "webp", "avif"])
def test_transparency_is_kept(format: str) -> None:
    image = Image.new("RGBA", (16, 16), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 8, 16))
    found = opened(encode(image, format)).convert("RGBA").getchannel("A")
    assert (found.getpixel((2, 8)), found.getpixel((13, 8))) == (255, 0)


def test_red_on_a_flat_ground_stays_sharp_in_a_jpeg() -> None:
    image = Image.new("RGB", (33, 33), (20, 20, 120))
    image.paste((230, 20, 20), (0, 0, 17, 33))
    found = opened(encode(image, "jpeg"))
    assert found.getpixel((15, 16)) == pytest.approx((230, 20, 20), abs=16)
    assert found.getpixel((18, 16)) == pytest.approx((20, 20, 120), abs=16)


@pytest.mark.parametrize("format", ["jpeg", "webp", "avif"])
def test_a_limit_lowers_the_quality_no_further_than_it_must(format: str) -> None:
    image = noise()
    best, worst = len(encode(image, format)), len(encode(image, format, quality=MIN_QUALITY))
    assert worst < best
    assert encode(image, format, limit=best) == encode(image, format)
    limit = (best + worst) // 2
    found = encode(image, format, limit=limit)
    assert worst < len(found) <= limit
    # What cannot be reached gives the smallest there is, for the caller to judge.
    assert len(encode(image, format, limit=10)) == worst


def test_a_limit_packs_a_png_harder() -> None:
    image = Image.linear_gradient("L").resize((300, 300)).convert("RGB")
    easy = encode(image, "png")
    hard = encode(image, "png", limit=len(easy) - 1)
    assert len(hard) < len(easy)
    assert opened(hard).tobytes() == image.tobytes()


def test_a_quality_below_the_worst_is_kept() -> None:
    image = noise()
    assert encode(image, "jpeg", quality=30, limit=10) == encode(image, "jpeg", quality=30)


@pytest.mark.parametrize("format", ["jpeg", "webp", "avif"])
def test_a_limit_is_met_in_a_few_steps(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    image = noise()
    best, worst = len(encode(image, format)), len(encode(image, format, quality=MIN_QUALITY))
    counted: list[int] = []
    lossy = encoding._lossy

    def counting(*given: Any) -> bytes:
        counted[-1] += 1
        return lossy(*given)

    monkeypatch.setattr(encoding, "_lossy", counting)
    for part in (0.98, 0.8, 0.6, 0.4, 0.2, 0.05, -1.0):
        counted.append(0)
        encode(image, format, limit=max(0, int(worst + part * (best - worst))))
    assert max(counted) <= 7
    assert sum(counted) / len(counted) <= 5
    # What is out of reach is seen at once.
    assert counted[-1] == 2


def test_a_limit_gives_a_png_a_palette() -> None:
    image = Image.radial_gradient("L").resize((300, 300)).convert("RGB")
    image.paste((200, 30, 60), (0, 0, 300, 90))
    whole = encode(image, "png")
    hard = len(encode(image, "png", limit=len(whole) - 1))
    found = encode(image, "png", limit=hard - 1)
    assert len(found) < hard
    again = opened(found)
    assert again.mode == "P"
    assert max(ImageStat.Stat(ImageChops.difference(again.convert("RGB"), image)).rms) < 4
    assert encode(image.copy(), "png", limit=hard - 1) == found


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_the_smallest_palette_is_the_last_resort(mode: str) -> None:
    image = noise().convert(mode)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    found = encode(image, "png", limit=10)
    again = opened(found)
    assert (again.mode, again.size) == ("P", image.size)
    assert len(again.getcolors() or ()) <= 64
    assert len(found) < len(encode(image, "png")) / 3
    alphas = again.convert("RGBA").getchannel("A").tobytes()
    assert min(alphas) == 255 if mode == "RGB" else min(alphas) < 40


def test_dots_only_where_a_palette_shows_bands() -> None:
    flat = Image.new("RGB", (80, 80), (20, 20, 120))
    flat.paste((230, 20, 20), (10, 10, 70, 70))
    assert opened(png.write_indexed(flat, 64)).convert("RGB").tobytes() == flat.tobytes()
    photo = Image.merge("RGB", [Image.linear_gradient("L").rotate(turn).resize((90, 90)) for turn in (0, 90, 180)])
    dotted = opened(png.write_indexed(photo, 16)).convert("RGB")
    plain = photo.quantize(16, Image.Quantize.MEDIANCUT).convert("RGB")
    # Seen from afar, dots come nearer to the colours.
    far = [ImageStat.Stat(ImageChops.difference(each.reduce(6), photo.reduce(6))).rms for each in (dotted, plain)]
    assert max(far[0]) < max(far[1]) * 0.75


def test_png_is_the_same_whatever_memory_holds() -> None:
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


def test_without_isal_a_png_holds_the_same_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    image = noise()
    quick = encode(image, "png")
    monkeypatch.setitem(sys.modules, "isal.isal_zlib", None)
    found = encode(image, "png")
    assert found != quick
    assert opened(found).tobytes() == opened(quick).tobytes() == image.tobytes()
