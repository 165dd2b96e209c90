"""Photos as the list: a folder or a pattern, a row for each."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from memegen.batch.rows import Row, read_rows
from memegen.core.diagnostics import DiagnosticError
from tests.helpers.command import Command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    photos = tmp_path / "photos"
    (photos / "more").mkdir(parents=True)
    for name in ("img10.JPG", "img2.jpg", "Img1.png", "more/deep.jpg"):
        Image.new("RGB", (64, 64), "red").save(photos / name)
    (photos / "notes.txt").write_text("no photo")
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("photos", ["Img1.png", "img2.jpg", "img10.JPG"]),
        ("photos/*.jpg", ["img2.jpg"]),
        ("photos/**/*.[jJ][pP][gG]", ["img2.jpg", "img10.JPG", "more/deep.jpg"]),
    ],
)
def test_each_photo_is_a_row_in_the_order_of_its_numbers(folder: Path, pattern: str, found: list[str]) -> None:
    with read_rows(folder / pattern) as stream:
        rows = [row for row in stream if isinstance(row, Row)]
    assert [row.values["photo"] for row in rows] == found
    assert {Path(row.where.file).parent for row in rows} == {folder / "photos"}


@pytest.mark.parametrize("name", ["empty", "photos/*.gif", "nowhere/*.jpg"])
def test_no_photo_is_an_error(folder: Path, name: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(DiagnosticError) as caught:
        read_rows(folder / name)
    assert caught.value.diagnostics[0].code == "rows-not-found"
    assert caught.value.diagnostics[0].hint


def test_batch_makes_a_graphic_of_each_photo_with_its_name(folder: Path) -> None:
    memegen = Command(folder)
    result = memegen.run(
        *("batch", "photos/*.jpg", "-t", "hashtag", "-b", "house", "-T", "mine.yaml", "-p", "200x200", "--json")
    )
    assert [record["file"] for record in result.records] == ["out/001-img2-200x200.jpg"]
