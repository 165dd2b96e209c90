"""What a row makes of a template with variants and pages."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memegen.core.diagnostics import Where
from memegen.model.entities import Raw
from memegen.template.series import MAX_PAGES, choose_variant
from tests.helpers.compositions import composed, laid_out, pages, words
from tests.helpers.stage import card, complaints, sized

VARIED = composed("fields: {quote: {}, by: {}}\nlayers: [{text: x}]\nvariants: [{}, {}, {}]")
SERIES = """
fields: {title: {}, reasons: {type: list}, ask: {}}
alt: "{title} {page}"
pages:
  - {layers: [{text: "{title}"}]}
  - {each: reasons, as: reason, layers: [{text: "{loop.index} {reason} {page}/{pages}"}], alt: "{reason}"}
  - {when: ask, layers: [{text: "{ask}"}]}
"""


def variant(row: dict[str, str], number: int = 1, wanted: str = "") -> int:
    return choose_variant(VARIED, wanted, row, Where("rows.csv", row=number))


def test_variant_auto_follows_from_the_values_alone() -> None:
    rows = [{"quote": f"quote {i}", "by": "x"} for i in range(60)]
    chosen = [variant(row, i) for i, row in enumerate(rows, 1)]
    assert [variant(row, 1) for row in rows] == chosen
    assert [variant({"by": "x", "quote": row["quote"], "note": "y", "other": ""}) for row in rows] == chosen
    # All of them are used, none of them mostly.
    assert set(Counter(chosen)) == {1, 2, 3}
    assert max(Counter(chosen).values()) < 35


def test_variant_auto_does_not_depend_on_where_photos_are() -> None:
    shown = composed("fields: {picture: {type: photo}}\nlayers: [{text: x}]\nvariants: [{}, {}, {}]")
    places = ("", "photos/", "/home/jo/photos/", "C:\\photos\\", "s3://bucket/")
    names = [f"{number}.jpg" for number in range(20)]
    chosen = [[choose_variant(shown, "", {"picture": place + name}, Where()) for name in names] for place in places]
    assert chosen == [chosen[0]] * len(places)
    assert {*chosen[0]} == {1, 2, 3}


def test_variant_turn_goes_round_by_the_row() -> None:
    assert [variant({}, row, "turn") for row in (1, 2, 3, 4)] == [1, 2, 3, 1]


def test_variant_number_is_taken() -> None:
    assert [variant({}, 1, number) for number in "123"] == [1, 2, 3]


@pytest.mark.parametrize("wanted", ["0", "4", "-1", "1.5", "last", "²"])
def test_unknown_variant_is_an_error(wanted: str) -> None:
    (found,) = complaints(variant, {}, 7, wanted)
    assert (found.code, found.where.row, found.where.field) == ("variant-unknown", 7, "variant")


def test_template_without_variants_has_the_first_alone() -> None:
    plain = composed("layers: [{text: x}]")
    assert [choose_variant(plain, wanted, {}, Where()) for wanted in ("", "auto", "turn", "1")] == [0] * 4
    (found,) = complaints(choose_variant, plain, "2", {}, Where())
    assert found.code == "variant-unknown"


def test_pages_are_numbered_and_repeated_for_a_list() -> None:
    cards = pages(SERIES, {"title": "Why", "reasons": ("warm", "*free*"), "ask": "Come"})
    assert words(cards) == [["Why"], ["1 warm 2/4"], ["2 free 3/4"], ["Come"]]
    assert [(card.page, card.pages) for card in cards] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [card.alt_text for card in cards] == ["Why 1", "warm", "free", "Why 4"]


def test_page_is_drawn_only_if_its_condition_holds() -> None:
    assert words(pages(SERIES, {"title": "Why"})) == [["Why"]]
    each = "fields: {n: {type: list}}\npages: [{each: n, as: x, when: x != 'b', layers: [{text: '{x}'}]}]"
    assert words(pages(each, {"n": ("a", "b", "c")})) == [["a"], ["c"]]


def test_range_is_a_list_too() -> None:
    layers = '[{text: "{item} of {loop.count}", when: loop.last}, {text: first, when: loop.first}]'
    assert words(pages(f"pages: [{{each: 1..2, layers: {layers}}}]")) == [["first"], ["2 of 2"]]


def test_other_template_takes_row_and_entry() -> None:
    other = {"card": 'fields: {quote: {required: true}, by: {}}\nlayers: [{text: "{quote}, {by}"}]'}
    each = "fields: {all: {type: list}, by: {}}\npages: [{template: card, each: all, as: quote}]"
    assert words(pages(composed(each, other), {"all": ("a", "b"), "by": "Ann"})) == [["a, Ann"], ["b, Ann"]]


def test_records_give_their_parts() -> None:
    body = """
    fields: {people: {type: list, of: {name: {}, town: {default: ""}}}}
    pages:
      - {each: people, as: who, layers: [{text: "{who.name}, {who.town}, {loop.index}"}], alt: "{who.name}"}
    """
    row: dict[str, Raw] = {"people": ("*Ann* = Leeds", "Bo = York")}
    cards = pages(body, row)
    assert words(cards) == [["Ann, Leeds, 1"], ["Bo, York, 2"]]
    assert [card.alt_text for card in cards] == ["Ann", "Bo"]
    other = {"card": 'fields: {speaker: {required: true}, town: {}}\nlayers: [{text: "{speaker} of {town}"}]'}
    each = "fields: {people: {type: list, of: {speaker: {}, town: {}}}}\npages: [{template: card, each: people}]"
    assert words(pages(composed(each, other), row)) == [["Ann of Leeds"], ["Bo of York"]]


def test_numbers_of_pages_are_numbers() -> None:
    body = 'pages: [{layers: [{text: "{page + 1} {pages * 2}", when: page = 1}]}, {layers: [{text: "{page / pages}"}]}]'
    assert words(pages(body)) == [["2 4"], ["1"]]
    plain = 'layers: [{text: "{page + 1}", when: pages < 2}]'
    assert [text.text for text in laid_out(card(plain)).texts()] == ["2"]


def test_row_without_any_page_is_an_error() -> None:
    body = "fields: {n: {type: list}}\npages: [{each: n, layers: [{text: x}]}]"
    (found,) = complaints(pages, body)
    assert (found.code, found.where.row) == ("pages-empty", 2)


def test_too_many_pages_are_an_error() -> None:
    body = "pages: [{each: 1..%d, layers: [{text: x}]}]"
    assert len(pages(body % MAX_PAGES)) == MAX_PAGES
    (found,) = complaints(pages, body % (MAX_PAGES + 1))
    assert (found.code, found.where.row) == ("pages-too-large", 2)
    long = 'fields: {quote: {}}\nlayers: [{text: "{quote}", overflow: next, size: 260px}]'
    (found,) = complaints(pages, long, {"quote": "word " * 390})
    assert found.code == "pages-too-large"


def test_loop_over_what_is_no_list_is_an_error() -> None:
    (found,) = complaints(pages, "fields: {a: {}}\npages: [{each: a, layers: [{text: x}]}]", {"a": "text"})
    assert (found.code, found.where.line, found.where.column) == ("each-invalid", 2, 16)
    (found,) = complaints(pages, "fields: {a: {}}\npages: [{when: 1 / 0, layers: [{text: x}]}]")
    assert found.code == "expression-invalid"


LONG = """
fields: {quote: {}}
layers:
  - {text: "{quote}", id: q, overflow: next, size: 40px..80px, width: 500px, height: 300px, at: top left}
  - {text: "{page}/{pages}", id: n, size: 40px, at: bottom left}
