"""What has changed: graphics by their names, and those whose names have changed with their texts."""

from __future__ import annotations

from pathlib import Path

from memegen.batch.approval import Approved, Current
from memegen.batch.approval_changes import ADDED, CHANGED, REMOVED, SAME, Change, changes_of
from memegen.rendering.difference import Summary
from tests.helpers import summaries


def graphic(file: str, color: str, slot: str = "", caption: str = "") -> Approved:
    return Approved(file, slot, color, "", caption, summaries.flat(color))


def changes(before: list[Approved], after: list[Approved]) -> list[Change]:
    current = [Current(each.file, Path(each.file)) for each in after]
    found = changes_of(current, after, {each.file: each for each in before})
    return [change for change in found if isinstance(change, Change)]


def kinds(before: list[Approved], after: list[Approved]) -> list[tuple[str, str, str]]:
    return [(change.kind, change.old_name, change.file) for change in changes(before, after)]


def test_graphics_are_compared_by_name() -> None:
    before = [graphic("a", "red"), graphic("b", "red"), graphic("c", "blue")]
    after = [graphic("a", "red"), graphic("b", "lime"), graphic("d", "black")]
    assert kinds(before, after) == [(SAME, "", "a"), (CHANGED, "", "b"), (ADDED, "", "d"), (REMOVED, "", "c")]


def test_other_text_is_a_change() -> None:
    (change,) = changes([graphic("a", "red", caption="One")], [graphic("a", "red", caption="Two")])
    assert (change.kind, change.texts) == (CHANGED, ["caption"])
    assert change.to_json() == {"file": "a", "change": "changed", "share": 0, "delta_e": 0, "texts": ["caption"]}


def test_renamed_graphic_is_found_by_its_pixels_then_by_its_row() -> None:
    before = [graphic("001-a", "red", "1 t x"), graphic("002-b", "blue", "2 t x"), graphic("003-c", "lime", "3 t x")]
    # A row is put in front, which is new, and the text of the last has changed.
    after = [graphic("001-n", "white", "1 t x"), graphic("002-a", "red", "2 t x"), graphic("003-bb", "navy", "3 t x")]
    assert kinds(before, after) == [
        (SAME, "001-a", "002-a"),
        (CHANGED, "003-c", "003-bb"),
        (ADDED, "", "001-n"),
        (REMOVED, "", "002-b"),
    ]


def test_difference_that_is_not_seen_is_none() -> None:
    (change,) = changes([graphic("a", "#808080")], [graphic("a", "#818181")])
    assert (change.kind, change.imperceptible) == (SAME, True)


def test_damaged_image_of_the_record_counts_as_changed() -> None:
    one = graphic("a", "red")
    broken = Approved("a", "", "", "", "", Summary("x", b"RIFF", b""))
    (change,) = changes([broken], [one])
    assert (change.kind, change.difference and change.difference.share) == (CHANGED, 1)
