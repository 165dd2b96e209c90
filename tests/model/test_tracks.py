"""The columns and gaps of a grid as they are written."""

from __future__ import annotations

import pytest

from memegen.model.entities import Raw
from memegen.model.keys import ValueContext
from memegen.model.tracks import CONTENT, MAX_COLUMNS, Track, read_columns, read_gaps
from memegen.model.values import AUTO
from memegen.scene.geometry import Length, Size
from memegen.scene.lengths import Units

CONTEXT = ValueContext(Units(Size(1000, 1000)), {}, {}, [])


@pytest.mark.parametrize(
    ("raw", "columns"),
    [
        ("3", 3),
        ("auto", AUTO),
        (("auto",), AUTO),
        ("2 1", (Track(share=2), Track(share=1))),
        (("1", "1"), (Track(share=1), Track(share=1))),
        ("27% auto 1.5", (Track(Length(0, 0.27)), CONTENT, Track(share=1.5))),
        ("20vmin", (Track(Length(200)),)),
        ("0 1", "a share above 0"),
        ("auto auto", (CONTENT, CONTENT)),
    ],
)
def test_columns_are_a_number_or_widths(raw: Raw, columns: object) -> None:
    if isinstance(columns, str):
        with pytest.raises(ValueError, match=columns):
            read_columns(raw, CONTEXT)
    else:
        assert read_columns(raw, CONTEXT) == columns


@pytest.mark.parametrize(
    "raw", ["", "0", "-1", "2.5", "30%%", "many", "1 wide", str(MAX_COLUMNS + 1), "1 " * 900, "1e3"]
)
def test_columns_refuse_anything_else(raw: Raw) -> None:
    with pytest.raises(ValueError, match=r"expected .*(column|widths)"):
        read_columns(raw, CONTEXT)


def test_gap_is_one_length_or_two() -> None:
    assert read_gaps("2vmin", CONTEXT) == (Length(20), Length(20))
    assert read_gaps(("2vmin", "10%"), CONTEXT) == (Length(20), Length(0, 0.1))
    for raw in ("", "1vmin 2vmin 3vmin", "wide"):
        with pytest.raises(ValueError, match="expected"):
            read_gaps(raw, CONTEXT)
