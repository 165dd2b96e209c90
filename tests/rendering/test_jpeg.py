"""JPEG files in bands: as Pillow writes them, whatever was cached."""

from __future__ import annotations

from io import BytesIO
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from memegen.images.shared import BackdropUse, SharedBackdrop
from memegen.rendering import jpeg
from memegen.rendering.formats import pillow_bytes
from memegen.rendering.jpeg import MCU_ROWS, write

SIZES = [(1, 1), (8, 16), (90, 64), (33, 65), (7, 300)]
QUALITIES = [(85, 0), (60, 2), (1, 2), (100, 0)]


def drawn(size: tuple[int, int], seed: int = 5) -> Image.Image:
    """Soft noise with hard edges over it."""
    small = (size[0] // 4 + 1, size[1] // 4 + 1)
    noise = Image.frombytes("RGB", small, Random(seed).randbytes(3 * small[0] * small[1]))
    image = noise.resize(size, Image.Resampling.BICUBIC)
    ImageDraw.Draw(image).ellipse((size[0] // 3, size[1] // 4, size[0], size[1] // 2), "white", "black")
    return image


def pixels(file: bytes) -> bytes:
    with Image.open(BytesIO(file)) as image:
        return image.convert("RGB").tobytes()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("quality", "subsampling"), QUALITIES)
def test_pixels_equal_those_of_pillows_file(size: tuple[int, int], quality: int, subsampling: int) -> None:
    image = drawn(size)
    plain = pillow_bytes(image, "jpeg", quality=quality, subsampling=subsampling)
    assert pixels(write(image, quality, subsampling)) == pixels(plain)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("packet", [b"", b"<x>\xff\xda\xff\xd9</x>" * 9])
def test_file_equals_pillows_with_restart_markers(size: tuple[int, int], packet: bytes) -> None:
    image = drawn(size)
    for quality, subsampling in QUALITIES:
        notes = {"xmp": packet} if packet else {}
        whole = pillow_bytes(
            image, "jpeg", quality=quality, subsampling=subsampling, restart_marker_rows=MCU_ROWS, **notes
        )
        assert write(image, quality, subsampling, packet) == whole


@given(
    size=st.tuples(st.integers(1, 70), st.integers(1, 150)),
    spans=st.lists(st.tuples(st.integers(0, 149), st.integers(1, 60)), max_size=3),
    known=st.booleans(),
    how=st.sampled_from(QUALITIES),
)
def test_cached_bands_do_not_change_the_file(
    size: tuple[int, int], spans: list[tuple[int, int]], known: bool, how: tuple[int, int]
) -> None:
    ground = SharedBackdrop(drawn(size))
    if known:
        write(ground.image, *how, backdrop=BackdropUse(ground, ()))
    image = ground.image.copy()
    covered = [(top, min(top + tall, size[1])) for top, tall in spans if top < size[1]]
    for top, bottom in covered:
        image.paste("red", (0, top, size[0], bottom))
    assert write(image, *how, backdrop=BackdropUse(ground, tuple(covered))) == write(image, *how)
    assert write(ground.image, *how, backdrop=BackdropUse(ground, ())) == write(ground.image, *how)


def test_shared_bands_are_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    encoded: list[int] = []

    def counting(image: Image.Image, format: str, **options: int) -> bytes:
        encoded.append(image.height)
        return pillow_bytes(image, format, **options)

    monkeypatch.setattr(jpeg, "pillow_bytes", counting)
    ground = SharedBackdrop(drawn((40, 100)))
    for _ in range(2):
        image = ground.image.copy()
        image.paste("red", (10, 50, 20, 60))
        write(image, 85, 0, backdrop=BackdropUse(ground, ((50, 60),)))
    write(ground.image, 85, 0, backdrop=BackdropUse(ground, ()))
    assert encoded == [100, 16, 16]
    # Another quality has bands of its own.
    write(ground.image, 60, 2, backdrop=BackdropUse(ground, ()))
    assert encoded[3:] == [100]
