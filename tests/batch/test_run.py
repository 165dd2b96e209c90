"""The press: names for files, jobs for rows, outcomes in order, whatever happens to a process."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from memegen.batch.file_names import MAX_STEM_BYTES, safe_stem, slug
from memegen.batch.job import Failed, Job, Made, Outcome
from memegen.batch.job_queue import WINDOW
from memegen.batch.job_runner import JobRunner
from memegen.batch.plan import BatchOptions, Plan
from memegen.batch.pool import WorkerPool
from memegen.batch.rows import Row, RowFailure
from memegen.batch.run import MIN_GRAPHICS_FORKED, choose_workers, run_batch
from memegen.batch.worker import WorkerProcess, WorkerSetup, pickle_job
from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where
from memegen.core.signals import Interrupts
from memegen.model.card import Card
from memegen.model.entities import Platform, Template
from memegen.renderer import Renderer
from tests.helpers.command import Command

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def renderer(tmp_path: Path) -> Renderer:
    return Renderer([Command(tmp_path).folder / "mine.yaml"])


def row(number: int, template: str = "", name: str = "", **values: str) -> Row:
    return Row(number, Where("rows.csv", number + 1, row=number), values, template=template, file=name)


def jobs(renderer: Renderer, folder: Path, *rows: Row | RowFailure) -> Iterator[Job | Failed]:
    return Plan(renderer, BatchOptions("plain", ("60x60",), folder=folder)).jobs(iter(rows))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ye are many — they are few.", "ye-are-many-they-are-few"),
        ("Don’t “panic”!", "dont-panic"),
        ("Ŵyneb y Cœur, Łódź, Straße, Ærø", "wyneb-y-coeur-lodz-strasse-aero"),
        ("人民的声音", "人民的声音"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
        ("صوت الشعب", "صوت-الشعب"),
        ("../../etc/passwd", "etc-passwd"),
        ("🎉🎉", ""),
        ("   ", ""),
        ("a" * 60, "a" * 40),
        ("word " * 20, "word-word-word-word-word-word-word-word"),
        ("\u0130stanbul D\u0130YARBAKIR", "istanbul-diyarbakir"),
    ],
)
def test_slug_of_a_text(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Durham 2", "Durham 2"),
        ("durham.png", "durham"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\x\\y", "C-x-y"),
        ("..", ""),
        (".hidden", "hidden"),
        ("trailing. ", "trailing"),
        ("aux", "_aux"),
        ("Com1.tar", "_Com1.tar"),
        ("console", "console"),
        ("a\0b\u202ec\nd", "abc-d"),
        ("e\u0301", "é"),
        ("-rf", "rf"),
    ],
)
def test_safe_stem_of_a_name(name: str, expected: str) -> None:
    assert safe_stem(name) == expected


def test_safe_stem_is_truncated_to_the_maximum_bytes() -> None:
    assert len(safe_stem("人" * 300).encode()) <= MAX_STEM_BYTES


def test_plan_continues_after_invalid_rows(renderer: Renderer, tmp_path: Path) -> None:
    bad = RowFailure(2, Diagnostic(ERROR, "rows-x", Where("rows.csv", 3, row=2), "bad"))
    found = list(jobs(renderer, tmp_path, row(1, quote="a"), bad, row(3, "nope", quote="b"), row(4, quote="c")))
    assert [type(item).__name__ for item in found] == ["Job", "Failed", "Failed", "Job"]
    assert found[2].diagnostics[0].where.row == 3  # type: ignore[union-attr]


def test_plan_reports_a_list_that_fails_midway(renderer: Renderer, tmp_path: Path) -> None:
    def broken() -> Iterator[Row | RowFailure]:
        yield row(1, quote="a")
        raise DiagnosticError([Diagnostic(ERROR, "rows-y", Where("rows.csv", 9), "broken")])

    found = list(Plan(renderer, BatchOptions("plain", ("60x60",), folder=tmp_path)).jobs(broken()))
    assert [type(item).__name__ for item in found] == ["Job", "Failed"]


def test_small_batches_use_one_process() -> None:
    items = [Failed(n, "", ()) for n in range(MIN_GRAPHICS_FORKED - 1)]
    workers, same = choose_workers(0, iter(items))
    assert (workers, list(same)) == (1, items)
    assert choose_workers(7, iter(items))[0] == 7


def test_outcomes_are_ordered_and_equal_for_any_number_of_workers(renderer: Renderer, tmp_path: Path) -> None:
    rows = [row(n, quote=f"{n} " * n) if n % 4 else row(n) for n in range(1, 18)]
    one = list(run_batch(jobs(renderer, tmp_path / "1", *rows), renderer, 1))
    three = list(run_batch(jobs(renderer, tmp_path / "3", *rows), renderer, 3))
    assert [outcome.row for outcome in three] == list(range(1, 18))
    assert list(map(_comparable, one)) == list(map(_comparable, three))


def _comparable(outcome: Outcome) -> object:
    return outcome.record["sha256"] if isinstance(outcome, Made) else outcome.diagnostics


def test_jobs_are_read_at_most_one_window_ahead(renderer: Renderer, tmp_path: Path) -> None:
    read = 0

    def counted() -> Iterator[Job | Failed]:
        nonlocal read
        for item in jobs(renderer, tmp_path, *(row(n, quote=str(n)) for n in range(1, 401))):
            read += 1
            yield item

    outcomes = WorkerPool(2, WorkerSetup(tuple(map(str, renderer.catalog.files)))).run(counted())
    for _ in range(3):
        next(outcomes)
    assert read <= 3 + WINDOW
    outcomes.close()


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_killed_worker_fails_its_card(renderer: Renderer, tmp_path: Path) -> None:
    [job] = jobs(renderer, tmp_path, row(1, quote="a"))
    assert isinstance(job, Job)
    worker = WorkerProcess(WorkerSetup(tuple(map(str, renderer.catalog.files))))
    try:
        os.kill(worker.process.pid or 0, signal.SIGSTOP)
        worker.send(0, job, pickle_job(job))
        os.kill(worker.process.pid or 0, signal.SIGKILL)
        _, outcome = worker.receive()
    finally:
        worker.stop()
    assert isinstance(outcome, Failed)
    assert outcome.diagnostics[0].code == "worker-crashed"
    assert "signal 9" in outcome.diagnostics[0].message


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_killed_workers_fail_only_their_cards(renderer: Renderer, tmp_path: Path) -> None:
    pool = WorkerPool(2, WorkerSetup(tuple(map(str, renderer.catalog.files))))
    outcomes = pool.run(jobs(renderer, tmp_path, *(row(n, quote=str(n)) for n in range(1, 31))))
    found = [next(outcomes)]
    for worker in pool.workers:
        os.kill(worker.process.pid or 0, signal.SIGKILL)
    found += outcomes
    assert [outcome.row for outcome in found] == list(range(1, 31))
    lost = [outcome for outcome in found if isinstance(outcome, Failed)]
    assert len(lost) <= 2
    assert all(outcome.diagnostics[0].code == "worker-crashed" for outcome in lost)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_stopped_worker_times_out_only_its_card(renderer: Renderer, tmp_path: Path) -> None:
    pool = WorkerPool(2, WorkerSetup(tuple(map(str, renderer.catalog.files))), limit=5)
    outcomes = pool.run(jobs(renderer, tmp_path, *(row(n, quote=str(n)) for n in range(1, 121))))
    found = [next(outcomes)]
    os.kill(pool.workers[0].process.pid or 0, signal.SIGSTOP)
    found += outcomes
    assert [outcome.row for outcome in found] == list(range(1, 121))
    late = [outcome for outcome in found if isinstance(outcome, Failed)]
    assert [outcome.diagnostics[0].code for outcome in late] == ["render-timeout"]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="signals as POSIX has them")
def test_endless_card_in_one_process_times_out(
    renderer: Renderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Any = renderer.render_card

    def rendered(card: Card, *more: object) -> object:
        while card.values["quote"] == "hangs":
            pass
        return real(card, *more)

    monkeypatch.setattr(renderer, "render_card", rendered)
    before = signal.getsignal(signal.SIGALRM)
    rows = [row(1, quote="a"), row(2, quote="hangs"), row(3, quote="b")]
    first, hung, last = run_batch(jobs(renderer, tmp_path, *rows), renderer, 1, limit=0.5)
    assert isinstance(first, Made)
    assert isinstance(last, Made)
    assert isinstance(hung, Failed)
    assert hung.diagnostics[0].code == "render-timeout"
    assert signal.getsignal(signal.SIGALRM) == before


def test_unexpected_exception_while_rendering_is_an_internal_error(
    renderer: Renderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr(renderer, "render_card", broken)
    [job] = jobs(renderer, tmp_path, row(1, quote="a"))
    assert isinstance(job, Job)
    outcome = JobRunner(renderer).make(job)
    assert isinstance(outcome, Failed)
    assert outcome.diagnostics[0].code == "internal"
    assert "KeyError" in outcome.trace


@pytest.mark.parametrize("exception", [OSError(36, "File name too long"), KeyError("oops")])
def test_unexpected_exception_while_planning_fails_only_its_row(
    renderer: Renderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exception: Exception
) -> None:
    real = renderer.template

    def template(name: str, brand: str = "") -> Template:
        if name == "odd":
            raise exception
        return real(name, brand)

    monkeypatch.setattr(renderer, "template", template)
    plan = Plan(renderer, BatchOptions("plain", ("60x60",), folder=tmp_path))
    rows = [row(1, quote="a"), row(2, template="odd", quote="b"), row(3, quote="c")]
    assert [plan.count(one) for one in rows] == [1, 1, 1]
    first, failed, last = plan.jobs(iter(rows))
    assert isinstance(first, Job)
    assert isinstance(last, Job)
    assert isinstance(failed, Failed)
    assert (failed.row, failed.diagnostics[0].code) == (2, "internal")
    assert type(exception).__name__ in failed.trace


def test_platform_name_cannot_leave_the_folder(renderer: Renderer, tmp_path: Path) -> None:
    job_row = row(1, name="x", quote="a")
    plan = Plan(renderer, BatchOptions("plain", folder=tmp_path))
    renderer.catalog.pick = lambda names: (Platform("../../evil", "Evil", 60, 60),)  # type: ignore[method-assign]
    [job] = plan.jobs(iter([job_row]))
    assert isinstance(job, Job)
    assert Path(job.stem).parent == tmp_path


def test_unwritable_file_fails_only_its_card(renderer: Renderer, tmp_path: Path) -> None:
    (tmp_path / "x-60x60.png").mkdir()
    rows = (row(1, name="x", quote="a"), row(2, name="y", quote="b"))
    failed, made = run_batch(jobs(renderer, tmp_path, *rows), renderer, 1)
    assert isinstance(failed, Failed)
    assert isinstance(made, Made)
    assert sorted(path.name for path in tmp_path.glob("*.png")) == ["x-60x60.png", "y-60x60.png"]
    assert not list(tmp_path.glob(".*"))


def test_shield_defers_the_signal_to_the_end_of_the_block() -> None:
    interrupts, steps = Interrupts(), []
    with pytest.raises(KeyboardInterrupt), interrupts.shield():
        interrupts._handle(signal.SIGINT, None)
        steps.append("still going")
    assert steps == ["still going"]
    with interrupts.shield():
        steps.append("and once only")
    with pytest.raises(KeyboardInterrupt):
        interrupts._handle(signal.SIGINT, None)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_ready_outcome_is_accepted_after_the_deadline(
    renderer: Renderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = jobs(renderer, tmp_path, row(1, quote="a"), row(2, quote="b"))
    assert isinstance(first, Job)
    assert isinstance(second, Job)
    worker = WorkerProcess(WorkerSetup(tuple(map(str, renderer.catalog.files))), limit=30)
    try:
        worker.send(0, first, pickle_job(first))
        worker.send(1, second, pickle_job(second))
        assert worker.pipe.poll(60)
        worker.deadline = 0.0
        recv = Connection.recv

        def slow(pipe: Any) -> Any:
            time.sleep(0.1)
            return recv(pipe)

        monkeypatch.setattr(Connection, "recv", slow)
        found = [worker.receive()[1], worker.receive()[1]]
    finally:
        worker.stop()
    assert [type(outcome) for outcome in found] == [Made, Made]
