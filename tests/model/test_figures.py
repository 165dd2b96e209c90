"""The kinds of value of shapes."""

from __future__ import annotations

import pytest

from memegen.model.figures import TAIL
from memegen.model.keys import ValueContext
from memegen.scene.geometry import Size

CONTEXT = ValueContext(Size(1080, 1080), {}, {}, [])


def test_tail_is_a_side_and_a_place_along_it() -> None:
    assert TAIL.parse("bottom left", CONTEXT) == ("bottom", 0)
    assert TAIL.parse("left bottom", CONTEXT) == ("left", 1)
    assert TAIL.parse(("right", "center"), CONTEXT) == TAIL.parse("right", CONTEXT) == ("right", 0.5)
    assert TAIL.parse("none", CONTEXT) is TAIL.parse("", CONTEXT) is None


@pytest.mark.parametrize("text", ["left right", "bottom top", "center", "bottom left left", "none left"])
def test_tail_of_no_side_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected a side and a place along it"):
        TAIL.parse(text, CONTEXT)
