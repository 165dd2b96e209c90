"""Words: the template's own texts, by the language of the brand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.template.words import in_language
from tests.helpers.stage import BRAND, card, check_problems, complaints, first_text, tells, template

WORDS = """\
fields: {to: {default: Mair}, n: {type: number, default: 2}}
words:
  thanks: {en: "Thank you, {to}", cy: "Diolch, {to}"}
  days: {en: {one: "{n} day", other: "{n} days"}, cy: {two: "{n} ddiwrnod", other: "{n} diwrnod"}}
  mixed: {en: {one: "{n} day", other: "{n} days"}, cy: "{n} diwrnod"}
  same: Hashtag
  all: "{words.thanks} – {words.same}, {upper(brand.words.thanks)}"
  either: {one: one, other: more}
layers: [{text: "%s"}]
alt: "{words.thanks}."
"""


CHAIN = "{" + "".join(f"w{i}: '{{words.w{i + 1}}}{{words.w{i + 1}}}', " for i in range(20)) + "w20: a}"


def written(text: str, language: str = "en", **row: str) -> str:
    brand = replace(BRAND, language=language)
    return first_text(card(WORDS % text, row=dict(row), brand=brand)).text


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("{words.thanks}!", "en", "Thank you, Mair!"),
        ("{words.thanks}!", "cy-GB", "Diolch, Mair!"),
        ("{words.thanks}", "de", "Thank you, Mair"),
        ("{plural(n, words.days)}", "en", "2 days"),
        ("{plural(n, words.days)}", "cy", "2 ddiwrnod"),
        ("{plural(n, words.mixed)}", "cy", "2 diwrnod"),
        ("{words.same}", "cy", "Hashtag"),
        ("{plural(n, words.either)}", "en", "more"),
        ("{upper(words.same)}", "en", "HASHTAG"),
        ("{words.thanks if n = 2 else ''}", "cy", "Diolch, Mair"),
        ("{words.all}", "cy", "Diolch, Mair – Hashtag, THANK YOU"),
        ("{upper(words.all)}", "en", "THANK YOU, MAIR – HASHTAG, THANK YOU"),
    ],
)
def test_words_are_in_the_language_of_the_brand(text: str, language: str, expected: str) -> None:
    assert written(text, language) == expected


def test_a_plural_has_the_form_of_its_number() -> None:
    assert written("{plural(n, words.days)}", n="1") == "1 day"


def test_words_are_in_the_alternative_text() -> None:
    assert card(WORDS % "x", brand=replace(BRAND, language="cy")).alt_text == "Diolch, Mair."


@pytest.mark.parametrize(
    ("language", "chosen"),
    [
        ("cy-GB", "cy"),
        ("cy", "cy"),
        ("CY-gb", "cy"),
        ("pt", "pt-BR"),
        ("pt-PT", "pt-BR"),
        ("de", "en"),
        ("en-GB", "en"),
        ("", "en"),
    ],
)
def test_fallback_goes_to_the_language_then_english(language: str, chosen: str) -> None:
    assert in_language({"fr": "fr", "cy": "cy", "pt-BR": "pt-BR", "en": "en"}, language) == chosen


def test_without_english_the_first_text_is_taken() -> None:
    assert in_language({"cy": "cy", "gd": "gd"}, "de") == "cy"


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("{thanks: {en: a}}", "{words.thankz}", [("variable-unknown", "no variable 'words.thankz'", "words.thanks")]),
        ("{a: {english: b}}", "{words.a}", [("template-invalid", "'english' is not a language tag", "{en:")]),
        (
            "{a: {en: {single: b, other: c}}}",
            "{plural(1, words.a)}",
            [("template-invalid", "category 'single'", "one")],
        ),
        ("{a: {en: {one: b}}}", "{plural(1, words.a)}", [("template-invalid", "'other' is missing", "add other")]),
        ("{a: {en: {one: b, other: c}}}", "{words.a}", [("template-invalid", "plural forms", "plural(n, words.a)")]),
        ("{a: {en: 'b {x}'}}", "{words.a}", [("variable-unknown", "no variable 'x'", "")]),
        ("{a: {en: {other: '{n} {x}'}}}", "{plural(1, words.a)}", [("template-invalid", "not {x}", "beside")]),
        ("{a: {}}", "{words.a}", [("template-invalid", "there is no text", "language")]),
        ("{a: '{words.b}', b: {en: c, cy: '{words.a}'}}", "{words.a}", [("word-cycle", "a → b → a", "write one")]),
        ("{a: '{words.b}', b: '{upper(words.b)}'}", "{words.a}", [("word-cycle", "b → b", "write one")]),
        ("{a: '{words.b}', b: '{x}'}", "{words.a}", [("variable-unknown", "variable 'x'", "")]),
        ("{a: '{words.b}', b: {one: c, other: d}}", "{words.a}", [("template-invalid", "plural", "words.b")]),
        (f"{{a: '{'{words.b}' * 30}', b: {'c' * 400}}}", "{words.a}", [("words-too-large", "10,000", "fewer")]),
        (CHAIN, "{words.w0}", [("words-too-large", "10 deep", "fewer")]),
        ("{a: [b]}", "{words.a}", [("template-invalid", "expected text", "")]),
    ],
)
def test_words_report_problems(words: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = complaints(template, f'words: {words}\nlayers: [{{text: "{text}"}}]')
    assert len(found) == len(expected), "\n".join(map(str, found))
    for problem, (code, message, hint) in zip(found, expected, strict=True):
        assert problem.code == code
        assert tells(problem, message, hint)
        assert problem.where.line


def test_unused_words_are_no_part_of_a_template() -> None:
    text = "words: {a: {en: b}, c: {en: d}}\nlayers: [{text: '{words.a}'}]"
    assert set(template(text).words) == {"a"}


def test_words_of_no_section_are_told() -> None:
    check_problems(
        complaints(template, "words: [a]\nlayers: [{text: x}]"), [("template-invalid", 1, 8, "expected words", "")]
    )


def test_an_error_in_words_is_reported_where_they_are_named() -> None:
    text = "words: {a: '{1 / n}'}\nfields: {n: {type: number, default: 0}}\nlayers: [{text: 'x {upper(words.a)}'}]"
    check_problems(complaints(card, text), [("expression-invalid", 3, 27, "words.a: division by zero", "")])
