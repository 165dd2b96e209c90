"""Versions of packages by the names of files, and what a key depends on."""

from __future__ import annotations

import sys
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
