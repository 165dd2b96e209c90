"""Plates and files that are begun before they are asked for: the same as if they had not been."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from memegen.core.background import Begun
from memegen.core.diagnostics import DiagnosticError
from memegen.images import Photos
from memegen.images.decode import decode
from memegen.scene.geometry import Box, Size
from memegen.scene.items import Picture

CANVAS = Size(300, 200)


@pytest.fixture(autouse=True)
def interval() -> Iterator[None]:
    before = sys.getswitchinterval()
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    Image.effect_mandelbrot((600, 400), (-2, -1.5, 1, 1.5), 100).convert("RGB").save(path)
    return path


def picture(path: Path) -> Picture:
    return Picture(str(path), Box(0, 0, 600, 400), Box(0, 0, 300, 200))


def test_a_plate_that_was_expected_is_the_same(photo: Path) -> None:
    hurried, usual = Photos(), Photos()
    hurried.hurry()
    hurried.foresee(photo)
    hurried.expect([picture(photo)], CANVAS)
    plates = [photos.plate(photo, Box(0, 0, 600, 400), (300, 200)) for photos in (hurried, usual)]
    assert plates[0].tobytes() == plates[1].tobytes()


def test_it_is_made_once(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    real = Photos._plate
    monkeypatch.setattr(Photos, "_plate", lambda self, asked: made.append(asked) or real(self, asked))
    photos = Photos()
    photos.hurry()
    for _ in range(3):
        photos.expect([picture(photo)], CANVAS)
    for _ in range(3):
        photos.plate(photo, Box(0, 0, 600, 400), (300, 200))
    # Nor is one begun that is there.
    photos.expect([picture(photo)], CANVAS)
    assert not photos._begun
    assert len(made) == 1


def test_nothing_is_begun_unless_there_is_hurry(photo: Path) -> None:
    photos = Photos()
    photos.expect([picture(photo)], CANVAS)
    assert not photos._begun


def test_whoever_makes_one_picture_holds_no_decoded_file_longer_than_it_is_cut(
    photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos = Photos()
    photos.hurry()
    photos.spare()
    photos.foresee(photo)
    photos.expect([picture(photo)], CANVAS)
    plate = photos.plate(photo, Box(0, 0, 600, 400), (300, 200))
    assert photos._decoded.held == 0
    # For two plates it is decoded once.
    half = Box(0, 0, 300, 200)
    decoded: list[object] = []
    monkeypatch.setattr(
        "memegen.images.photos.decode", lambda path, scale: decoded.append(scale) or decode(path, scale)
    )
    twice = [replace(picture(photo), crop=half), replace(picture(photo), crop=half, blur=2)]
    photos.foresee(photo)
    photos.expect(twice, CANVAS)
    assert [photos.plate(photo, half, (300, 200), blur=blur).size for blur in (0, 2)] == [plate.size] * 2
    assert decoded == [1]
    assert photos._decoded.held == 0


def test_a_file_that_cannot_be_read_is_told_when_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff no photograph")
    photos = Photos()
    photos.hurry()
    photos.foresee(path)
    photos.expect([picture(path)], CANVAS)
    with pytest.raises(DiagnosticError, match="cannot be read"):
        photos.plate(path, Box(0, 0, 600, 400), (300, 200))


def test_a_file_that_is_not_there_is_foreseen_in_silence(tmp_path: Path) -> None:
    photos = Photos()
    photos.foresee(tmp_path / "gone.jpg")
    assert photos._foreseen[str(tmp_path / "gone.jpg")].result() is None


def test_what_goes_wrong_in_a_thread_is_for_whoever_waits() -> None:
    def broken() -> int:
        raise KeyError("oops")

    begun = Begun(broken)
    for _ in range(2):
        with pytest.raises(KeyError, match="oops"):
            begun.result()