"""


def test_long_text_goes_on_at_one_size() -> None:
    text = "One two three. " * 30
    cards = pages(LONG, {"quote": text}, sized(1080, 1080))
    found = words(cards)
    assert " ".join(page[0] for page in found) == text.strip()
    assert all(page[0].endswith("three.") for page in found)
    assert [page[1] for page in found] == [f"{i}/{len(found)}" for i in range(1, len(found) + 1)]
    assert len(found) > 2


@pytest.mark.parametrize(("sentences", "lines"), [(12, [4, 4]), (14, [5, 4]), (20, [6, 6])])
def test_pages_of_a_long_text_are_filled_evenly(sentences: int, lines: list[int]) -> None:
    body = LONG.replace('  - {text: "{page}/{pages}", id: n, size: 40px, at: bottom left}\n', "")
    cards = pages(body, {"quote": "One two three. " * sentences})
    assert [len(text.lines) for card in cards for text in laid_out(card).texts()] == lines


def test_short_text_is_fitted_on_one_page() -> None:
    (card,) = pages(LONG, {"quote": "Few words"}, sized(1080, 1080))
    assert (card.page, card.pages) == (1, 1)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text("ab *=[]().\n", min_size=1, max_size=12), min_size=1, max_size=60).map(" ".join))
def test_no_word_is_lost_however_a_text_is_split(text: str) -> None:
    whole = 'fields: {quote: {}}\nlayers: [{text: "{quote}", id: q, markup: no, smart: no, size: 40px}]'
    long = LONG.replace("id: q,", "id: q, markup: no, smart: no,")
    parts = [page[0] for page in words(pages(long, {"quote": text}, sized(1080, 1080))) if len(page) > 1]
    expected = words(pages(composed(whole + "\npages: [{}]"), {"quote": text}, sized(60000, 60000)))[0]
    assert "".join("".join(parts).split()) == "".join("".join(expected).split())
