"""Every template that ships, in every form, with little and with much to say."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from memegen.core import environment
from memegen.core.diagnostics import Where
from memegen.model.entities import Platform, Raw
from memegen.renderer import Renderer
from memegen.scene.geometry import SHAPES, Box
from memegen.scene.items import Group, Item, Picture
from memegen.scene.scene import Scene
from memegen.template.suitability import is_suited

SIZES = {"strip": "1500x500", "wide": "1600x900", "square": "1080x1080", "portrait": "1080x1350", "tall": "1080x1920"}
BRANDS = ("keep-it-open", "millbrook-food-coop")
TEXTS = {
    "short": "We read.",
    "120": "A library is no shelf of books. It is a warm room, a free desk "
    "and somebody who knows your name when you come in again.",
    "280": "Close the libraries and you will not save a penny. You will only move the cost to the school, the surgery "
    "and the police station, and to the child who had nowhere quiet to do her homework. We have counted what it saves. "
    "Now count what it costs, in this town, in thirty years.",
}
# A hashtag is one long word, so it is tried with others.
TAGS = {
    "short": "#KeepItOpen",
    "120": "#KeepEveryLibraryInMillbrookOpen",
    "280": "#KeepEveryLibraryInMillbrookOpenOnSaturdaysToo",
}
# What is more than its form holds at a size that reads: template, shape, text. Everything else must fit.
FULL = {
    ("quote-card", "strip", "120"),
    ("quote-card", "strip", "280"),
    ("testimonial", "strip", "120"),
    ("testimonial", "strip", "280"),
    *(
        (name, "strip", "280")
        for name in ("quote-plain", "quote-photo", "quote-full", "quote-split", "quote-highlight", "quote-word")
    ),
}
# Compositions that fill the canvas, on a platform that shows a strip of a wide one: its findings say so.
BANNERS = {("countdown", "1", "youtube-banner")}
# Hanging marks stand in the margin, which is at most 8.5 vmin.
HANG = 0.085 * 0.75


@cache
def renderer() -> Renderer:
    # A day before the dates of all examples.
    return Renderer(today=date(2027, 3, 12))


NAMES = renderer().catalog.names
# Every composition of every template; "" where it has but one.
LOOKS = [
    (name, str(number or ""))
    for name in NAMES
    for number in range(1, len(renderer().template(name).variants) + 1) or [0]
]
CASES = [
    (name, look, shape, length, brand)
    for name, look in LOOKS
    for shape in SHAPES
    for length in TEXTS
    for brand in BRANDS
]


def row(name: str, brand: str, length: str) -> dict[str, Raw]:
    """Every field's example, and in the first text a text of that length, or as much as it takes."""
    fields = renderer().template(name, brand).fields
    values = {field.name: field.example for field in fields.values() if field.example}
    # The texts of panels are in a list.
    if name == "meme-panels":
        return values
    main = next(field for field in fields.values() if field.type == "text")
    texts = TAGS if main.name == "hashtag" else TEXTS
    return {**values, main.name: texts[length][: main.longest or None].strip()}


def laid_out(name: str, platform: Platform, brand: str, length: str, look: str = "") -> list[Scene]:
    """Every page; none if the template is not for the platform."""
    if not is_suited(renderer().template(name), platform):
        return []
    return [page.scene for page in renderer().series(name, row(name, brand, length), platform, brand, variant=look)]


def platform(name: str) -> Platform:
    return renderer().catalog.pick([name])[0]


def pictures(items: tuple[Item, ...]) -> list[Picture]:
    found = [item for item in items if isinstance(item, Picture)]
    return found + [picture for item in items if isinstance(item, Group) for picture in pictures(item.items)]


def boxes(scene: Scene) -> dict[str, Box]:
    """Every text, and the logo, with the box it takes."""
    found = {text.layer: box for text, box in scene.text_bounds() if text.layer}
    logos = [picture.box for picture in pictures(scene.items) if "mark-on" in picture.source]
    return {**found, **({"the logo": logos[-1]} if logos else {})}


def check_boxes(scene: Scene, safe: Box) -> None:
    found = boxes(scene)
    hang = HANG * min(scene.width, scene.height)
    room = Box(safe.x - hang, safe.y, safe.w + hang, safe.h)
    for name, box in found.items():
        assert room.contains(box, 1), f"{name} leaves the safe area"
    for (one, a), (other, b) in combinations(found.items(), 2):
        assert not a.intersects(b), f"{one} and {other} overlap"


@pytest.mark.parametrize(("name", "look", "shape", "length", "brand"), CASES)
def test_every_template_in_every_form(name: str, look: str, shape: str, length: str, brand: str) -> None:
    target = platform(SIZES[shape])
    assert target.shape == shape
    allowed = {"text-cut", "text-small"} if (name, shape, length) in FULL else set()
    for scene in laid_out(name, target, brand, length, look):
        check_boxes(scene, target.safe_box)
        assert {finding.code for finding in scene.findings} <= allowed, scene.findings


