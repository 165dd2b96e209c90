"""Crops, resizing and blur of plates, and how long they are kept."""

from __future__ import annotations

from pathlib import Path
from random import Random
from threading import Thread

import pytest
from PIL import Image, ImageStat

from memegen.core.diagnostics import DiagnosticError
from memegen.images import Photos
from memegen.images.decoded import reduction
from memegen.images.plates import PlateKey, Plates
from memegen.scene.geometry import Box
from memegen.scene.items import Picture
from memegen.scene.window import Window
from tests.helpers.photo_files import BLUE, GREEN, RED, WHITE, corners, full_plate, quarters


@pytest.mark.parametrize("scale", [1, 2, 4, 8])
def test_reduced_jpeg_is_cropped_at_the_same_place(tmp_path: Path, scale: int) -> None:
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


def test_crop_beyond_the_photo_is_clamped_to_its_edge(tmp_path: Path) -> None:
    quarters().save(tmp_path / "a.png")
    plate = Photos().plate(tmp_path / "a.png", Box(-0.01, -5, 80.02, 50), (80, 40))
    assert corners(plate) == [RED, GREEN, BLUE, WHITE]
    assert Photos().plate(tmp_path / "a.png", Box(79.9, 39.9, 0, 0), (3, 3)).getpixel((1, 1)) == WHITE


@pytest.mark.parametrize("size", [(50, 60), (90, 45), (600, 700), (700, 30)])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_crop_of_full_height_is_resized_as_any_other(tmp_path: Path, size: tuple[int, int], mode: str) -> None:
    path = tmp_path / "photo.png"
    photo = Image.frombytes("RGB", (160, 120), Random(3).randbytes(3 * 160 * 120)).convert(mode)
    photo.save(path)
    method = Image.Resampling.LANCZOS if max(size) <= 480 else Image.Resampling.BICUBIC
    for left, right in [(0, 160), (20, 140), (3.25, 99.5)]:
        plate = Photos().plate(path, Box(left, 0, right - left, 120), size)
        once = photo.resize(size, method, box=(left, 0, right, 120), reducing_gap=2.0)
        assert plate.tobytes() == once.convert("RGB").tobytes()


def test_small_photo_is_enlarged(tmp_path: Path) -> None:
    quarters(12).save(tmp_path / "small.png")
    assert corners(full_plate(tmp_path / "small.png", (400, 200))) == [RED, GREEN, BLUE, WHITE]


def test_plate_keeps_the_brightness_of_the_photo(tmp_path: Path) -> None:
    image = Image.effect_noise((1601, 1203), 120).convert("RGB")
    image.save(tmp_path / "a.jpg", quality=92)
    for size in ((1600, 1200), (700, 520), (390, 290), (33, 25)):
        mean = ImageStat.Stat(full_plate(tmp_path / "a.jpg", size)).mean[0]
        assert mean == pytest.approx(ImageStat.Stat(image).mean[0], abs=1.5)


def test_blur_does_not_show_colours_of_transparent_pixels(tmp_path: Path) -> None:
    image = Image.new("RGBA", (40, 40), (0, 255, 0, 0))
    image.paste((255, 0, 0, 255), (10, 10, 30, 30))
    image.save(tmp_path / "a.png")
    pixel = full_plate(tmp_path / "a.png", blur=3).getpixel((9, 20))
    assert isinstance(pixel, tuple)
    assert pixel[1] <= 6
    assert 60 < pixel[3] < 200


def test_plate_is_kept_until_its_file_changes(tmp_path: Path) -> None:
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


def test_plate_has_the_same_pixels_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.effect_noise((640, 480), 90).convert("RGB").save(path)
    crop = Box(0, 0, 640, 480)
    sizes = [(600, 450), (320, 240), (200, 150), (80, 60)]

    def plates(order: list[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        photos = Photos()
        return {size: photos.plate(path, crop, size).tobytes() for size in order}

    assert plates(sizes) == plates(sizes[::-1])


def test_plates_are_the_same_in_concurrent_threads(tmp_path: Path) -> None:
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


def test_plate_prepared_ahead_is_prepared_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.png"
    Image.effect_noise((60, 40), 90).convert("RGB").save(file)
    picture = Picture(str(file), Box(0, 0, 30, 20), Box(5, 5, 30, 20))
    expected = Photos().plate(file, picture.crop, (30, 20)).tobytes()
    prepared: list[PlateKey] = []
    prepare = Plates._prepare

    def count(plates: Plates, key: PlateKey) -> Image.Image:
        prepared.append(key)
        return prepare(plates, key)

    monkeypatch.setattr(Plates, "_prepare", count)
    photos = Photos()
    photos.prepare_ahead([picture, picture], Window(0, 0, 100, 100))
    assert photos.plate(file, picture.crop, (30, 20)).tobytes() == expected
    photos.prepare_ahead([picture], Window(0, 0, 100, 100))
    assert photos.plate(file, picture.crop, (30, 20)).tobytes() == expected
    assert len(prepared) == 1


def test_plate_prepared_ahead_raises_what_preparing_raised(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"no image")
    picture = Picture(str(file), Box(0, 0, 30, 20), Box(5, 5, 30, 20))
    photos = Photos()
    photos.prepare_ahead([picture], Window(0, 0, 100, 100))
    with pytest.raises(DiagnosticError):
        photos.plate(file, picture.crop, (30, 20))


def test_photo_decoded_ahead_gives_the_same_plate(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    Image.effect_noise((600, 400), 90).convert("RGB").save(file)
    photos = Photos()
    photos.decode_ahead(file)
    crop = Box(0, 0, 600, 400)
    assert photos.plate(file, crop, (60, 40)).tobytes() == Photos().plate(file, crop, (60, 40)).tobytes()


def test_broken_photo_decoded_ahead_is_reported_when_it_is_used(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(b"no image")
    photos = Photos()
    photos.decode_ahead(file)
    with pytest.raises(DiagnosticError):
        photos.facts(file)
