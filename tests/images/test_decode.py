"""Formats, orientation and scale of decoded files, and what of a file is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from memegen.images import PhotoFacts, Photos
from tests.helpers.photo_files import BLUE, FORMATS, GREEN, RED, SUFFIXES, WHITE, corners, full_plate, quarters


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_format_is_read_whatever_the_name(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "picture.bin"
    quarters().save(tmp_path / f"picture.{suffix}", quality=95)
    (tmp_path / f"picture.{suffix}").rename(path)
    assert Photos().facts(str(path)) == PhotoFacts(80, 40, FORMATS[suffix])
    plate = full_plate(path)
    assert plate.mode == "RGB"
    for found, drawn in zip(corners(plate), (RED, GREEN, BLUE, WHITE), strict=True):
        assert found == pytest.approx(drawn, abs=6)


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif", "avif", "heic"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_photo_is_turned_upright(tmp_path: Path, suffix: str, turn: int) -> None:
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
    for found, drawn in zip(corners(full_plate(path)), (RED, GREEN, BLUE, WHITE), strict=True):
        assert found == pytest.approx(drawn, abs=8)


def test_large_photo_within_the_limits_gives_no_warning(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    path = tmp_path / "large.png"
    Image.new("1", (10000, 12000)).save(path)
    assert Photos().facts(path) == PhotoFacts(10000, 12000, "PNG")
    assert not recwarn.list


def test_metadata_of_a_file_is_dropped(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    quarters().save(tmp_path / "a.jpg", exif=exif, comment=b"where I live")
    quarters().save(tmp_path / "b.jpg")
    plate = full_plate(tmp_path / "a.jpg", (20, 10))
    assert plate.info == {}
    assert plate.tobytes() == full_plate(tmp_path / "b.jpg", (20, 10)).tobytes()
