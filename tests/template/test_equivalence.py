"""Two ways to write the same thing give the same scene; that needs no golden, and holds whatever the scene is."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from memegen.scene.scene import Scene
from tests.helpers.stage import scene, sized, templates

FIELDS = "fields: {q: {default: Read on and on}, by: {default: Ann}}\n"

SAME = {
    "keys beside their kind, or in a mapping under it": (
        "layers: [{text: '{q}', id: q, size: 5..9vmin, fill: ink, at: bottom left, margin: 7vmin}]",
        """\
        layers:
          - text:
              text: "{q}"
              id: q
              size: 5..9vmin
              fill: ink
              at: bottom left
              margin: 7vmin
        """,
    ),
    "a kind's own word, or its name": (
        "layers: [{rectangle: sun, height: 9vmin, radius: 1vmin}, {hashtag: '#q'}, {scrim: top}]",
        """\
        layers:
          - rectangle: {fill: sun, height: 9vmin, radius: 1vmin}
          - hashtag: {text: "#q"}
          - scrim: {side: top}
        """,
    ),
    "a stack's items under its kind, or under items": (
        "layers: [{column: [{text: '{q}'}, {text: '{by}'}], gap: 2vmin}]",
        "layers: [{column: {items: [{text: '{q}'}, {text: '{by}'}], gap: 2vmin}}]",
    ),
    "a column laid out as a row": (
        "layers: [{column: [{text: '{q}'}, {text: '{by}'}], gap: 2vmin, direction: row, at: center}]",
        "layers: [{row: [{text: '{q}'}, {text: '{by}'}], gap: 2vmin, at: center}]",
    ),
    "a row laid out as a column": (
        "layers: [{row: [{rectangle: ink, height: 9vmin}, {text: '{by}'}], direction: column, align: end}]",
        "layers: [{column: [{rectangle: ink, height: 9vmin}, {text: '{by}'}], align: end}]",
    ),
    "one inset for all sides, or four": (
        "layers: [{column: [{text: '{q}'}], padding: 5vmin}]",
        "layers: [{column: [{text: '{q}'}], padding: [5vmin, 5vmin, 5vmin, 5vmin]}]",
    ),
    "two insets, or four": (
        "layers: [{column: [{text: '{q}'}], padding: 5vmin 3vmin, margin: 1vmin 2vmin 3vmin}]",
        "layers: [{column: [{text: '{q}'}], padding: 5vmin 3vmin 5vmin 3vmin, margin: 1vmin 2vmin 3vmin 2vmin}]",
    ),
    "units on a square": (
        "layers: [{text: '{q}', size: 54px, width: 50%, at: top}]",
        "layers: [{text: '{q}', size: 5vw, width: 50vmin, at: top}]",
    ),
    "a span of one size": (
        "layers: [{text: '{q}', size: 6vmin}]",
        "layers: [{text: '{q}', size: 6vmin..6vmin}]",
    ),
    "colours by role, by number, by mixture": (
        "background: [{colour: ink}, {scrim: flat, colour: paper 40%}]",
        "background: [{colour: '#15151e'}, {scrim: flat, colour: 'mix(paper, ink, 0%) 40%'}]",
    ),
    "numbers and percentages": (
        "layers: [{text: '{q}', opacity: 40%, rotate: -6}]",
        "layers: [{text: '{q}', opacity: 0.4, rotate: -6deg}]",
    ),
    "places in words and in numbers": (
        "background: [{photo: /shelf/a-900x500.jpg, focus: top right}]",
        "background: [{photo: /shelf/a-900x500.jpg, focus: [1, 0]}]",
    ),
    "places in either order": (
        "layers: [{text: '{q}', at: top right}]",
        "layers: [{text: '{q}', at: right top}]",
    ),
    "what is left out, and what is hidden, and what never holds": (
        "layers: [{text: '{q}'}]",
        "layers: [{text: '{q}'}, {text: '{by}', hidden: yes}, {text: '{by}', when: not by}, {text: ''}]",
    ),
    "a change for every shape, and the same in place": (
        "layers: [{text: '{q}', id: q, size: 6vmin, fill: sun}]",
        "layers: [{text: '{q}', id: q, size: 9vmin}]\nchange: {q: {size: 6vmin, fill: sun}}",
    ),
    "a change for the shape at hand": (
        "layers: [{text: '{q}', id: q, size: 6vmin, fill: sun}]",
        """\
        layers: [{text: "{q}", id: q, size: 9vmin}]
        shapes: {square: {q: {size: 6vmin, fill: sun}}, wide: {q: {fill: ink}}}
        """,
    ),
    "defaults said aloud": (
        "layers: [{text: '{q}'}]",
        "layers: [{text: '{q}', font: text, weight: regular, fill: paper, fit: block, grow: 0, opacity: 1}]",
    ),
    "one word and another for yes": (
        "layers: [{text: '“{q}”', hang: yes, margin: 20vmin}]",
        "layers: [{text: '“{q}”', hang: true, margin: 20vmin}]",
    ),
    "a section whose variable is there": (
        "layers: [{text: '{q} — {by}'}]",
        "layers: [{text: '{q}[ — {by}][, {brand.words.none}]'}]",
    ),
    "a condition that holds, and none": (
        "layers: [{text: '{by}'}]",
        "layers: [{text: '{by}', when: by and by is Ann and q is not Bob}]",
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_equivalent_templates_have_equal_scenes(case: str) -> None:
    one, other = (scene(FIELDS + dedent(body), sized(1080, 1080)) for body in SAME[case])
    assert one.items
    assert drawn(one) == drawn(other)


def drawn(found: Scene) -> object:
    """What is painted; what layers are called, and where a finding's layer stands, may differ."""
    return found.to_json()["items"]


BASE = """\
base:
  fields: {q: {default: Read on}}
  background: [{colour: ink}]
  layers:
    - column:
        - {text: "{q}", id: q, size: 5..20vmin, grow: 1}
        - {hashtag: "{brand.hashtag}", id: tag}
      id: body
      margin: 7vmin
  shapes: {wide: {q: {size: 4..8vmin}}}
"""


@pytest.mark.parametrize("size", [(1080, 1080), (1600, 900), (1080, 1920)])
@pytest.mark.parametrize(
    ("child", "changed"),
    [
        ("extends: base", BASE),
        ("extends: base\nchange: {q: {fill: sun}}", BASE.replace("grow: 1}", "grow: 1, fill: sun}")),
        ("extends: base\nfields: {q: {default: Write}}", BASE.replace("Read on", "Write")),
        ("extends: base\nbackground: [{colour: sun}]", BASE.replace("colour: ink", "colour: sun")),
        ("extends: base\nshapes: {wide: {q: {size: 9vmin}}}", BASE.replace("4..8vmin", "9vmin")),
    ],
)
def test_extending_template_has_the_scene_of_the_merged_one(child: str, changed: str, size: tuple[int, int]) -> None:
    target = sized(*size)
    extended = scene(templates(f"{BASE}child:\n{indent(child, '  ')}\n", "child"), target)
    assert drawn(extended) == drawn(scene(templates(changed, "base"), target))
