"""Text over a photo reads whatever the photo: the worst there is for pale letters is a white one."""

from dataclasses import replace
from functools import cache

import pytest
from PIL import Image

from memegen import Renderer
from memegen.rendering.painter import paint
from memegen.scene.color import Color, contrast
from memegen.scene.items import Group, Item, Line, Run, Text

PLATFORMS = ("instagram-square", "instagram-portrait", "instagram-story", "x-post", "x-header")
QUOTES = (
    "Ye are *many* — they are few.",
    "Those who profess to favor freedom, and yet depreciate *agitation*, are men who want crops without plowing.",
    (
        "Those who profess to favor freedom, and yet depreciate agitation, are men who want crops without plowing up "
        "the ground. They want rain without thunder and lightning. They want the ocean without the *awful roar* of its "
        "many waters. This struggle may be a moral one; or it may be physical."
    ),
)
# From here up letters are large (WCAG 2.2, on a canvas 1080 wide), and 3:1 is enough.
LARGE = 52
# Width of a narrow letter, such as the last of a run, in font sizes.
LETTER = 0.3


@cache
def renderer() -> Renderer:
    return Renderer()


@pytest.fixture(scope="module")
def white(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("photos") / "white.png"
    Image.new("RGB", (1200, 800), "white").save(path)
    return str(path)


def without_text(items: tuple[Item, ...]) -> tuple[Item, ...]:
    kept = (item for item in items if not (isinstance(item, Text) and item.layer))
    return tuple(replace(item, items=without_text(item.items)) if isinstance(item, Group) else item for item in kept)


def worst(line: Line, ground: Image.Image) -> float:
    """The least contrast of a line's letters with what lies behind them, in patches a third of a letter high."""
    return min(worst_of_run(run, line, ground) for run in line.runs if run.glyphs and run.fill)


def worst_of_run(run: Run, line: Line, ground: Image.Image) -> float:
    """As :func:`worst`, of the letters of one colour: a marker lies behind some letters of a line only."""
    places = [line.x + glyph.x for glyph in run.glyphs]
    box = (min(places), line.y - 0.75 * run.size, max(places) + LETTER * run.size, line.y)
    left, top, right, bottom = (max(0, round(at)) for at in box)
    patches = ground.crop((left, top, right, bottom)).resize((16, 3), Image.Resampling.BOX)
    pixels = {Color(*rgb) for _, rgb in patches.getcolors() or () if isinstance(rgb, tuple)}
    assert pixels
    assert run.fill
    return min(contrast(pixel, run.fill) for pixel in pixels)


@pytest.mark.parametrize("brand", ["keep-it-open", "millbrook-food-coop"])
@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(
    ("template", "values"),
    [
        *(("quote-photo", {"quote": quote, "by": "Frederick Douglass", "role": "1857"}) for quote in QUOTES),
        ("hashtag", {"line": "Every library in Millbrook", "when": "Saturday 12 March"}),
    ],
)
def test_text_reads_on_a_white_photo(
    template: str, values: dict[str, str], platform: str, brand: str, white: str
) -> None:
    target = renderer().catalog.pick([platform])[0]
    tone = {"tone": "none"} if template == "quote-photo" else {}
    scene = renderer().render(template, {**values, **tone, "photo": white}, target, brand).scene
    bare = replace(scene, items=without_text(scene.items))
    ground = paint(bare, renderer().catalog.fonts, renderer().photos).image.convert("RGB")
    for text in scene.texts():
        for line in text.lines if text.layer else ():
            large = line.runs[0].size * 1080 / target.width >= LARGE
            assert worst(line, ground) >= (3 if large else 4.5), (text.layer, line.text)


def test_the_measure_sees_a_bad_ground() -> None:
    scene = renderer().render("quote-plain", {"quote": "Hello"}).scene
    line = next(text for text in scene.texts() if text.layer == "quote").lines[0]
    fill = line.runs[0].fill
    assert fill
    assert worst(line, Image.new("RGB", (1080, 1080), fill.rgb)) == pytest.approx(1)
