"""Widths of columns, and squares in a room, as numbers."""

from __future__ import annotations

from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.layout.layers.tracks import fitting_count, limited_gap, square_cells, track_widths
from memegen.model.tracks import CONTENT, Track
from memegen.scene.geometry import Length, Size

ONE, TWO = Track(share=1), Track(share=2)


def widths(*tracks: Track, natural: float = 0) -> list[float]:
    """The widths in 300 px, of which percentages are; items are *natural* px wide."""
    return track_widths(tracks, 300, 300, lambda column: natural)


@pytest.mark.parametrize(
    ("tracks", "natural", "expected"),
    [
        ((ONE, TWO), 0, [100, 200]),
        ((Track(Length(0, 0.1)), ONE), 0, [30, 270]),
        ((Track(Length(60)), CONTENT, ONE), 40, [60, 40, 200]),
        ((CONTENT, CONTENT), 40, [40, 40]),
        # Content leaves a share as much as it takes itself, and lengths give way where there is no room.
        ((CONTENT, ONE), 900, [150, 150]),
        ((CONTENT, CONTENT, ONE), 900, [100, 100, 100]),
        ((Track(Length(300)), Track(Length(300))), 0, [150, 150]),
        ((CONTENT, CONTENT), 0, [150, 150]),
    ],
)
def test_lengths_come_first_then_content_then_shares(
    tracks: tuple[Track, ...], natural: float, expected: list[float]
) -> None:
    assert widths(*tracks, natural=natural) == pytest.approx(expected)


@given(
    st.lists(st.sampled_from([ONE, TWO, CONTENT, Track(Length(50)), Track(Length(0, 0.4))]), min_size=1, max_size=8),
    st.floats(0, 500),
)
def test_columns_never_exceed_what_is_available(tracks: list[Track], natural: float) -> None:
    found = widths(*tracks, natural=natural)
    assert min(found) >= 0 and sum(found) <= 300.001


@pytest.mark.parametrize(
    ("count", "room", "columns", "side"),
    [
        (4, Size(100, 100), 2, 50),
        (100, Size(100, 100), 10, 10),
        (8, Size(400, 200), 4, 100),
        (3, Size(90, 10), 3, 10),
        (3, Size(10, 90), 1, 10),
        # As large in two columns as in three, of which one cell would be empty.
        (2, Size(300, 100), 2, 100),
        (1, Size(30, 20), 1, 20),
    ],
)
def test_squares_are_as_large_as_the_room_allows(count: int, room: Size, columns: int, side: float) -> None:
    found, length, _ = square_cells(count, 0, room, (Length(), Length()))
    assert (found, length) == (columns, pytest.approx(side))


def test_gaps_of_squares_are_relative_to_their_side() -> None:
    _, side, gaps = square_cells(4, 2, Size(250, 250), (Length(0, 0.5), Length(0, 0.5)))
    assert (side, gaps) == (pytest.approx(100), (pytest.approx(50), pytest.approx(50)))
    _, side, gaps = square_cells(4, 2, Size(250, 250), (Length(50), Length(50)))
    assert (side, gaps) == (pytest.approx(100), (50, 50))


@given(
    st.integers(1, 200), st.integers(0, 20), st.floats(20, 2000), st.floats(20, 2000), st.floats(0, 2), st.floats(0, 30)
)
def test_squares_are_inside_the_room(count: int, columns: int, w: float, h: float, fraction: float, px: float) -> None:
    gap = Length(px if columns else 0, fraction)
    across, side, gaps = square_cells(count, columns, Size(w, h), (gap, gap))
    down = ceil(count / across)
    assert side > 0
    if not px:
        assert across * side + (across - 1) * gaps[0] <= w + 0.01
        assert down * side + (down - 1) * gaps[1] <= h + 0.01


def test_as_many_cells_fit_as_their_least_width_allows() -> None:
    assert [fitting_count(side, 100, 10) for side in (99, 100, 209, 210, 320)] == [1, 1, 1, 2, 3]
    assert limited_gap(10, 100, 3) == 10 and limited_gap(90, 100, 3) == 25 and limited_gap(90, 100, 1) == 0
