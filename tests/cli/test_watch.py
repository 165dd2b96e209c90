"""`memegen watch`: what a save renders again, what is said of errors, and that nothing of it ends the watch."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from memegen import DiagnosticError
from memegen.cli import INTERRUPTED
from memegen.cli.batch_arguments import BatchArguments
from memegen.cli.session import Session
from memegen.cli.watch import Watch
from tests.helpers.command import BRAND, TEMPLATES, Command

Step = Callable[[], object]
Rounds = Callable[..., list[tuple[list[str], str]]]


@pytest.fixture
def memegen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)
    command = Command(tmp_path)
    command.write("rows.csv", "quote\nYe are many\nThey are few\n")
    return command


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Rounds:
    """Watch with some steps, each done in one wait; return the graphics and the lines of each round."""

    def run(*steps: Step, rows: str = "rows.csv", **more: str | bool) -> list[tuple[list[str], str]]:
        said: list[tuple[list[str], str]] = []
        waiting = iter(steps)

        def messages(_: object) -> Generator[bool]:
            out, err = capsys.readouterr()
            said.append((out.split(), err))
            step = next(waiting, None)
            if step is None:
                raise KeyboardInterrupt
            step()
            while True:
                yield True

        monkeypatch.setattr("memegen.cli.watch.wait_for_message", messages)
        options = {"template": "" if rows == "plain" else "plain", **more}
        arguments = BatchArguments(rows, templates=["mine.yaml"], platform=["90x90"], **options)  # type: ignore[arg-type]  # the options of one test
        assert Watch(Session(), arguments).run() == INTERRUPTED
        assert capsys.readouterr().err == "no longer watching\n"
        return said

    return run


def write(name: str, text: str) -> Step:
    return lambda: Path(name).write_text(text, "utf-8")


def graphics(*stems: str) -> list[str]:
    return [f"out/{stem}-90x90.png" for stem in stems]


FIRST, SECOND = "001-ye-are-many", "002-they-are-few"


def test_only_what_a_save_changes_is_rendered(memegen: Command, watch: Rounds) -> None:
    memegen.write("child.csv", "quote,template,brand\nYe are many,plain,house\nThey are few,plain,other.yaml\n")
    memegen.write("other.yaml", BRAND)
    said = watch(
        write("child.csv", "quote,template,brand\nYe are many,plain,house\nWe are few,plain,other.yaml\n"),
        write("other.yaml", BRAND.replace("ffffff", "fffff0")),
        write("mine.yaml", TEMPLATES.replace("# Only", "# only") + "\n# A remark.\n"),
        write("mine.yaml", TEMPLATES.replace("default: ink", "default: accent")),
        write("unused.csv", "x\n"),
        rows="child.csv",
        template="",
    )
    made = [lines for lines, _ in said]
    assert made == [
        graphics(FIRST, SECOND),
        graphics("002-we-are-few"),
        graphics("002-we-are-few"),
        [],
        graphics(FIRST, "002-we-are-few"),
        [],
    ]
    assert "watching child.csv" in said[0][1]
    assert "child.csv: 1 rendered, 1 unchanged" in said[1][1]
    # Nothing is said of a save that changes nothing.
    assert [err for _, err in (said[3], said[5])] == ["", ""]
    assert "contact-sheet-live.svg" not in memegen.files("out")


def test_errors_are_said_once_and_end_nothing(memegen: Command, watch: Rounds) -> None:
    said = watch(
        write("mine.yaml", TEMPLATES[:300]),
        write("rows.csv", "quote\nYe are many\nThey are few!\n"),
        write("mine.yaml", TEMPLATES),
        write("rows.csv", ""),
        lambda: Path("rows.csv").unlink(),
        write("rows.csv", "quote\nYe are many\n"),
    )
    assert [lines for lines, _ in said] == [
        graphics(FIRST, SECOND),
        [],
        [],
        graphics("002-they-are-few"),
        [],
        [],
        [],
    ]
    errors = [err.count("error[") for _, err in said]
    assert errors[1] > 0
    assert errors == [0, errors[1], 0, 0, 1, 1, 0]
    assert all("Traceback" not in err for _, err in said)


def test_folder_may_go_and_come_back(memegen: Command, tmp_path: Path, watch: Rounds) -> None:
    copy = tmp_path.with_name(f"{tmp_path.name}-copy")
    shutil.copytree(tmp_path, copy)

    def back() -> None:
        shutil.copytree(copy, tmp_path)
        write(str(tmp_path / "rows.csv"), "quote\nWe are back\n")()

    said = watch(lambda: shutil.rmtree(tmp_path), back)
    assert "error[" in said[1][1]
    assert said[2][0] == graphics("001-we-are-back")


def test_full_disk_is_said_and_tried_again(memegen: Command, watch: Rounds, monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource", reason="limits as POSIX has them")
    monkeypatch.setattr("memegen.cli.watch.RETRY_INTERVAL", 0.0)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    def full() -> None:
        write("rows.csv", "quote\nYe are many\nWe are few\n")()
        resource.setrlimit(resource.RLIMIT_FSIZE, (200, limits[1]))

    try:
        said = watch(full, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "-unwritable]" in said[1][1]
    assert said[2][0] == graphics("002-we-are-few")
    assert "tried again: 1 rendered, 1 unchanged" in said[2][1]


def test_template_is_watched_by_its_example(memegen: Command, watch: Rounds) -> None:
    changed = TEMPLATES.replace("example: Ye are many", "example: Rise like lions")
    said = watch(write("mine.yaml", changed), rows="plain")
    assert [lines for lines, _ in said] == [graphics("001-ye-are-many"), graphics("001-rise-like-lions")]
    assert "batch.json" not in memegen.files("out")


def test_round_makes_way_for_a_save_but_is_finished(
    memegen: Command, watch: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is saved during every graphic: as a feed that is faster than the rendering."""
    monkeypatch.setattr("memegen.cli.watch.CHECK_INTERVAL", 0.0)
    numbers = iter(range(100))
    screen = "memegen.cli.watch_round.RoundReport.print_made"
    saves = (write("rows.csv", f"quote\na\nb {next(numbers)}\n")() for _ in range(4))
    monkeypatch.setattr(screen, lambda *_, **__: next(saves, None))
    said = watch()
    # Three rounds are given up after their first graphic; the fourth is finished, and the last follows the last save.
    assert next(numbers) == 4
    assert "2 rendered" in said[-1][1] or "1 rendered" in said[-1][1]
    assert "002-b-3-90x90.png" in memegen.pictures("out")


