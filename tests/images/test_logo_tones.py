"""The tones of a logo are those of its visible pixels."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from memegen.images import Photos
from memegen.images.logo_tones import TONES, visible_tones
from tests.helpers.photo_files import BLUE, RED


def test_tones_are_those_of_visible_pixels_from_dark_to_bright() -> None:
    image = Image.new("RGBA", (40, 10), (*BLUE, 255))
    image.paste((*RED, 255), (20, 0, 40, 10))
    image.paste((255, 255, 255, 60), (30, 0, 40, 10))
    tones = visible_tones(image)
    assert len(tones) == TONES
    assert tones == tuple(sorted(tones))
    assert tones[0] == pytest.approx(0.0722, abs=1e-3)
    assert tones[-1] == pytest.approx(0.2126, abs=1e-3)
    # Two thirds of what is visible are blue.
    assert tones.count(tones[0]) == pytest.approx(TONES * 2 / 3, abs=1)


def test_transparent_image_has_no_tones() -> None:
    assert visible_tones(Image.new("RGBA", (8, 8), (255, 0, 0, 9))) == ()
    assert len(visible_tones(Image.new("RGBA", (8, 8), (255, 0, 0, 100)))) == TONES


def test_hairlines_of_a_large_drawing_have_tones(tmp_path: Path) -> None:
    file = tmp_path / "mark.svg"
    line = "<path fill='none' stroke='#fff' stroke-width='1' d='M5.5 5v990H990'/>"
    file.write_text(f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1000 1000'>{line}</svg>")
    assert Photos().tones(file)[TONES // 2] == pytest.approx(1, abs=0.05)


def test_tones_of_a_drawing_and_of_a_file_that_changes(tmp_path: Path) -> None:
    photos, file = Photos(), tmp_path / "mark.svg"
    for fill, tone in (("#ffffff", 1), ("#000", 0)):
        file.write_text(
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 9'><path fill='{fill}' d='M0 0h60v9H0z'/></svg>"
        )
        assert photos.tones(file) == pytest.approx((tone,) * TONES, abs=1e-3)
