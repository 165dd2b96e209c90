"""Modes, depths and colour spaces, by value."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from memegen.images import Photos
from memegen.scene.geometry import Box
from tests.helpers.photo_files import BLUE, GREEN, RED, WHITE, corners, full_plate, quarters

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def pixel(path: Path, x: int = 0) -> tuple[int, ...]:
    """The pixel in row 0 of the file's plate at its own size."""
    photos = Photos()
    facts = photos.facts(path)
    found = photos.plate(path, Box(0, 0, facts.width, facts.height), (facts.width, facts.height)).getpixel((x, 0))
    assert isinstance(found, tuple)
    return found


def png(path: Path, depth: int, kind: int, rows: list[bytes], *chunks: tuple[bytes, bytes]) -> Path:
    """A PNG written by hand; *rows* are unfiltered."""
    step = {0: 1, 2: 3, 4: 2, 6: 4}[kind] * depth // 8
    header = struct.pack(">IIBBBBB", len(rows[0]) // step, len(rows), depth, kind, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    parts = [(b"IHDR", header), *chunks, (b"IDAT", data), (b"IEND", b"")]
    body = b"".join(struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def tiff(path: Path, tags: dict[int, tuple[int, tuple[int, ...]]], data: bytes) -> Path:
    """A TIFF written by hand: tags of type 3 (short) or 4 (long), and one strip."""
    tags = {**tags, 273: (4, (8,)), 279: (4, (len(data),))}
    start = 8 + len(data)
    entries, more = b"", b""
    beyond = start + 2 + 12 * len(tags) + 4
    for tag, (kind, values) in sorted(tags.items()):
        packed = struct.pack("<" + {3: "H", 4: "I"}[kind] * len(values), *values)
        if len(packed) > 4:
            packed, more = struct.pack("<I", beyond + len(more)), more + packed
        entries += struct.pack("<HHI", tag, kind, len(values)) + packed.ljust(4, b"\0")
    directory = struct.pack("<H", len(tags)) + entries + bytes(4) + more
    path.write_bytes(b"II*\0" + struct.pack("<I", start) + data + directory)
    return path


def shape(width: int, samples: int, bits: int, photometric: int) -> dict[int, tuple[int, tuple[int, ...]]]:
    return {
        256: (4, (width,)),
        257: (4, (1,)),
        258: (3, (bits,) * samples),
        259: (3, (1,)),
        262: (3, (photometric,)),
        277: (3, (samples,)),
        278: (4, (1,)),
    }


def test_16_bit_colour_is_scaled(tmp_path: Path) -> None:
    row = struct.pack(">3H", 0xFFFF, 0x8000, 0x0100)
    assert pixel(png(tmp_path / "a.png", 16, 2, [row])) == (255, 128, 1)
    assert pixel(png(tmp_path / "b.png", 16, 6, [row + b"\x40\x00"])) == (255, 128, 1, 64)
    assert pixel(png(tmp_path / "c.png", 16, 4, [b"\x80\x00\x40\x00"])) == (128, 128, 128, 64)
    data = struct.pack("<3H", 0xFFFF, 0x8000, 0x0100)
    assert pixel(tiff(tmp_path / "d.tif", shape(1, 3, 16, 2), data)) == (255, 128, 1)
    alpha = {**shape(1, 4, 16, 2), 338: (3, (2,))}
    assert pixel(tiff(tmp_path / "e.tif", alpha, data + b"\x00\x40")) == (255, 128, 1, 64)


def test_one_bit_and_inverted_greys_become_rgb(tmp_path: Path) -> None:
    assert pixel(tiff(tmp_path / "a.tif", shape(8, 1, 1, 0), b"\x80"), 0) == (0, 0, 0)
    assert pixel(tiff(tmp_path / "b.tif", shape(8, 1, 1, 1), b"\x80"), 0) == (255, 255, 255)
    assert pixel(tiff(tmp_path / "c.tif", shape(1, 1, 8, 0), b"\x30")) == (207, 207, 207)


def test_lab_becomes_rgb(tmp_path: Path) -> None:
    # L from 0 to 255, a and b as signed bytes, under D50: white, middle grey, the red of sRGB.
    data = bytes([255, 0, 0, 137, 0, 0, 138, 81, 70])
    path = tiff(tmp_path / "lab.tif", shape(3, 3, 8, 8), data)
    assert pixel(path, 0) == pytest.approx((255, 255, 255), abs=2)
    assert pixel(path, 1) == pytest.approx((128, 128, 128), abs=3)
    assert pixel(path, 2) == pytest.approx((254, 0, 0), abs=6)


def test_alpha_of_greys_and_palettes_is_kept(tmp_path: Path) -> None:
    grey = Image.new("LA", (2, 1), (200, 255))
    grey.putpixel((1, 0), (10, 40))
    for name in ("a.png", "a.webp", "a.tif"):
        grey.save(tmp_path / name, lossless=True)
        assert [pixel(tmp_path / name, x) for x in range(2)] == [(200, 200, 200, 255), (10, 10, 10, 40)]
    palette = Image.new("P", (3, 1))
    palette.putpalette([255, 0, 0, 0, 255, 0, 0, 0, 255])
    for x in range(3):
        palette.putpixel((x, 0), x)
    palette.save(tmp_path / "p.png", transparency=bytes([255, 128, 0]))
    assert [pixel(tmp_path / "p.png", x) for x in range(2)] == [(255, 0, 0, 255), (0, 255, 0, 128)]
    assert pixel(tmp_path / "p.png", 2)[3] == 0
    palette.save(tmp_path / "p.gif", transparency=1)
    assert pixel(tmp_path / "p.gif", 0) == (255, 0, 0, 255)
    assert pixel(tmp_path / "p.gif", 1)[3] == 0


def test_adobe_cmyk_and_ycck_become_rgb(tmp_path: Path) -> None:
    orange = Image.new("CMYK", (16, 16), (0, 128, 255, 0))
    orange.save(tmp_path / "cmyk.jpg", quality=95)
    assert pixel(tmp_path / "cmyk.jpg") == pytest.approx((255, 127, 0), abs=4)
    # YCCK keeps the inks as luma and chroma; what Pillow writes it turns round.
    inks = Image.new("RGB", (1, 1), (0, 128, 255)).convert("YCbCr").tobytes()
    ycck = Image.new("CMYK", (16, 16), (*(255 - ink for ink in inks), 0))
    file = BytesIO()
    ycck.save(file, "JPEG", quality=95)
    data = file.getvalue()
    at = data.index(b"Adobe") + 11
    assert data[at] == 0
    (tmp_path / "ycck.jpg").write_bytes(data[:at] + b"\x02" + data[at + 1 :])
    assert pixel(tmp_path / "ycck.jpg") == pytest.approx((255, 127, 0), abs=5)


def with_primaries(*columns: tuple[float, float, float]) -> bytes:
    """The sRGB profile with other primaries: the columns of the matrix to XYZ under D50."""
    data = bytearray(SRGB)
    at = {bytes(data[i : i + 4]): i for i in range(132, 132 + 12 * data[131], 12)}
    for tag, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True):
        (start,) = struct.unpack(">I", data[at[tag] + 4 : at[tag] + 8])
        data[start + 8 : start + 20] = struct.pack(">3i", *(round(value * 65536) for value in column))
    name = data.find("sRGB".encode("utf-16-be"), 132)
    data[name : name + 8] = "Wide".encode("utf-16-be")
    return bytes(data)


P3 = with_primaries((0.515102, 0.241182, -0.001050), (0.291965, 0.692236, 0.041882), (0.157153, 0.066582, 0.784378))


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tif", "avif", "heic"])
def test_display_p3_becomes_srgb(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"p3.{suffix}"
    Image.new("RGB", (16, 16), (200, 100, 100)).save(path, icc_profile=P3, quality=98, lossless=suffix == "webp")
    # By the matrices of both spaces: linear 0.5776, 0.1274, 0.1274 in P3 is 0.6787, 0.1084, 0.1175 in sRGB.
    assert pixel(path) == pytest.approx((215, 93, 96), abs=4)
    Image.new("RGB", (16, 16), (255, 0, 0)).save(path, icc_profile=P3, quality=98, lossless=suffix == "webp")
    assert pixel(path) == pytest.approx((255, 0, 0), abs=5)


def grey_profile(gamma: float) -> bytes:
    """A grey profile with nothing in it but a white point and a curve."""
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    name = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"grey\0" + bytes(79)
    tags, body, start = b"", b"", 128 + 4 + 12 * 3
    for tag, data in ((b"wtpt", white), (b"kTRC", curve), (b"desc", name + bytes(-len(name) % 4))):
        tags += tag + struct.pack(">II", start + len(body), len(data))
        body += data
    rest = struct.pack(">I", 3) + tags + body
    head = struct.pack(">I4sI4s4s4s", 128 + len(rest), b"\0\0\0\0", 0x02400000, b"mntr", b"GRAY", b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + rest


def test_grey_profile_is_applied(tmp_path: Path) -> None:
    profile = grey_profile(1.0)
    Image.new("L", (8, 8), 128).save(tmp_path / "grey.jpg", icc_profile=profile, quality=98)
    Image.new("LA", (8, 8), (128, 90)).save(tmp_path / "grey.png", icc_profile=profile)
    # Half the light is 188 in sRGB.
    assert pixel(tmp_path / "grey.jpg") == pytest.approx((188, 188, 188), abs=3)
    assert pixel(tmp_path / "grey.png") == pytest.approx((188, 188, 188, 90), abs=2)


def test_number_in_place_of_a_profile_is_ignored(tmp_path: Path) -> None:
    tags = {**shape(1, 3, 8, 2), 34675: (4, (5,))}
    assert pixel(tiff(tmp_path / "a.tif", tags, bytes([9, 8, 7]))) == (9, 8, 7)


def test_huge_profile_is_ignored(tmp_path: Path) -> None:
    padded = P3 + bytes(9 << 20)
    Image.new("RGB", (16, 16), (200, 100, 100)).save(tmp_path / "a.tif", icc_profile=padded)
    assert pixel(tmp_path / "a.tif") == (200, 100, 100)


@pytest.mark.parametrize("turn", range(1, 9))
def test_avif_is_turned_by_its_container(tmp_path: Path, turn: int) -> None:
    # Pillow writes the turn as irot and imir; without EXIF nothing else tells it.
    image = Image.new("RGB", (64, 32), "red")
    image.paste("blue", (0, 0, 32, 16))
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    exif = Image.Exif()
    exif[0x0112] = turn
    stored = image.transpose(back[turn]) if turn in back else image
    stored.save(tmp_path / "a.avif", exif=exif, quality=95)
    data = (tmp_path / "a.avif").read_bytes()
    if turn != 1:
        assert b"irot" in data or b"imir" in data
    assert Photos().facts(tmp_path / "a.avif").width == 64
    assert pixel(tmp_path / "a.avif", 4) == pytest.approx((0, 0, 255), abs=12)
    assert pixel(tmp_path / "a.avif", 60) == pytest.approx((255, 0, 0), abs=12)


@pytest.mark.parametrize("suffix", ["gif", "png", "webp", "tif", "avif"])
def test_first_of_several_frames_is_decoded(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"moving.{suffix}"
    more = [Image.new("RGB", (40, 40), colour) for colour in ("blue", "green")]
    Image.new("RGB", (40, 40), "red").save(path, save_all=True, append_images=more)
    assert pixel(path) == pytest.approx((255, 0, 0), abs=6)


def test_cmyk_becomes_rgb(tmp_path: Path) -> None:
    cyan = Image.new("CMYK", (40, 40), (255, 0, 0, 0))
    for suffix in ("jpg", "tif"):
        path = tmp_path / f"cyan.{suffix}"
        cyan.save(path)
        plate = full_plate(path)
        assert plate.mode == "RGB"
        assert plate.getpixel((20, 20)) == pytest.approx((0, 255, 255), abs=4)


def test_16_bits_are_scaled_not_clipped(tmp_path: Path) -> None:
    grey = Image.new("I;16", (3, 1))
    for x, level in enumerate((0, 32768, 65535)):
        grey.putpixel((x, 0), level)
    for name in ("grey.png", "grey.tif"):
        grey.save(tmp_path / name)
        assert [full_plate(tmp_path / name).getpixel((x, 0)) for x in range(3)] == [(0,) * 3, (128,) * 3, (255,) * 3]
    floats = Image.new("F", (2, 1), 0.5)
    floats.save(tmp_path / "float.tif")
    assert full_plate(tmp_path / "float.tif").getpixel((0, 0)) == pytest.approx((127,) * 3, abs=1)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "YCbCr"])
def test_other_modes_become_rgb(tmp_path: Path, mode: str) -> None:
    path = tmp_path / ("odd.tif" if mode in ("PA", "YCbCr") else "odd.png")
    Image.new("RGB", (20, 20), WHITE).convert(mode).save(path)
    plate = full_plate(path)
    assert plate.mode == "RGB"
    assert plate.getpixel((10, 10)) == pytest.approx(WHITE, abs=2)


def test_transparency_is_kept(tmp_path: Path) -> None:
    logo = Image.new("RGBA", (20, 20), (255, 0, 0, 255))
    logo.save(tmp_path / "opaque.png")
    logo.paste((0, 0, 0, 0), (0, 0, 10, 20))
    logo.save(tmp_path / "logo.png")
    logo.quantize(4).save(tmp_path / "palette.png")
    keyed = Image.new("RGB", (20, 20), RED)
    keyed.paste(GREEN, (0, 0, 10, 20))
    keyed.save(tmp_path / "keyed.png", transparency=GREEN)
    assert full_plate(tmp_path / "opaque.png").mode == "RGB"
    for name in ("logo.png", "palette.png", "keyed.png"):
        plate = full_plate(tmp_path / name, (40, 40))
        assert plate.mode == "RGBA"
        assert plate.getpixel((30, 20)) == (255, 0, 0, 255)
        pixel = plate.getpixel((4, 20))
        assert isinstance(pixel, tuple)
        assert pixel[3] == 0
        # Nothing of the hidden colour comes out at the edge.
        edge = plate.getpixel((20, 20))
        assert isinstance(edge, tuple)
        assert edge[:3] == pytest.approx(RED, abs=2)


def test_colour_profile_is_applied(tmp_path: Path) -> None:
    # A profile in which red and blue have changed places.
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = {srgb[i : i + 4].decode("latin-1"): i for i in range(132, 132 + 12 * srgb[131], 12)}
    red, blue = at["rXYZ"], at["bXYZ"]
    srgb[red + 4 : red + 12], srgb[blue + 4 : blue + 12] = srgb[blue + 4 : blue + 12], srgb[red + 4 : red + 12]
    name = srgb.find("sRGB".encode("utf-16-be"), 132)
    srgb[name : name + 8] = "gRBG".encode("utf-16-be")
    for image in (Image.new("RGB", (8, 8), RED), Image.new("RGBA", (8, 8), (255, 0, 0, 99))):
        image.save(tmp_path / "swapped.png", icc_profile=bytes(srgb))
        pixel = full_plate(tmp_path / "swapped.png").getpixel((4, 4))
        assert isinstance(pixel, tuple)
        assert pixel[:3] == pytest.approx(BLUE, abs=3)
        assert pixel[3:] == ((99,) if image.mode == "RGBA" else ())


def test_unusable_profile_is_ignored(tmp_path: Path) -> None:
    quarters().save(tmp_path / "broken.png", icc_profile=b"nonsense")
    Image.new("L", (9, 9), 200).save(
        tmp_path / "grey.jpg", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    )
    assert corners(full_plate(tmp_path / "broken.png")) == [RED, GREEN, BLUE, WHITE]
    assert full_plate(tmp_path / "grey.jpg").getpixel((4, 4)) == (200, 200, 200)
