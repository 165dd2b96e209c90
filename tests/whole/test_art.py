"""Every shipped design in every composition and shape against the rules that are numbers.

The rows are in `stress.yaml`; what it lists as known is not reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image, ImageOps

from memegen.core.diagnostics import DiagnosticError
from memegen.model.entities import Field, Platform, Raw, Template
from memegen.renderer import Renderer
from memegen.scene.color import BLACK
from memegen.scene.geometry import SHAPES, Box
from memegen.scene.items import Font, Glyph, Line, Run, Text
from memegen.scene.scene import Scene
from tests.helpers import art
from tests.helpers.paths import PHOTOS, TESTS

STRESS: dict[str, Any] = yaml.safe_load((TESTS / "whole" / "stress.yaml").read_text("utf-8"))
PLATFORMS = ("instagram-square", "instagram-portrait", "instagram-story", "x-post", "x-header")
BRANDS = ("keep-it-open", "millbrook-food-coop")
TINY = (160, 120)
# A quotation that grows word by word: of two, the shorter is never set smaller if it is a fifth shorter.
GROWING = STRESS["every"]["longest"]["main"].replace("*", "")
OF_THE_HOUSE = ("hashtag", "handle", "imprint", "focus")
LENGTHS = (12, 24, 40, 60, 85, 95, 130, 155, 170, 220, 260)
SHORTER = 0.8


RUN = Run(Font("Anton"), 40, BLACK, (Glyph(1, 0, 0),))


@cache
def renderer() -> Renderer:
    return Renderer(today=date(2027, 3, 12))


NAMES = renderer().catalog.names
LOOKS = [(name, str(n or "")) for name in NAMES for n in range(1, len(renderer().template(name).variants) + 1) or [0]]
KNOWN = {(one["rule"], one["template"], shape) for one in STRESS["known"] for shape in one.get("shapes", SHAPES)}


@pytest.fixture(scope="session")
def made_photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of photos that are made of those of the bundle."""
    return make_photos(tmp_path_factory.mktemp("photos"))


def make_photos(folder: Path) -> Path:
    """Write photos that are made of those of the bundle into a folder, and return it."""
    with Image.open(PHOTOS / "glasses.jpg") as photo:
        ImageOps.mirror(photo).save(folder / "glasses-turned.jpg", quality=90)
    with Image.open(PHOTOS / "shore.jpg") as photo:
        photo.resize(TINY).save(folder / "tiny.jpg")
    return folder


@pytest.mark.parametrize(("name", "variant"), LOOKS)
def test_design_keeps_the_rules(name: str, variant: str, made_photos: Path) -> None:
    faults: dict[tuple[str, str, str], list[str]] = {}
    for number, (title, values) in enumerate(rows(name)):
        for place, platform in enumerate(platforms(name)):
            brand = BRANDS[(number + place) % len(BRANDS)]
            try:
                looks = laid_out(name, variant, platform, brand, values, made_photos)
            except DiagnosticError as refused:
                code = refused.diagnostics[0].code
                faults.setdefault(("refused", name, platform.shape), []).append(f"{code}: {title}, {brand}")
                continue
            for look, (rule, check) in product(looks, art.RULES.items()):
                for fault in check(look):
                    faults.setdefault((rule, name, platform.shape), []).append(f"{fault}: {title}, {brand}")
    report = {key: cards for key, cards in faults.items() if not known(*key)}
    assert not report, "\n".join(f"{key}: {len(cards)}, e.g. {' | '.join(cards[:4])}" for key, cards in report.items())


@pytest.mark.parametrize(("name", "variant"), [look for look in LOOKS if look[0].startswith("quote")])
@pytest.mark.parametrize("place", PLATFORMS)
def test_shorter_quotation_is_never_set_smaller(name: str, variant: str, place: str, made_photos: Path) -> None:
    platform = renderer().catalog.pick([place])[0]
    if platform not in platforms(name) or known("sizes", name, platform.shape):
        return
    texts = [GROWING[: GROWING.index(" ", length)].rstrip(" ,.") for length in LENGTHS]
    sizes = []
    for text in texts:
        looks = laid_out(name, variant, platform, BRANDS[0], {art.QUOTE: text}, made_photos)
        drawn = [art.size_of_lines(text) for look in looks for text in look.scene.texts() if text.layer == art.QUOTE]
        sizes.append((len(text), max(drawn, default=0)))
    falls = [
        (a, b) for n, a in enumerate(sizes) for b in sizes[n + 1 :] if a[0] <= SHORTER * b[0] and a[1] < b[1] - 0.5
    ]
    assert falls == [], sizes


