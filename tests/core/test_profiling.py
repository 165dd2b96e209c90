"""Where the time goes: stages within stages, and what a batch tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from memegen.core import profiling as module
from memegen.core.profiling import PAINTING, PHOTOS, STAGES, Stopwatch, timed
from tests.helpers.command import Command


class Clock:
    """Tells the time that it is set to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "perf_counter", clock)
    return clock


@pytest.fixture
def stopwatch(monkeypatch: pytest.MonkeyPatch) -> Stopwatch:
    stopwatch = Stopwatch()
    monkeypatch.setattr(module, "stopwatch", stopwatch)
    return stopwatch


def test_nothing_is_measured_unasked(stopwatch: Stopwatch) -> None:
    with PAINTING:
        pass
    assert stopwatch.take() == {}


def test_a_stage_within_another_stops_its_clock(stopwatch: Stopwatch, clock: Clock) -> None:
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


def test_a_stage_ends_with_an_error(stopwatch: Stopwatch) -> None:
    stopwatch.start()
    with pytest.raises(ValueError, match="no"), PAINTING:
        raise ValueError("no")
    with PHOTOS:
        pass
    assert set(stopwatch.take()) == {"painting", "photos"}


def test_making_items_is_timed_and_using_them_is_not(stopwatch: Stopwatch, clock: Clock) -> None:
    def items() -> Iterator[int]:
        clock.now += 1
        yield 10
        clock.now += 2
        yield 20

    stopwatch.start()
    for item in timed(PHOTOS, items()):
        clock.now += item
    assert stopwatch.take() == {"photos": 3}


def test_what_other_processes_measured_is_added(stopwatch: Stopwatch) -> None:
    stopwatch.add({"painting": 1.0, "photos": 2.0})
    stopwatch.add({"painting": 4.0})
    assert stopwatch.take() == {"painting": 5.0, "photos": 2.0}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_batch_tells_where_its_time_went(tmp_path: Path, jobs: str) -> None:
    memegen = Command(tmp_path)
    memegen.write("rows.csv", "quote\n" + "".join(f"Number {number}\n" for number in range(6)))
    arguments = ("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "-p", "200x200", "-j", jobs)
    result = memegen.run(*arguments, "--profile", "--force")
    assert len(result.lines) == 6
    table = result.err.splitlines()[-len(STAGES) - 2 :]
    head = next(n for n, line in enumerate(table) if line.split()[:4] == ["stage", "seconds", "ms", "a"])
    told = {line.split()[0]: float(line.split()[1]) for line in table[head + 1 :]}
    assert {"resolving", "layout", "painting", "encoding", "writing", "together"} <= set(told) <= {*STAGES, "together"}
    assert told.pop("together") == pytest.approx(sum(told.values()), abs=0.06)
    assert "stage" not in memegen.run(*arguments).err
