"""Fallback faces for letters that a font lacks, and the diagnostics for letters that no font has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

import memegen
from memegen.scene.color import BLACK
from memegen.scene.items import Font
from memegen.text.style import Style
from memegen.text.typeset import set_text
from tests.helpers.command import Command
from tests.helpers.paths import BUNDLE
from tests.helpers.real import only, words
from tests.helpers.stage import complaints
from tests.helpers.traced import LIBRARY, Traced, placed

MARKER = Style(Font("Permanent Marker"), BLACK, min_size=50, max_size=50)


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return Command(tmp_path)


def families(text: str, style: Style) -> list[tuple[str, str]]:
    """Return the families that draw the text, each with its part, left to right."""
    fonts = Traced(LIBRARY)
    (line,) = set_text(text, style, 5000, 500, fonts).lines
    return [(run.font.family, call.text) for run, call in zip(line.runs, fonts.drawn(line), strict=True) if run.glyphs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Croeso i’r tŷ", [("Permanent Marker", "Croeso i’r t"), ("Caveat", "ŷ")]),
        # A letter and its marks never come from two fonts.
        ("am\u0302a", [("Permanent Marker", "a"), ("Caveat", "m\u0302"), ("Permanent Marker", "a")]),
        # A whole word in another script takes its spaces and marks along.
        ("לחם, ורדים!", [("Noto Sans Hebrew", "לחם, ורדים!")]),
        ("a❤️b", [("Permanent Marker", "a"), ("Noto Color Emoji", "❤️"), ("Permanent Marker", "b")]),
        ("go 🔥 on", [("Permanent Marker", "go "), ("Noto Color Emoji", "🔥"), ("Permanent Marker", " on")]),
    ],
)
def test_fallback_is_chosen_per_cluster(text: str, expected: list[tuple[str, str]]) -> None:
    assert families(text, MARKER) == expected


@pytest.mark.parametrize(
    ("font", "text", "lender"),
    [
        (Font("Anton"), "ξ", Font("Inter", 900)),
        (Font("Inter"), "ש", Font("Noto Sans Hebrew", 400)),
        (Font("Inter", 900), "ש", Font("Noto Sans Hebrew", 700)),
        (Font("Lora"), "ب", Font("Noto Sans Arabic", 400)),
    ],
)
def test_fallback_has_a_similar_weight(font: Font, text: str, lender: Font) -> None:
    layout = set_text(f"a{text}", replace(MARKER, font=font, language="en"), 500, 500, LIBRARY)
    assert {run.font for run in layout.lines[0].runs} == {LIBRARY.face(font).font, lender}


@pytest.mark.parametrize(("weight", "lender"), [(400, 400), (700, 700), (900, 700)])
def test_signs_are_drawn_in_the_weight_of_the_text(weight: int, lender: int) -> None:
    signs = "☐☒☑♪➜✪✔❝┻━┻⚑❶"
    layout = set_text(signs, replace(MARKER, font=Font("Inter", weight)), 2000, 500, LIBRARY)
    assert layout.missing_clusters == ()
    assert {run.font for run in layout.lines[0].runs} == {Font("Memegen Symbols", lender)}


def test_fallback_has_the_weight_of_the_only_face_of_a_family() -> None:
    layout = set_text("☐", replace(MARKER, font=Font("Playfair Display", 400)), 500, 500, LIBRARY)
    assert {run.font for run in layout.lines[0].runs} == {Font("Memegen Symbols", 700)}


@pytest.mark.parametrize("sign", "☐✪⚑")
def test_bold_signs_have_more_ink_than_regular_ones(sign: str) -> None:
    regular, bold = (inked(BUNDLE / f"MemegenSymbols-{weight}.ttf", sign) for weight in (400, 700))
    assert bold > 1.05 * regular


def inked(file: Path, sign: str) -> float:
    """Return the area of a sign's outline, font units squared."""
    with TTFont(file) as font:
        glyphs = font.getGlyphSet()
        pen = AreaPen(glyphs)
        glyphs[font.getBestCmap()[ord(sign)]].draw(pen)
        return abs(float(pen.value))


@pytest.mark.parametrize(
    ("family", "text", "expected"),
    [
        # Playfair's number sign is an eighth of its stem.
        ("Playfair Display", "#Grown here", [("Lora", "#"), ("Playfair Display", "Grown here")]),
        ("Playfair Display", "We are #1", [("Playfair Display", "We are "), ("Lora", "#"), ("Playfair Display", "1")]),
        ("Playfair Display", "C# and # alone", [("Playfair Display", "C# and # alone")]),
        ("Anton", "#Open", [("Anton", "#Open")]),
    ],
)
def test_thin_sign_of_a_hashtag_is_taken_from_a_sturdier_font(
    family: str, text: str, expected: list[tuple[str, str]]
) -> None:
    style = Style(Font(family, 700), BLACK, min_size=50, max_size=50, hash_font=Font("Lora", 700))
    assert families(text, style) == expected
    assert families(text, replace(style, hash_font=None)) == [(family, text)]


