"""The direction of a brand as its file says it: defaults, values, inheritance, problems with their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.core.diagnostics import Where, fail
from memegen.model.brand import Brand, FontRole
from memegen.model.direction import Direction, PhotoTreatment
from memegen.template.brand import read_brand
from memegen.template.catalog import Catalog
from memegen.template.yaml import parse
from tests.helpers.stage import complaints, tells

# A brand of three lines.
THREE = """\
name: The House
palette: {ink: "#000", paper: "#fff", accent: "#f00", sun: "#ff0", cool: "#00f"}
fonts: {display: Anton, text: Inter, hand: Caveat}
"""
LORA = FontRole("Lora", leading=1.32)


def brand(text: str, base: Brand | None = None, families: tuple[str, ...] | None = None) -> Brand:
    def parent(name: str, folder: Path) -> Brand:
        if base:
            return base
        raise fail("brand-unknown", f"there is no brand {name!r}", "brands: none")

    known = (lambda folders: Known(families)) if families else None
    return read_brand("house", parse(text, "b.yaml"), Path("/houses/b.yaml"), parent, known)


class Known:
    def __init__(self, families: tuple[str, ...]) -> None:
        self.families = families

    def __contains__(self, name: object) -> bool:
        return name in self.families

    def hint(self, name: str) -> str:
        return f"families: {', '.join(self.families)}"


def test_brand_of_three_lines_has_a_direction() -> None:
    found = brand(THREE)
    assert found.direction == Direction(PhotoTreatment("colour"), "none", "square", "colour", "circle")
    assert found.fonts["voice"] == LORA


def test_direction_has_the_values_of_its_file() -> None:
    found = brand(
        THREE
        + """\
