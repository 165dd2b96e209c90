"""Large, lying and bomb-like files: what decoding may cost is known from the header."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from memegen.core.diagnostics import DiagnosticError
from memegen.images import Photos, limits
from memegen.images.decode import decode
from memegen.images.limits import fitting_scale
from memegen.images.open import open_photo
from memegen.scene.geometry import Box
from tests.images.test_color_modes import png, shape, tiff

# Says the code that a file ends in, and how many KiB of memory that took at most.
PEAK = """
import sys
from pathlib import Path
from memegen.core.diagnostics import DiagnosticError
from memegen.scene.geometry import Box
from memegen.images import Photos
import PIL.Image, PIL.ImageCms, PIL.PngImagePlugin, PIL.JpegImagePlugin, PIL.TiffImagePlugin, PIL.WebPImagePlugin

def peak():
    # getrusage would tell the peak of the process that started this one, where that was higher.
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])

start, code = peak(), "made"
try:
    photos = Photos()
    facts = photos.facts(sys.argv[1])
    photos.plate(sys.argv[1], Box(0, 0, facts.width, facts.height), (300, 200))
except DiagnosticError as error:
    code = error.diagnostics[0].code
print(code, peak() - start)
"""
MIB = 1024


def peak(path: Path) -> tuple[str, int]:
    done = subprocess.run([sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True)
    code, kibibytes = done.stdout.split()
    return code, int(kibibytes)


def code(path: Path) -> str:
    with pytest.raises(DiagnosticError) as caught:
        photos = Photos()
        facts = photos.facts(path)
        photos.plate(path, Box(0, 0, facts.width, facts.height), (30, 20))
    (diagnostic,) = caught.value.diagnostics
    assert path.name in diagnostic.message
    assert diagnostic.hint
    return diagnostic.code


def bomb(path: Path, width: int, height: int, kind: int, step: int) -> Path:
    """A whole PNG of black pixels, a thousandth of their size on the disk; *height* is a multiple of 100."""
    packer = zlib.compressobj(9, wbits=-15)
    rows = 100 * (1 + width * step)
    block = packer.compress(bytes(rows)) + packer.flush(zlib.Z_FULL_FLUSH)
    # Of nothing but zeros the checksum is known.
    check = struct.pack(">HH", rows * (height // 100) % 65521, 1)
    data = b"\x78\xda" + block * (height // 100) + b"\x03\x00" + check
    parts = (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)), (b"IDAT", data), (b"IEND", b"")
    body = b"".join(struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


proc = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by /proc")


@proc
def test_png_of_30000_by_30000_is_refused_with_little_memory(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.png", 30000, 30000, 0, 1)
    assert path.stat().st_size < 2_000_000
    found, grown = peak(path)
    assert found == "photo-too-large"
    assert grown < 20 * MIB


@proc
@pytest.mark.parametrize(("kind", "step", "megapixels"), [(2, 3, 70), (6, 4, 32), (0, 1, 140)])
def test_largest_png_is_decoded_within_the_budget(tmp_path: Path, kind: int, step: int, megapixels: int) -> None:
    path = bomb(tmp_path / "large.png", 10000, megapixels * 100, kind, step)
    found, grown = peak(path)
    assert found == "made"
    assert grown < 330 * MIB


@proc
def test_huge_jpeg_is_decoded_reduced(tmp_path: Path) -> None:
    path = tmp_path / "huge.jpg"
    Image.new("L", (13000, 13000), 90).save(path)
    found, grown = peak(path)
    assert found == "made"
    assert grown < 30 * MIB


@proc
def test_huge_progressive_jpeg_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.jpg"
    Image.new("RGB", (64, 64), "red").save(path, progressive=True, subsampling=0)
    data = path.read_bytes()
    size = data.index(b"\xff\xc2") + 5
    path.write_bytes(data[:size] + struct.pack(">2H", 13000, 13000) + data[size + 4 :])
    found, grown = peak(path)
    assert found == "photo-too-large"
    assert grown < 20 * MIB


def test_jpeg_is_reduced_to_fit_the_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jpg"
    Image.new("RGB", (800, 600), "red").save(path)
    assert decode(path, 1).image.size == (800, 600)
    monkeypatch.setattr(limits, "BUDGET", 800 * 600)
    assert decode(path, 1).image.size == (400, 300)
    monkeypatch.setattr(limits, "BUDGET", 800 * 600 // 16)
    assert decode(path, 1).image.size == (100, 75)
    assert decode(path, 8).image.size == (100, 75)
    monkeypatch.setattr(limits, "BUDGET", 800 * 600 // 17)
    assert code(path) == "photo-too-large"


@pytest.mark.parametrize("suffix", ["png", "webp", "avif", "gif", "tif", "bmp", "heic"])
def test_other_formats_are_refused_beyond_the_budget(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"a.{suffix}"
    Image.new("RGB", (800, 600), "red").save(path)
    monkeypatch.setattr(limits, "BUDGET", 800 * 600)
    assert code(path) == "photo-too-large"


def test_file_over_100_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.jpg"
    Image.new("RGB", (8, 8)).save(path)
    with path.open("r+b") as file:
        file.truncate(100_000_001)
    assert code(path) == "photo-too-large"


def test_jpeg_with_300_scans_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scans.jpg"
    Image.new("RGB", (64, 64), "red").save(path, progressive=True)
    data = path.read_bytes()
    last = data.rindex(b"\xff\xda")
    path.write_bytes(data[:last] + data[last:-2] * 300 + data[-2:])
    assert code(path) == "photo-unreadable"


def test_multi_scan_jpeg_counts_as_progressive(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.new("RGB", (64, 64), "red").save(path)
    data = path.read_bytes()
    start = data.index(b"\xff\xda")
    # One component in the first scan.
    path.write_bytes(data[:start] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + data[start + 14 :])
    with open_photo(path) as photo, photo.image() as image:
        assert limits._coefficient_bytes(image) == 3
    Image.new("RGB", (64, 64), "red").save(path, subsampling=0, progressive=True)
    with open_photo(path) as photo, photo.image() as image:
        assert limits._coefficient_bytes(image) == 6
        assert fitting_scale(path, image, turned=False, size=1) == 1


def test_tiff_with_200000_tiles_is_refused(tmp_path: Path) -> None:
    tags = {**shape(1, 1, 8, 1), 324: (4, (8,) * 200_000)}
    assert code(tiff(tmp_path / "pieces.tif", tags, b"\0")) == "photo-unreadable"


def test_tiff_with_circular_directories_is_decoded(tmp_path: Path) -> None:
    path = tiff(tmp_path / "circle.tif", shape(1, 1, 8, 1), b"\x30")
    data = path.read_bytes()
    start = int.from_bytes(data[4:8], "little")
    end = start + 2 + 12 * int.from_bytes(data[start : start + 2], "little")
    path.write_bytes(data[:end] + struct.pack("<I", start) + data[end + 4 :])
    assert decode(path, 1).image.getpixel((0, 0)) == 0x30


def test_png_of_empty_chunks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pieces.png"
    row = b"\0\0\0"
    png(path, 8, 2, [row], *[(b"tEXt", b"")] * 150_000)
    assert code(path) == "photo-unreadable"


def test_png_with_decompression_bombs_in_metadata_is_refused(tmp_path: Path) -> None:
    packed = b"Comment\0\0" + zlib.compress(bytes(20_000_000), 9)
    assert code(png(tmp_path / "text.png", 8, 2, [b"\0\0\0"], (b"zTXt", packed))) == "photo-unreadable"
    profile = b"ICC\0\0" + zlib.compress(bytes(20_000_000), 9)
    assert code(png(tmp_path / "icc.png", 8, 2, [b"\0\0\0"], (b"iCCP", profile))) == "photo-unreadable"


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_photo_with_megabytes_of_metadata_is_decoded(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"notes.{suffix}"
    Image.new("RGB", (64, 64), "red").save(path, quality=95)
    data = path.read_bytes()
    if suffix == "jpg":
        note = b"\xff\xfe\xff\xff" + bytes(65533)
        path.write_bytes(data[:2] + note * 500 + data[2:])
    elif suffix == "png":
        png(path, 8, 2, [b"\xff\0\0" * 64] * 64, *[(b"tEXt", b"Comment\0" + b"x" * 900_000)] * 30)
    else:
        size = 20_000_000
        body = data[12:] + b"XMP " + struct.pack("<I", size) + bytes(size)
        path.write_bytes(b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body)
    assert decode(path, 1).image.getpixel((9, 9)) == pytest.approx((255, 0, 0), abs=3)


def test_memory_error_is_a_diagnostic_of_the_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (8, 8)).save(path)

    def nothing_left(*_: object) -> object:
        raise MemoryError

    monkeypatch.setattr("PIL.Image.core.new", nothing_left)
    assert code(path) == "photo-too-large"


def test_heic_without_its_reader_names_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jpg"
    Image.new("RGB", (64, 64), "red").save(tmp_path / "a.heic")
    (tmp_path / "a.heic").rename(path)
    monkeypatch.delitem(sys.modules, "memegen.images.heic", raising=False)
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    with pytest.raises(DiagnosticError, match=r"heic-not-installed.*\n.*pip install pi-heif"):
        Photos().facts(path)


def test_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 0, 0, 0, 0)
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99))))
    assert code(path) == "photo-too-large"
