"""The page of changes: largest first, bounded, and no text of a graphic is more than text."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

from memegen.batch.approval import Approved
from memegen.batch.approval_changes import ADDED, CHANGED, REMOVED, Change
from memegen.batch.contact.changes_page import MAX_NAMED, MAX_SHOWN, changes_html, facts_of, summary
from memegen.rendering.difference import Difference, compare
from tests.helpers import records, summaries

FOLDER = Path("out")


def graphic(file: str, color: str = "red", caption: str = "") -> Approved:
    return Approved(file, "", color, "", caption, summaries.flat(color))


def changed(file: str, after: str = "lime", caption: str = "") -> Change:
    one, other = graphic(file, caption=caption), graphic(file, after)
    return Change(CHANGED, file, one, other, compare(one.summary, other.summary))


def html(*changes: Change) -> str:
    return changes_html(changes, 5, "out", FOLDER, FOLDER)


def test_page_shows_before_difference_and_after() -> None:
    page = html(changed("a b#.png"), Change(ADDED, "n.png", after=graphic("n.png")), Change(REMOVED, "r", graphic("r")))
    assert page.count("data:image/webp;base64,") == 3 + 1 + 1
    assert [page.count(f"<figcaption>{label}<") for label in ("Before", "Difference", "After")] == [3, 3, 3]
    assert 'href="a%20b%23.png"' in page
    assert "1 changed, 1 added, 1 removed, 5 the same" in page
    assert "100.0% of the area, ΔE up to" in page


def test_hostile_values_are_text_and_nothing_runs() -> None:
    page = html(changed(records.HOSTILE, caption=records.HOSTILE))
    assert "<script" not in page
    assert "<img src=x" not in page
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'" in page


def test_thousands_of_changes_are_bounded_and_the_largest_are_shown() -> None:
    small = Difference(0.01, 4.0, None)
    one = graphic("x")
    many = [Change(CHANGED, f"{number:05}.png", one, one, small) for number in range(MAX_SHOWN + MAX_NAMED + 9)]
    page = html(*many, changed("last.png"))
    assert page.count("<article") == MAX_SHOWN
    assert page.index("last.png") < page.index("00000.png")
    assert page.count("<li><bdi>") == MAX_NAMED
    assert "10 more are not listed." in page


def test_facts_and_summary() -> None:
    resized = Change(CHANGED, "a", graphic("a"), graphic("a"), Difference(1.0, 100.0))
    assert facts_of(resized) == ["another size"]
    tiny = Change(
        CHANGED, "a", graphic("b", caption="x"), graphic("a"), replace(_difference(), share=0.0004, delta=7.4)
    )
    assert facts_of(tiny) == ["less than 0.1% of the area, ΔE up to 7", "was b", "caption"]
    assert summary([], 2) == "2 the same"


def _difference() -> Difference:
    return compare(summaries.flat("red"), summaries.flat("lime"))
