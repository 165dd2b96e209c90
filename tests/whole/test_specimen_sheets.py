"""Every sheet of docs/specimens still looks as it did when somebody looked at it: one for each script and effect.

`make specimens` draws them anew; then look at what changed before you keep it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from PIL import Image, ImageChops
from specimens import SHEETS, cards, names, stacked

# Pixels are taken together by so many a side, which hides what a palette or JPEG does to the edges of letters; a stroke
# that is gone, moved or another one then still differs by far more than this many levels.
TOGETHER, LEVELS = 4, 80


@cache
def sheets() -> dict[str, Image.Image]:
    parts: dict[str, list[Image.Image]] = {}
    for name, card in cards():
        parts.setdefault(name, []).append(card.image.convert("RGB"))
    return {name: stacked(pictures) for name, pictures in parts.items()}


def kept(name: str) -> Image.Image:
    (file,) = (SHEETS / f"{name}{suffix}" for suffix in (".png", ".jpg") if (SHEETS / f"{name}{suffix}").exists())
    return Image.open(file).convert("RGB")


def apart(one: Image.Image, other: Image.Image) -> int:
    """The most levels by which any place of two pictures differs."""
    difference = ImageChops.difference(one.reduce(TOGETHER), other.reduce(TOGETHER))
    return max(high for _, high in extrema(difference))


def extrema(image: Image.Image) -> Iterator[tuple[int, int]]:
    for channel in image.split():
        low, high = channel.getextrema()
        yield int(str(low)), int(str(high))


@pytest.mark.parametrize("name", names())
def test_a_sheet_looks_as_it_did(name: str) -> None:
    drawn, seen = sheets()[name], kept(name)
    assert drawn.size == seen.size
    assert apart(drawn, seen) <= LEVELS


def test_a_moved_or_missing_letter_would_be_seen() -> None:
    drawn = sheets()["greek"]
    moved = ImageChops.offset(drawn, 3, 0)
    assert apart(drawn, moved) > LEVELS
    wrong = drawn.copy()
    wrong.paste(drawn.getpixel((0, 0)), (200, 0, 230, drawn.height))
    assert apart(drawn, wrong) > LEVELS
