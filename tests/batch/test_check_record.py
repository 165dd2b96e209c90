"""The record of checks: unchanged graphics are not looked at again, and whatever changes a finding is noticed."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from memegen.batch.check_record import NAME, CheckRecord, open_record
from memegen.batch.job import Job, KeyState, Made
from memegen.batch.job_runner import JobRunner
from memegen.core.diagnostics import WARNING, Diagnostic, Note, Where
from memegen.core.disk_cache import VARIABLE
from memegen.renderer import Renderer
from tests.helpers.command import BRAND

TEMPLATE = """
brand: house
templates:
  t:
    fields: {quote: {required: true}, photo: {type: photo}}
    background: [{photo: "{photo}"}]
    layers: [{text: "{quote}", id: quote, font: text, size: 12vmin, fill: paper}]
  s:
    fields: {quote: {required: true}}
    pages:
      - layers: [{text: "{quote}", font: text, size: 12vmin, fill: ink}]
      - layers: [{text: "{quote}", font: text, size: 12vmin, fill: paper}]
"""
FOUND = Diagnostic(WARNING, "text-cut", Where("t.yaml", 3, 4, 0, "quote"), "“é” is cut", "", (Note(Where("o"), "n"),))


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CheckRecord:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    (tmp_path / "t.yaml").write_text(TEMPLATE, "utf-8")
    (tmp_path / "house.yaml").write_text(BRAND, "utf-8")
    Image.new("RGB", (400, 400), "white").save(tmp_path / "p.png")
    found = open_record()
    assert found
    return found


def job(folder: Path, template: str = "t") -> Job:
    platform = Renderer().catalog.pick(["200x200"])[0]
    values = {"quote": "Hello"} | ({"photo": "p.png"} if template == "t" else {})
    return Job(1, Where("l.csv", 2), template, values, platform, "", "", str(folder / "n"), key=KeyState.DEFERRED)


def check(folder: Path, record: CheckRecord, job: Job) -> list[Made]:
    """Check the graphics of a job as another run would, and record what is new."""
    outcome = JobRunner(Renderer([folder / "t.yaml"], [folder]), painted=False, known=record).make(job)
    assert isinstance(outcome, Made), outcome
    pages = list(outcome.pages())
    for page in pages:
        if not page.record["cached"]:
            record.add(page.record["key"], page.findings)
    record.close()
    return pages


def test_findings_are_kept_with_all_that_they_say(record: CheckRecord, tmp_path: Path) -> None:
    record.add("key", [FOUND, replace(FOUND, notes=())])
    record.add(KeyState.UNKNOWN.value, [FOUND])
    record.close()
    again: CheckRecord = pickle.loads(pickle.dumps(record))
    assert again.find("key") == (FOUND, replace(FOUND, notes=()))
    assert again.find(KeyState.UNKNOWN.value) is None
    again.release()
    assert (tmp_path / "cache" / NAME).exists()


@pytest.mark.parametrize("template", ["t", "s"])
def test_unchanged_graphic_is_not_checked_again(record: CheckRecord, tmp_path: Path, template: str) -> None:
    first = check(tmp_path, record, job(tmp_path, template))
    again = check(tmp_path, record, job(tmp_path, template))
    assert "contrast-low" in [finding.code for page in first for finding in page.findings]
    assert [page.findings for page in again] == [page.findings for page in first]
    assert [page.record["cached"] for page in (*first, *again)] == [False] * len(first) + [True] * len(again)
    assert [page.record.get("page") for page in again] == ([None] if template == "t" else [1, 2])


def test_whatever_changes_a_finding_is_noticed(record: CheckRecord, tmp_path: Path) -> None:
    def is_new(of: Job) -> bool:
        return not check(tmp_path, record, of)[0].record["cached"]

    one = job(tmp_path)
    assert is_new(one)
    assert not is_new(one)
    assert is_new(replace(one, values={**one.values, "quote": "Goodbye"}))
    assert is_new(replace(one, where=Where("l.csv", 3)))
    (tmp_path / "t.yaml").write_text(f"# A line more\n{TEMPLATE}", "utf-8")
    assert is_new(one)
    (tmp_path / "house.yaml").write_text(BRAND.replace("#ffffff", "#eeeeee"), "utf-8")
    assert is_new(one)
    Image.new("RGB", (400, 400), "black").save(tmp_path / "p.png")
    [changed] = check(tmp_path, record, one)
    assert not changed.record["cached"]
    assert "contrast-low" not in [finding.code for finding in changed.findings]


def test_damaged_record_is_replaced_and_none_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NAME).write_bytes(b"no database" * 100)
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    found = open_record()
    assert found
    assert found.find("key") is None
    found.close()
    monkeypatch.setenv(VARIABLE, str(tmp_path / NAME / "in-a-file"))
    assert open_record() is None
    monkeypatch.setenv(VARIABLE, "")
    assert open_record() is None


def test_only_the_newest_are_kept(record: CheckRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memegen.batch.check_record.KEPT", 3)
    monkeypatch.setattr("memegen.batch.check_record.WRITTEN", 2)
    for number in range(6):
        record.add(f"{number}", [])
    record.close()
    assert [record.find(f"{number}") for number in range(6)] == [None] * 3 + [()] * 3
    record.release()
