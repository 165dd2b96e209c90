"""The day of a run, which the commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command import Command


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


COUNTDOWN = """
templates:
  countdown:
    fields: {on: {type: date, example: 2026-06-15}}
    layers: [{text: "{plural(days_until(on), '{n} day', '{n} days')} to go"}]
    alt: "{days_until(on)}"
"""


@pytest.mark.parametrize("before", [True, False])
def test_days_are_counted_from_the_day_that_is_given(memegen: Command, before: bool) -> None:
    memegen.write("days.yaml", COUNTDOWN)
    made, option = ["countdown", "-T", "days.yaml", "--example", "-p", "300x300", "--json"], ["--today", "2026-06-14"]
    [card] = memegen.run("make", *(option + made if before else made + option)).records
    assert card["alt_text"] == "1"


def test_batch_makes_again_what_counts_days(memegen: Command) -> None:
    memegen.write("days.yaml", COUNTDOWN)
    memegen.write("rows.csv", "on,file\n15 June 2026,a\n")
    batch = ("batch", "rows.csv", "-t", "countdown", "-T", "days.yaml", "-p", "300x300", "--json", "--today")
    found = [memegen.run(*batch, day).records[0] for day in ("2026-06-01", "2026-06-01", "2026-06-02")]
    assert [(card["alt_text"], card["cached"]) for card in found] == [("14", False), ("14", True), ("13", False)]


def test_a_day_that_is_none_is_refused(memegen: Command) -> None:
    memegen.write("days.yaml", COUNTDOWN)
    for command in (("make", "countdown"), ("batch", "rows.csv"), ("check", "days.yaml")):
        done = memegen.run(*command, "--today", "tomorrow", "-T", "days.yaml", code=2)
        assert "error[usage]: --today" in done.err


def test_a_field_may_be_called_today(memegen: Command) -> None:
    memegen.write("old.yaml", "templates: {old: {fields: {today: {}}, layers: [{text: '{today}'}], alt: '{today}'}}")
    made = memegen.run("make", "old", "-T", "old.yaml", "--today", "Monday", "-p", "300x300", "--json").records
    assert made[0]["alt_text"] == "Monday"