@cache
def canvases() -> list[Platform]:
    """Return the platforms, of those that are laid out alike the first."""
    found: dict[object, Platform] = {}
    for target in renderer().catalog.platforms.values():
        suited = tuple(is_suited(renderer().template(name), target) for name in NAMES)
        found.setdefault((target.size, target.covered, target.transparent, target.dpi, suited), target)
    return [*found.values()]


@pytest.mark.parametrize(("name", "look"), LOOKS)
@pytest.mark.parametrize("target", canvases(), ids=lambda target: target.name)
def test_every_template_on_every_platform(name: str, look: str, target: Platform) -> None:
    # Each brand in every second composition; in the forms above all brands are in all of them.
    brand = BRANDS[(LOOKS.index((name, look)) + canvases().index(target)) % len(BRANDS)]
    for scene in laid_out(name, target, brand, "short", look):
        codes = {"text-cut", "text-small", "photo-small", "items-squeezed"}
        if (name, look, target.name) in BANNERS:
            codes |= {"text-covered"}
        else:
            check_boxes(scene, target.safe_box)
        assert {finding.code for finding in scene.findings} <= codes


@pytest.mark.parametrize("name", NAMES)
def test_every_template_says_what_it_is(name: str) -> None:
    template = renderer().template(name)
    assert 10 <= len(template.about) <= 90
    assert template.alt.raw
    assert template.caption.raw
    for field in template.fields.values():
        assert field.about, f"{field.name} has no about"
        assert field.example or not field.required, f"{field.name} is required and has no example"
    assert renderer().catalog.pick([template.platform])


@pytest.mark.parametrize("name", NAMES)
def test_alt_and_caption_of_the_example(name: str) -> None:
    values = {field.name: field.example for field in renderer().template(name).fields.values() if field.example}
    for rendered in renderer().series(name, values):
        for text in (rendered.alt_text, rendered.caption):
            assert len(text) > 8
            assert not set("{}[]*") & set(text)


@pytest.mark.parametrize("name", ["quote-photo", "quote-full", "portrait-poster", "cutout", "hashtag", "meme-caption"])
def test_alternative_text_ends_with_that_of_the_photo(name: str) -> None:
    values = {field.name: field.example for field in renderer().template(name).fields.values() if field.example}
    (card,) = renderer().cards(name, {**values, "photo-alt": "A red barn"}, None, "", Where("row 1"))
    assert card.alt_text.endswith(". A red barn")


def portraits() -> set[str]:
    """The pictures that the credits name as faces which nothing may be put into the mouth of."""
    credits = (environment.DATA_FOLDER / "assets" / "CREDITS.md").read_text("utf-8")
    found = re.search(r"\*\*Portraits\.\*\*.*?can be\s+recognised\s+\(([^)]*)\)", credits, re.DOTALL)
    assert found
    return set(re.findall(r"`(\w+)`", found[1]))


def test_no_portrait_is_put_beside_words_its_sitter_did_not_say() -> None:
    faces = portraits()
    assert faces >= {"portrait"}
    for name in NAMES:
        for field in renderer().template(name).fields.values():
            if field.type == "photo":
                assert Path(str(field.default)).stem not in faces
                assert Path(str(field.example)).stem not in faces


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("brand", ["keep-it-open", "millbrook-food-coop", "durham", "leeds", "cardiff"])
def test_every_brand_takes_every_template(name: str, brand: str) -> None:
    assert all(page.scene.items for page in renderer().series(name, row(name, brand, "short"), brand=brand))


@pytest.mark.parametrize(
    ("template", "values", "alt", "caption"),
    [
        ("result", {"bars": ("No = 5.7", "Yes = 94.3")}, "94.3% Yes.", "94.3% Yes. #"),
        ("result", {"bars": ("A = 50", "B = 50"), "line": "each"}, "50% each.", "50% each. #"),
        (
            "event",
            {"title": "Read", "date": "2033-03-13", "time": "11:00", "until": "13:00", "speakers": ("Ann", "Bo")},
            "Read, 13 March 2033, 11:00–13:00. Ann and Bo",
            "Read: Sunday 13 March, 11:00–13:00. Ann and Bo. #",
        ),
    ],
)
def test_texts_of_the_post_have_what_the_graphic_shows(
    template: str, values: dict[str, Raw], alt: str, caption: str
) -> None:
    card = Renderer().cards(template, values, None, "", Where())[0]
    assert card.alt_text == alt
    assert card.caption.startswith(caption)
    assert card.findings == ()


@pytest.mark.parametrize(
    ("template", "values", "field"),
    [
        ("result", {"bars": ("Yes = 94.3", "No = 15.7")}, "bars"),
        ("tally", {"have": "60", "of": "50"}, "of"),
        ("event", {"title": "Read", "date": "2033-03-13", "time": "2 pm", "until": "1 pm"}, "until"),
    ],
)
def test_implausible_values_are_warnings(template: str, values: dict[str, Raw], field: str) -> None:
    card = Renderer().cards(template, values, None, "", Where())[0]
    assert [(found.code, found.where.field) for found in card.findings] == [("value-unexpected", field)]
