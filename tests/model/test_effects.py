"""Where keys have an effect: conditions, what may fulfil them, and their words."""

from __future__ import annotations

import pytest

from memegen.layout.layers import KINDS
from memegen.model.effects import describe, parse, unmet
from memegen.model.keys import keys_of

VALUES = {
    "arc": ["none", "top"],
    "tone": ["mono"],
    "size": ["{size}"],
    "text": ["a #tag"],
    "grow": ["0"],
    "holder": ["row"],
}


def values(name: str) -> list[str]:
    return VALUES.get(name, [])


@pytest.mark.parametrize(
    ("condition", "may_hold"),
    [
        ("arc", True),
        ("!arc", True),
        ("grow", False),
        ("!grow", True),
        ("missing", False),
        ("!missing", True),
        ("tone=mono", True),
        ("tone=duotone,mono", True),
        ("tone=duo", False),
        ("tone=m*", True),
        ("tone=*on*", True),
        ("!tone=mono", False),
        ("size=4vmin", True),
        ("!size", True),
        ("text=*#*", True),
        ("text=***", False),
        ("holder=background,layers", False),
        ("grow | tone=mono", True),
        ("arc & grow", False),
        ("grow | arc & tone=mono // in words", True),
    ],
)
def test_condition_may_hold_for_one_of_the_values(condition: str, may_hold: bool) -> None:
    assert (unmet([condition], values) == "") is may_hold


def test_first_condition_that_cannot_hold_is_returned() -> None:
    assert unmet(["arc", "grow", "tone=duotone"], values) == "grow"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("arc", "with `arc`"),
        ("!arc", "not with `arc`"),
        ("tone=duotone,tritone,poster", "with `tone: duotone`, `tritone` or `poster`"),
        ("holder=background,layers,pile", "at the top level or in a pile"),
        ("holder=row,column", "in a row or column"),
        ("several", "with two items or more"),
        ("width | height", "with `width` or with `height`"),
        ("cut & frame=box", "with `cut` and with `frame: box`"),
        ("a | b // in other words", "in other words"),
    ],
)
def test_condition_is_described_in_words(condition: str, words: str) -> None:
    assert describe(condition) == words


def test_conditions_name_keys_of_their_layer_or_of_what_holds_it() -> None:
    everywhere = {word for kind in KINDS for word in keys_of(KINDS[kind])}
    for kind in KINDS:
        for word, (_, key) in keys_of(KINDS[kind]).items():
            names = [term.name for condition in key.needs for terms in parse(condition) for term in terms]
            unknown = {name.removeprefix("holder.") for name in names} - everywhere - {"holder", "several", "stretches"}
            assert unknown <= {"min-width", "min-height", "max-width", "max-height"}, f"{kind}: {word}"
