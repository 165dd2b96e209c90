"""Findings about texts over one another, over a logo, and cut off by a clip."""

from __future__ import annotations

import re

import pytest

from memegen.scene.scene import Scene
from tests.helpers.stage import CANVAS, codes, scene

HEAD = "{text: keep it open, id: head, size: 150px, at: center}"
OVER = [
    "{hashtag: '#KeepItOpen', size: 60px, at: center}",
    "{text: over it, size: 60px, at: center}",
    "{column: [{text: over it, size: 60px}], at: center, rotate: 20}",
    "{pile: [{text: over it, size: 60px, at: center}]}",
    "{logo: brand, width: 300px, at: center}",
    # Its letters are beside the headline's, its pill is over them.
    "{hashtag: '#KeepItOpen', size: 60px, at: center, offset: [0, 75px]}",
    "{text: over it, size: 60px, strips: sun, strip-padding: [0, 100px], at: center, offset: [0, 75px]}",
]
APART = [
    "{hashtag: '#KeepItOpen', size: 60px, at: bottom}",
    "{hashtag: '#KeepItOpen', size: 60px, at: center, offset: [0, 180px]}",
    "{hashtag: '#KeepItOpen', size: 60px, style: plain, at: center, offset: [0, 100px]}",
    "{logo: brand, width: 300px, at: top}",
    # Decoration: it needs no contrast, is hardly opaque, or belongs to no layer.
    "{text: over it, size: 400px, at: center, contrast: 0}",
    "{text: over it, size: 60px, at: center, opacity: 30%}",
    "{text: over it, size: 60px, at: center, fill: ink 30%}",
    "{hashtag: '#KeepItOpen', size: 60px, style: pattern, at: center}",
    "{ornament: '“', height: 400px, at: center}",
]


def findings(*layers: str) -> Scene:
    listed = "\n  - ".join(layers)
    return scene(f"layers:\n  - {listed}", CANVAS)


@pytest.mark.parametrize("other", OVER)
@pytest.mark.parametrize("above", [True, False])
def test_text_over_text_or_logo_is_told(other: str, above: bool) -> None:
    found = findings(HEAD, other) if above else findings(other, HEAD)
    assert codes(found) == ["text-overlap"]
    assert found.findings[0].where.file == "t.yaml"
    assert found.findings[0].where.line in (2, 3)


@pytest.mark.parametrize("other", APART)
def test_neighbours_and_decoration_are_not(other: str) -> None:
    assert codes(findings(HEAD, other)) == codes(findings(other, HEAD)) == []


def test_pair_is_told_once_and_names_the_upper_first() -> None:
    found = findings(HEAD, "{row: [{text: 'one one', size: 60px}, {text: two, size: 60px}], at: center}")
    assert codes(found) == ["text-overlap"]
    assert re.findall("“(.+?)”", found.findings[0].message) == ["one one", "keep it open"]
    three = findings(*(f"{{text: over it, id: {name}, size: 60px, at: center}}" for name in "abc"))
    assert codes(three) == ["text-overlap"] * 3


def test_tilted_lines_that_only_their_boxes_share_do_not_overlap() -> None:
    lines = "{text: a long line of words, size: 60px}, {text: another long line, size: 60px}"
    assert codes(findings(f"{{column: [{lines}], gap: 10px, rotate: -30, at: center}}")) == []
    arc = "{text: a long line of words, arc: top, size: 60px, width: 800px, height: 800px, at: center}"
    assert codes(findings(arc, "{text: within, id: within, size: 100px, at: center}")) == []


def test_pile_may_say_that_its_texts_overlap() -> None:
    pile = "{pile: [{text: one, id: a, size: 90px, at: center}, {text: two, id: b, size: 90px, at: center}], KEYS}"
    assert codes(findings(pile.replace("KEYS", "at: center"))) == ["text-overlap"]
    assert codes(findings(pile.replace("KEYS", "overlap: yes"))) == []
    assert codes(findings(pile.replace("KEYS", "overlap: yes"), HEAD)) == ["text-overlap"] * 2


@pytest.mark.parametrize(
    ("keys", "cut"),
    [
        ("clip: circle, width: 300px, height: 300px", True),
        ("clip: circle, width: 900px, height: 900px, padding: 200px", False),
        ("clip: none, width: 300px, height: 300px", False),
        ("clip: rounded, radius: 30px, width: 400px, height: 400px, rotate: 30", False),
        ("clip: rounded, radius: 200px, width: 400px, height: 400px, rotate: 30", True),
    ],
)
def test_letters_that_a_clip_cuts_off_are_told(keys: str, cut: bool) -> None:
    found = findings(f"{{pile: [{{text: abcde, size: 100px, at: top}}], at: center, {keys}}}")
    assert codes(found) == ["text-clipped"] * cut


def test_box_of_a_clipped_text_is_what_is_left_of_it() -> None:
    found = findings(
        "{pile: [{text: abcde, size: 100px, at: left}], clip: box, width: 120px, height: 200px, at: top left}"
    )
    ((_, box),) = found.text_bounds()
    assert box.right <= 120
