"""Measured contrasts, compared with those computed here from the pixels under the letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from memegen import Rendered, Renderer
from memegen.model.entities import Platform
from memegen.rendering.painter import paint
from memegen.scene.color import Color, contrast
from memegen.scene.geometry import Box
from memegen.scene.items import Group, Item, Run, Text
from tests.helpers.paths import PHOTOS
from tests.helpers.stage import sized

# Large and small faces, one, two, none; dark, light, busy, uniform.
NAMES = ("portrait", "mill", "street", "shore", "citrus", "pier", "meadow", "stairs")
SHAPES = (sized(540, 540), sized(360, 640), sized(800, 450))
# Maximum relative difference: contrasts are measured for whole lines, and computed here under the letters only.
APART = 0.05
# Maximum shortfall from the target, as a contrast ratio, that is not visible.
FAINT = 0.05
BLACK, WHITE, CLEAR = Color(0, 0, 0), Color(255, 255, 255), Color(0, 0, 0, 0)


@cache
def renderer() -> Renderer:
    return Renderer()


def linear(level: float) -> float:
    """As WCAG 2.2 has it, of a channel from 0 to 255."""
    part = level / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def light(red: float, green: float, blue: float) -> float:
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def without(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items without any text that belongs to a layer."""
    kept = (item for item in items if not (isinstance(item, Text) and item.layer))
    return tuple(replace(item, items=without(item.items)) if isinstance(item, Group) else item for item in kept)


def single(items: tuple[Item, ...]) -> Iterator[tuple[Text, tuple[Group, ...]]]:
    """Every text that belongs to a layer, with the groups that it is in."""
    for item in items:
        if isinstance(item, Text) and item.layer:
            yield item, ()
        elif isinstance(item, Group):
            yield from ((text, (item, *groups)) for text, groups in single(item.items))


def letters(card: Rendered, text: Text, groups: tuple[Group, ...], color: Color) -> Image.Image:
    """How much of each pixel the letters in that colour cover."""

    def black(run: Run) -> Run:
        return replace(run, fill=BLACK if run.fill == color else CLEAR)

    lines = tuple(replace(line, runs=tuple(map(black, line.runs))) for line in text.lines)
    item: Item = replace(text, lines=lines, stroke=None, shadow=None)
    for group in reversed(groups):
        item = replace(group, items=(item,), opacity=1, shadow=None)
    drawn = paint(replace(card.scene, ground=WHITE, items=(item,)), renderer().catalog.fonts, renderer().photos).image
    return ImageChops.invert(drawn.convert("L"))


def worst(card: Rendered, ground: Image.Image, text: Text, groups: tuple[Group, ...]) -> float | None:
    """The second percentile of the ratios under the letters, averaged in cells about as wide as a stem."""
    ratios = []
    for color in {run.fill for line in text.lines for run in line.runs if run.fill}:
        mask = letters(card, text, groups, color)
        box = mask.getbbox()
        if not box:
            continue
        mask, behind = mask.crop(box), ground.crop(box)
        side = max(1, round(text.size / 8))
        covered = mask.reduce(side).tobytes()
        inked = ImageChops.multiply(behind, Image.merge("RGB", (mask,) * 3)).reduce(side).tobytes()
        found = []
        for cell, share in enumerate(covered):
            if share < 64:
                continue
            r, g, b = (min(255.0, inked[3 * cell + channel] * 255 / share) for channel in range(3))
            over = [c * color.a + under * (1 - color.a) for c, under in zip(color.rgb, (r, g, b), strict=True)]
            one, other = light(*over), light(r, g, b)
            found.append((max(one, other) + 0.05) / (min(one, other) + 0.05))
        if found:
            ratios.append(sorted(found)[int(len(found) * 0.02)])
    return min(ratios, default=None)


@pytest.mark.parametrize("platform", SHAPES, ids=lambda platform: platform.name)
@pytest.mark.parametrize("name", NAMES)
def test_measured_contrast_is_no_better_than_the_actual_one(name: str, platform: Platform) -> None:
    values = {
        "quote": "Every branch library *stays* open, six days a week.",
        "by": "Friends of Millbrook Library",
        "photo": str(PHOTOS / f"{name}.jpg"),
        "tone": "none",
    }
    # The composition whose words stand on the photo itself.
    card = renderer().render("quote-full", values, platform, variant="1")
    bare = replace(card.scene, items=without(card.scene.items))
    ground = paint(bare, renderer().catalog.fonts, renderer().photos).image.convert("RGB")
    told = {box["layer"]: box["contrast"] for box in card.record()["boxes"]}
    for text, groups in single(card.scene.items):
        there = worst(card, ground, text, groups)
        assert there is not None
        assert told[text.layer] <= there * (1 + APART), text.layer
        assert told[text.layer] >= text.needs - FAINT, text.layer
        assert there >= text.needs * (1 - APART), text.layer


