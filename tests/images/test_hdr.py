"""PQ and HLG as sRGB, by the values of BT.2100 and BT.2408."""

from __future__ import annotations

import pytest
from PIL import Image

from memegen.images.color_code import HLG, PQ, ColorCode
from memegen.images.hdr import hdr_to_srgb

# Levels of BT.2408, table 1: reference white, a grey card of 18 %, skin of Fitzpatrick type 3 or 4.
WHITE, GREY = {PQ: 58, HLG: 75}, {PQ: 38, HLG: 38}


def converted(percent: float, transfer: int, *, spark: int = 0) -> int:
    """Return the sRGB level of grey at a percentage of the signal, in an image that may have a brighter part."""
    image = Image.new("RGB", (40, 40), (round(percent * 2.55),) * 3)
    if spark:
        image.paste((round(spark * 2.55),) * 3, (0, 0, 10, 10))
    found = hdr_to_srgb(image, ColorCode(9, transfer)).getpixel((30, 30))
    assert isinstance(found, tuple)
    assert max(found) - min(found) <= 1
    return int(found[0])


@pytest.mark.parametrize("transfer", [PQ, HLG])
def test_reference_white_is_white_and_a_grey_card_is_grey(transfer: int) -> None:
    assert converted(WHITE[transfer], transfer) >= 253
    assert converted(GREY[transfer], transfer) == pytest.approx(100, abs=2)
    assert converted(0, transfer) == 0


@pytest.mark.parametrize("transfer", [PQ, HLG])
def test_brighter_lights_are_compressed_and_the_lower_half_stays(transfer: int) -> None:
    white = WHITE[transfer]
    assert converted(white, transfer, spark=white + 15) in range(225, 245)
    assert converted(GREY[transfer], transfer, spark=white + 15) == pytest.approx(
        converted(GREY[transfer], transfer), abs=1
    )
    assert converted(white + 15, transfer) >= 253


def test_single_bright_pixels_do_not_darken_an_image() -> None:
    image = Image.new("RGB", (60, 60), (148, 148, 148))
    image.putpixel((0, 0), (255, 255, 255))
    assert hdr_to_srgb(image, ColorCode(9, PQ)).getpixel((30, 30)) == pytest.approx((255, 255, 255), abs=2)


@pytest.mark.parametrize(("mode", "becomes"), [("L", "RGB"), ("LA", "RGBA"), ("RGBA", "RGBA")])
def test_modes_and_transparency_are_kept(mode: str, becomes: str) -> None:
    image = Image.new(mode, (4, 4), (97, 120) if mode == "LA" else (97, 97, 97, 120) if mode == "RGBA" else 97)
    shown = hdr_to_srgb(image, ColorCode(12, PQ))
    assert shown.mode == becomes
    assert mode == "L" or shown.getchannel("A").getextrema() == (120, 120)


def test_colour_of_p3_is_that_of_srgb() -> None:
    # (200, 80, 60) of sRGB as PQ in Display P3, white at 203 cd/m².
    image = Image.new("RGB", (4, 4), (129, 91, 79))
    assert hdr_to_srgb(image, ColorCode(12, PQ)).getpixel((0, 0)) == pytest.approx((200, 80, 60), abs=3)
