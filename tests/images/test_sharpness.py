"""Where an image is sharp."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from memegen.images.saliency import saliency_grid
from memegen.images.sharpness import grid_size, sharpness_grid
from memegen.scene.subject import Subject


def photo_with_sharp_part(box: tuple[int, int, int, int]) -> Image.Image:
    """Return a blurred, colourful photo of 600 × 400 px in which only a grey part is sharp."""
    image = Image.effect_noise((600, 400), 120).convert("RGB")
    ImageDraw.Draw(image).rectangle((0, 0, 120, 400), fill=(250, 120, 20))
    blurred = image.filter(ImageFilter.GaussianBlur(12))
    blurred.paste(Image.effect_noise((box[2] - box[0], box[3] - box[1]), 120).convert("RGB"), box)
    return blurred


def test_energy_is_where_the_photo_is_sharp() -> None:
    grid = sharpness_grid(photo_with_sharp_part((400, 100, 500, 200)))
    rows, columns = len(grid), len(grid[0])
    assert sum(map(sum, grid)) == pytest.approx(1, abs=0.01)
    inside = sum(
        share
        for y, row in enumerate(grid)
        for x, share in enumerate(row)
        if 0.6 < (x + 0.5) / columns < 0.9 and 0.2 < (y + 0.5) / rows < 0.6
    )
    assert inside > 0.95
    assert Subject((), grid, None, grid).stands_out


def test_eye_goes_to_what_is_sharp_rather_than_to_a_blurred_colour() -> None:
    image = photo_with_sharp_part((400, 100, 500, 200))
    grid = saliency_grid(image, sharpness_grid(image))
    columns = [sum(column) for column in zip(*grid, strict=True)]
    assert sum(columns[10:14]) > 2 * sum(columns[:4])


def test_photo_that_is_sharp_all_over_has_no_part_that_stands_out() -> None:
    grid = sharpness_grid(Image.effect_noise((600, 400), 120).convert("RGB"))
    assert not Subject((), grid, None, grid).stands_out


def test_band_across_the_photo_does_not_stand_out() -> None:
    grid = sharpness_grid(photo_with_sharp_part((0, 340, 600, 400)))
    assert not Subject((), grid, None, grid).stands_out


@given(st.tuples(st.integers(1, 300), st.integers(1, 300)), st.sampled_from(["black", "orange", "white"]))
def test_grids_have_one_size_and_flat_images_no_energy(size: tuple[int, int], color: str) -> None:
    image = Image.new("RGB", size, color)
    grid = sharpness_grid(image)
    assert (len(grid[0]), len(grid)) == grid_size(image)
    assert sum(map(sum, grid)) == 0
    assert sum(map(sum, saliency_grid(image, grid))) == pytest.approx(1, abs=0.01)
    assert not Subject((), grid, None, grid).stands_out
