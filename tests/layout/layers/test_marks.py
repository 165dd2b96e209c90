"""Marks of a text that do not do what they are meant to."""

from __future__ import annotations

import pytest

from tests.helpers.stage import codes, scene

MARK_CODES = ("emphasis-unseen", "mark-unknown", "mark-unpaired")


def found(text: str, keys: str) -> list[str]:
    body = f"fields: {{words: {{}}}}\nlayers: [{{text: '{{words}}', size: 9vmin, fill: paper, {keys}}}]"
    return [code for code in codes(scene(body, words=text)) if code in MARK_CODES]


@pytest.mark.parametrize(
    ("text", "keys", "unseen"),
    [
        ("a *b* c", "emphasis: sun", False),
        ("a *b* c", "emphasis: paper", True),
        ("a *b* c", "emphasis: '#fff8e7'", True),
        ("a *b* c", "font: text", True),
        ("a *b* c", "emphasis-weight: bold", False),
        ("a *b* c", "weight: bold, emphasis-weight: bold", True),
        ("a *b* c", "emphasis: paper, emphasis-weight: 900", False),
        ("a ***b*** c", "font: text", False),
        ("a ==*b*== c", "font: text", False),
        ("a [*b*](sun) c", "font: text", False),
        ("a ==b== *c*", "font: text", True),
        ("a b c", "font: text", False),
        ("2 * 3 * 4", "font: text", False),
        ("a *b* c", "markup: no", False),
        ("a *b* c", "emphasis-style: underline", False),
        ("a *b* c", "emphasis-style: size", False),
        ("a *b* c", "gradient: [sun, accent], emphasis: ink", False),
        ("a *b* c", "gradient: [sun, accent]", True),
    ],
)
def test_emphasis_that_looks_like_its_text_is_told(text: str, keys: str, unseen: bool) -> None:
    assert found(text, keys) == (["emphasis-unseen"] if unseen else [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("31 [of 35](paper 40%)", ["mark-unknown"]),
        ("31 [of 35](sun -4)", []),
        ("[sic] (see note)", []),
        ("*terms apply", ["mark-unpaired"]),
        (r"\*terms apply", []),
        ("a ==b c", ["mark-unpaired"]),
        ("**a\nb**", ["mark-unpaired"]),
        ("a == b, 5* hotel, f*** off", []),
    ],
)
def test_what_is_no_mark_is_told(text: str, codes: list[str]) -> None:
    assert found(text, "emphasis: sun") == codes


def test_mark_around_a_variable_works_and_says_nothing() -> None:
    body = "fields: {of: {default: '35'}}\nlayers: [{text: '31 [of {of}](-4)', size: 12vmin}]"
    result = scene(body)
    [text] = result.texts()
    assert text.text == "31 of 35"
    assert result.findings == ()


def test_findings_quote_what_is_meant() -> None:
    finding = scene("layers: [{text: '31 [of 35](paper 40%)'}]").findings[0]
    assert "“[of 35](paper 40%)” is not a mark" in finding.message
    finding = scene("layers: [{text: 'a *b* c', fill: ink, emphasis: ink}]").findings[0]
    assert "“b” looks like the rest of the text: #15151e beside #15151e" in finding.message
