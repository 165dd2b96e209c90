from __future__ import annotations

import os
import struct
import zlib
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Thread

import pytest
from PIL import Image, ImageCms, ImageStat

from memegen.core.diagnostics import DiagnosticError
from memegen.images import PhotoFacts, Photos
from memegen.images.blur import gaussian_blur
from memegen.images.plates import reduction
from memegen.scene.color import Color
from memegen.scene.effects import Tone
from memegen.scene.geometry import Box

FORMATS = {
    "jpg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
    "avif": "AVIF",
    "gif": "GIF",
    "tif": "TIFF",
    "bmp": "BMP",
    "heic": "HEIF",
}
SUFFIXES = [*FORMATS]
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def quarters(side: int = 40) -> Image.Image:
    """Red and green above, blue and white below; wider than high."""
    half = side // 2
    image = Image.new("RGB", (side * 2, side), RED)
    image.paste(GREEN, (side, 0, side * 2, half))
    image.paste(BLUE, (0, half, side, side))
    image.paste(WHITE, (side, half, side * 2, side))
    return image


def corners(image: Image.Image) -> list[object]:
    w, h = image.size
    return [image.getpixel(point) for point in ((1, 1), (w - 2, 1), (1, h - 2), (w - 2, h - 2))]


def whole(path: Path, size: tuple[int, int] | None = None, **more: object) -> Image.Image:
    photos = Photos()
    facts = photos.facts(path)
    size = size or (facts.width, facts.height)
    return photos.plate(path, Box(0, 0, facts.width, facts.height), size, **more)  # type: ignore[arg-type]


def code(path: Path) -> str:
    """The code of the one diagnostic that the file ends in, whether it is only looked at or decoded."""
    codes = set()
    for ask in (lambda: Photos().facts(path), lambda: whole(path)):
        try:
            ask()
        except DiagnosticError as error:
            (diagnostic,) = error.diagnostics
            assert path.name in diagnostic.message
            assert diagnostic.hint
            codes.add(diagnostic.code)
    (only,) = codes
    return only


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_is_read_whatever_its_name(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "picture.bin"
    quarters().save(tmp_path / f"picture.{suffix}", quality=95)
    (tmp_path / f"picture.{suffix}").rename(path)
    assert Photos().facts(str(path)) == PhotoFacts(80, 40, FORMATS[suffix])
    plate = whole(path)
    assert plate.mode == "RGB"
    for found, drawn in zip(corners(plate), (RED, GREEN, BLUE, WHITE), strict=True):
        assert found == pytest.approx(drawn, abs=6)


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif", "avif", "heic"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_is_turned_upright(tmp_path: Path, suffix: str, turn: int) -> None:
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = quarters().transpose(back[turn]) if turn > 1 else quarters()
    exif = Image.Exif()
    exif[0x0112] = turn
    path = tmp_path / f"turned.{suffix}"
    stored.save(path, quality=95, exif=exif.tobytes())
    assert Photos().facts(path) == PhotoFacts(80, 40, FORMATS[suffix])
    for found, drawn in zip(corners(whole(path)), (RED, GREEN, BLUE, WHITE), strict=True):
        assert found == pytest.approx(drawn, abs=8)


@pytest.mark.parametrize("scale", [1, 2, 4, 8])
def test_a_reduced_jpeg_is_cropped_at_the_same_place(tmp_path: Path, scale: int) -> None:
    path = tmp_path / "large.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    quarters(801).transpose(Image.Transpose.ROTATE_90).save(path, quality=95, exif=exif)
    crop = Box(601, 200, 400, 400)
    size = (400 // scale, 400 // scale)
    assert reduction(crop, size) == scale
    plate = Photos().plate(path, crop, size)
    assert plate.size == size
    for found, drawn in zip(corners(plate), (RED, GREEN, BLUE, WHITE), strict=True):
        assert found == pytest.approx(drawn, abs=10)
    # The middle of the cross lies in the middle of the plate.
    middle = size[0] // 2
    assert plate.getpixel((middle - 3, middle - 3)) == pytest.approx(RED, abs=14)
    assert plate.getpixel((middle + 3, middle + 3)) == pytest.approx(WHITE, abs=14)


def test_a_crop_at_the_edge_is_held_there(tmp_path: Path) -> None:
    quarters().save(tmp_path / "a.png")
    plate = Photos().plate(tmp_path / "a.png", Box(-0.01, -5, 80.02, 50), (80, 40))
    assert corners(plate) == [RED, GREEN, BLUE, WHITE]
    assert Photos().plate(tmp_path / "a.png", Box(79.9, 39.9, 0, 0), (3, 3)).getpixel((1, 1)) == WHITE


@pytest.mark.parametrize("size", [(50, 60), (90, 45), (600, 700), (700, 30)])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_crop_as_high_as_the_picture_is_resized_as_any_other(
    tmp_path: Path, size: tuple[int, int], mode: str
) -> None:
    path = tmp_path / "photo.png"
    photo = Image.frombytes("RGB", (160, 120), Random(3).randbytes(3 * 160 * 120)).convert(mode)
    photo.save(path)
    method = Image.Resampling.LANCZOS if max(size) <= 480 else Image.Resampling.BICUBIC
    for left, right in [(0, 160), (20, 140), (3.25, 99.5)]:
        plate = Photos().plate(path, Box(left, 0, right - left, 120), size)
        once = photo.resize(size, method, box=(left, 0, right, 120), reducing_gap=2.0)
        assert plate.tobytes() == once.convert("RGB").tobytes()


def test_a_small_picture_can_be_enlarged(tmp_path: Path) -> None:
    quarters(12).save(tmp_path / "small.png")
    assert corners(whole(tmp_path / "small.png", (400, 200))) == [RED, GREEN, BLUE, WHITE]


def test_cmyk_comes_out_right(tmp_path: Path) -> None:
    cyan = Image.new("CMYK", (40, 40), (255, 0, 0, 0))
    for suffix in ("jpg", "tif"):
        path = tmp_path / f"cyan.{suffix}"
        cyan.save(path)
        plate = whole(path)
        assert plate.mode == "RGB"
        assert plate.getpixel((20, 20)) == pytest.approx((0, 255, 255), abs=4)


def test_sixteen_bits_are_scaled_not_clipped(tmp_path: Path) -> None:
    grey = Image.new("I;16", (3, 1))
    for x, level in enumerate((0, 32768, 65535)):
        grey.putpixel((x, 0), level)
    for name in ("grey.png", "grey.tif"):
        grey.save(tmp_path / name)
        assert [whole(tmp_path / name).getpixel((x, 0)) for x in range(3)] == [(0,) * 3, (128,) * 3, (255,) * 3]
    floats = Image.new("F", (2, 1), 0.5)
    floats.save(tmp_path / "float.tif")
    assert whole(tmp_path / "float.tif").getpixel((0, 0)) == pytest.approx((127,) * 3, abs=1)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "YCbCr"])
