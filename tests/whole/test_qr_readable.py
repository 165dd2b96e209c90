"""QR codes in finished graphics are read by two readers that have nothing in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from memegen import Renderer
from memegen.rendering.rendered import Rendered

PLATFORMS = ("instagram-square", "instagram-portrait", "instagram-story", "x-post", "x-header", "2480x3508")
LINK = "https://example.org/keep-it-open"
TEMPLATES = """
templates:
  poster:
    fields: {link: {}, ground: {type: colour, default: accent}, error: {default: M}}
    background: [{colour: "{ground}"}]
    layers:
      - {qr: "{link}", error: "{error}", at: bottom right, margin: 6vmin, width: 18vw}
  beside:
    fields: {link: {}}
    background: [{confetti: x}]
    layers:
      - column:
          gap: 3vmin
          align: center
          items:
            - {text: Read on, size: 7vmin, fill: ink}
            - {qr: "{link}", fill: "readable(accent, paper)", width: 22vw, rotate: -4}
"""


def read_by_zxing(image: Image.Image) -> list[str]:
    import zxingcpp

    return [found.text for found in zxingcpp.read_barcodes(image)]


def read_by_opencv(image: Image.Image) -> list[str]:
    import cv2
    import numpy

    pixels = numpy.asarray(image)[:, :, ::-1].copy()
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(pixels)
    return [text] if text else []


READERS: tuple[Callable[[Image.Image], list[str]], ...] = (read_by_zxing, read_by_opencv)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("qr") / "qr.yaml"
    path.write_text(TEMPLATES, encoding="utf-8")
    return path


@cache
def renderer(templates: Path) -> Renderer:
    return Renderer([templates])


def render(templates: Path, template: str, platform: str, **values: str) -> Rendered:
    own = renderer(templates)
    (size,) = own.catalog.pick([platform])
    found = own.render(template, {"link": LINK, **values}, size)
    assert [finding.code for finding in found.findings if finding.code.startswith("qr")] == []
    return found


def opened(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB")


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_code_is_read_in_every_shape(templates: Path, platform: str, read: Callable[[Image.Image], list[str]]) -> None:
    assert read(opened(render(templates, "poster", platform).bytes)) == [LINK]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("ground", ["ink", "paper", "sun", "cool"])
def test_code_is_read_on_every_colour(templates: Path, ground: str, read: Callable[[Image.Image], list[str]]) -> None:
    assert read(opened(render(templates, "poster", "instagram-square", ground=ground).bytes)) == [LINK]


@pytest.mark.parametrize("read", READERS)
def test_turned_code_in_colour_among_confetti_is_read(
    templates: Path, read: Callable[[Image.Image], list[str]]
) -> None:
    assert read(opened(render(templates, "beside", "instagram-portrait").bytes)) == [LINK]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(("quality", "width"), [(30, 1080), (60, 720), (20, 900)])
def test_code_is_read_after_a_platform_has_packed_it_again(
    templates: Path, quality: int, width: int, read: Callable[[Image.Image], list[str]]
) -> None:
    image = opened(render(templates, "poster", "instagram-square").bytes)
    image = image.resize((width, width), Image.Resampling.BILINEAR)
    packed = BytesIO()
    image.save(packed, "JPEG", quality=quality)
    assert read(opened(packed.getvalue())) == [LINK]


@pytest.mark.parametrize("text", ["Grüße aus Köln", "ŵŷ, “Cymru”", "图书馆 点茗", "0123456789", "ABC 12", "a\nb"])
def test_any_text_is_read_as_it_was_written(templates: Path, text: str) -> None:
    image = opened(render(templates, "poster", "instagram-square", link=text).bytes)
    assert [read(image) for read in READERS] == [[text], [text]]


@pytest.mark.parametrize("error", ["L", "M", "Q", "H"])
def test_code_is_read_with_a_part_covered(templates: Path, error: str) -> None:
    image = opened(render(templates, "poster", "instagram-square", error=error).bytes)
    # A stain of two modules in the middle of the code.
    middle = 1080 - 65 - round(0.18 * 1080 / 2)
    image.paste("white", (middle - 4, middle - 4, middle + 4, middle + 4))
    assert read_by_zxing(image) == [LINK]
