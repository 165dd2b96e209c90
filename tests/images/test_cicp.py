"""PNG files whose colours only a cICP chunk describes."""

from __future__ import annotations

from pathlib import Path
from struct import pack
from zlib import crc32

import pytest
from PIL import Image

from memegen.core.diagnostics import DiagnosticError
from memegen.images.cicp import profile_of
from memegen.images.color_modes import to_srgb
from memegen.images.decode import decode

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))


def png(file: Path, color: tuple[int, int, int], *code: int) -> Path:
    Image.new("RGB", (4, 4), color).save(file)
    data = file.read_bytes()
    # After the signature and the header, which is always 25 bytes.
    file.write_bytes(data[:33] + chunk(b"cICP", bytes(code)) + data[33:])
    return file


@pytest.mark.parametrize(
    ("primaries", "transfer", "color", "expected"),
    [
        (12, 13, (200, 80, 60), (216, 69, 50)),
        (12, 13, (255, 255, 255), (255, 255, 255)),
        (12, 13, (128, 128, 128), (128, 128, 128)),
        (9, 13, (120, 120, 120), (120, 120, 120)),
        (1, 1, (255, 0, 0), (255, 0, 0)),
    ],
)
def test_colours_are_converted_to_srgb(
    tmp_path: Path, primaries: int, transfer: int, color: tuple[int, int, int], expected: tuple[int, int, int]
) -> None:
    decoded = decode(png(tmp_path / "a.png", color, primaries, transfer, 0, 1), 1)
    found = to_srgb(decoded.image, decoded.profile).getpixel((1, 1))
    assert isinstance(found, tuple)
    assert all(abs(one - other) <= 2 for one, other in zip(found, expected, strict=True)), found


def test_srgb_needs_no_profile(tmp_path: Path) -> None:
    assert decode(png(tmp_path / "a.png", (9, 9, 9), 1, 13, 0, 1), 1).profile is None


@pytest.mark.parametrize("code", [(9, 16), (9, 18), (22, 13), (2, 2)])
def test_other_colours_are_refused(tmp_path: Path, code: tuple[int, int]) -> None:
    with pytest.raises(DiagnosticError, match="not those of an ordinary picture"):
        decode(png(tmp_path / "a.png", (9, 9, 9), *code, 0, 1), 1)


@pytest.mark.parametrize("header", [b"", SIGNATURE, SIGNATURE + b"\0\0\0\x04cIC", SIGNATURE + bytes(40), b"\xff" * 99])
def test_damaged_header_has_no_profile(header: bytes) -> None:
    assert profile_of(header) is None


def test_profile_of_the_file_is_preferred(tmp_path: Path) -> None:
    assert profile_of(SIGNATURE + chunk(b"iCCP", b"x\0\0") + chunk(b"cICP", bytes((12, 13, 0, 1)))) is None
