"""The kinds of value of shapes."""

from __future__ import annotations

import pytest

from memegen.model.figures import CORNERS, COUNT, PATH, SIDES_COUNT, TAIL, TURN, VIEWBOX
from memegen.model.keys import ValueContext
from memegen.scene.geometry import Box, Length, Size
from memegen.scene.lengths import Units

CONTEXT = ValueContext(Units(Size(1080, 1080)), {}, {}, [])


def test_tail_is_a_side_and_a_place_along_it() -> None:
    assert TAIL.parse("bottom left", CONTEXT) == ("bottom", 0)
    assert TAIL.parse("left bottom", CONTEXT) == ("left", 1)
    assert TAIL.parse(("right", "center"), CONTEXT) == TAIL.parse("right", CONTEXT) == ("right", 0.5)
    assert TAIL.parse("none", CONTEXT) is TAIL.parse("", CONTEXT) is None


@pytest.mark.parametrize("text", ["left right", "bottom top", "center", "bottom left left", "none left"])
def test_tail_of_no_side_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"'{text}'"):
        TAIL.parse(text, CONTEXT)


def test_corners_are_a_list_or_a_text() -> None:
    expected = ((Length(), Length()), (Length(0, 1), Length()), (Length(0, 0.5), Length(3)))
    assert CORNERS.parse(("0 0", "100% 0", "50% 3px"), CONTEXT) == expected
    assert CORNERS.parse("0 0, 100% 0, 50% 3px", CONTEXT) == expected
    assert CORNERS.parse("", CONTEXT) == ()


def test_counts_have_a_least_and_a_greatest_value() -> None:
    assert (COUNT.parse("1", CONTEXT), SIDES_COUNT.parse("360", CONTEXT)) == (1, 360)
    for kind, text in ((COUNT, "0"), (SIDES_COUNT, "2"), (COUNT, "361"), (COUNT, "1.5"), (COUNT, "nan")):
        with pytest.raises(ValueError, match=f"{(kind is SIDES_COUNT and 3) or 1} to 360.*'{text}'"):
            kind.parse(text, CONTEXT)


def test_turn_is_a_part_or_an_angle() -> None:
    assert [TURN.parse(text, CONTEXT) for text in ("65%", "0.65", "234deg", "234 °", "0", "1")] == [
        *[pytest.approx(0.65)] * 4,
        0,
        1,
    ]
    for text in ("90", "-1deg", "361deg", "101%", "50%deg", "half"):
        with pytest.raises(ValueError, match=f"65%.*234deg.*'{text}'"):
            TURN.parse(text, CONTEXT)


def test_viewbox_is_four_numbers() -> None:
    assert (
        VIEWBOX.parse("0 -5 10.5 20", CONTEXT)
        == VIEWBOX.parse(("0", "-5", "10.5", "20"), CONTEXT)
        == Box(0, -5, 10.5, 20)
    )
    assert VIEWBOX.parse("0,-5,10.5,20", CONTEXT) == Box(0, -5, 10.5, 20)
    assert VIEWBOX.parse("", CONTEXT) is None
    for text in ("0 0 10", "0 0 -1 5", "0 0 0 5", "a b c d", "0 0 1e9 5"):
        with pytest.raises(ValueError, match="0 0 100 100"):
            VIEWBOX.parse(text, CONTEXT)


def test_path_is_an_outline() -> None:
    assert PATH.parse(" M0 0 H9 V9 ", CONTEXT) == (((0, 0, True), (9, 0, True), (9, 9, True)),)
