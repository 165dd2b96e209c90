"""Ordered dithering, by value."""

from __future__ import annotations

from PIL import Image

from memegen.rendering.dither import TILE, dither, repeat_tile, threshold_image


def test_thresholds_of_a_tile_are_all_levels_once() -> None:
    assert sorted(threshold_image((TILE, TILE)).tobytes()) == list(range(256))


def test_thresholds_are_spread_over_every_quarter_of_a_tile() -> None:
    tile, half = threshold_image((TILE, TILE)), TILE // 2
    for left in (0, half):
        for top in (0, half):
            values = sorted(tile.crop((left, top, left + half, top + half)).tobytes())
            assert all(abs(value - 4 * rank) < 4 for rank, value in enumerate(values))


def test_dithered_tile_has_as_many_higher_pixels_as_the_fraction() -> None:
    size = (TILE, TILE)
    for fraction in (0, 1, 100, 255):
        image = dither(Image.new("L", size, 7), Image.new("L", size, fraction), threshold_image(size))
        assert image.tobytes().count(8) == fraction
        assert image.tobytes().count(7) == 256 - fraction


def test_tile_is_repeated_and_cut_to_the_size() -> None:
    tile = Image.frombytes("L", (2, 1), b"\1\2")
    assert repeat_tile(tile, (5, 2)).tobytes() == b"\1\2\1\2\1" * 2
    assert repeat_tile(tile, (1, 3)).tobytes() == b"\1\1\1"
