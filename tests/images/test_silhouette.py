"""Silhouettes of photos with transparency."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from memegen.images import Photos
from memegen.images.silhouette import BANDS, on_ground, silhouette_of
from memegen.scene.geometry import Box
from tests.helpers.paths import PHOTOS


def figure() -> Image.Image:
    """A head, a neck and shoulders, red on nothing, with hidden white around."""
    image = Image.new("RGBA", (200, 200), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    for box in ((80, 40, 119, 99), (90, 100, 109, 119), (40, 120, 159, 199)):
        draw.rectangle(box, fill=(255, 0, 0, 255))
    return image


def test_silhouette_is_the_visible_part_band_by_band() -> None:
    found = silhouette_of(figure())
    assert found
    assert found.box == Box(0.2, 0.2, 0.6, 0.8)
    assert len(found.bands) == BANDS
    # 5 pixels a band: the head, the neck, the shoulders; a cell is a 64th of the width.
    assert found.bands[0] == pytest.approx((0.4, 0.6), abs=0.01)
    assert found.bands[13] == pytest.approx((0.45, 0.55), abs=0.01)
    assert found.bands[-1] == pytest.approx((0.2, 0.8), abs=0.01)
    assert found.head() == pytest.approx(Box(0.4, 0.2, 0.2, 0.3), abs=0.03)


def test_faint_halo_is_not_part_of_it() -> None:
    image = figure()
    image.putpixel((0, 0), (0, 0, 0, 40))
    found = silhouette_of(image)
    assert found and found.box.x == 0.2


@pytest.mark.parametrize(
    "image", [Image.new("RGB", (9, 9)), Image.new("RGBA", (9, 9)), Image.new("RGBA", (9, 9), "red")]
)
def test_opaque_and_empty_images_have_none(image: Image.Image) -> None:
    assert silhouette_of(image) is None


def test_hidden_colours_do_not_show() -> None:
    shown = on_ground(figure())
    assert (shown.mode, shown.getpixel((0, 0)), shown.getpixel((100, 60))) == ("RGB", (128, 128, 128), (255, 0, 0))


def test_subject_of_a_photo_has_its_silhouette(tmp_path: Path) -> None:
    file = tmp_path / "figure.webp"
    figure().resize((2000, 2000)).save(file, lossless=True)
    found = Photos().subject(file).silhouette
    assert found and found.box == pytest.approx(Box(0.2, 0.2, 0.6, 0.8), abs=0.005)
    assert Photos().subject(PHOTOS / "portrait.jpg").silhouette is None


def test_head_of_a_real_portrait_is_her_head() -> None:
    subject = Photos().subject(PHOTOS / "portrait-cutout.webp")
    assert subject.silhouette and subject.faces
    head, face = subject.silhouette.head(), subject.faces[0].box
    assert head.y < face.y
    common = head.intersection(face)
    assert common.w * common.h > 0.75 * face.w * face.h
    assert head.w * head.h < 1.6 * face.w * face.h
