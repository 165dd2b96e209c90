"""Faces and what the eye goes to, on real pixels."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from memegen.images import Photos
from memegen.images import faces as detector
from memegen.images.saliency import saliency_grid
from memegen.images.sharpness import sharpness_grid
from tests.helpers.paths import PHOTOS


def test_face_is_detected_at_its_position() -> None:
    (one,) = Photos().subject(PHOTOS / "portrait.jpg").faces
    assert one.confidence > 0.8
    x, y = one.box.center
    assert 0.4 < x < 0.6
    assert 0.35 < y < 0.55
    assert 0.3 < one.box.w < 0.55


@pytest.mark.parametrize("name", ["barn", "fruit", "street", "hall"])
def test_no_face_is_detected_in_photos_without_faces(name: str) -> None:
    assert Photos().subject(PHOTOS / f"{name}.jpg").faces == ()


def test_small_faces_are_detected_separately(tmp_path: Path) -> None:
    portrait = Image.open(PHOTOS / "portrait.jpg").resize((450, 450))
    group = Image.new("RGB", (1500, 700), (90, 110, 120))
    for x in (0, 500, 1000):
        group.paste(portrait, (x, 200))
    group.save(tmp_path / "group.png")
    found = Photos().subject(tmp_path / "group.png").faces
    assert len(found) == 3
    assert sorted(round(face.box.center[0], 1) for face in found) == [0.1, 0.5, 0.8]


def test_subject_without_numpy_has_saliency_but_no_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detector, "find_spec", lambda name: None)
    subject = Photos().subject(PHOTOS / "portrait.jpg")
    assert subject.faces == ()
    assert subject.interest


def test_detection_is_reproducible() -> None:
    assert Photos().subject(PHOTOS / "portrait.jpg") == Photos().subject(PHOTOS / "portrait.jpg")


def test_subject_is_kept_until_its_file_changes(tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), "white").save(tmp_path / "a.png")
    photos = Photos()
    first = photos.subject(tmp_path / "a.png")
    assert photos.subject(str(tmp_path / "a.png")) is first
    Image.open(PHOTOS / "portrait.jpg").save(tmp_path / "a.png")
    assert photos.subject(tmp_path / "a.png").faces


@pytest.mark.parametrize("size", [(1, 1), (3, 2000), (900, 2)])
def test_photos_of_extreme_aspect_ratios_have_no_faces(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("RGB", size, "red").save(tmp_path / "odd.png")
    assert Photos().subject(tmp_path / "odd.png").faces == ()


@pytest.mark.parametrize("at", [(0.2, 0.3), (0.8, 0.6), (0.5, 0.8)])
def test_saliency_is_highest_at_the_unusual_colour(at: tuple[float, float]) -> None:
    image = Image.new("RGB", (600, 400), (70, 80, 90))
    x, y = at[0] * 600, at[1] * 400
    ImageDraw.Draw(image).ellipse((x - 40, y - 40, x + 40, y + 40), fill=(250, 120, 20))
    grid = saliency_grid(image, sharpness_grid(image))
    assert sum(map(sum, grid)) == pytest.approx(1, abs=0.01)
    rows, columns = len(grid), len(grid[0])
    _, column, row = max((grid[r][c], c, r) for r in range(rows) for c in range(columns))
    assert (column + 0.5) / columns == pytest.approx(at[0], abs=0.09)
    assert (row + 0.5) / rows == pytest.approx(at[1], abs=0.12)
