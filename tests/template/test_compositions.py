"""Reading variants and pages: what they inherit, and what is wrong with them."""

from __future__ import annotations

import pytest

from memegen.template.compositions import compositions_of
from tests.helpers.compositions import composed
from tests.helpers.stage import check_problems, complaints

BASE = """
fields: {quote: {required: true}, reasons: {type: list}, people: {type: list, of: {name: {}, town: {}}}}
background: [{colour: ink}]
layers: [{text: "{quote}", id: q}]
add: [{text: "{page}", id: n}]
"""


def test_variant_updates_the_template() -> None:
    found = composed(BASE + "variants: [{}, {change: {q: {align: center}}}, {layers: [{circle: sun}]}]")
    assert found.variant == "auto"
    first, second, third = found.variants
    assert first.layers == found.layers
    assert second.shapes["any"]["q"]["align"].raw == "center"
    assert [spec.kind for spec in third.layers] == ["circle", "text"]
    assert third.background == found.background
    assert [each.name for each in compositions_of(found)] == ["t"] * 4


def test_variant_may_have_other_defaults() -> None:
    found = composed(BASE + "variants: [{}, {defaults: {quote: Hello}}]")
    assert [variant.fields["quote"].default for variant in found.variants] == ["", "Hello"]
    assert found.variants[1].fields["quote"].required


def test_default_of_an_unknown_field_is_reported() -> None:
    (problem,) = complaints(composed, BASE + "variants: [{defaults: {qote: Hello}}]")
    assert (problem.code, problem.where.line) == ("variable-unknown", 6)
    assert "quote" in problem.hint


def test_page_updates_the_template_and_has_its_own_alternative_text() -> None:
    found = composed(BASE + 'alt: all\npages: [{layers: [{line: sun}], alt: "one"}, {background: [{colour: sun}]}]')
    one, two = (page.template for page in found.pages)
    assert [spec.kind for spec in one.layers] == ["line", "text"]
    assert (one.alt.raw, two.alt.raw) == ("one", "all")
    assert two.layers == found.layers
    assert two.background[0].values["colour"].raw == "sun"


def test_variant_may_have_its_own_pages() -> None:
    found = composed(BASE + "variants: [{}, {pages: [{layers: [{line: sun}]}, {}]}]\nvariant: 2")
    assert found.variant == "2"
    assert [len(variant.pages) for variant in found.variants] == [0, 2]


def test_page_knows_its_loop() -> None:
    found = composed(BASE + 'pages: [{each: reasons, as: who, layers: [{text: "{who} {loop.index}/{pages}"}]}]')
    (page,) = found.pages
    assert page.loop
    assert (page.loop.entries.raw, page.loop.name) == ("reasons", "who")
    (unnamed,) = composed(BASE + 'pages: [{each: 1..3, layers: [{text: "{item}"}]}]').pages
    assert unnamed.loop
    assert unnamed.loop.name == "item"


def test_page_may_be_another_template() -> None:
    found = composed(BASE + "pages: [{template: plain, each: reasons, as: q}]", {"plain": "layers: [{text: x}]"})
    (page,) = found.pages
    assert page.is_other
    assert page.template.layers[0].kind == "text"
    assert len(list(compositions_of(found))) == 1


def test_text_that_goes_on_makes_a_series_of_the_template() -> None:
    (page,) = composed("layers: [{text: x, overflow: next}]").pages
    assert not page.is_other
    assert composed("layers: [{text: x}]").pages == ()


def test_template_may_have_nothing_but_pages() -> None:
    assert len(composed("pages: [{layers: [{text: x}]}]").pages) == 1


# The line after BASE is the sixth.
BAD = [
    ("variants: [{layer: []}]", [("template-invalid", 6, 13, "no key 'layer'", "layers")]),
    ("variants: [{fields: {}}]", [("template-invalid", 6, 13, "a variant has no key 'fields'", "")]),
    (
        "variants: [{change: {w: {align: end}}}]",
        [("template-invalid", 6, 22, "no layer has the id 'w'", "")],
    ),
    ("variants: x", [("template-invalid", 6, 11, "expected a list of variants", "")]),
    ("variant: 2", [("template-invalid", 6, 10, "no effect without `variants:`", "")]),
    ("variants: [{}, {}]\nvariant: 3", [("template-invalid", 7, 10, "from 1 to 2, not '3'", "turn")]),
    ("variants: [{}, {}]\nvariant: any", [("template-invalid", 7, 10, "expected auto, turn", "turn")]),
    ("pages: []", [("template-invalid", 6, 8, "lists no page", "layers")]),
    ("pages: [{pages: []}]", [("template-invalid", 6, 10, "a page has no key 'pages'", "")]),
    ("pages: [x]", [("template-invalid", 6, 9, "expected a page", "")]),
    ("pages: [{each: nobody}]", [("variable-unknown", 6, 16, "no variable 'nobody'", "")]),
    ("pages: [{each: 'reasons +'}]", [("expression-invalid", 6, 26, "", "")]),
    ("pages: [{when: nobody}]", [("variable-unknown", 6, 16, "no variable 'nobody'", "")]),
    (
        "pages: [{each: reasons, as: quote}]",
        [("template-invalid", 6, 29, "'quote' is a field already", "another")],
    ),
    ("pages: [{each: reasons, as: a.b}]", [("template-invalid", 6, 29, "as: 'a.b' cannot name an entry", "")]),
    ('pages: [{layers: [{text: "{reason}"}]}]', [("variable-unknown", 6, 28, "no variable 'reason'", "")]),
    (
        'pages: [{each: people, as: who, layers: [{text: "{who.age}"}]}]',
        [("variable-unknown", 6, 51, "no variable 'who.age'", "parts of who")],
    ),
    ("pages: [{each: quote}]", [("each-invalid", 6, 16, "quote is a text, not a list", "")]),
    ("pages: [{as: who}]", [("template-invalid", 6, 14, "no effect without `each`", "")]),
    ("pages: [{template: nobody}]", [("template-unknown", 6, 20, "there is no template 'nobody'", "")]),
    (
        "pages: [{template: plain, layers: []}]",
        [("template-invalid", 6, 27, "'layers' has no effect on a page that is another template", "")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), BAD)
def test_invalid_composition_is_reported(text: str, expected: list[tuple[str, int, int, str, str]]) -> None:
    check_problems(complaints(composed, BASE + text, {"plain": "layers: [{text: x}]"}), expected)


def test_slip_that_all_pages_inherit_is_reported_once() -> None:
    text = "background: [{colour: inc}]\npages: [{layers: [{text: a}]}, {layers: [{text: b}]}]"
    check_problems(complaints(composed, text), [("template-invalid", 1, 23, "'inc' is no colour", "")])
    text = "pages: [{layers: [{text: a, sise: 3vw}]}, {layers: [{text: b, fill: inc}]}]"
    assert [each.where.column for each in complaints(composed, text)] == [29, 69]
    text = """
    fields: {a: {type: list}}
    add: [{text: "{nobody}"}]
    pages: [{each: a, layers: []}, {layers: [{text: b}]}]
    layers: [{text: x}]
    """
    assert [each.where.line for each in complaints(composed, text)] == [3]
