"""Functions of texts and lists: joined, in another case, in the form of a number."""

from __future__ import annotations

import pytest

from memegen.template.expressions.scope import Scope, Setting
from memegen.template.expressions.values import Entry
from tests.helpers.expressions import scope

DAYS = Entry((("zero", "dim {n} diwrnod"), ("two", "{n} ddiwrnod"), ("other", "{n} diwrnod")))


@pytest.mark.parametrize(
    ("text", "language", "result"),
    [
        ("join(list)", "en", "Ama, Wyn and Priya"),
        ("join(list)", "en-US", "Ama, Wyn, and Priya"),
        ("join(list)", "de", "Ama, Wyn und Priya"),
        ("join(list)", "fr", "Ama, Wyn et Priya"),
        ("join(list)", "cy", "Ama, Wyn, a Priya"),
        ("join(words('Wyn Ama'))", "cy", "Wyn ac Ama"),
        ("join(list, ' · ')", "en", "Ama · Wyn · Priya"),
        ("join(by)", "en", "Ann"),
        ("join(none)", "en", ""),
        ("first(list)", "en", "Ama"),
        ("last(list)", "en", "Priya"),
        ("first(none)", "en", ""),
        ("first(by)", "en", "Ann"),
        ("upper('straße')", "de", "STRASSE"),
        ("upper('diyarbakır i')", "tr", "DİYARBAKIR İ"),
        ("lower('ABC')", "en", "abc"),
        ("title('the end of it')", "en", "The End of It"),
        ("join(words('a  b c'), '-')", "en", "a-b-c"),
        ("keyword('Knowledge itself is *power*.')", "en", "power"),
        ("keyword('“A *good, old* book” *kills*')", "en", "good, old"),
        ("keyword('Ye are “many”, they — few!')", "en", "many"),
        ("keyword('हिन्दी!')", "hi", "हिन्दी"),
        ("keyword('— …')", "en", "—"),
        ("keyword('')", "en", ""),
        ("plural(1, '{n} day', '{n} days')", "en", "1 day"),
        ("plural(0, '{n} day', '{n} days')", "en", "0 days"),
        ("plural(0, '{n} jour', '{n} jours')", "fr", "0 jour"),
        ("plural(1234, '{n} Tag', '{n} Tage')", "de", "1.234 Tage"),
        ("plural(3, 'goals')", "en", "goals"),
    ],
)
def test_texts_are_written_as_the_language_does(text: str, language: str, result: str) -> None:
    row = scope({"list": ("Ama", "Wyn", "Priya"), "by": "Ann", "none": ()}, language=language)
    assert row.text_of(text) == result


@pytest.mark.parametrize(("n", "result"), [("0", "dim 0 diwrnod"), ("2", "2 ddiwrnod"), ("5", "5 diwrnod")])
def test_plural_form_is_that_of_the_language(n: str, result: str) -> None:
    row = Scope({"words.days": DAYS, "n": n}, setting=Setting("cy"))
    assert row.text_of("plural(n, words.days)") == result
