"""Pictures in a terminal, by value: what was written is decoded as the terminal does."""

from __future__ import annotations

import base64
import io
import re

import pytest
from PIL import Image, ImageChops

from memegen.rendering.terminal import (
    BACKDROP,
    CHUNK,
    HEIGHT,
    ITERM,
    KITTY,
    PALETTE,
    TRUE_COLOR,
    Room,
    in_lines,
    side_by_side,
    terminal_picture,
)
from tests.helpers import half_blocks
from tests.helpers.noise import noise

ROOM = Room(40, 20)


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return Image.radial_gradient("L").convert("RGB").resize((640, 320))


def test_kitty_gets_the_png_in_chunks(picture: Image.Image) -> None:
    image = noise((640, 320))
    text = terminal_picture(image, KITTY, ROOM)
    parts = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", text)
    assert text == "".join(f"\x1b_G{keys};{data}\x1b\\" for keys, data in parts) + "\n"
    keys = [keys for keys, _ in parts]
    assert keys[0] == "a=T,f=100,q=2,c=40,r=10,m=1"
    assert set(keys[1:-1]) == {"m=1"}
    assert keys[-1] == "m=0"
    assert {len(data) for _, data in parts[:-1]} == {CHUNK}
    decoded = Image.open(io.BytesIO(base64.b64decode("".join(data for _, data in parts))))
    assert (decoded.format, decoded.size) == ("PNG", (640, 320))
    assert ImageChops.difference(decoded, image.convert("RGB")).getbbox() is None
    # A small picture is one sequence.
    assert terminal_picture(Image.new("RGB", (8, 8)), KITTY, ROOM).startswith("\x1b_Ga=T,f=100,q=2,c=40,r=20,m=0;")


def test_iterm_gets_the_png_with_its_size(picture: Image.Image) -> None:
    text = terminal_picture(picture, ITERM, ROOM)
    found = re.fullmatch(r"\x1b\]1337;File=([^:]*):([A-Za-z0-9+/=]*)\x07\n", text)
    assert found
    data = base64.b64decode(found[2])
    assert found[1] == f"inline=1;size={len(data)};width=40;height=10;preserveAspectRatio=1"
    assert ImageChops.difference(Image.open(io.BytesIO(data)), picture).getbbox() is None


@pytest.mark.parametrize(("protocol", "tolerance"), [(TRUE_COLOR, 0), (PALETTE, 8)])
def test_half_blocks_show_the_pixels(picture: Image.Image, protocol: str, tolerance: int) -> None:
    text = terminal_picture(picture, protocol, ROOM)
    assert [line.endswith("\x1b[0m") for line in text.splitlines()] == [True] * 10
    shown = half_blocks.decode(text)
    expected = picture.resize((40, 20), Image.Resampling.BOX)
    assert shown.size == expected.size
    # Greys of the palette are 10 apart, and 17 before white.
    assert max(high for _, high in ImageChops.difference(shown, expected).getextrema()) <= tolerance  # type: ignore[misc]  # bands


def test_palette_has_colours_and_greys() -> None:
    colors = [(255, 0, 0), (0, 95, 135), (255, 255, 255), (0, 0, 0), (118, 118, 118)]
    image = Image.new("RGB", (5, 2))
    for x, color in enumerate(colors):
        image.paste(color, (x, 0, x + 1, 2))
    shown = half_blocks.decode(terminal_picture(image, PALETTE, Room(5, 1)))
    assert [shown.getpixel((x, 1)) for x in range(5)] == colors


@pytest.mark.parametrize(
    ("size", "room", "fitted"),
    [
        ((100, 100), Room(80, 20), Room(40, 20)),
        ((300, 100), Room(60, 20), Room(60, 10)),
        ((100, 4000), Room(60, 20), Room(1, 20)),
        ((4000, 10), Room(60, 20), Room(60, 1)),
    ],
)
def test_picture_fits_and_keeps_its_proportions(size: tuple[int, int], room: Room, fitted: Room) -> None:
    assert room.fitted(Image.new("L", size)) == fitted


def test_transparency_shows_grey() -> None:
    image = Image.new("RGBA", (4, 4))
    assert half_blocks.decode(terminal_picture(image, TRUE_COLOR, Room(2, 1))).getpixel((0, 0)) == BACKDROP


def test_images_are_set_side_by_side_in_lines() -> None:
    sizes = {"square": (100, 100), "tall": (50, 100), "wide": (300, 100), "strip": (900, 100)}
    images = [Image.new("RGB", size, "red") for size in sizes.values()]
    assert [len(line) for line in in_lines(images, 4.5)] == [3, 1]
    sheet = side_by_side(images[:2])
    assert sheet.size == (HEIGHT + 24 + HEIGHT // 2, HEIGHT)
    assert sheet.getpixel((HEIGHT + 12, 9)) == BACKDROP
