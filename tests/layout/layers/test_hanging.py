"""Opening marks that hang, or stay in their line."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memegen.layout.layers.frame import Region
from memegen.layout.layers.hanging import MIN_HANGING_SIZE, with_room
from memegen.scene.color import BLACK
from memegen.scene.items import Font
from memegen.text.style import Style, TextLayout
from memegen.text.typeset import set_text
from tests.helpers.traced import LIBRARY

ANTON = Style(Font("Anton"), BLACK, 40, 120, leading=1.05, hang=True)
WIDTH, HEIGHT = 700.0, 600.0


def hung(text: str, room: float, style: Style = ANTON, height: float = HEIGHT) -> TextLayout:
    return with_room(partial(set_text, fonts=LIBRARY), text, style, Region(WIDTH, height, hang=room))[0]


def first_letter(layout: TextLayout) -> float:
    """Return where the ink of the lines starts without their marks, px."""
    return min(box.x for box in layout.line_boxes)


def test_mark_hangs_in_its_room() -> None:
    layout = hung("“Ye are many”", 200)
    assert layout.ink.x < -20
    assert first_letter(layout) == pytest.approx(0, abs=0.5)


def test_mark_hangs_in_a_smaller_size_where_that_suffices() -> None:
    full = hung("“Ye are many”", 200)
    layout = hung("“Ye are many”", 0.95 * full.overhang)
    assert layout.overhang == pytest.approx(0.95 * full.overhang, rel=0.01)
    assert MIN_HANGING_SIZE * full.size < layout.size < full.size


@pytest.mark.parametrize("room", [0.0, 10.0])
@pytest.mark.parametrize("marks", ["“”", '""'])
def test_mark_without_room_stays_in_its_line(room: float, marks: str) -> None:
    layout = hung("Ye are *many* — they are few.".join(marks), room)
    assert layout.lines[0].text.startswith("“Ye")
    assert layout.ink.x == pytest.approx(0, abs=0.5)
    assert layout == set_text("“Ye are *many* — they are few.”", replace(ANTON, hang=False), WIDTH, HEIGHT, LIBRARY)


def test_lines_as_wide_as_the_room_keep_their_mark() -> None:
    stacked = Style(Font("Anton"), BLACK, 40, 300, hang=True, fit="lines")
    assert hung("“Ye are many”", 0, stacked).lines[0].text.startswith("“Ye")


def test_text_without_a_mark_is_set_as_ever() -> None:
    assert hung("Ye are many", 0) == set_text("Ye are many", ANTON, WIDTH, HEIGHT, LIBRARY)


@given(st.text("“”\"'« ab¿", max_size=12), st.sampled_from([0.0, 15.0, 60.0]), st.sampled_from([50.0, 200.0, 900.0]))
@settings(deadline=None)
def test_no_character_is_lost_and_nothing_leaves_its_room(text: str, room: float, height: float) -> None:
    layout = hung(text, room, height=height)
    if layout.lines and not layout.truncated:
        assert "".join(line.text for line in layout.lines).strip() == layout.plain.strip()
        assert layout.height <= height + 0.5
        assert layout.overhang <= room + 0.5
