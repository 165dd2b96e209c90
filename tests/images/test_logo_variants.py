"""Variants of a logo: in one colour where its outline says what it is, or on a plate."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from memegen.images import Photos
from memegen.images.logo_variants import SIDE, is_silhouette, on_plate, recolored
from memegen.scene.color import WHITE, Color

DRAWINGS = {
    "one colour": ("<path fill='#0a7d5a' d='M2 2h16v6H2z'/>", True),
    "two colours": ("<path fill='#0a7d5a' d='M2 2h8v6H2z'/><path fill='#fc0' d='M10 2h8v6h-8z'/>", False),
    "no transparency": ("<path fill='#0a7d5a' d='M0 0h20v10H0z'/>", False),
}


def drawing(folder: Path, body: str) -> Path:
    file = folder / "mark.svg"
    file.write_text(f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'>{body}</svg>", encoding="utf-8")
    return file


@pytest.mark.parametrize(("body", "expected"), DRAWINGS.values(), ids=DRAWINGS)
def test_drawing_of_one_colour_is_a_silhouette(tmp_path: Path, body: str, expected: bool) -> None:
    assert is_silhouette(drawing(tmp_path, body), Photos()) is expected


def test_recoloured_logo_has_its_outline_in_the_colour(tmp_path: Path) -> None:
    found = Image.open(BytesIO(recolored(drawing(tmp_path, DRAWINGS["one colour"][0]), WHITE, Photos())))
    assert found.size == (SIDE, SIDE // 2)
    assert found.getpixel((SIDE // 2, SIDE // 4)) == (255, 255, 255, 255)
    assert found.convert("RGBA").getchannel("A").getpixel((9, 9)) == 0


def test_plate_has_round_corners_and_the_logo_within(tmp_path: Path) -> None:
    file = drawing(tmp_path, DRAWINGS["one colour"][0])
    found = Image.open(BytesIO(on_plate(file, Color(250, 240, 230), Photos())))
    pad = round(SIDE / 2 * 0.22)
    assert found.size == (SIDE + 2 * pad, SIDE // 2 + 2 * pad)
    assert found.convert("RGBA").getchannel("A").getpixel((0, 0)) == 0
    assert found.getpixel((pad, pad)) == (250, 240, 230, 255)
    assert found.getpixel((found.width // 2, found.height // 2)) == (10, 125, 90, 255)
