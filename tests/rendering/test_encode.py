"""Formats, qualities and size limits of picture files."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from memegen.rendering import encode as encoding
from memegen.rendering.encode import MIN_QUALITY, encode
from memegen.rendering.formats import PICTURE_FORMATS
from tests.helpers.noise import noise, open_image


@pytest.mark.parametrize("format", PICTURE_FORMATS)
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_file_of_each_format_opens_and_is_reproducible(format: str, mode: str) -> None:
    image = Image.linear_gradient("L").resize((64, 48)).convert(mode)
    data = encode(image, format)
    found = open_image(data)
    assert found.format == format.upper()
    assert found.size == (64, 48)
    assert encode(image.copy(), format) == data
    grey = found.convert("RGB").getpixel((32, 24))
    assert grey == pytest.approx((130,) * 3, abs=6)


@pytest.mark.parametrize("format", PICTURE_FORMATS)
def test_info_of_the_image_is_not_written(format: str) -> None:
    image = noise((20, 20))
    plain = encode(image, format)
    image.info.update(comment=b"secret", exif=b"Exif\0\0secret", icc_profile=b"secret", xmp=b"secret", dpi=(72, 72))
    assert encode(image, format) == plain
    assert b"secret" not in plain


def test_jpeg_of_a_transparent_image_is_composited_on_white() -> None:
    image = Image.new("RGBA", (16, 16), (255, 0, 0, 0))
    assert open_image(encode(image, "jpeg")).getpixel((8, 8)) == pytest.approx((255,) * 3, abs=1)
    half = Image.new("RGBA", (16, 16), (0, 0, 0, 128))
    assert open_image(encode(half, "jpeg")).getpixel((8, 8)) == pytest.approx((127,) * 3, abs=2)


@pytest.mark.parametrize("format", ["png", "webp", "avif"])
def test_alpha_is_kept_by_formats_that_have_it(format: str) -> None:
    image = Image.new("RGBA", (16, 16), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 8, 16))
    found = open_image(encode(image, format)).convert("RGBA").getchannel("A")
    assert (found.getpixel((2, 8)), found.getpixel((13, 8))) == (255, 0)


def test_jpeg_keeps_red_edges_sharp() -> None:
    image = Image.new("RGB", (33, 33), (20, 20, 120))
    image.paste((230, 20, 20), (0, 0, 17, 33))
    found = open_image(encode(image, "jpeg"))
    assert found.getpixel((15, 16)) == pytest.approx((230, 20, 20), abs=16)
    assert found.getpixel((18, 16)) == pytest.approx((20, 20, 120), abs=16)


@pytest.mark.parametrize("format", ["jpeg", "webp", "avif"])
def test_size_limit_lowers_the_quality_no_further_than_necessary(format: str) -> None:
    image = noise()
    best, worst = len(encode(image, format)), len(encode(image, format, quality=MIN_QUALITY))
    assert worst < best
    assert encode(image, format, limit=best) == encode(image, format)
    limit = (best + worst) // 2
    found = encode(image, format, limit=limit)
    assert worst < len(found) <= limit
    # What cannot be reached gives the smallest there is, for the caller to judge.
    assert len(encode(image, format, limit=10)) == worst


def test_size_limit_compresses_a_png_for_size() -> None:
    image = Image.linear_gradient("L").resize((300, 300)).convert("RGB")
    easy = encode(image, "png")
    hard = encode(image, "png", limit=len(easy) - 1)
    assert len(hard) < len(easy)
    assert open_image(hard).tobytes() == image.tobytes()


def test_quality_below_the_minimum_is_kept() -> None:
    image = noise()
    assert encode(image, "jpeg", quality=30, limit=10) == encode(image, "jpeg", quality=30)


@pytest.mark.parametrize("format", ["jpeg", "webp", "avif"])
def test_size_limit_is_met_in_a_few_steps(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_size_limit_gives_a_png_a_palette() -> None:
    image = Image.radial_gradient("L").resize((300, 300)).convert("RGB")
    image.paste((200, 30, 60), (0, 0, 300, 90))
    whole = encode(image, "png")
    hard = len(encode(image, "png", limit=len(whole) - 1))
    found = encode(image, "png", limit=hard - 1)
    assert len(found) < hard
    again = open_image(found)
    assert again.mode == "P"
    assert max(ImageStat.Stat(ImageChops.difference(again.convert("RGB"), image)).rms) < 4
    assert encode(image.copy(), "png", limit=hard - 1) == found


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_smallest_palette_is_the_last_resort(mode: str) -> None:
    image = noise().convert(mode)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    found = encode(image, "png", limit=10)
    again = open_image(found)
    assert (again.mode, again.size) == ("P", image.size)
    assert len(again.getcolors() or ()) <= 64
    assert len(found) < len(encode(image, "png")) / 3
    alphas = again.convert("RGBA").getchannel("A").tobytes()
    assert min(alphas) == 255 if mode == "RGB" else min(alphas) < 40
