"""Versions of packages by the names of files."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from memegen.batch.fingerprint import LIBRARIES, versions

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
