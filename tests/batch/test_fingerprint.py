"""Versions of packages by the names of files, and what a key depends on."""

from __future__ import annotations

import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

from memegen.batch.fingerprint import LIBRARIES, Fingerprint, versions
from memegen.batch.job import Job
from memegen.core.diagnostics import Where
from memegen.renderer import Renderer

INSTALLED = ("pillow", "uharfbuzz", "skia-pathops", "icu4py", "isal", "zlib-ng", "resvg-py", "pyphen", "pyyaml")


def test_versions_equal_the_package_metadata() -> None:
    assert set(INSTALLED) < set(LIBRARIES)
    assert versions(INSTALLED) == [f"{project} {version(project)}" for project in INSTALLED]
    assert versions(["no-such-project"]) == ["no-such-project"]


def test_versions_come_from_the_first_folder_of_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/Zlib_ng-2.0.dist-info", "a/other", "b/zlib_ng-1.0.dist-info", "b/x.y-3-py3.egg-info"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / name) for name in ("missing", "a", "b")])
    assert versions(["zlib-ng", "x-y", "other"]) == ["zlib-ng 2.0", "x-y 3-py3", "other"]


SHARED = {
    "t.yaml": "include: parts.yaml\ntemplates: {t: {layers: [{use: foot}, {text: '{words.hi}', style: fact}]}}\n",
    "parts.yaml": "include: more.yaml\nparts: {foot: [{text: a, fill: soft}], other: [{text: b}]}\n",
    "more.yaml": "styles: {fact: {rotate: 3}}\ncolours: {soft: ink 50%}\nwords: {hi: {en: Hi}, ho: {en: Ho}}\n",
}


@pytest.mark.parametrize(
    ("file", "old", "new", "changes"),
    [
        ("parts.yaml", "text: a", "text: aa", True),
        ("more.yaml", "rotate: 3", "rotate: 4", True),
        ("more.yaml", "ink 50%", "ink 60%", True),
        ("more.yaml", "en: Hi", "en: Hello", True),
        ("parts.yaml", "text: b", "text: bb", False),
        ("more.yaml", "en: Ho", "en: Hoo", False),
        ("more.yaml", "words:", "# a remark\nwords:", False),
    ],
)
def test_a_key_changes_with_what_the_template_uses_of_other_files(
    tmp_path: Path, file: str, old: str, new: str, changes: bool
) -> None:
    for name, text in SHARED.items():
        (tmp_path / name).write_text(text, "utf-8")

    def key() -> object:
        renderer = Renderer([tmp_path / "t.yaml"])
        (platform,) = renderer.catalog.pick(["300x300"])
        return Fingerprint(renderer).key(Job(1, Where(), "t", {}, platform, "", "png", "out"))

    before = key()
    assert isinstance(before, str)
    (tmp_path / file).write_text(SHARED[file].replace(old, new), "utf-8")
    assert (key() != before) == changes


COUNTDOWN = """\
templates:
  t:
    fields: {on: {type: date}, show: {type: flag}}
    layers:
      - {text: "{weekday(on)}"}
      - {text: "{days_until(on)} days", when: show}
"""


@pytest.mark.parametrize(("show", "changes"), [("yes", True), ("no", False)])
def test_the_day_is_part_of_the_key_of_a_card_that_counts_days(tmp_path: Path, show: str, changes: bool) -> None:
    (tmp_path / "t.yaml").write_text(COUNTDOWN, "utf-8")

    def key(today: date) -> object:
        renderer = Renderer([tmp_path / "t.yaml"], today=today)
        (platform,) = renderer.catalog.pick(["300x300"])
        job = Job(1, Where(), "t", {"on": "2026-06-15", "show": show}, platform, "", "png", "out")
        return Fingerprint(renderer).key(job)

    first, second = key(date(2026, 6, 1)), key(date(2026, 6, 2))
    assert isinstance(first, str)
    assert (first != second) == changes


def test_the_folder_of_a_photo_in_a_record_does_not_matter(tmp_path: Path) -> None:
    from PIL import Image

    fields = "{who: {type: list, of: {name: {}, face: {type: photo}}}}"
    text = f"templates: {{t: {{fields: {fields}, layers: [{{text: '{{who.name}}'}}]}}}}"
    keys = set()
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        (folder / "t.yaml").write_text(text, "utf-8")
        Image.new("RGB", (20, 20)).save(folder / "p.png")
        renderer = Renderer([folder / "t.yaml"], [folder])
        (platform,) = renderer.catalog.pick(["300x300"])
        row = Where(str(folder / "rows.csv"), 2, row=1)
        keys.add(Fingerprint(renderer).key(Job(1, row, "t", {"who": "Ama = p.png"}, platform, "", "png", "out")))
    assert len(keys) == 1 and isinstance(keys.pop(), str)