@pytest.mark.parametrize(
    ("rows", "more", "code"),
    [
        ("-", {}, "watch-unsupported"),
        ("https://example.org/list.csv", {}, "watch-unsupported"),
        ("rows.csv", {"output": "s3://bucket/out"}, "watch-unsupported"),
        ("plane", {}, "rows-not-found"),
        ("row.csv", {}, "rows-not-found"),
        ("rows.csv", {"jobs": "x"}, "jobs-invalid"),
    ],
)
def test_what_cannot_be_watched_is_refused(memegen: Command, rows: str, more: dict[str, str], code: str) -> None:
    with pytest.raises(DiagnosticError) as error:
        Watch(Session(), BatchArguments(rows, templates=["mine.yaml"], **more))  # type: ignore[arg-type]  # options
    assert [each.code for each in error.value.diagnostics] == [code]
    assert "out" not in memegen.files()


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_process_notices_a_save_and_ends_by_ctrl_c(memegen: Command) -> None:
    process = memegen.start(
        "watch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "-p", "90x90", stderr=subprocess.STDOUT
    )
    assert process.stdout
    try:
        lines = iter(process.stdout.readline, b"")
        assert next(line for line in lines if line.startswith(b"watching rows.csv"))
        memegen.write("rows.csv", "quote\nYe are many\nWe are few\n")
        assert next(lines) == b"out/002-we-are-few-90x90.png\n"
        assert next(line for line in lines if line.startswith(b"rows.csv: 1 "))
    finally:
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=20)
    assert rest == b"no longer watching\n"
    assert process.returncode == INTERRUPTED
