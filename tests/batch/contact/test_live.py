"""The contact sheet that reloads itself: the number in its picture, and the errors above the graphics."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from memegen.batch.contact import live
from memegen.batch.contact.sheet import HtmlSheet
from memegen.core.diagnostics import ERROR, Diagnostic, Where
from tests.helpers import records


def page(folder: Path, revision: int) -> Path:
    sheet = HtmlSheet(folder / "contact-sheet.html", "rows.csv", revision=revision)
    sheet.add(records.made(folder))
    sheet.finish()
    return sheet.path


def error(message: str) -> Diagnostic:
    return Diagnostic(ERROR, "template-invalid", Where("mine.yaml", 3, 4), message, "did you mean paper?")


@pytest.mark.parametrize("revision", [1, 32767, 32768, 1_796_000_000, 2**31])
def test_size_of_the_stamp_is_the_revision(tmp_path: Path, revision: int) -> None:
    live.publish(tmp_path, revision)
    width, height = map(int, re.findall(r'"(\d+)"', (tmp_path / live.STAMP).read_text()))
    # As contact.js computes it; a width of 0 is none.
    assert width * 32768 + height - 1 == max(revision, revision % 32768 + 32768)
    live.end(tmp_path)
    live.end(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_only_the_page_of_a_watch_reloads_itself(tmp_path: Path) -> None:
    assert 'data-live="contact-sheet-live.svg" data-revision="7"' in page(tmp_path, 7).read_text("utf-8")
    assert "data-live=" not in page(tmp_path, 0).read_text("utf-8")


def test_errors_are_shown_above_the_graphics_until_the_next_page(tmp_path: Path) -> None:
    path = page(tmp_path, 7)
    before = path.read_text("utf-8")
    live.show_errors(path, [error(records.HOSTILE)] * 25, 8)
    live.show_errors(path, [error(records.HOSTILE)] * 25, 9)
    text = path.read_text("utf-8")
    assert text.count("mine.yaml:3:4: &lt;/script&gt;") == 20
    assert "5 more errors" in text
    assert "window.owned = 1</script>" not in text
    assert 'data-revision="9"' in text
    assert (tmp_path / live.STAMP).read_bytes() == live.stamp_svg(9)
    assert page(tmp_path, 7).read_text("utf-8") == before


def test_errors_without_a_page_write_nothing(tmp_path: Path) -> None:
    live.show_errors(tmp_path / "contact-sheet.html", [error("x")], 1)
    assert list(tmp_path.iterdir()) == []