def test_fallback_capitals_match_the_primary_cap_height() -> None:
    layout = set_text("HΞ", replace(MARKER, font=Font("Bebas Neue")), 500, 500, LIBRARY)
    home, lent = (one.ink for one in placed(layout))
    assert len({run.font.family for run in layout.lines[0].runs}) == 2
    assert lent.h == pytest.approx(home.h, rel=0.03)


@pytest.mark.parametrize(
    ("text", "family"),
    [("©", "Inter"), ("©\ufe0e", "Inter"), ("©\ufe0f", "Noto Color Emoji"), ("⚡", "Noto Color Emoji"), ("5", "Inter")]
    + [("☑", "Memegen Symbols"), ("☑\ufe0e", "Memegen Symbols"), ("☑\ufe0f", "Noto Color Emoji")]
    + [(emoji, "Noto Color Emoji") for emoji in ("5\ufe0f\u20e3", "🇵🇸", "👩🏽\u200d🚒", "🏳️\u200d⚧️")],
)
def test_variation_selector_chooses_emoji_or_text_font(text: str, family: str) -> None:
    found = [one for one in placed(only(words(text))) if one.ink.w > 0]
    assert [one.run.font.family for one in found] == [family]


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011"])
def test_missing_hyphen_variant_uses_the_ordinary_hyphen(hyphen: str) -> None:
    # Permanent Marker and Bebas Neue have neither of the two.
    for family in ("Permanent Marker", "Bebas Neue", "Inter"):
        style = replace(MARKER, font=Font(family), smart=False)
        layout = set_text(f"a{hyphen}b", style, 500, 500, LIBRARY)
        assert {run.font.family for run in layout.lines[0].runs} == {family}
        assert [one for one in placed(layout) if not one.glyph.id] == []
        assert len([one for one in placed(layout) if one.ink.w > 0]) == 3


@pytest.mark.parametrize("hidden", ["\u034f", "\u180b", "\u200d", "\u2060", "\ufe01", "\U000e0101", "\u00ad"])
def test_invisible_characters_are_not_missing(hidden: str) -> None:
    layout = set_text(f"a{hidden}b", MARKER, 500, 500, LIBRARY)
    assert layout.missing_clusters == ()
    assert len([one for one in placed(layout) if one.ink.w > 0]) == 2


@pytest.mark.parametrize("sign", ["\ufff9", "\U000110bd"])
def test_visible_format_characters_may_be_missing(sign: str) -> None:
    layout = set_text(f"a {sign} b", MARKER, 500, 500, LIBRARY)
    assert [cluster.strip() for cluster in layout.missing_clusters] == [sign]


def test_arabic_number_sign_uses_an_arabic_font() -> None:
    layout = set_text("\u0600\u0661\u0662", MARKER, 500, 500, LIBRARY)
    assert layout.missing_clusters == ()
    assert {run.font.family for run in layout.lines[0].runs} == {"Noto Sans Arabic"}


def test_space_with_ink_may_be_missing() -> None:
    layout = set_text("a\u1680b", MARKER, 5000, 500, Traced(LIBRARY))
    assert layout.missing_clusters == ("\u1680",)


def test_missing_letters_are_an_error_with_a_hint() -> None:
    (problem,) = complaints(words, "Hello ქართული")
    assert (problem.severity, problem.code) == ("error", "glyph-missing")
    assert "ქ (U+10E5), ა (U+10D0)" in problem.message
    assert "Noto Sans Georgian" in problem.hint
    (problem,) = complaints(memegen.render, "quote-plain", quote="Ակումբ")
    assert problem.code == "glyph-missing"
    assert "Noto Sans Armenian" in problem.hint


def test_missing_symbol_is_a_finding_and_the_rest_is_drawn() -> None:
    found = words("one 𝄞 two")
    (finding,) = found.findings
    assert (finding.severity, finding.code) == ("warning", "glyph-missing")
    assert "𝄞 (U+1D11E)" in finding.message
    assert len([one for one in placed(only(found)) if one.ink.w > 0]) == 6


def test_batch_fails_only_the_row_with_missing_letters(command: Command) -> None:
    command.write("rows.txt", "Ye are many\nქართული\n")
    run = command.run("batch", "rows.txt", "-t", "plain", "-T", "mine.yaml", "-o", "out", "--json", code=1)
    made, failed = sorted(run.records, key=lambda record: record["row"])
    assert made["row"] == 1
    assert made["findings"] == []
    assert failed["row"] == 2
    assert failed["error"]["code"] == "glyph-missing"
    assert "U+10E5" in failed["error"]["message"]
    assert "Noto Sans Georgian" in failed["error"]["hint"]
    assert len(command.files("out")) >= 1