FILE = "templates:\n  t:\n    platform: 540x540\n    background: [{colour: COLOUR}]\n    layers:\n      - LAYER\n"


def card(tmp_path: Path, layer: str, colour: str = "accent") -> Rendered:
    file = tmp_path / "t.yaml"
    file.write_text(FILE.replace("COLOUR", colour).replace("LAYER", layer), encoding="utf-8")
    return Renderer([file]).render("t", {})


def told(tmp_path: Path, layer: str, colour: str = "accent") -> float | None:
    (box,) = card(tmp_path, layer, colour).record()["boxes"]
    found: float | None = box["contrast"]
    return found


def role(name: str) -> Color:
    return renderer().catalog.brand("").palette[name]


def exact(one: str, other: str) -> float:
    return round(contrast(role(one), role(other)), 2)


@pytest.mark.parametrize("letter", ["paper", "ink", "sun"])
@pytest.mark.parametrize("ground", ["accent", "cool", "paper", "ink"])
def test_contrast_on_a_uniform_background_is_that_of_wcag(letter: str, ground: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"{{text: Saturday, fill: {letter}, size: 9vmin}}", ground) == exact(letter, ground)


@pytest.mark.parametrize(
    ("layer", "letter", "ground"),
    [
        ("{text: Saturday, size: 9vmin, at: center, rotate: 20}", "paper", "accent"),
        ("{text: Saturday, size: 9vmin, strips: ink}", "paper", "ink"),
        ("{hashtag: '#open', ground: cool}", "paper", "cool"),
        ("{column: {ground: sun, padding: 5vmin, items: [{text: Saturday, fill: ink}]}}", "ink", "sun"),
        (
            "{column: {ground: sun, padding: 5vmin, rotate: -8, at: center, items: [{text: On, fill: ink}]}}",
            "ink",
            "sun",
        ),
        ("{text: around and around, arc: top, width: 80%, height: 80%, at: center}", "paper", "accent"),
    ],
)
def test_contrast_is_with_the_item_behind_the_text(layer: str, letter: str, ground: str, tmp_path: Path) -> None:
    assert told(tmp_path, layer) == exact(letter, ground)


def test_contrast_of_several_colours_is_the_lowest(tmp_path: Path) -> None:
    layer = "{text: 'one *two*', fill: paper, emphasis: sun, size: 9vmin}"
    assert told(tmp_path, layer) == min(exact("paper", "accent"), exact("sun", "accent"))


def test_translucent_letters_have_less_contrast(tmp_path: Path) -> None:
    ground = role("ink")
    half = ground.mix(role("paper"), 0.5)
    for layer in ("{text: Saturday, fill: paper 50%}", "{text: Saturday, fill: paper, opacity: 50%}"):
        assert told(tmp_path, layer, "ink") == pytest.approx(contrast(half, ground), abs=0.06)


def test_contrast_in_a_translucent_group_includes_what_is_behind(tmp_path: Path) -> None:
    layer = "{column: {ground: paper, padding: 5vmin, opacity: 50%, items: [{text: Saturday, fill: ink, size: 9vmin}]}}"
    assert told(tmp_path, layer, "ink") < 0.6 * exact("ink", "paper")  # type: ignore[operator]


def test_contrast_with_an_outline_counts_where_it_is_higher(tmp_path: Path) -> None:
    outlined = "{text: Saturday, fill: paper, outline: ink, size: 9vmin}"
    assert told(tmp_path, outlined, "paper") == exact("paper", "ink")
    # A hairline parts nothing.
    assert told(tmp_path, outlined.replace("size", "outline-width: 1%, size"), "paper") == 1
    # On a ground where the letters read better than on the outline, that counts.
    assert told(tmp_path, "{text: Saturday, fill: paper, outline: sun, size: 9vmin}", "ink") == exact("paper", "ink")


def test_letters_along_an_arc_are_measured_where_they_stand(tmp_path: Path) -> None:
    # A disc of the letters' own colour, around which they run; as large as their own circle, they stand on it.
    arc = "{text: Millbrook libraries, font: display, arc: top, size: 11vmin, fill: paper, width: 76vmin, at: center}"
    disc = "      - {circle: paper, at: center, width: WIDTH}\n"
    file = tmp_path / "t.yaml"
    for width, ratio in (("52vmin", exact("paper", "ink")), ("80vmin", 1.0)):
        layers = disc.replace("WIDTH", width) + f"      - {arc}\n"
        text = FILE.replace("COLOUR", "ink").replace("      - LAYER\n", layers)
        file.write_text(text, encoding="utf-8")
        (box,) = Renderer([file]).render("t", {}).record()["boxes"]
        assert box["contrast"] == ratio