def test_other_modes_become_colour(tmp_path: Path, mode: str) -> None:
    path = tmp_path / ("odd.tif" if mode in ("PA", "YCbCr") else "odd.png")
    Image.new("RGB", (20, 20), WHITE).convert(mode).save(path)
    plate = whole(path)
    assert plate.mode == "RGB"
    assert plate.getpixel((10, 10)) == pytest.approx(WHITE, abs=2)


def test_transparency_is_kept_where_there_is_any(tmp_path: Path) -> None:
    logo = Image.new("RGBA", (20, 20), (255, 0, 0, 255))
    logo.save(tmp_path / "opaque.png")
    logo.paste((0, 0, 0, 0), (0, 0, 10, 20))
    logo.save(tmp_path / "logo.png")
    logo.quantize(4).save(tmp_path / "palette.png")
    keyed = Image.new("RGB", (20, 20), RED)
    keyed.paste(GREEN, (0, 0, 10, 20))
    keyed.save(tmp_path / "keyed.png", transparency=GREEN)
    assert whole(tmp_path / "opaque.png").mode == "RGB"
    for name in ("logo.png", "palette.png", "keyed.png"):
        plate = whole(tmp_path / name, (40, 40))
        assert plate.mode == "RGBA"
        assert plate.getpixel((30, 20)) == (255, 0, 0, 255)
        pixel = plate.getpixel((4, 20))
        assert isinstance(pixel, tuple)
        assert pixel[3] == 0
        # Nothing of the hidden colour comes out at the edge.
        edge = plate.getpixel((20, 20))
        assert isinstance(edge, tuple)
        assert edge[:3] == pytest.approx(RED, abs=2)


