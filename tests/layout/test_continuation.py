"""Texts that go on, at the same size, on the next page."""

from __future__ import annotations

from dataclasses import replace

from memegen.layout.continuation import continued, even_lines, has_continuing_text, limited, remainders
from memegen.layout.layers.stack import Column
from memegen.layout.layers.text import TextLayer
from tests.helpers.compositions import laid_out
from tests.helpers.stage import card, codes, texts

BODY = """
layers:
  - {column: [{text: Title, size: 40px}, {text: "one two three four five six", id: q, overflow: next, size: 90px..180px,
      max-lines: 2, width: 500px}]}
  - {text: fixed text, id: n, size: 40px, at: bottom left}
"""


def test_rest_of_a_text_is_reported_at_its_minimum_size() -> None:
    found = texts(laid_out(card(BODY)))
    assert found["q"].text == "one two three four"
    assert found["q"].rest == "five six"
    assert found["q"].size == 90 / 1080 * 1000
    assert codes(laid_out(card(BODY))) == []


def test_card_goes_on_with_the_rest_and_what_does_not_go_on_stays() -> None:
    first = card(BODY)
    assert has_continuing_text(first)
    assert remainders(laid_out(first)) == {"q": "five six"}
    second = continued(first, {"q": "five six"})
    found = texts(laid_out(second))
    assert [found[name].text for name in ("text", "q", "n")] == ["Title", "five six", "fixed text"]
    column = second.layers[0]
    assert isinstance(column, Column)
    text = column.items[1]
    assert isinstance(text, TextLayer)
    assert text.size.maximum == text.size.minimum


def test_text_at_its_end_is_not_repeated() -> None:
    found = texts(laid_out(continued(card(BODY), {})))
    assert "q" not in found
    assert "text" in found


def test_text_that_fits_is_fitted() -> None:
    found = texts(laid_out(card(BODY.replace("one two three four five six", "one"))))
    assert found["q"].rest == ""
    assert found["q"].size > 150


def test_text_of_which_not_a_word_fits_is_shortened() -> None:
    body = BODY.replace("one two three four five six", "Donaudampfschifffahrt one").replace(
        "width: 500px", "width: 9px"
    )
    assert remainders(laid_out(card(body))) == {}


def test_card_without_such_text_does_not_go_on() -> None:
    plain = card(BODY.replace("overflow: next", "overflow: ellipsis"))
    assert not has_continuing_text(plain)
    assert replace(plain, layers=continued(plain, {"q": "x"}).layers) is not plain
    assert texts(laid_out(continued(plain, {"q": "x"}))) == texts(laid_out(plain))


def test_lines_are_spread_evenly_over_pages() -> None:
    first = card(BODY)
    scenes = [laid_out(first), laid_out(continued(first, {"q": "five six"}))]
    assert even_lines(scenes) == {"q": 2}
    assert even_lines([*scenes, scenes[1], scenes[1]]) == {"q": 2}
    one = limited(first, {"q": 1})
    assert texts(laid_out(one))["q"].text == "one two"
    assert limited(first, {}) is first
