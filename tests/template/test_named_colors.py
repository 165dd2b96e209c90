"""Named colours: derived from those of the brand, and written wherever a colour is."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.core import environment
from memegen.core.diagnostics import Diagnostic
from memegen.scene.color import Color, parse_color
from memegen.template.named_colors import as_text
from tests.helpers.stage import BRAND, PALETTE, card, check_problems, complaints, first_text, template

NAMED = """\
fields: {{ground: {{type: choice, options: [accent, sun, field], default: accent}}}}
colours: {{field: "mix({{ground}}, ink, 50%)", soft: ink 40%, deep: "mix(field, ink, 50%)"}}
layers: [{{text: a, fill: "{fill}"}}]
"""


@pytest.mark.parametrize(
    ("fill", "same"),
    [
        ("soft", "ink 40%"),
        ("soft 50%", "ink 20%"),
        ("field", "mix(accent, ink, 50%)"),
        ("field 50%", "mix(accent, ink, 50%) 50%"),
        ("on(field)", "on(mix(accent, ink, 50%))"),
        ("pick(soft, field, paper)", "pick(ink 40%, mix(accent, ink, 50%), paper)"),
        ("deep", "mix(mix(accent, ink, 50%), ink, 50%)"),
        ("{ground}", "accent"),
        ("ink", "ink"),
    ],
)
def test_a_named_colour_is_written_wherever_a_colour_is(fill: str, same: str) -> None:
    found = first_text(card(NAMED.format(fill=fill))).fill
    assert found == parse_color(same, PALETTE)


def test_a_named_colour_follows_the_row() -> None:
    design = template(NAMED.format(fill="on(field)"))
    for ground in ("accent", "sun"):
        expected = parse_color(f"on(mix({ground}, ink, 50%))", PALETTE)
        assert first_text(card(design, row={"ground": ground})).fill == expected


def test_a_row_may_name_one_too() -> None:
    text = "fields: {tint: {}}\ncolours: {soft: ink 40%}\nlayers: [{text: a, fill: '{tint}'}]"
    assert first_text(card(text, row={"tint": "soft"})).fill == parse_color("ink 40%", PALETTE)


def test_lists_of_colours_take_names() -> None:
    (layer,) = card("colours: {soft: ink 40%}\nlayers: [{confetti: x, colours: [soft, sun]}]").layers
    colors: tuple[Color, ...] = getattr(layer, "colors", ())
    assert colors[0] == parse_color("ink 40%", PALETTE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "colours: {a: b, b: a}\nlayers: [{text: x, fill: a}]",
            [("colour-cycle", 1, 11, "derived from itself", "")],
        ),
        (
            "colours: {a: river}\nlayers: [{text: x, fill: a}]",
            [("template-invalid", 1, 14, "colour a: 'river' is no colour", "derived")],
        ),
        (
            "colours: {sun: ink}\nlayers: [{text: x, fill: sun}]",
            [("colour-duplicate", 1, 11, "palette has a colour 'sun' already", "another name")],
        ),
        (
            "colours: {a: 'on({ground})'}\nlayers: [{text: x, fill: a}]",
            [("variable-unknown", 1, 14, "no variable 'ground'", "")],
        ),
        ("colours: {a: [ink]}\nlayers: [{text: x, fill: a}]", [("template-invalid", 1, 14, "expected text", "")]),
    ],
)
def test_named_colours_report_problems_with_place_and_hint(
    text: str, expected: list[tuple[str, int, int, str, str]]
) -> None:
    check_problems(complaints(template, text), expected)


def test_a_colour_that_the_row_spoils_is_reported_where_it_is_defined() -> None:
    text = "fields: {g: {}}\ncolours: {a: 'on({g})'}\nlayers: [{text: x, fill: a}]"
    (found,) = complaints(card, text, row={"g": "river"})
    assert (found.code, found.where.line, found.where.column) == ("value-invalid", 2, 14)


@pytest.mark.parametrize(("color", "text"), [(Color(1, 2, 3), "#010203"), (Color(1, 2, 3, 0.4), "#010203 40.0000%")])
def test_a_colour_as_text_is_read_back(color: Color, text: str) -> None:
    assert as_text(color) == text
    assert parse_color(text, BRAND.palette) == color


def test_only_memegens_own_file_may_use_the_names_of_a_palette(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "colours: {sun: ink}\nlayers: [{text: x, fill: sun}]"
    monkeypatch.setattr(environment, "TEMPLATES", tmp_path / "t.yaml")
    monkeypatch.chdir(tmp_path)
    assert first_text(card(template(text))).fill == PALETTE["ink"]
    found: tuple[Diagnostic, ...] = complaints(template, text, "other.yaml")
    assert [problem.code for problem in found] == ["colour-duplicate"]
