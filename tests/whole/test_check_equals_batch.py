"""A check finds what rendering finds: a sample of the cards of the gallery and of the stress lists.

`python benchmarks/check_equality.py` compares all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.helpers.equality import Case, compare
from tests.whole.test_art import BRANDS, LOOKS, made_photos, platforms, renderer, rows

__all__ = ["made_photos"]

SAMPLE, SEED = 70, 17


def cases() -> Iterator[Case]:
    """The cards of the gallery, which have the examples of their fields, and those of the stress lists."""
    for name, variant in LOOKS:
        for title, row in rows(name):
            values = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
            for platform in platforms(name):
                for brand in BRANDS:
                    yield Case(name, variant, platform, brand, title, values)


def test_check_finds_what_rendering_finds(made_photos: Path) -> None:
    measured: list[float] = []
    for case in Random(SEED).sample([*cases()], SAMPLE):
        comparison = compare(renderer(), case, made_photos)
        assert comparison.is_equal, (case, comparison)
        measured += filter(None, comparison.measured)
    assert len(measured) > 2 * SAMPLE
    assert min(measured) < 4.5
