"""Tasks in a background thread."""

from __future__ import annotations

from threading import Event

import pytest

from memegen.core.background import BackgroundTask


def test_task_runs_while_the_caller_continues() -> None:
    begun, go = Event(), Event()

    def run() -> str:
        begun.set()
        assert go.wait(10)
        return "done"

    task = BackgroundTask(run)
    assert begun.wait(10)
    go.set()
    assert task.result() == task.result() == "done"


def test_exception_of_a_task_is_raised_by_its_result() -> None:
    def fail() -> None:
        raise KeyboardInterrupt

    task = BackgroundTask(fail)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            task.result()
