"""Compare every sheet of docs/specimens, one for each script and effect, with the file in the repository.

`make specimens` renders them again; look at what changed before you keep it.
"""

from __future__ import annotations

from functools import cache

import pytest
from PIL import Image, ImageChops
from specimens import SHEETS, cards, names, stacked

# The files are palette PNG or JPEG, so two measures are taken, each the maximum over square tiles of an image reduced
# by TILE px. Small tiles hide what a palette does to the edges of letters and still show a stroke that is gone or has
# moved; large tiles hide nearly all of it and show a colour that is another one.
SMALL_TILE, SMALL_LEVELS = 4, 80
LARGE_TILE, LARGE_LEVELS = 32, 12


@cache
def sheets() -> dict[str, Image.Image]:
    parts: dict[str, list[Image.Image]] = {}
    for name, card in cards():
        parts.setdefault(name, []).append(card.image.convert("RGB"))
    return {name: stacked(images) for name, images in parts.items()}


def stored(name: str) -> Image.Image:
    (file,) = (SHEETS / f"{name}{suffix}" for suffix in (".png", ".jpg") if (SHEETS / f"{name}{suffix}").exists())
    with Image.open(file) as image:
        return image.convert("RGB")


def difference(one: Image.Image, other: Image.Image, tile: int) -> int:
    """Return the maximum difference of two images in levels, 0-255, over all channels and tiles of *tile* px."""
    bands = ImageChops.difference(one.reduce(tile), other.reduce(tile)).split()
    return max(int(str(band.getextrema()[1])) for band in bands)


def alike(one: Image.Image, other: Image.Image) -> bool:
    return difference(one, other, SMALL_TILE) <= SMALL_LEVELS and difference(one, other, LARGE_TILE) <= LARGE_LEVELS


@pytest.mark.parametrize("name", names())
def test_sheet_matches_its_file(name: str) -> None:
    rendered, file = sheets()[name], stored(name)
    assert rendered.size == file.size
    assert difference(rendered, file, SMALL_TILE) <= SMALL_LEVELS
    assert difference(rendered, file, LARGE_TILE) <= LARGE_LEVELS


def test_comparison_sees_a_moved_or_missing_letter() -> None:
    greek = sheets()["greek"]
    assert not alike(greek, ImageChops.offset(greek, 3, 0))
    erased = greek.copy()
    erased.paste(greek.crop((0, 0, 30, greek.height)), (200, 0))
    assert not alike(greek, erased)


@pytest.mark.parametrize("name", names())
def test_comparison_sees_colors_that_are_brighter(name: str) -> None:
    rendered = sheets()[name]
    brighter = rendered.point([min(255, level + 40) for level in range(256)] * 3)
    assert not alike(stored(name), brighter)
