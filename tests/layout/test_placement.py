"""Where a layer goes that may go to several places, and which form a logo takes there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from memegen import Renderer
from memegen.model.entities import Platform
from memegen.scene.geometry import Box
from memegen.scene.items import Picture
from memegen.scene.scene import Scene
from memegen.scene.subject import Face, Subject
from tests.helpers.stage import BRAND, SQUARE, codes, complaints, flat, over, scene, sized, template, texts, view

CALM = view(*["5" * 10] * 10)
# Busy on the left, calm on the right; and the other way about, below.
LEFT_BUSY = view(*["0909055555"] * 10)
BUSY_BELOW = view(*["5" * 10] * 5, *["0909090909", "9090909090"] * 2, "0909090909")
TEXT = "{text: Saturday, size: 10vmin, margin: 5vmin, %s}"


def box(found: Scene) -> Box:
    return texts(found)["text"].box


def stands(found: Scene, platform: Platform = SQUARE) -> str:
    x, y = box(found).center
    return f"{'bottom' if y > platform.height / 2 else 'top'} {'right' if x > platform.width / 2 else 'left'}"


@pytest.mark.parametrize(
    ("seen", "place"),
    [
        (CALM, "bottom left"),
        (LEFT_BUSY, "bottom right"),
        (BUSY_BELOW, "top left"),
    ],
)
def test_auto_is_the_calmest_corner_and_of_equals_the_first(seen, place: str) -> None:
    assert stands(over(seen, f"layers: [{TEXT % 'at: auto'}]")) == place


def test_a_template_may_say_between_which() -> None:
    places = "places: [top right, top left]"
    assert stands(over(CALM, f"layers: [{TEXT % places}]")) == "top right"
    # `at: auto` may stand beside them, and says nothing more.
    assert stands(over(CALM, f"layers: [{TEXT % f'at: auto, {places}'}]")) == "top right"
    assert stands(over(LEFT_BUSY, f"layers: [{TEXT % 'places: [bottom left]'}]")) == "bottom left"


def test_a_place_written_wrong_is_said() -> None:
    (found,) = complaints(template, f"layers: [{TEXT % 'places: [top lefft, bottom]'}]")
    assert "left" in found.message
    assert complaints(template, f"layers: [{TEXT % 'at: automatic'}]")


def test_it_keeps_off_the_faces() -> None:
    low_left = Subject((Face(Box(0.05, 0.6, 0.3, 0.35)),))
    body = f"background: [{{photo: p-1000x1000.jpg, focus: auto}}]\nlayers: [{TEXT % 'at: auto'}]"
    assert stands(over(CALM, body)) == "bottom left"
    found = over(CALM, body, subject=low_left)
    assert stands(found) == "top left"
    assert codes(found) == []


def test_a_face_that_it_must_cover_is_found() -> None:
    filling = Subject((Face(Box(0.02, 0.02, 0.96, 0.96)),))
    body = "background: [{photo: p-1000x1000.jpg, focus: auto}]\nlayers: [{text: Saturday, at: auto, size: 40vmin}]"
    assert codes(over(CALM, body, subject=filling)) == ["face-covered"]


def test_it_stays_in_the_safe_area() -> None:
    story = sized(1000, 1800, safe=(250, 120, 320, 60))
    for seen in (CALM, LEFT_BUSY, BUSY_BELOW):
        found = over(seen, f"layers: [{TEXT % 'at: auto'}]", story)
        assert story.safe_box.contains(box(found))
        assert codes(found) == []


def test_right_to_left_the_first_place_is_on_the_right() -> None:
    hebrew = TEXT.replace("Saturday", "שבת") % "at: auto"
    assert stands(over(CALM, f"layers: [{hebrew}]")) == "bottom right"


def test_it_takes_the_size_of_its_content() -> None:
    found = over(CALM, f"layers: [{TEXT % 'at: auto'}]")
    assert box(found).w < 600
    assert box(found).x == pytest.approx(50 + 5, abs=6)


def test_a_text_under_the_interface_is_found() -> None:
    story = sized(1000, 1800, safe=(250, 0, 320, 0))
    under = scene("layers: [{text: Saturday, in: canvas, at: bottom, size: 5vmin}]", story)
    assert codes(under) == ["text-covered"]
    assert "covers or crops" in under.findings[0].message
    assert codes(scene("layers: [{text: Saturday, at: bottom, size: 5vmin}]", story)) == []
    assert codes(scene("layers: [{text: Saturday, in: canvas, at: center, size: 5vmin}]", story)) == []


def logo(found: Scene) -> str:
    (picture,) = (item for item in flat(found.items) if isinstance(item, Picture))
    return next(form for form, path in BRAND.logos.items() if str(path) == picture.source)


LOGO = "{logo: brand, at: top right, width: 20%, height: 10%, ground: auto}"


def test_a_logo_takes_the_form_for_what_is_under_it() -> None:
    half = view("0000000009", *["9" * 10] * 9)
    assert logo(over(view(*["9" * 10] * 10), f"layers: [{LOGO}]")) == "light"
    assert logo(over(view(*["0" * 10] * 10), f"layers: [{LOGO}]")) == "dark"
    # Only what is under it counts.
    assert logo(over(view("9999999900", *["9" * 10] * 9), f"layers: [{LOGO}]")) == "dark"
    assert logo(over(half, f"layers: [{LOGO}]".replace("top right", "bottom right"))) == "light"


def test_a_logo_that_looks_for_its_place_looks_there() -> None:
    # The calm side is the right one, and dark there.
    seen = view(*["0909000000"] * 10)
    found = over(seen, f"layers: [{LOGO.replace('top right', 'auto')}]")
    (picture,) = (item for item in flat(found.items) if isinstance(item, Picture))
    assert picture.box.x > 500
    assert logo(found) == "dark"


@pytest.mark.parametrize(("shade", "form"), [((250, 250, 250), "light"), ((30, 30, 30), "dark")])
def test_a_real_logo_on_a_real_photo(shade: tuple[int, int, int], form: str, tmp_path: Path) -> None:
    Image.new("RGB", (400, 400), shade).save(tmp_path / "photo.png")
    (tmp_path / "t.yaml").write_text(
        "templates:\n  t:\n    platform: 400x400\n    background: [{photo: photo.png}]\n"
        "    layers: [{logo: brand, at: top right, margin: 5vmin, height: 20vmin, ground: auto}]\n",
        encoding="utf-8",
    )
    renderer = Renderer([tmp_path / "t.yaml"])
    pictures = [item for item in flat(renderer.render("t", {}).scene.items) if isinstance(item, Picture)]
    assert pictures[-1].source == str(renderer.catalog.brand("").logos[form])
