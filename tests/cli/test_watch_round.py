"""One round of `memegen watch`: what it remembers of the rounds before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from memegen.batch.job import Job
from memegen.cli.screen import Screen
from memegen.cli.watch_round import RememberedKeys, RoundScreen
from memegen.core.diagnostics import Where
from memegen.renderer import Renderer
from tests.helpers.command import Command


def test_screen_repeats_no_line_of_the_round_before(capsys: pytest.CaptureFixture[str]) -> None:
    screen = RoundScreen(Screen())
    for lines in (["a", "b"], ["b"], ["a"]):
        screen.begin()
        for line in lines:
            screen.note(line)
        assert screen.has_news
    screen.begin()
    screen.note("a")
    assert not screen.has_news
    # A round that was given up is a part of the next one.
    screen.note("c")
    screen.begin(again=True)
    screen.note("c")
    screen.note("d")
    assert capsys.readouterr().err.split() == ["a", "b", "a", "c", "d"]


def test_key_is_computed_once_a_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Command(tmp_path)
    renderer = Renderer([tmp_path / "mine.yaml"])
    keys = RememberedKeys(renderer)
    platform = renderer.catalog.pick(["90x90"])[0]
    job = Job(1, Where("rows.csv", 2, row=1), "plain", {"quote": "a", "points": ("x", "y")}, platform, "", "", "out/1")
    first = keys.key(job)
    others = [replace(job, values={"quote": "b"}), replace(job, format="jpeg"), replace(job, variant="1")]
    assert len({first, *map(keys.key, others[:2])}) == 3
    monkeypatch.setattr("memegen.batch.fingerprint.Fingerprint.key", None)
    assert keys.key(replace(job, where=Where("rows.csv", 9, row=1), stem="out/9")) == first