def test_a_colour_profile_is_honoured(tmp_path: Path) -> None:
    # A profile in which red and blue have changed places.
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = {srgb[i : i + 4].decode("latin-1"): i for i in range(132, 132 + 12 * srgb[131], 12)}
    red, blue = at["rXYZ"], at["bXYZ"]
    srgb[red + 4 : red + 12], srgb[blue + 4 : blue + 12] = srgb[blue + 4 : blue + 12], srgb[red + 4 : red + 12]
    name = srgb.find("sRGB".encode("utf-16-be"), 132)
    srgb[name : name + 8] = "gRBG".encode("utf-16-be")
    for image in (Image.new("RGB", (8, 8), RED), Image.new("RGBA", (8, 8), (255, 0, 0, 99))):
        image.save(tmp_path / "swapped.png", icc_profile=bytes(srgb))
        pixel = whole(tmp_path / "swapped.png").getpixel((4, 4))
        assert isinstance(pixel, tuple)
        assert pixel[:3] == pytest.approx(BLUE, abs=3)
        assert pixel[3:] == ((99,) if image.mode == "RGBA" else ())


def test_a_profile_that_is_broken_or_does_not_fit_is_passed_over(tmp_path: Path) -> None:
    quarters().save(tmp_path / "broken.png", icc_profile=b"nonsense")
    Image.new("L", (9, 9), 200).save(
        tmp_path / "grey.jpg", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    )
    assert corners(whole(tmp_path / "broken.png")) == [RED, GREEN, BLUE, WHITE]
    assert whole(tmp_path / "grey.jpg").getpixel((4, 4)) == (200, 200, 200)


def test_tone_maps_darks_to_lights(tmp_path: Path) -> None:
    ramp = Image.linear_gradient("L").resize((16, 256))
    ramp.save(tmp_path / "ramp.png")
    ink, mid, paper = Color(10, 0, 40), Color(200, 60, 60), Color(250, 240, 200)
    plate = whole(tmp_path / "ramp.png", effects=(Tone((ink, mid, paper)),))
    assert plate.getpixel((8, 0)) == ink.rgb
    assert plate.getpixel((8, 255)) == paper.rgb
    assert plate.getpixel((8, 127)) == pytest.approx(mid.rgb, abs=3)
    duo = whole(tmp_path / "ramp.png", effects=(Tone((ink, paper)),))
    assert duo.getpixel((8, 128)) == pytest.approx(ink.mix(paper, 0.5).rgb, abs=2)
    assert whole(tmp_path / "ramp.png", effects=(Tone((mid,)),)).getpixel((3, 3)) == mid.rgb


def test_tone_keeps_transparency(tmp_path: Path) -> None:
    Image.new("RGBA", (8, 8), (255, 255, 255, 70)).save(tmp_path / "a.png")
    assert whole(tmp_path / "a.png", effects=(Tone((Color(0, 0, 0), Color(9, 8, 7))),)).getpixel((4, 4)) == (
        9,
        8,
        7,
        70,
    )


@pytest.mark.parametrize("sigma", [1.0, 3, 6, 15, 40])
def test_a_blur_is_as_wide_as_it_is_said_to_be(sigma: float) -> None:
    edge = Image.new("L", (400, 40))
    edge.paste(255, (200, 0, 400, 40))
    row = gaussian_blur(edge, sigma).crop((0, 20, 400, 21)).tobytes()
    assert row[199] < 128 <= row[200] or row[199] == pytest.approx(127, abs=6)
    # 16 % and 84 % of a step blurred by a Gaussian lie one standard deviation from the middle.
    low, high = (min(range(400), key=lambda x: abs(row[x] - level)) for level in (40.5, 214.5))
    assert (high - low) / 2 == pytest.approx(sigma, rel=0.08, abs=1)


def test_a_blur_does_not_bring_out_hidden_colours(tmp_path: Path) -> None:
    image = Image.new("RGBA", (40, 40), (0, 255, 0, 0))
    image.paste((255, 0, 0, 255), (10, 10, 30, 30))
    image.save(tmp_path / "a.png")
    pixel = whole(tmp_path / "a.png", blur=3).getpixel((9, 20))
    assert isinstance(pixel, tuple)
    assert pixel[1] <= 6
    assert 60 < pixel[3] < 200


