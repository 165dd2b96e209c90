"""Styles: sets of keys that layers share."""

from __future__ import annotations

import pytest

from memegen.scene.color import Color
from tests.helpers.stage import PALETTE, card, check_problems, complaints, first_text, template

STYLED = """\
styles:
  fact: {{weight: bold, fill: sun, opacity: 50%}}
  loud: {{style: fact, fill: accent, rotate: 3}}
layers: [{{text: a, id: a, {keys}}}]
{more}
"""


def styled(keys: str, more: str = "") -> tuple[Color | None, float, float]:
    """The fill, the opacity and the angle of a text with such keys."""
    layer = first_text(card(STYLED.format(keys=keys, more=more)))
    return layer.fill, layer.opacity, layer.rotate


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("style: fact", ("sun", 0.5, 0)),
        ("style: fact, fill: ink", ("ink", 0.5, 0)),
        ("fill: ink, style: fact", ("ink", 0.5, 0)),
        ("style: loud", ("accent", 0.5, 3)),
        ("style: [loud, fact]", ("sun", 0.5, 3)),
        ("style: [fact, loud]", ("accent", 0.5, 3)),
    ],
)
def test_own_keys_win_over_those_of_a_style_and_later_styles_over_earlier(
    keys: str, expected: tuple[str, float, float]
) -> None:
    fill, opacity, rotate = styled(keys)
    assert (fill, opacity, rotate) == (PALETTE[expected[0]], *expected[1:])


def test_a_change_takes_a_style_too() -> None:
    assert styled("fill: ink, opacity: 20%", "change: {a: {style: fact, opacity: 30%}}")[:2] == (PALETTE["sun"], 0.3)


def test_a_hashtag_has_words_of_its_own_and_styles_beside_them() -> None:
    (plain,) = card("layers: [{hashtag: '#a', style: plain}]").layers
    text = "styles: {big: {fill: sun}}\nlayers: [{hashtag: '#a', style: [plain, big]}]"
    (both,) = card(text).layers
    assert getattr(plain, "variant", "") == getattr(both, "variant", "") == "plain"
    assert getattr(both, "fill", None) == PALETTE["sun"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "styles: {fact: {weight: bold}}\nlayers: [{text: a, style: fakt}]",
            [("style-unknown", 2, 27, "no style 'fakt'", "did you mean fact?")],
        ),
        (
            "styles: {box: {radius: 3px}}\nlayers: [{text: a, style: box}, {text: b, style: box}]",
            [("template-invalid", 1, 16, "style box is used by a text layer, which has no key 'radius'", "another")],
        ),
        (
            "styles: {a: {style: b}, b: {style: a}}\nlayers: [{text: a, style: a}]",
            [("style-cycle", 1, 10, "a → b → a", "")],
        ),
        (
            "styles: {a: {id: x}}\nlayers: [{text: a, style: a}]",
            [("template-invalid", 1, 14, "has no key 'id'", "at the layer")],
        ),
        (
            "styles: {a: {fill: river}}\nlayers: [{text: a, style: a}]",
            [("template-invalid", 1, 20, "'river' is no colour", "fill")],
        ),
        (
            "styles: {'a b': {}}\nlayers: [{text: a, style: {}}]",
            [
                ("template-invalid", 1, 10, "'a b' is not a name", "letters"),
                ("template-invalid", 2, 27, "expected the name of a style", "NAME"),
            ],
        ),
        ("styles: 3\nlayers: [{text: a}]", [("template-invalid", 1, 9, "expected styles", "")]),
        ("styles: {a: 3}\nlayers: [{text: a, style: a}]", [("template-invalid", 1, 13, "expected style a", "")]),
    ],
)
def test_styles_report_problems_once_with_place_and_hint(
    text: str, expected: list[tuple[str, int, int, str, str]]
) -> None:
    check_problems(complaints(template, text), expected)