def test_known_faults_have_reasons() -> None:
    for entry in STRESS["known"]:
        assert entry["rule"] in {*art.RULES, "sizes", "refused", "any"}
        assert entry["template"] in NAMES
        assert {*entry.get("shapes", SHAPES)} <= {*SHAPES}
        assert len(entry["why"]) > 12


def test_rules_see_what_breaks_them() -> None:
    platform = renderer().catalog.pick(["instagram-square"])[0]
    quote = Text(
        art.QUOTE,
        "WE READ ALL DAY",
        40,
        Box(60, 60, 300, 200),
        (Line("WE READ", 60, 100, (RUN,)), Line("ALL DAY", 60, 150, (RUN,))),
    )
    name = Text("by", "Somebody…", 20, Box(60, 270, 200, 20), (Line("Somebody…", 60, 290, (RUN,)),))
    scene = Scene(1080, 1080, BLACK, (quote, name))
    look = art.Look(
        "quote-photo", platform, "Promoted by us", ("#Tag",), art.QUOTE, "We read all day", "read all", scene
    )
    seen = {rule: [*check(look)] for rule, check in art.RULES.items()}
    assert seen == {
        "findings": [],
        "imprint": ["no imprint"],
        "signed": ["no hashtag or handle"],
        "logo": ["no logo"],
        "words-size": ["small by"],
        "whole": ["shortened by"],
        "share": ["small quotation"],
        "gap": ["tight name"],
        "emphasis": ["emphasis lost"],
        "unbroken": ["broken phrase"],
    }


def test_difference_of_colours_is_that_of_cielab() -> None:
    assert art.difference((0, 0, 0), (255, 255, 255)) == pytest.approx(100, abs=0.1)
    assert art.difference((255, 247, 232), (255, 248, 231)) < 2
    assert art.difference((255, 0, 0), (0, 0, 255)) == pytest.approx(176.3, abs=0.5)


def known(rule: str, name: str, shape: str) -> bool:
    return not KNOWN.isdisjoint({(rule, name, shape), ("any", name, shape)})


def template(name: str) -> Template:
    return renderer().template(name)


def platforms(name: str) -> list[Platform]:
    """The platforms of the five shapes, or those that the template is for."""
    only = template(name).only
    found = renderer().catalog.pick([*PLATFORMS])
    return [platform for platform in found if not only or platform.shape in only or platform.name in only]


def main_field(name: str) -> Field | None:
    """The first text that the template asks for, or else its first text but those of the house; None if it has none."""
    fields = template(name).fields.values()
    texts = [field for field in fields if field.type == "text" and field.name not in OF_THE_HOUSE]
    return next((field for field in texts if field.required), texts[0] if texts else None)


def rows(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows for a template: its own, or else those for every one that say something new to it."""
    own = STRESS["templates"].get(name)
    fields, main = template(name).fields, main_field(name)
    for title, values in (own or STRESS["every"]).items():
        row = {(main.name if field == "main" and main else field): value for field, value in values.items()}
        fits = not main or not main.longest or len(row.get(main.name, "")) <= main.longest
        if fits and row.keys() <= fields.keys():
            yield title, row
    yield "example", {}


def laid_out(name: str, variant: str, target: Platform, brand: str, row: dict[str, Any], made: Path) -> list[art.Look]:
    """The pages of a row, one for most templates; fields that it does not name have their examples."""
    house = renderer().catalog.brand(brand)
    fields = renderer().template(name, brand).fields
    values: dict[str, Raw] = {field.name: field.example for field in fields.values() if field.example}
    values |= {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    if row.get("photo"):
        made_of = made / f"{row['photo']}.jpg"
        values["photo"] = str(made_of if made_of.exists() else PHOTOS / made_of.name)
    field = main_field(name)
    main = field.name if field else ""
    words = str(values.get(main, ""))
    if main and main != art.QUOTE:
        values[main] = words = words.replace("*", "")
    phrase = re.search(r"\*([^*]+)\*", words)
    tags = tuple(str(tag) for tag in (values.get("hashtag"), house.hashtag, house.handle) if tag)
    imprint = str(values.get("imprint") or house.imprint)
    return [
        art.Look(name, target, imprint, tags, main, words.replace("*", ""), phrase[1] if phrase else "", rendered.scene)
        for rendered in renderer().series(name, values, target, brand, variant=variant)
    ]
