"""Colours that files describe without a profile: cICP, nclx, gAMA and cHRM. Expected values are Chromium's."""

from __future__ import annotations

from pathlib import Path
from struct import pack
from zlib import crc32

import pillow_heif
import pytest
from PIL import Image

from memegen.core.diagnostics import DiagnosticError
from memegen.images.color_code import ColorCode, heif_color_code, png_profile, read_color_code
from memegen.images.color_modes import to_srgb
from memegen.images.decode import decode
from memegen.images.matrix_profile import SRGB_CURVE, matrix_profile
from memegen.images.open import open_photo
from memegen.images.primaries import BY_NUMBER

ORANGE = (200, 80, 60)
CHRM_P3 = (31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)


def chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))


def png(file: Path, color: tuple[int, int, int], *chunks: bytes, **options: bytes) -> Path:
    Image.new("RGB", (4, 4), color).save(file, None, **options)
    data = file.read_bytes()
    # After the signature and the header, which is always 25 bytes.
    file.write_bytes(data[:33] + b"".join(chunks) + data[33:])
    return file


def cicp(*code: int) -> bytes:
    return chunk(b"cICP", bytes((*code, 0, 1)))


def avif(file: Path, color: tuple[int, int, int], primaries: int, transfer: int) -> Path:
    Image.new("RGB", (64, 64), color).save(file, quality=100, subsampling="4:4:4")
    data = file.read_bytes()
    start = data.index(b"colrnclx") + 8
    file.write_bytes(data[:start] + pack(">HH", primaries, transfer) + data[start + 4 :])
    return file


def shown(file: Path) -> tuple[int, ...]:
    decoded = decode(file, 1)
    found = to_srgb(decoded.image, decoded.profile).getpixel((1, 1))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("code", "color", "expected"),
    [
        ((12, 13), ORANGE, (216, 69, 50)),
        ((9, 13), ORANGE, (244, 37, 50)),
        ((9, 14), (128, 128, 128), (121, 121, 121)),
        ((1, 1), ORANGE, (197, 70, 49)),
        ((1, 4), ORANGE, (201, 79, 57)),
        ((11, 17), ORANGE, (213, 50, 30)),
        ((4, 4), ORANGE, (236, 71, 44)),
        ((2, 2), ORANGE, ORANGE),
        ((1, 13), ORANGE, ORANGE),
    ],
)
def test_png_has_the_colours_of_its_code_points(
    tmp_path: Path, code: tuple[int, int], color: tuple[int, int, int], expected: tuple[int, int, int]
) -> None:
    assert shown(png(tmp_path / "a.png", color, cicp(*code))) == pytest.approx(expected, abs=1)


@pytest.mark.parametrize(("code", "expected"), [((12, 13), (216, 70, 49)), ((9, 1), (244, 40, 49)), ((1, 1), ORANGE)])
def test_avif_has_the_colours_of_its_code_points(
    tmp_path: Path, code: tuple[int, int], expected: tuple[int, int, int]
) -> None:
    assert shown(avif(tmp_path / "a.avif", ORANGE, *code)) == pytest.approx(expected, abs=2)


def test_heic_has_the_colours_of_its_code_points(tmp_path: Path) -> None:
    pixels = Image.new("RGB", (64, 64), ORANGE).tobytes()
    code = {"color_primaries": 12, "transfer_characteristics": 13, "matrix_coefficients": 6, "full_range_flag": 1}
    pillow_heif.encode("RGB", (64, 64), pixels, tmp_path / "a.heic", quality=100, chroma=444, **code)
    assert shown(tmp_path / "a.heic") == pytest.approx((216, 69, 50), abs=2)
    assert heif_color_code({"nclx_profile": None}) is None


def test_avif_with_several_images_has_the_colours_of_the_first(tmp_path: Path) -> None:
    file = avif(tmp_path / "a.avif", ORANGE, 12, 13)
    # As the header of a gain map; no image refers to it.
    file.write_bytes(file.read_bytes() + b"\0\0\0\x13colrnclx" + pack(">HHHB", 9, 16, 9, 0))
    with open_photo(file) as photo:
        assert read_color_code(photo) == (12, 13, False)


@pytest.mark.parametrize(
    ("code", "said"), [((22, 9), "tone curve"), ((200, 13), "primaries"), ((200, 16), "primaries")]
)
def test_unknown_code_points_are_an_error(tmp_path: Path, code: tuple[int, int], said: str) -> None:
    with pytest.raises(DiagnosticError, match=f"{said} .* in ITU-T H.273. is not known|are not known"):
        decode(png(tmp_path / "a.png", ORANGE, cicp(*code)), 1)


def test_code_points_of_a_png_go_before_its_profile_and_numbers(tmp_path: Path) -> None:
    p3 = matrix_profile(BY_NUMBER[12], SRGB_CURVE)
    assert shown(png(tmp_path / "a.png", ORANGE, icc_profile=p3)) == pytest.approx((216, 69, 50), abs=1)
    file = png(tmp_path / "b.png", ORANGE, chunk(b"cHRM", pack(">8I", *CHRM_P3)), cicp(1, 13), icc_profile=p3)
    assert shown(file) == ORANGE


@pytest.mark.parametrize(
    ("name", "numbers", "expected"),
    [
        (b"cHRM", CHRM_P3, (216, 69, 50)),
        (b"gAMA", (100_000,), (229, 152, 133)),
        (b"gAMA", (45_455,), ORANGE),
        (b"cHRM", (31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000), ORANGE),
    ],
)
def test_png_has_the_colours_of_its_numbers(
    tmp_path: Path, name: bytes, numbers: tuple[int, ...], expected: tuple[int, int, int]
) -> None:
    numbered = chunk(name, pack(f">{len(numbers)}I", *numbers))
    assert shown(png(tmp_path / "a.png", ORANGE, numbered)) == pytest.approx(expected, abs=1)
    # The file says that it is sRGB.
    assert shown(png(tmp_path / "b.png", ORANGE, numbered, chunk(b"sRGB", b"\0"))) == ORANGE


def test_numbers_of_no_picture_are_an_error() -> None:
    with pytest.raises(ValueError, match="colour space"):
        png_profile({"chromaticity": (0.3, 0.3, *[0.2] * 6)})


@pytest.mark.parametrize("header", [b"", b"\0\0\0\x04cIC", bytes(40), chunk(b"cICP", b"\x0c")])
def test_damaged_header_has_no_code_points(tmp_path: Path, header: bytes) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + header)
    with open_photo(file) as photo:
        assert read_color_code(photo) is None
        assert photo.file.tell() == 0


def test_photo_of_another_format_has_no_code_points(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "a.jpg")
    with open_photo(tmp_path / "a.jpg") as photo:
        assert read_color_code(photo) is None
    assert ColorCode(1, 13).profile() is None