def test_nothing_of_a_file_but_its_pixels_is_kept(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    quarters().save(tmp_path / "a.jpg", exif=exif, comment=b"where I live")
    quarters().save(tmp_path / "b.jpg")
    plate = whole(tmp_path / "a.jpg", (20, 10))
    assert plate.info == {}
    assert plate.tobytes() == whole(tmp_path / "b.jpg", (20, 10)).tobytes()


# What cannot be used


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert code(tmp_path / "none.jpg") == "photo-missing"
    (tmp_path / "folder.jpg").mkdir()
    assert code(tmp_path / "folder.jpg") == "photo-missing"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"This is text.", "no picture"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "PostScript"),
        (b"\n<svg xmlns='http://www.w3.org/2000/svg'/>", "says no size"),
        (b"<?xml version='1.0'?><note/>", "an XML file"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "a film"),
        (b"<!DOCTYPE html>", "a web page"),
    ],
)
def test_a_file_that_is_no_picture_says_what_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "fake.jpg"
    path.write_bytes(content)
    assert code(path) == "photo-unreadable"
    with pytest.raises(DiagnosticError, match=said):
        Photos().facts(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("part", [0.02, 0.3, 0.7])
def test_a_file_cut_short_is_a_diagnostic(tmp_path: Path, suffix: str, part: float) -> None:
    path = tmp_path / f"cut.{suffix}"
    Image.effect_noise((300, 200), 90).convert("RGB").save(path)
    content = path.read_bytes()
    path.write_bytes(content[: max(20, int(len(content) * part))])
    assert code(path) == "photo-unreadable"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_damaged_file_never_ends_in_a_traceback(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"bad.{suffix}"
    Image.effect_noise((60, 40), 90).convert("RGB").save(path)
    content = path.read_bytes()
    for start in range(0, min(len(content), 700), 13):
        path.write_bytes(content[:start] + b"\xff\0\xa5\x7f" + content[start + 4 :])
        # Some bytes do not matter; whatever else is raised but a diagnostic fails the test.
        with suppress(DiagnosticError):
            whole(path)


def test_a_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 0, 0, 0, 0)
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99))))
    assert code(path) == "photo-too-large"


def test_a_large_picture_within_the_limit_gives_no_warning(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    path = tmp_path / "large.png"
    Image.new("1", (10000, 12000)).save(path)
    assert Photos().facts(path) == PhotoFacts(10000, 12000, "PNG")
    assert not recwarn.list


def test_a_file_that_may_not_be_read_is_a_diagnostic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    quarters().save(tmp_path / "mine.png")
    monkeypatch.setattr(Path, "open", refuse)
    assert code(tmp_path / "mine.png") == "photo-unreadable"
    with pytest.raises(DiagnosticError, match="may not read"):
        Photos().facts(tmp_path / "mine.png")


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices as POSIX has them")
def test_a_pipe_or_a_device_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    for path in (tmp_path / "pipe.jpg", Path("/dev/zero")):
        with pytest.raises(DiagnosticError, match="a pipe or a device") as caught:
            Photos().facts(path)
        assert caught.value.diagnostics[0].code == "photo-unreadable"


# Kept plates


def test_a_plate_is_made_once_until_its_file_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    quarters().save(path)
    photos = Photos()
    crop = Box(0, 0, 80, 40)
    first = photos.plate(path, crop, (40, 20))
    assert photos.plate(str(path), crop, (40, 20)) is first
    assert photos.plate(path, crop, (40, 20), blur=2) is not first
    Image.new("RGB", (81, 40)).save(path)
    assert photos.facts(path).width == 81
    assert photos.plate(path, crop, (40, 20)) is not first


def test_a_plate_has_the_same_pixels_whatever_was_made_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.effect_noise((640, 480), 90).convert("RGB").save(path)
    crop = Box(0, 0, 640, 480)
    sizes = [(600, 450), (320, 240), (200, 150), (80, 60)]

    def plates(order: list[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        photos = Photos()
        return {size: photos.plate(path, crop, size).tobytes() for size in order}

    assert plates(sizes) == plates(sizes[::-1])


def test_several_threads_may_ask_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    quarters(200).save(path)
    photos, crop = Photos(), Box(0, 0, 400, 200)
    found: list[bytes] = []
    threads = [Thread(target=lambda: found.append(photos.plate(path, crop, (90, 45)).tobytes())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_plate_keeps_the_brightness_of_the_picture(tmp_path: Path) -> None:
    image = Image.effect_noise((1601, 1203), 120).convert("RGB")
    image.save(tmp_path / "a.jpg", quality=92)
    for size in ((1600, 1200), (700, 520), (390, 290), (33, 25)):
        mean = ImageStat.Stat(whole(tmp_path / "a.jpg", size)).mean[0]
        assert mean == pytest.approx(ImageStat.Stat(image).mean[0], abs=1.5)