def test_rotated_line_is_measured_where_its_letters_stand(tmp_path: Path) -> None:
    # The upright box around the whole line reaches far beyond the strip that it stands on.
    layer = "{column: {ground: ink, padding: 2vmin, rotate: 12, items: [{text: Saturday at noon, size: 8vmin}]}}"
    assert told(tmp_path, layer, "paper") == exact("paper", "ink")


def test_tilted_letters_are_not_measured_with_what_is_beside_them(tmp_path: Path) -> None:
    # The upright box around each letter of the marked word reaches a little beyond its marker.
    text = "{text: Open all *day*, font: display, size: 12vmin, fill: paper, emphasis: sun, emphasis-style: marker}"
    layer = f"{{column: {{ground: ink, padding: 3vmin, rotate: 3, items: [{text}]}}}}"
    assert (told(tmp_path, layer, "ink") or 0) > 0.8 * exact("ink", "sun")


@pytest.mark.parametrize("turn", [0, -3, 8])
def test_letters_beside_a_marker_are_measured_on_their_own_ground(turn: int, tmp_path: Path) -> None:
    # Neither the last letter on the marker nor the full stop beside it reaches into the other's ground.
    layer = (
        '{text: "Kill *reason itself*.", font: display, size: 9vmin, at: center, fill: paper, strips: ink, '
        f"emphasis: sun, emphasis-style: marker, leading: 1.4, rotate: {turn}}}"
    )
    assert (told(tmp_path, layer, "paper") or 0) > 9


def test_emoji_are_not_measured(tmp_path: Path) -> None:
    assert told(tmp_path, "{text: 🎉🎉}") is None
    assert told(tmp_path, "{text: Saturday 🎉, size: 9vmin}") == exact("paper", "accent")


def test_contrast_on_transparency_is_not_measured(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    text = FILE.replace("COLOUR", "transparent").replace("LAYER", "{text: Saturday}")
    clear = "platforms: {clear: {size: [540, 540], transparent: yes, formats: [png]}}\n"
    file.write_text(clear + text.replace("540x540", "clear"), encoding="utf-8")
    (box,) = Renderer([file]).render("t", {}).record()["boxes"]
    assert box["contrast"] is None


def test_low_contrast_is_a_warning(tmp_path: Path) -> None:
    faint = card(tmp_path, "{text: Saturday, id: day, fill: accent 70%, size: 9vmin}", "cool")
    found = [finding for finding in faint.findings if finding.code == "contrast-low"]
    assert len(found) == 1
    assert "'day'" in found[0].message
    measured, least = map(float, re.findall(r"([\d.]+):1", found[0].message))
    assert measured < least == 3
    assert found[0].severity == "warning"
    # There is no photo that could be another.
    assert "scrim" not in found[0].hint
    assert not card(tmp_path, "{text: Saturday, fill: accent 70%, contrast: 0}", "cool").findings


def test_low_contrast_that_no_scrim_can_raise_is_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    text = FILE.replace("{colour: COLOUR}", "{colour: paper}, {scrim: auto}")
    file.write_text(text.replace("LAYER", "{text: Saturday, fill: '#888', contrast: 12}"), encoding="utf-8")
    assert [finding.code for finding in Renderer([file]).render("t", {}).findings] == ["contrast-low"]


def test_bright_pixel_is_ignored_and_bright_stem_is_measured(tmp_path: Path) -> None:
    photo = Image.new("RGB", (540, 540), (20, 20, 20))
    for at in range(0, 540, 9):
        photo.putpixel((at, (at * 7) % 540), (255, 255, 255))
    photo.save(tmp_path / "speckled.png")
    layer = "{text: 'SATURDAY IS MARKET DAY', size: 80px, case: none, width: 100%}"
    text = FILE.replace("{colour: COLOUR}", f"{{photo: {tmp_path}/speckled.png}}").replace("LAYER", layer)
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    (speckled,) = Renderer([tmp_path / "t.yaml"]).render("t", {}).record()["boxes"]
    assert speckled["contrast"] > 12
    photo.paste((250, 250, 250), (0, 0, 540, 20))
    photo.save(tmp_path / "speckled.png")
    (barred,) = Renderer([tmp_path / "t.yaml"]).render("t", {}).record()["boxes"]
    assert barred["contrast"] < 1.5


def test_record_has_the_measured_contrast() -> None:
    boxes = renderer().render("quote-plain", {"quote": "Hello"}).record()["boxes"]
    quote = next(box for box in boxes if box["layer"] == "quote")
    assert quote["contrast"] >= 3
    assert Box(quote["x"], quote["y"], quote["w"], quote["h"]).w > 0
    unpainted = renderer().render("quote-plain", {"quote": "Hello"}).record(painted=False)
    assert {box["contrast"] for box in unpainted["boxes"]} == {None}
