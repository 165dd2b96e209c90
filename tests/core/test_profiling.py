"""Time by stage: nested stages, and the table of a batch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from memegen.core import profiling
from memegen.core.profiling import PAINTING, PHOTOS, STAGES, Stopwatch, profile_table, timed
from tests.helpers.command import Command


class Clock:
    """A clock that shows the time it is set to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(profiling, "perf_counter", clock)
    return clock


@pytest.fixture
def stopwatch(monkeypatch: pytest.MonkeyPatch) -> Stopwatch:
    stopwatch = Stopwatch()
    monkeypatch.setattr(profiling, "stopwatch", stopwatch)
    return stopwatch


def test_nothing_is_measured_before_the_start(stopwatch: Stopwatch) -> None:
    with PAINTING:
        pass
    assert stopwatch.take() == {}


def test_nested_stage_pauses_the_outer_one(stopwatch: Stopwatch, clock: Clock) -> None:
    stopwatch.start()
    with PAINTING:
        clock.now += 1
        with PHOTOS:
            clock.now += 3
        with PAINTING:
            clock.now += 5
        clock.now += 7
    clock.now += 100
    assert stopwatch.take() == {"painting": 13, "photos": 3}
    assert stopwatch.take() == {}


def test_stage_ends_if_its_block_raises(stopwatch: Stopwatch) -> None:
    stopwatch.start()
    with pytest.raises(ValueError, match="no"), PAINTING:
        raise ValueError("no")
    with PHOTOS:
        pass
    assert set(stopwatch.take()) == {"painting", "photos"}


def test_timed_counts_making_items_and_not_using_them(stopwatch: Stopwatch, clock: Clock) -> None:
    def items() -> Iterator[int]:
        clock.now += 1
        yield 10
        clock.now += 2
        yield 20

    stopwatch.start()
    for item in timed(PHOTOS, items()):
        clock.now += item
    assert stopwatch.take() == {"photos": 3}


def test_times_of_other_processes_are_added(stopwatch: Stopwatch) -> None:
    stopwatch.add({"painting": 1.0, "photos": 2.0})
    stopwatch.add({"painting": 4.0})
    assert stopwatch.take() == {"painting": 5.0, "photos": 2.0}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_batch_prints_its_time_by_stage(tmp_path: Path, jobs: str) -> None:
    memegen = Command(tmp_path)
    memegen.write("rows.csv", "quote\n" + "".join(f"Number {number}\n" for number in range(6)))
    arguments = ("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "-p", "200x200", "-j", jobs)
    result = memegen.run(*arguments, "--profile", "--force")
    assert len(result.lines) == 6
    table = result.err.splitlines()[-len(STAGES) - 2 :]
    head = next(n for n, line in enumerate(table) if line.split()[:4] == ["stage", "seconds", "ms", "a"])
    seconds = {line.split()[0]: float(line.split()[1]) for line in table[head + 1 :]}
    required = {"resolving", "layout", "painting", "encoding", "writing", "together"}
    assert required <= set(seconds) <= {*STAGES, "together"}
    assert seconds.pop("together") == pytest.approx(sum(seconds.values()), abs=0.06)
    assert "stage" not in memegen.run(*arguments).err


def test_time_before_the_start_counts_as_starting(stopwatch: Stopwatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiling, "process_time", lambda: 0.25)
    stopwatch.begin()
    assert stopwatch.running
    assert stopwatch.take() == {"starting": 0.25}


def test_table_has_the_stages_in_their_order_and_the_sum() -> None:
    assert list(profile_table({"painting": 3.0, "starting": 1.0}, 8)) == [
        "stage       seconds ms a card  share",
        "starting       1.00    125.00    25%  Python, memegen, templates, fonts",
        "painting       3.00    375.00    75%  scenes to pixels",
        "together       4.00    500.00   100%  of all processes",
    ]


def test_table_without_cards_has_no_time_for_each() -> None:
    assert list(profile_table({}, 0)) == [
        "stage       seconds ms a card  share",
        "together       1.00             100%  of all processes",
    ]
