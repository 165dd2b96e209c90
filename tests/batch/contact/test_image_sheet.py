"""The contact sheet as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from memegen import DiagnosticError, Renderer
from memegen.batch.contact import image_sheet
from memegen.batch.contact.image_sheet import ImageSheet
from tests.helpers import records
from tests.helpers.command import Command

FONTS = Renderer().catalog.fonts


def picture(folder: Path, number: int, size: tuple[int, int], colour: str = "#aa0044") -> dict[str, Any]:
    name = f"{number}-x-post.png"
    Image.new("RGB", size, colour).save(folder / name)
    return records.made(folder, name, width=size[0], height=size[1])


def sheet(folder: Path, *rows: dict[str, Any]) -> list[str]:
    """The sheets that these rows make."""
    made = ImageSheet(folder / "sheet.png", FONTS)
    for row in rows:
        made.add(row)
    made.finish()
    return sorted(file.name for file in folder.glob("sheet*"))


def opened(file: Path) -> Image.Image:
    with Image.open(file) as image:
        image.load()
        return image


def test_graphics_are_in_rows_of_equal_height(tmp_path: Path) -> None:
    rows = [picture(tmp_path, 1, (1080, 1080)), records.failed(), picture(tmp_path, 2, (1080, 1920), "#004488")]
    assert sheet(tmp_path, *rows) == ["sheet.png"]
    image = opened(tmp_path / "sheet.png")
    left = image_sheet.MARGIN + image_sheet.GRAPHIC_HEIGHT + image_sheet.GAP
    assert image.size == (
        left + 202 + image_sheet.MARGIN,
        2 * image_sheet.MARGIN + image_sheet.GRAPHIC_HEIGHT + image_sheet.CAPTION_HEIGHT,
    )
    assert image.getpixel((image_sheet.MARGIN + 5, image_sheet.MARGIN + 5)) == (0xAA, 0, 0x44)
    for y in (image_sheet.MARGIN + 2, image_sheet.MARGIN + image_sheet.GRAPHIC_HEIGHT - 3):
        assert image.getpixel((left + 5, y)) == (0, 0x44, 0x88)
    # Something is written under them.
    under = image.crop((0, image_sheet.MARGIN + image_sheet.GRAPHIC_HEIGHT + 1, image.width, image.height))
    assert len(under.getcolors(4096) or []) > 10


def test_very_wide_graphic_is_reduced_to_the_sheet(tmp_path: Path) -> None:
    sheet(tmp_path, picture(tmp_path, 1, (4000, 100)))
    assert opened(tmp_path / "sheet.png").width == image_sheet.MAX_WIDTH


def test_graphics_continue_on_further_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_sheet, "MAX_ROWS", 1)
    rows = [picture(tmp_path, i, (1000, 400)) for i in range(5)]
    assert sheet(tmp_path, *rows) == ["sheet-1.png", "sheet-2.png", "sheet-3.png"]
    assert opened(tmp_path / "sheet-1.png").width > opened(tmp_path / "sheet-3.png").width


def test_sheet_is_reproducible(tmp_path: Path) -> None:
    row = picture(tmp_path, 1, (1080, 1080))
    sheet(tmp_path, row)
    first = (tmp_path / "sheet.png").read_bytes()
    sheet(tmp_path, row)
    assert (tmp_path / "sheet.png").read_bytes() == first


def test_missing_graphic_is_an_error_on_finish(tmp_path: Path) -> None:
    made = ImageSheet(tmp_path / "sheet.png", FONTS)
    made.add(records.made(tmp_path, "gone.png"))
    with pytest.raises(DiagnosticError, match="photo-not-found"):
        made.finish()


def test_batch_writes_the_image_sheet(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    memegen.write("rows.txt", "Ye are many\nThey are few\n")
    batch = ("batch", "rows.txt", "-t", "plain", "-T", "mine.yaml", "-p", "200x200")
    assert "also written: sheet.jpg\n" in memegen.run(*batch, "--sheet", "sheet.jpg").err
    assert opened(tmp_path / "sheet.jpg").format == "JPEG"
    assert "also written: new/sheet.png\n" in memegen.run(*batch, "--sheet", "new/sheet").err
    assert opened(tmp_path / "new" / "sheet.png").format == "PNG"


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("sheet.tiff", "format-unknown"),
        ("mine.yaml/sheet.png", "output-unwritable"),
        ("folder", "output-unwritable"),
        ("new/", "output-unwritable"),
        ("x" * 300, "output-unwritable"),
    ],
)
def test_unwritable_sheet_is_reported_before_rendering(tmp_path: Path, file: str, code: str) -> None:
    memegen = Command(tmp_path)
    memegen.write("rows.txt", "Ye are many\n")
    (tmp_path / "folder").mkdir()
    before = memegen.files()
    batch = ("batch", "rows.txt", "-t", "plain", "-T", "mine.yaml", "-p", "200x200", "--sheet", file)
    assert f"error[{code}]" in memegen.run(*batch, code=2).err
    assert memegen.files() == before


def test_batch_prints_the_first_and_last_of_many_sheets(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    memegen.write("rows.txt", "".join(f"Quote {i}\n" for i in range(45)))
    batch = ("batch", "rows.txt", "-t", "plain", "-T", "mine.yaml", "-p", "100x100", "--sheet", "sheet")
    assert "also written: sheet-1.png to sheet-2.png (2 files)\n" in memegen.run(*batch).err


def test_first_page_of_a_document_is_shown(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    memegen.write("rows.txt", "Ye are many\n")
    batch = ("batch", "rows.txt", "-t", "plain", "-T", "mine.yaml", "-p", "200x200", "-f", "pdf")
    memegen.run(*batch, "--sheet", "sheet.png")
    corner = image_sheet.MARGIN + 5
    assert opened(tmp_path / "sheet.png").getpixel((corner, corner)) == (0x11, 0x11, 0x11)