voice: {family: Playfair Display, leading: 1.3}
photos: {duotone: [ink, "mix(sun, paper, 20%)"]}
texture: paper
corners: 2.5vmin
emphasis: underline
motif: pear
"""
    )
    photos = PhotoTreatment("duotone", ("ink", "mix(sun, paper, 20%)"))
    assert found.direction == Direction(photos, "paper", "2.5vmin", "underline", "pear")
    assert found.fonts["voice"] == FontRole("Playfair Display", leading=1.3)


@pytest.mark.parametrize(
    ("written", "photos"),
    [
        ("mono", PhotoTreatment("mono")),
        ("poster", PhotoTreatment("poster")),
        ("halftone", PhotoTreatment("halftone")),
        ("{halftone: [ink, sun], dots: 2vmin}", PhotoTreatment("halftone", ("ink", "sun"), "2vmin")),
        ("{halftone: , dots: 2vmin}", PhotoTreatment("halftone", (), "2vmin")),
        ("{poster: [ink, cool, sun, '#fff']}", PhotoTreatment("poster", ("ink", "cool", "sun", "#fff"))),
    ],
)
def test_photos_are_a_word_or_a_word_with_colours(written: str, photos: PhotoTreatment) -> None:
    assert brand(THREE + f"photos: {written}\n").direction.photos == photos


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Inter", LORA),
        ("{family: Lora, bold: 600, leading: 1.5, case: upper}", FontRole("Lora", bold=600, leading=1.36)),
        ("Source Serif 4", FontRole("Source Serif 4", leading=1.28)),
        ("Noto Sans Serif", LORA),
    ],
)
def test_default_voice_is_the_text_if_that_is_a_serif(text: str, voice: FontRole) -> None:
    assert brand(THREE.replace("Inter", text)).fonts["voice"] == voice


def test_voice_by_its_family_alone_is_set_with_room() -> None:
    assert brand(THREE + "voice: Oswald\n").fonts["voice"] == FontRole("Oswald", leading=1.32)
    assert brand(THREE.replace("hand:", "voice: Oswald, hand:")).fonts["voice"] == FontRole("Oswald")


def test_direction_is_inherited_key_by_key() -> None:
    base = brand(THREE + "photos: {duotone: [ink, accent]}\ncorners: round\nmotif: arch\nvoice: Oswald\n")
    child = brand("extends: base\nmotif: leaf\npalette: {accent: '#0f0'}\n", base)
    assert child.direction == Direction(PhotoTreatment("duotone", ("ink", "accent")), "none", "round", "colour", "leaf")
    assert child.direction.photos.tones(child.palette)[1] == child.palette["accent"]
    assert child.fonts["voice"].family == "Oswald"


def test_inherited_default_voice_follows_the_text() -> None:
    child = brand("extends: base\nfonts: {text: Playfair Display}\n", brand(THREE))
    assert child.fonts["voice"].family == "Playfair Display"


def test_branch_packs_have_the_direction_of_their_campaign() -> None:
    catalog = Catalog()
    campaign = catalog.brand("keep-it-open")
    for name in ("durham", "leeds", "cardiff"):
        assert catalog.brand(name).direction == campaign.direction
        assert catalog.brand(name).fonts == campaign.fonts


# A line after those of the brand of three lines: its column, its message, its hint.
TABLE = {
    "unknown treatment": (
        "photos: sepia",
        (9, "photos: expected one of colour, mono", "photos: colour"),
    ),
    "another word": ("photos: grayscale", (9, "not 'grayscale'", "did you mean mono?")),
    "a list of treatments": ("photos: [mono]", (9, "photos: expected one of colour", "photos: colour")),
    "two treatments": ("photos: {duotone: [ink, sun], poster: [ink, sun]}", (9, "cannot both be", "give one of")),
    "no treatment": ("photos: {dots: 1vmin}", (9, "no treatment is given", "give one of duotone")),
    "unknown key": ("photos: {duotones: [ink, sun]}", (10, "photos has no key 'duotones'", "did you mean duotone?")),
    "one colour": (
        "photos: {duotone: ink}",
        (19, "duotone: expected 2 colours, not 1", "write the colours as a list, e.g. [ink, paper]"),
    ),
    "nine colours": (f"photos: {{poster: [{', '.join(['ink'] * 9)}]}}", (18, "expected 2 to 8 colours, not 9", "")),
    "no such colour": ("photos: {duotone: [ink, papr]}", (25, "photos, duotone: 'papr' is no colour", "")),
    "dots of a duotone": ("photos: {duotone: [ink, sun], dots: 1vmin}", (37, "duotone has no dots", "halftone")),
    "no dots": ("photos: {halftone: [ink, sun], dots: 0}", (38, "a length above 0, not '0'", "such as 1.1vmin")),
    "unknown texture": ("texture: papier", (10, "texture: expected one of none, paper, riso", "did you mean paper?")),
    "no corners": ("corners: soft", (10, "corners: expected a length", "square, round, or a length")),
    "negative corners": ("corners: -2vmin", (10, "corners: expected a length from 0 on", "")),
    "a mapping for a motif": ("motif: {arch: yes}", (8, "not a list or a mapping", "motif: arch")),
    "unknown emphasis": (
        "emphasis: bold",
        (11, "emphasis: expected one of colour", "emphasis: colour"),
    ),
    "unknown motif": ("motif: peer", (8, "motif: expected one of arch, circle", "did you mean pear?")),
    "voice without family": ("voice: {leading: 1.3}", (8, "voice: a family is needed", "")),
    "unknown voice": ("voice: Comic", (8, "voice: unknown font 'Comic'", "families: Anton")),
}


@pytest.mark.parametrize("case", TABLE)
def test_direction_reports_problems_with_place_and_hint(case: str) -> None:
    line, (column, message, hint) = TABLE[case]
    (found,) = complaints(brand, THREE + line + "\n", None, ("Anton", "Inter", "Caveat", "Lora"))
    assert (found.code, found.where) == ("brand-invalid", Where("b.yaml", 4, column))
    assert tells(found, message, hint)


def test_all_problems_of_a_direction_are_reported_together() -> None:
    found = complaints(brand, THREE + "photos: x\ntexture: x\ncorners: x\nemphasis: x\nmotif: x\n")
    assert [d.where.line for d in found] == [4, 5, 6, 7, 8]


def test_two_houses_differ_in_every_direction() -> None:
    catalog = Catalog()
    one, other = (catalog.brand(name).direction.variables() for name in ("keep-it-open", "millbrook-food-coop"))
    assert all(one[word] != other[word] for word in one)


def test_cool_of_a_house_is_cool() -> None:
    for name in ("keep-it-open", "millbrook-food-coop"):
        cool = Catalog().brand(name).palette["cool"]
        assert cool.b > cool.r
