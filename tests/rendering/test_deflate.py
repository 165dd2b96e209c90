"""Rows deflated in bands: the image's own bytes, whatever was cached."""

from __future__ import annotations

import sys
import zlib
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from isal import isal_zlib
from PIL import Image

from memegen.images import Photos
from memegen.images.shared import BackdropUse, DeflatedRows, SharedBackdrop
from memegen.rendering import deflate
from memegen.rendering.deflate import combine_adler32, filter_rows
from memegen.rendering.painter import Painting, paint
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Item, Linear, Stop
from memegen.scene.path import rectangle
from memegen.scene.scene import Scene
from memegen.text.fonts import Library
from tests.helpers.paintbox import BLACK, RED, WHITE, text, word
from tests.helpers.paths import BUNDLE

SIZE = (90, 64)
MODES = ("RGB", "RGBA")


def deflated(image: Image.Image, backdrop: BackdropUse | None = None, threads: int = 1) -> bytes:
    return b"".join(deflate.deflate_rows(image, backdrop, threads))


def noise(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    return Image.frombytes(mode, size, Random(5).randbytes(size[0] * size[1] * len(mode)))


@pytest.fixture(params=["isal", "zlib-ng"])
def compressor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use bands of a few rows, deflated by either library."""
    monkeypatch.setattr(deflate, "BAND", 1500)
    if request.param == "zlib-ng":
        monkeypatch.setitem(sys.modules, "isal.isal_zlib", None)


@pytest.mark.usefixtures("compressor")
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("threads", [1, 2, 3])
def test_bands_form_one_valid_stream(mode: str, threads: int) -> None:
    image = noise(mode)
    data = deflated(image, threads=threads)
    assert zlib.decompress(data) == bytes(filter_rows(image))
    assert data == deflated(image)


def test_dictionary_of_a_band_is_the_byte_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    # Without one isal goes by an address, and one band in some thousands comes out otherwise on the next run.
    monkeypatch.setattr(deflate, "BAND", 1500)
    told: list[bytes] = []
    real: Any = isal_zlib.compressobj

    def compressobj(*given: int, zdict: bytes) -> object:
        told.append(bytes(zdict))
        return real(*given, zdict=zdict)

    monkeypatch.setattr(isal_zlib, "compressobj", compressobj)
    image = noise()
    stream, step = bytes(filter_rows(image)), 3 * image.width + 1
    deflated(image)
    starts = [1, *range(1500 // step * step, len(stream), 1500 // step * step)]
    assert told == [stream[start - 1 : start] for start in starts]


@pytest.mark.usefixtures("compressor")
def test_cached_bands_do_not_change_the_stream() -> None:
    ground = SharedBackdrop(noise())
    first, second = (ground.image.copy() for _ in range(2))
    first.paste("red", (10, 20, 30, 31))
    second.paste("blue", (0, 40, 90, 64))
    covered = ((20, 31),), ((40, 64),)
    alone = [
        deflated(image, BackdropUse(SharedBackdrop(ground.image), rows))
        for image, rows in zip((first, second), covered, strict=True)
    ]
    together = [
        deflated(image, BackdropUse(ground, rows)) for image, rows in zip((first, second), covered, strict=True)
    ]
    assert alone == together == [deflated(first), deflated(second)]
    # Of the first picture's rows, those that neither lie in the red nor below its edge are known now.
    assert ground.packed
    assert [
        deflated(image, BackdropUse(ground, rows)) for image, rows in zip((first, second), covered, strict=True)
    ] == alone
    assert zlib.decompress(together[1]) == bytes(filter_rows(second))


def test_cached_band_is_not_deflated_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deflate, "BAND", 1500)
    ground = SharedBackdrop(noise())
    deflated(ground.image.copy(), BackdropUse(ground, ()))
    packed: list[tuple[int, int]] = []
    real = deflate._deflate_bands

    def deflate_and_note(*given: Any) -> object:
        packed.extend(given[2])
        return real(*given)

    monkeypatch.setattr(deflate, "_deflate_bands", deflate_and_note)
    image = ground.image.copy()
    image.paste("red", (10, 20, 30, 21))
    deflated(image, BackdropUse(ground, ((20, 21),)))
    # Five rows a band: the row that was changed is the first of its own, and above no other.
    assert packed == [(20, 25)]
    deflated(image, BackdropUse(ground, ((24, 25),)))
    assert packed == [(20, 25), (20, 30)]


@given(st.lists(st.binary(min_size=1, max_size=400), min_size=1, max_size=6))
def test_combined_checksum_is_that_of_the_whole(parts: list[bytes]) -> None:
    known = [DeflatedRows(b"", zlib.adler32(part), len(part)) for part in parts]
    assert combine_adler32(known) == zlib.adler32(b"".join(parts))


@pytest.mark.usefixtures("compressor")
def test_bands_do_not_depend_on_freed_memory() -> None:
    image = noise(size=(300, 90))
    chance = Random(3)
    first = deflated(image)
    for _ in range(300):
        # Memory that was used for other things, and is given back: a packer's tables and buffers come to lie in it.
        used = [bytes([chance.randrange(256)]) * chance.randrange(60_000, 500_000) for _ in range(5)]
        used.clear()
        assert deflated(image) == first


LIBRARY = Library(BUNDLE)


def painted(*items: Item, ground: Color = WHITE) -> Painting:
    """The items over a letter, so that none of them counts as ground."""
    return paint(Scene(120, 100, ground, (text(word(LIBRARY, "a", 8), y=10, size=8), *items)), LIBRARY, Photos())


def box(y: float, h: float, paint: Color | Linear = RED, blur: float = 0) -> Fill:
    return Fill(rectangle(Box(10, y, 40, h)), paint, blur)


FADING = Linear(10, 40, 10, 60, (Stop(0, Color(255, 0, 0, 0)), Stop(1, RED)))


@pytest.mark.parametrize("ground", [WHITE, Color(0, 0, 0, 0)], ids=["opaque", "clear"])
@pytest.mark.parametrize(
    "item",
    [
        box(40, 20),
        box(40.5, 20),
        box(40, 20, Color(0, 0, 255, 0.4)),
        box(40, 20, FADING),
        box(40, 20, Color(0, 0, 255, 0.4), blur=6),
        Group((box(40, 20),), opacity=0.5),
        Group((box(40, 20),), rotate=20, center=(30, 50)),
        text(word(LIBRARY, "Aj", 30), y=60, size=30),
    ],
)
def test_uncovered_rows_equal_the_backdrop(item: Item, ground: Color) -> None:
    image, under, _ = painted(box(2, 4, BLACK), item, ground=ground)
    plain = under.backdrop.image.convert(image.mode)
    differing = [
        y for y in range(100) if image.crop((0, y, 120, y + 1)).tobytes() != plain.crop((0, y, 120, y + 1)).tobytes()
    ]
    assert differing
    assert not [y for y in differing if under.is_uncovered(y, y + 1)]
    assert under.is_uncovered(90, 100)
