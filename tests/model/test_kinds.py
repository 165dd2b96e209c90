"""The kinds of value: each reads what its JSON Schema allows, and its schema allows what it reads."""

from __future__ import annotations

import re
from typing import Any

import pytest

from memegen.model import kinds
from memegen.model.brand import FontRole
from memegen.model.keys import Kind, ValueContext
from memegen.model.kinds import (
    ANCHORS,
    AUTO_COLOR,
    AUTO_FRACTION,
    COLOR,
    FEATURES,
    FILL,
    FLAG,
    LENGTH,
    OPTIONAL_COLORS,
    TEXT,
    choice,
)
from memegen.model.values import AUTO
from memegen.scene.color import BLACK
from memegen.scene.geometry import Insets, Length, Size
from memegen.scene.lengths import Units

CONTEXT = ValueContext(
    Units(Size(1080, 1080), safe=Insets()), {"ink": BLACK}, {"display": FontRole("Anton")}, ["Anton"]
)
KINDS = {name: kind for name, kind in vars(kinds).items() if isinstance(kind, Kind)}
# Texts that each kind with a pattern in its schema accepts, and others that it does not.
WRITTEN = {
    "WHOLE": (["0", "12", " 7 "], ["-1", "1.5", "x", ""]),
    "WEIGHT": (["regular", "bold", "100", "900"], ["50", "1000", "heavy"]),
    "FRACTION": (["0", "0.5", "100%", ".5"], ["x", "%", "1 %"]),
    "SIGNED_FRACTION": (["-1", "-40%", "+.5"], ["x", "--1"]),
    "AMOUNT": (["0", "2.5", "300%"], ["x", ""]),
    "ANGLE": (["0", "-6deg", "90 deg", "12.5°"], ["10%", "1rad"]),
    "FLAG": (["yes", "no", "true", "off", "1"], ["maybe", "2"]),
    "LENGTH": (
        ["0", "7vmin", "-62%", "12px", "safe.top + 5vmin", "max(2vw, min(4vh , 5px - 1px))-3%"],
        ["7", "7em", "seven", "safes", "safe.middle", "5vmin 2vmin", "5vmin +", "max(2vw 3vw)"],
    ),
    "EXTENT": (["0", "7vmin", "62%", "+1px", "2vmin - 3vmin"], ["-7vmin", "7", "-1%", "", "3vmin -"]),
    "SIZE_RANGE": (
        ["5vmin", "4..12vmin", "40px..12vmin", "10%..12vmin", "3vw..max(4vw, 2vmin)"],
        ["4..", "12", "..5vmin"],
    ),
}


def patterns(schema: Any) -> list[str]:
    return [part["pattern"] for part in schema.get("anyOf", [schema]) if "pattern" in part]


@pytest.mark.parametrize("name", WRITTEN)
def test_pattern_of_the_schema_allows_what_is_read(name: str) -> None:
    kind, (good, bad) = KINDS[name], WRITTEN[name]
    (pattern,) = patterns(kind.schema)
    for text in good:
        kind.parse(text, CONTEXT)
        assert re.search(pattern, text), text
    for text in bad:
        with pytest.raises(ValueError, match="expected"):
            kind.parse(text, CONTEXT)
        assert not re.search(pattern, text), text


@pytest.mark.parametrize("name", WRITTEN)
def test_pattern_of_the_schema_allows_variables(name: str) -> None:
    (pattern,) = patterns(KINDS[name].schema)
    assert re.search(pattern, "{size}vmin")


def test_names_identify_the_kinds_whose_values_are_cached() -> None:
    cached = [kind.name for kind in KINDS.values() if kind.cached]
    assert len(set(cached)) == len(cached)


def test_text_is_a_text_or_a_list_with_commas() -> None:
    assert TEXT.parse(" as it is ", CONTEXT) == " as it is "
    assert TEXT.parse(("a", "b"), CONTEXT) == "a, b"
    assert not TEXT.cached


def test_auto_and_empty_values() -> None:
    assert AUTO_FRACTION.parse("auto", CONTEXT) is AUTO
    assert AUTO_FRACTION.parse("", CONTEXT) is None
    assert AUTO_FRACTION.parse("90%", CONTEXT) == 0.9
    assert AUTO_COLOR.parse("auto", CONTEXT) is None
    assert AUTO_COLOR.parse("ink", CONTEXT) == COLOR.parse("ink", CONTEXT) == BLACK
    assert OPTIONAL_COLORS.parse("none", CONTEXT) == OPTIONAL_COLORS.parse("", CONTEXT) == ()
    assert OPTIONAL_COLORS.parse("ink", CONTEXT) == (BLACK,)


def test_lists_of_places_and_features_are_split_at_commas() -> None:
    assert ANCHORS.parse("top left, bottom", CONTEXT) == ((0, 0), (0.5, 1))
    assert FEATURES.parse("ss01, cv05=2", CONTEXT) == ("ss01", "cv05=2")


def test_choice_takes_its_words_only_and_suggests_one() -> None:
    align = choice("start", "center", "end")
    assert align.name == "start, center, end"
    assert align.parse(" center ", CONTEXT) == "center"
    with pytest.raises(ValueError, match="'left'"):
        align.parse("left", CONTEXT)
    assert align.schema["anyOf"][0] == {"enum": ["start", "center", "end"]}


def test_context_caches_values_by_kind_and_text() -> None:
    context = ValueContext(Units(Size(1000, 1000)), {}, {}, ())
    assert context.read(LENGTH, "5vmin") is context.read(LENGTH, "5vmin")
    assert context.read(LENGTH, "5vmin") == Length(50)
    assert context.read(FLAG, "1") is True
    assert ValueContext(Units(Size(500, 500)), {}, {}, ()).read(LENGTH, "5vmin") == Length(25)
    with pytest.raises(ValueError, match="expected a length"):
        context.read(LENGTH, "five")


def test_fill_is_a_colour_or_none_but_not_empty() -> None:
    assert FILL.parse("none", CONTEXT) is None
    assert FILL.parse("ink", CONTEXT) == BLACK
    with pytest.raises(ValueError, match="colour"):
        FILL.parse("", CONTEXT)
