"""What is wrong with a template is said all at once, each with its code, its place and a hint."""

from __future__ import annotations

from textwrap import dedent

import pytest

from memegen.core.diagnostics import Where
from memegen.template.changes import walk_specs
from tests.helpers.stage import complaints, template, templates

# A template's body, and for each thing wrong with it: code, line, column, words of the message, words of the hint.
TABLE = {
    "unknown key of a template": (
        """\
        layers: [{text: hello}]
        capton: x
        """,
        [("template-invalid", 2, 1, "a template has no key 'capton'", "did you mean caption?")],
    ),
    "unknown key of a layer": (
        "layers: [{text: hello, colr: ink, sise: 4vmin}]",
        [
            ("template-invalid", 1, 24, "text has no key 'colr'", "keys: align"),
            ("template-invalid", 1, 35, "text has no key 'sise'", "did you mean size?"),
        ],
    ),
    "unknown kind": (
        "layers: [{txt: hello}]",
        [("template-invalid", 1, 11, "none of these keys is a kind of layer", "did you mean text?")],
    ),
    "wrong unit": (
        "layers: [{text: hello, size: 4em}]",
        [("template-invalid", 1, 30, "size: expected a length such as 7vmin", "a range `4.5..12vmin`")],
    ),
    "a size of nothing": (
        "layers: [{text: hello, size: 0..4vmin}]",
        [("template-invalid", 1, 30, "size: expected a size above 0", "size: the font size")],
    ),
    "sizes the wrong way round": (
        "layers: [{text: hello, size: 9..4vmin}]",
        [("template-invalid", 1, 30, "expected the smaller size first", "size: the font size")],
    ),
    "bad colour": (
        "background: [{colour: acent}]",
        [("template-invalid", 1, 23, "'acent' is no colour; did you mean accent?", "colour: the colour")],
    ),
    "no colours": (
        "background: [{gradient: []}]",
        [("template-invalid", 1, 25, "expected at least one colour", "two or more colours")],
    ),
    "a list in a list of colours": (
        "background: [{gradient: [ink, [paper]]}]",
        [("template-invalid", 1, 25, "expected one value, not a list", "two or more colours")],
    ),
    "a list for one value": (
        "layers: [{text: hello, fill: [ink, paper]}]",
        [("template-invalid", 1, 30, "fill: expected one value, not a list", "the colour of the letters")],
    ),
    "unknown font": (
        "layers: [{text: hello, font: displai}]",
        [("template-invalid", 1, 30, "neither a font role nor a family; did you mean display?", "a font role")],
    ),
    "no such word": (
        "layers: [{text: hello, overflow: crop}]",
        [("template-invalid", 1, 34, "expected one of ellipsis, fail, not 'crop'", "what happens when it is too long")],
    ),
    "opacity beyond all": (
        "layers: [{text: hello, opacity: 50}]",
        [("template-invalid", 1, 33, "expected a part from 0% to 100%, not 50", "how opaque")],
    ),
    "no number": (
        "layers: [{text: hello, rotate: nan, grow: -1, leading: 0}]",
        [
            ("template-invalid", 1, 32, "expected an angle such as -6deg", "turned clockwise"),
            ("template-invalid", 1, 43, "expected a number from 0 on", "its share"),
            ("template-invalid", 1, 56, "0.5 to 5", "from line to line"),
        ],
    ),
    "no place": (
        "layers: [{photo: a.jpg, focus: 2 3, at: tpo}]",
        [
            ("template-invalid", 1, 32, "expected auto, face left, two numbers from 0 to 1, or a place", "a point"),
            ("template-invalid", 1, 41, "expected a place such as top right", "where in that area"),
        ],
    ),
    "unknown variable": (
        """\
        fields: {quote: {}}
        layers: [{text: "{qoute} {brand.hashtg} {platform.wdth} {brand.words.thanks}"}]
        """,
        [
            ("variable-unknown", 2, 17, "there is no variable 'qoute'", "did you mean quote?"),
            ("variable-unknown", 2, 17, "there is no variable 'brand.hashtg'", "did you mean brand.hashtag?"),
            ("variable-unknown", 2, 17, "there is no variable 'platform.wdth'", "did you mean platform.width?"),
        ],
    ),
    "braces around no name": (
        'layers: [{text: "{a b}"}]',
        [("template-invalid", 1, 17, "expected a field's name in braces, not {a b}", "\\{")],
    ),
    "unknown field in when": (
        """\
        fields: {by: {}}
        layers: [{text: hello, when: bye and by}]
        """,
        [("variable-unknown", 2, 30, "there is no field 'bye'", "did you mean by?")],
    ),
    "no condition": (
        """\
        fields: {by: {}}
        layers: [{text: hello, when: by or else}]
        """,
        [("template-invalid", 2, 30, "'by or else' is no condition", "`ground is paper`")],
    ),
    "a condition that never holds": (
        """\
        fields: {ground: {type: choice, options: [ink, paper]}}
        layers: [{text: hello, when: ground is not papr}]
        """,
        [("template-invalid", 2, 30, "ground is never 'papr'", "did you mean paper?")],
    ),
    "an id twice": (
        """\
        layers:
          - {text: hello, id: one}
          - column:
              - {text: there, id: one}
        """,
        [("template-invalid", 4, 27, "the id 'one' is taken by the layer at t.yaml:2:23", "another id")],
    ),
    "two kinds in one layer": (
        "layers: [{text: hello, photo: a.jpg}]",
        [("template-invalid", 1, 24, "one layer cannot be both text and photo", "two layers")],
    ),
    "a missing value": (
        "layers: [{text: {size: 4vmin}}]",
        [("template-invalid", 1, 10, "text needs 'text'", "the text, with `{fields}` in it")],
    ),
    "a key beside and inside": (
        "layers: [{text: {text: hello, fill: ink}, fill: paper}]",
        [("template-invalid", 1, 43, "'fill' is said twice", "keep one")],
    ),
    "layers twice": (
        "layers: [{column: [{text: a}], items: [{text: b}]}]",
        [("template-invalid", 1, 32, "the layers in it are listed twice", "keep one")],
    ),
    "layers that are no list": (
        """\
        layers:
          text: hello
        """,
        [("template-invalid", 2, 3, "expected a list of layers, each on a line that begins with a dash", "")],
    ),
    "a layer that is none": (
        "layers: [hello, []]",
        [
            ("template-invalid", 1, 10, "expected a layer such as `text: …`", "kinds: colour"),
            ("template-invalid", 1, 17, "expected a layer such as `text: …`", "kinds: colour"),
        ],
    ),
    "nothing at all": (
        "about: nothing",
        [("template-invalid", 1, 1, "template t draws nothing", "`background:` or `layers:`")],
    ),
    "no template": (
        "- a\n- b",
        [("template-invalid", 1, 1, "expected a template as `key: value` lines", "")],
    ),
    "changes to no layer": (
        """\
        layers: [{text: hello, id: quote}]
        change: {quot: {fill: ink}}
        shapes:
          wide: {quote: {fil: ink}}
        """,
        [
            ("template-invalid", 2, 10, "no layer has the id 'quot'", "did you mean quote?"),
            ("template-invalid", 4, 18, "text 'quote' has no key 'fil'", "did you mean fill?"),
        ],
    ),
    "a shape that is none": (
        """\
        layers: [{text: hello, id: quote}]
        shapes:
          wdie: {quote: {fill: ink}}
        """,
        [("template-invalid", 3, 24, "'wdie' is neither a shape class nor a platform", "did you mean wide?")],
    ),
    "any shape among the shapes": (
        """\
        layers: [{text: hello, id: quote}]
        shapes:
          any: {quote: {fill: ink}}
        """,
        [("template-invalid", 3, 3, "changes for every shape stand under `change:`", "move them there")],
    ),
    "fields that are none": (
        """\
        fields:
          2nd: {}
          name: {}
          by: {typ: text}
          who: {type: txet}
          when: [a]
        layers: [{text: hello}]
        """,
        [
            ("template-invalid", 2, 3, "'2nd' cannot name a field", "use letters"),
            ("template-invalid", 3, 3, "'name' means something else in a row", "not free: template"),
            ("template-invalid", 4, 8, "field by has no key 'typ'", "did you mean type?"),
            ("template-invalid", 5, 15, "there is no type 'txet'", "did you mean text?"),
            ("template-invalid", 6, 9, "expected field when as `key: value` lines", ""),
        ],
    ),
    "defaults that break their own rule": (
        """\
        fields:
          count: {type: number, default: many}
          tint: {type: colour, default: mauve}
          wet: {type: flag, example: perhaps}
          side: {type: choice, options: [left, right], default: lefft}
          short: {longest: 3, default: too long}
          many: {type: number, most: 3, example: "4"}
          word: {default: [a, b]}
          tag: {default: "{brand.hastag} {side}"}
          bad: {default: "{}"}
        layers: [{text: hello}]
        """,
        [
            ("template-invalid", 2, 34, "field count: expected a number, not 'many' (default)", "default: what it is"),
            ("template-invalid", 3, 33, "'mauve' is no colour", "default:"),
            ("template-invalid", 4, 30, "expected yes or no, not 'perhaps' (example)", "example: what a preview shows"),
            ("template-invalid", 5, 57, "'lefft' is none of its choices; did you mean left?", "default:"),
            ("template-invalid", 6, 32, "has 8 characters; at most 3 fit", "default:"),
            ("template-invalid", 7, 42, "4 is more than 3", "example:"),
            ("template-invalid", 8, 19, "takes one value, not a list", "default:"),
            ("variable-unknown", 9, 18, "there is no variable 'brand.hastag'", "did you mean brand.hashtag?"),
            ("variable-unknown", 9, 18, "there is no variable 'side'", "variables: brand."),
            ("template-invalid", 10, 18, "expected a field's name in braces", "\\{"),
        ],
    ),
    "choices and limits": (
        """\
        fields:
          one: {type: choice}
          two: {options: [a, b]}
          three: {shortest: 9, longest: 4}
          four: {type: number, least: 4, most: 2.5}
          five: {longest: lots, required: maybe}
        layers: [{text: hello}]
        """,
        [
            ("template-invalid", 2, 8, "field one: `options:` and `type: choice` need one another", "list the words"),
            ("template-invalid", 3, 8, "field two: `options:` and `type: choice` need one another", "list the words"),
            ("template-invalid", 4, 21, "field three: shortest is more than longest", "no value"),
            ("template-invalid", 5, 31, "field four: least is more than most", "no value"),
            ("template-invalid", 6, 19, "longest: expected a whole number, not 'lots'", "longest: most characters"),
            ("template-invalid", 6, 35, "required: expected yes or no, not 'maybe'", "required: whether"),
        ],
    ),
    "texts that are lists": (
        """\
        layers: [{text: hello}]
        alt: [a, b]
        about: {a: b}
        """,
        [
            ("template-invalid", 2, 6, "expected text for alt", ""),
            ("template-invalid", 3, 8, "expected text for about", ""),
        ],
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_what_is_wrong(case: str) -> None:
    body, expected = TABLE[case]
    found = complaints(template, body)
    said = [(d.code, d.where.line, d.where.column, d.message, d.hint) for d in found]
    assert [entry[:3] for entry in said] == [entry[:3] for entry in expected], "\n".join(map(str, found))
    for diagnostic, (*_, message, hint) in zip(found, expected, strict=True):
        assert diagnostic.severity == "error"
        assert diagnostic.where.file == "t.yaml"
        assert message in diagnostic.message
        assert hint in diagnostic.hint


def test_everything_at_once_in_the_order_of_the_file() -> None:
    body = "\n".join(dedent(TABLE[case][0]) for case in ("unknown key of a layer", "texts that are lists")[1:])
    body += dedent("""\
        background: [{colour: nocolour}, {scrim: nowhere}]
        shapes: {wide: {nobody: {}}}
        fields: {x: {type: y}}
        """)
    lines = [d.where.line for d in complaints(template, body)]
    assert lines == sorted(lines)
    assert set(lines) == {2, 3, 4, 5, 6}


TOGETHER = """\
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
        ("listed", "template-invalid", (6, 19), "expected the name of one template", "templates: listed"),
    ],
)
def test_extending_what_cannot_be(name: str, code: str, place: tuple[int, int], message: str, hint: str) -> None:
    (found,) = complaints(templates, TOGETHER, name)
    assert (found.code, found.where) == (code, Where("t.yaml", *place))
    assert message in found.message
    assert hint in found.hint


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


def test_a_child_is_laid_over_its_parent_key_by_key() -> None:
    child = templates(FAMILY, "child")
    assert child.about == "The child"
    assert child.alt.raw == "{quote}"
    assert list(child.fields) == ["quote", "by", "place"]
    assert (child.fields["quote"].required, child.fields["quote"].example) == (True, "Write")
    assert [spec.id for spec in walk_specs(child.layers)] == ["quote", "foot", "by"]
    wide = child.shapes["wide"]["quote"]
    assert (wide["fill"].raw, wide["size"].raw) == ("cool", "5vmin")
    assert child.shapes["any"]["quote"]["fill"].raw == "accent"
    # What is inherited says where it was written.
    assert wide["size"].where.line == 11
    assert wide["fill"].where.line == 22


def test_a_list_of_layers_is_replaced_whole() -> None:
    child = templates("a: {layers: [{text: a}, {text: b}]}\nb: {extends: a, layers: [{text: c}]}", "b")
    assert [spec.values["text"].raw for spec in child.layers] == ["c"]


def test_a_kind_among_the_keys_of_another() -> None:
    # `colour` is a kind of its own, and a key of a scrim, in whatever order they are written.
    for body in ("{scrim: top, colour: ink}", "{colour: ink, scrim: top}"):
        (spec,) = template(f"background: [{body}]").background
        assert spec.kind == "scrim"


def test_a_template_without_a_platform_has_one() -> None:
    assert template("layers: [{text: a}]").platform == "instagram-square"
    assert template("{platform: x-post, layers: [{text: a}]}").platform == "x-post"


def test_own_layers_leave_behind_the_changes_to_those_that_are_gone() -> None:
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


def test_changes_to_layers_that_were_added_stay() -> None:
    text = """
        a: {layers: [{text: a, id: one}]}
        b: {extends: a, add: [{text: b, id: two}], change: {two: {size: 9px}}}
        c: {extends: b, layers: [{text: c}]}
        """
    assert set(templates(text, "c").shapes["any"]) == {"two"}


def test_layers_are_added_in_front_of_those_inherited() -> None:
    text = """
        a: {layers: [{text: a, id: one}]}
        b: {extends: a, add: [{text: b, id: two}]}
        c: {extends: b, add: [{text: c, id: three}], change: {two: {size: 9px}}}
        """
    assert [layer.id for layer in templates(text, "c").layers] == ["one", "two", "three"]
