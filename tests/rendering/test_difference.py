"""Whether graphics differ: what an encoder changes does not count, what a person changes does."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from memegen import Renderer
from memegen.rendering.difference import (
    SIDE,
    Summary,
    compare,
    difference_picture,
    read_image,
    summarize,
    summarize_file,
)

Edit = Callable[[Image.Image], Image.Image]


@pytest.fixture(scope="module")
def card() -> Image.Image:
    """A graphic with a photo and text, as it is rendered."""
    renderer = Renderer()
    values = {"quote": "Failure is *impossible*.", "by": "Susan B. Anthony", "photo": str(_photo())}
    platform = renderer.catalog.pick(["640x640"])[0]
    rendered = renderer.render("quote-photo", values, platform, "keep-it-open", variant="1")
    return Image.open(io.BytesIO(rendered.bytes)).convert("RGB")


def _photo() -> Path:
    from memegen.core.environment import ASSETS

    return next(path for path in sorted((ASSETS / "photos").rglob("*.jpg")))


def encoded(**options: object) -> Edit:
    def edit(image: Image.Image) -> Image.Image:
        file = io.BytesIO()
        image.save(file, **options)  # type: ignore[arg-type]  # the options of one encoder
        return Image.open(file).convert("RGB")

    return edit


def with_mark(side: int, height: int) -> Edit:
    def edit(image: Image.Image) -> Image.Image:
        changed = image.copy()
        inverse = tuple(255 - level for level in image.getpixel((330, 330)) or ())  # type: ignore[union-attr]  # RGB
        ImageDraw.Draw(changed).rectangle((330, 330, 330 + side, 330 + height), fill=inverse)
        return changed

    return edit


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        (encoded(format="PNG", compress_level=1), False),
        (encoded(format="JPEG", quality=85, subsampling=0), False),
        (lambda image: image.point(lambda level: min(255, level + 2)), False),
        (with_mark(5, 12), True),
        (lambda image: ImageChops.offset(image, 1, 0), True),
        (lambda image: image.point(lambda level: min(255, level + 12)), True),
        (lambda image: image.resize((320, 320)), True),
    ],
)
def test_what_is_seen_counts(card: Image.Image, edit: Edit, changed: bool) -> None:
    found = compare(summarize([card]), summarize([edit(card)]))
    assert (found.share > 0) is changed
    assert (found.delta > 3) is changed


def test_difference_says_where_and_how_much() -> None:
    white = Image.new("RGB", (160, 320), "white")
    changed = white.copy()
    changed.paste("black", (32, 64, 64, 96))
    before, after = summarize([white]), summarize([changed])
    found = compare(before, after)
    assert found.delta == 100
    # Four of 10 × 20 squares.
    assert found.share == 4 / 200
    assert found.mask
    assert found.mask.getbbox() == (2, 4, 4, 6)
    picture = read_image(difference_picture(after, found.mask)).convert("RGB")
    assert picture.size == read_image(after.thumbnail).size == (160, 320)
    red, green, _ = picture.getpixel((48, 80))  # type: ignore[misc]  # RGB
    assert red - green > 80
    assert min(picture.getpixel((120, 250))) > 240  # type: ignore[arg-type]  # RGB


def test_transparency_counts() -> None:
    one = Image.new("RGBA", (64, 64), (128, 128, 128, 255))
    other = one.copy()
    other.paste((128, 128, 128, 0), (0, 0, 32, 64))
    assert compare(summarize([one]), summarize([other])).share == 0.5


def test_every_page_of_a_document_counts(tmp_path: Path) -> None:
    renderer = Renderer()
    document = renderer.render("quote-plain", {"quote": "Hi", "by": "Ada"}, renderer.catalog.pick(["320x320"])[0])
    (tmp_path / "one.pdf").write_bytes(document.in_format("pdf").bytes)
    single = summarize_file(tmp_path / "one.pdf")
    assert max(read_image(single.thumbnail).size) == 320
    pages = [Image.new("RGB", (320, 320), "white") for _ in range(23)]
    last = [*pages[:-1], Image.new("RGB", (320, 320), "black")]
    found = compare(summarize(pages), summarize(last))
    assert found.share > 0
    assert read_image(summarize(pages).thumbnail).size == (10 * 320, 3 * 320)


def test_summary_is_small(card: Image.Image) -> None:
    summary = summarize([card])
    assert max(read_image(summary.thumbnail).size) == SIDE
    assert len(summary.means) + len(summary.thumbnail) < 25_000


def test_damaged_images_are_refused(card: Image.Image) -> None:
    summary = summarize([card])
    with pytest.raises((OSError, ValueError)):
        compare(replace(summary, pixels="x", means=b"RIFF"), summary)
    assert compare(summary, Summary(summary.pixels, b"", b"")).share == 0
