"""Inheritance of templates."""

from __future__ import annotations

import pytest

from memegen.core.diagnostics import Where
from memegen.template.changes import walk_specs
from tests.helpers.stage import complaints, tells, templates

BROKEN = """\
one: {extends: two, layers: [{text: a}]}
two: {extends: three}
three: {extends: one}
self: {extends: self}
lost: {extends: thre}
listed: {extends: [one, two], layers: [{text: a}]}
"""


@pytest.mark.parametrize(
    ("name", "code", "place", "message", "hint"),
    [
        ("one", "template-cycle", (3, 18), "one → two → three → one", "break the circle"),
        ("self", "template-cycle", (4, 17), "template self extends itself: self → self", "break the circle"),
        ("lost", "template-unknown", (5, 17), "there is no template 'thre' to extend", "did you mean three?"),
        ("listed", "template-invalid", (6, 19), "expected the name of one template", ""),
    ],
)
def test_extends_rejects_cycles_and_unknown_templates(
    name: str, code: str, place: tuple[int, int], message: str, hint: str
) -> None:
    (found,) = complaints(templates, BROKEN, name)
    assert (found.code, found.where) == (code, Where("t.yaml", *place))
    assert tells(found, message, hint)


FAMILY = """\
parent:
  about: The parent
  fields:
    quote: {required: yes, example: Read}
    by: {example: Ann}
  layers:
    - {text: "{quote}", id: quote, fill: ink, size: 4vmin}
    - row: [{text: "{by}", id: by}]
      id: foot
  shapes:
    wide: {quote: {fill: sun, size: 5vmin}}
  alt: "{quote}"
child:
  extends: parent
  about: The child
  fields:
    quote: {example: Write}
    place: {example: Leeds}
  change:
    quote: {fill: accent}
  shapes:
    wide: {quote: {fill: cool}}
    x-post: {by: {hidden: yes}}
"""


def test_extends_merges_key_by_key_and_keeps_places() -> None:
    child = templates(FAMILY, "child")
    assert child.about == "The child"
    assert child.alt.raw == "{quote}"
    assert list(child.fields) == ["quote", "by", "place"]
    assert (child.fields["quote"].required, child.fields["quote"].example) == (True, "Write")
    assert [spec.id for spec in walk_specs(child.layers)] == ["quote", "foot", "by"]
    wide = child.shapes["wide"]["quote"]
    assert (wide["fill"].raw, wide["size"].raw) == ("cool", "5vmin")
    assert child.shapes["any"]["quote"]["fill"].raw == "accent"
    # Inherited values keep their places.
    assert wide["size"].where.line == 11
    assert wide["fill"].where.line == 22


def test_extends_replaces_a_list_of_layers() -> None:
    child = templates("a: {layers: [{text: a}, {text: b}]}\nb: {extends: a, layers: [{text: c}]}", "b")
    assert [spec.values["text"].raw for spec in child.layers] == ["c"]


def test_extends_drops_changes_of_layers_that_the_child_replaces() -> None:
    found = templates(
        """
        parent:
          layers: [{text: a, id: gone}, {text: b, id: kept}]
          change: {gone: {size: 9px}}
          shapes: {wide: {gone: {size: 8px}, kept: {size: 7px}}}
        child: {extends: parent, layers: [{text: c, id: kept}]}
        """,
        "child",
    )
    assert {shape: set(changes) for shape, changes in found.shapes.items()} == {"any": set(), "wide": {"kept"}}


def test_change_of_a_layer_that_no_ancestor_has_is_one_mistake_at_one_place() -> None:
    text = """
        parent:
          layers: [{text: a, id: gone}]
          shapes: {wide: {lost: {size: 8px}, gone: {size: 7px}}}
        child:
          extends: parent
          layers: [{text: c, id: kept}]
          shapes: {wide: {lost: {size: 9px}}}
        """
    [[first], [second]] = [complaints(templates, text, name) for name in ("parent", "child")]
    assert (first.where, first.message) == (second.where, second.message)
    assert first.where.line == 4


def test_extends_keeps_changes_of_added_layers() -> None:
    text = """
        a: {layers: [{text: a, id: one}]}
        b: {extends: a, add: [{text: b, id: two}], change: {two: {size: 9px}}}
        c: {extends: b, layers: [{text: c}]}
        """
    assert set(templates(text, "c").shapes["any"]) == {"two"}


def test_extends_adds_layers_in_front_of_the_inherited_ones() -> None:
    text = """
        a: {layers: [{text: a, id: one}]}
        b: {extends: a, add: [{text: b, id: two}]}
        c: {extends: b, add: [{text: c, id: three}], change: {two: {size: 9px}}}
        """
    assert [layer.id for layer in templates(text, "c").layers] == ["one", "two", "three"]
