"""Which files a batch depends on, and that no change of them is missed."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from memegen.batch.watched_files import MAX_FILES, WatchedFiles, changes, wait_for_message, watched_files
from memegen.core.diagnostics import DiagnosticError
from memegen.core.environment import TEMPLATES
from memegen.renderer import Renderer
from tests.helpers.command import BRAND, Command


def watched(folder: Path, *files: str) -> WatchedFiles:
    return watched_files([folder / name for name in files], folder / "out")


def touch(file: Path, text: str = "x") -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda folder: touch(folder / "rows.csv", "longer"), {"rows.csv"}),
        (lambda folder: (folder / "rows.csv").unlink(), {"rows.csv"}),
        (lambda folder: touch(folder / "photos/new.jpg"), {"photos/new.jpg"}),
        (lambda folder: touch(folder / "brands/new.yaml"), {"brands/new.yaml"}),
        # An editor that replaces the file by another of the same size and time.
        (lambda folder: (folder / "same.csv").replace(folder / "rows.csv"), {"rows.csv", "same.csv"}),
        # What editors, systems and batches write besides.
        (lambda folder: touch(folder / ".rows.csv.swp"), set()),
        (lambda folder: touch(folder / "~lock.csv"), set()),
        (lambda folder: touch(folder / "notes.md"), set()),
        (lambda folder: touch(folder / "out/001.png"), set()),
        (lambda folder: touch(folder / "manifest.csv"), set()),
        (lambda folder: touch(folder / "contact-sheet.png"), set()),
        (lambda folder: touch(folder / "deep/er/photo.jpg"), set()),
    ],
)
def test_change_is_found(tmp_path: Path, change: object, expected: set[str]) -> None:
    touch(tmp_path / "rows.csv")
    touch(tmp_path / "same.csv", "y")
    os.utime(tmp_path / "same.csv", ns=(0, (tmp_path / "rows.csv").stat().st_mtime_ns))
    for name in ("photos", "brands", "out", "deep"):
        (tmp_path / name).mkdir()
    files = watched(tmp_path, "rows.csv")
    before = files.snapshot()
    assert callable(change)
    change(tmp_path)
    found = changes(before, files.snapshot(), time.time_ns())
    assert found == {str(tmp_path / name) for name in expected}


def test_file_of_another_name_counts_if_it_is_in_use(tmp_path: Path) -> None:
    touch(tmp_path / ".hidden-list")
    files = watched(tmp_path, ".hidden-list")
    before = files.snapshot()
    assert not files.changed_in_use(before)
    touch(tmp_path / ".hidden-list", "longer")
    assert files.changed_in_use(before)
    assert changes(before, files.snapshot(), 0) == {str(tmp_path / ".hidden-list")}


def test_target_of_a_link_counts(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "feed.csv"
    touch(target)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "rows.csv").symlink_to(target)
    files = watched(tmp_path / "here", "rows.csv")
    before = files.snapshot()
    assert target.parent in files.folders_to_watch()
    touch(target, "longer")
    assert changes(before, files.snapshot(), 0) == {str(tmp_path / "here" / "rows.csv")}


def test_own_graphics_do_not_count(tmp_path: Path) -> None:
    touch(tmp_path / "rows.csv")
    files = watched_files([tmp_path / "rows.csv"], tmp_path / "photos")
    before = files.snapshot()
    own = touch(tmp_path / "001.png")
    assert changes(before, files.snapshot(), 0) == {own}
    assert not changes(before, files.snapshot([own]), 0)


def test_file_of_a_folder_that_was_not_compared_counts_by_its_time(tmp_path: Path) -> None:
    file = touch(tmp_path / "photo.jpg")
    state = {file: (1, 1, 100, 100)}
    assert changes({}, state, 100) == {file}
    assert changes({}, state, 101) == set()


def test_folder_that_is_gone_is_waited_for_above(tmp_path: Path) -> None:
    files = watched(tmp_path, "a/b/rows.csv")
    assert files.folders_to_watch() == {tmp_path, TEMPLATES.parent}


def test_folder_with_too_many_files_is_compared_by_those_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MAX_FILES > 5
    monkeypatch.setattr("memegen.batch.watched_files.MAX_FILES", 5)
    for number in range(9):
        touch(tmp_path / f"{number}.jpg")
    assert set(watched(tmp_path, "3.jpg").snapshot()) == {str(tmp_path / "3.jpg"), str(TEMPLATES)}


@pytest.mark.parametrize("mark", ["<svg viewBox='0 0 9 9'/>", "<svg"])
def test_renderer_names_templates_brands_and_logos(tmp_path: Path, mark: str) -> None:
    Command(tmp_path)
    touch(tmp_path / "house.yaml", f"{BRAND}logos: {{dark: marks/mark.svg}}\n")
    touch(tmp_path / "marks/mark.svg", mark)
    renderer = Renderer([tmp_path / "mine.yaml"])
    # A logo that cannot be drawn is mended in its own file.
    with suppress(DiagnosticError):
        renderer.catalog.brand()
    names = {file.name for file in watched_files([], tmp_path / "out", renderer).files}
    assert {"mine.yaml", "house.yaml", "mark.svg", "templates.yaml"} == names


@pytest.mark.parametrize("installed", [True, False])
def test_wait_ends_without_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: bool) -> None:
    if not installed:
        monkeypatch.setitem(__import__("sys").modules, "watchfiles", None)
    messages = wait_for_message([tmp_path])
    start = time.monotonic()
    assert next(messages) is installed
    assert time.monotonic() - start < 3
    messages.close()
    # A folder that is not there is looked for.
    assert next(wait_for_message([tmp_path / "none"])) is False
