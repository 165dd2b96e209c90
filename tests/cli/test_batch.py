"""`memegen batch`: rows to files, names, what is printed to which stream, and interruption."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from memegen.cli.batch import BatchRun
from memegen.cli.batch_arguments import BatchArguments
from memegen.cli.session import Session
from tests.helpers.command import Command

SMALL = ("-T", "mine.yaml", "-p", "200x200")
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and pipes as POSIX has them")


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def test_files_are_named_after_row_and_text(memegen: Command) -> None:
    memegen.write("rows.csv", 'quote,file\nYe are many,\n"Голос народа",\nx,../../etc/pass:wd\ny,con.x\nz,Zoë’s one\n')
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL)
    assert result.lines == [
        f"out/{stem}-200x200.png"
        for stem in ("001-ye-are-many", "002-голос-народа", "etc-pass-wd", "_con.x", "Zoë’s one")
    ]
    assert len(memegen.pictures("out")) == 5
    assert "contact-sheet.html" in memegen.files("out")


def test_rows_with_one_name_are_numbered(memegen: Command) -> None:
    memegen.write("rows.csv", "quote,file,platforms\na,x,100x100\nb,X,100x100\nc,x,90x90\nd,x,100x100 90x90\n")
    result = memegen.run("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml")
    stems = ["x-100x100", "X-2-100x100", "x-90x90", "x-3-100x100", "x-3-90x90"]
    assert result.lines == [f"out/{stem}.png" for stem in stems]
    assert result.err.count("warning[name-duplicate]") == 2


def test_full_disk_stops_the_batch_and_keeps_what_is_written(
    memegen: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    memegen.write("rows.csv", "quote\n" + "".join(f"q{row}\n" for row in range(1, 9)))
    monkeypatch.chdir(memegen.folder)
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.name.startswith(("003", "manifest")):
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    arguments = BatchArguments("rows.csv", "plain", ["200x200"], templates=["mine.yaml"], jobs="1")
    assert BatchRun(Session(), arguments).run() == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [f"out/{name}-200x200.png" for name in ("001-q1", "002-q2")]
    assert re.findall(r"\[([a-z-]+)]", err) == ["disk-full"]
    assert "rows.csv:4 (row 3): error[disk-full]" in err
    monkeypatch.undo()
    assert [name for name in memegen.pictures("out") if name[0] != "."] == ["001-q1-200x200.png", "002-q2-200x200.png"]
    lines = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "--json").records
    assert [each["cached"] for each in lines] == [True] * 2 + [False] * 6


def test_columns_override_the_options(memegen: Command) -> None:
    memegen.write("other.yaml", "extends: house\nname: Other\n")
    memegen.write("rows.csv", "quote,template,platforms,brand\na,,,\nb,child,90x90 80x80,other\n")
    records = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "--json").records
    assert [(r["row"], r["template"], r["platform"], r["brand"]) for r in records] == [
        (1, "plain", "200x200", "house"),
        (2, "child", "90x90", "other"),
        (2, "child", "80x80", "other"),
    ]


def test_platforms_that_every_row_overrides_give_one_warning(memegen: Command) -> None:
    memegen.write("rows.csv", "quote,platforms\na,90x90\nb,80x80\n")
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL)
    assert result.lines == ["out/001-a-90x90.png", "out/002-b-80x80.png"]
    assert result.err.count("rows.csv, column platforms: warning[platforms-overridden]") == 1
    assert "-p 200x200" in result.err
    assert "platforms-overridden" in memegen.run("check", "mine.yaml", "rows.csv", "-t", "plain", "-p", "200x200").err
    # They are the default of rows without platforms, and do not contradict rows that name the same.
    for cells in ("a,90x90\nb,\n", "a,200x200\nb,200x200\n"):
        memegen.write("rows.csv", f"quote,platforms\n{cells}")
        assert "overruled" not in memegen.run("batch", "rows.csv", "-t", "plain", *SMALL).err


def test_a_bad_row_does_not_stop_the_others(memegen: Command) -> None:
    memegen.write("rows.csv", "quote,by\na,\n,b\nc,\n")
    result = memegen.run("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "-p", "90x90,80x80", "--json", code=1)
    assert [record["row"] for record in result.records] == [1, 1, 2, 2, 3, 3]
    error = result.records[2]["error"]
    assert set(error) >= {"severity", "code", "where", "message", "hint"}
    assert (error["code"], error["where"]) == ("field-required", "rows.csv:3 (row 2), column quote")
    assert result.err.count("field-required") == 1
    assert "4 rendered, 1 failed" in result.err


def test_every_row_bad_is_exit_1(memegen: Command) -> None:
    memegen.write("rows.csv", "quote,by\n,b\n,c\n")
    assert memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, code=1).lines == []


def test_unknown_columns_give_one_warning(memegen: Command) -> None:
    memegen.write("rows.csv", "quote,bye\na,x\nb,y\n")
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL)
    assert result.err.count("warning[column-unknown]") == 1
    assert "did you mean by?" in result.err


def test_repeated_finding_is_printed_once_and_then_its_rows(memegen: Command) -> None:
    memegen.write("rows.txt", "".join(f"\U000e0fff {i}\n" for i in range(5)))
    result = memegen.run("batch", "rows.txt", "-t", "plain", *SMALL, "--json")
    findings = [finding["code"] for record in result.records for finding in record["findings"]]
    repeated = max(set(findings), key=findings.count)
    assert findings.count(repeated) == 5
    assert f"rows.txt: warning[{repeated}] 5 times: text 'quote': rows 1, 2, 3, 4, 5 on 200x200" in result.err
    assert result.err.count(f"[{repeated}]") == 2


def test_dry_run_reports_everything_and_writes_nothing(memegen: Command) -> None:
    memegen.write("rows.csv", "quote\na\n\n" + "b" * 300 + "\n")
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "--dry-run", "--json", code=1)
    assert (result.records[0]["file"], result.records[0]["sha256"]) == ("out/001-a-200x200.png", None)
    assert result.records[1]["error"]["code"] == "field-invalid"
    assert "out" not in memegen.files()


def test_rows_from_stdin(memegen: Command) -> None:
    result = memegen.run("batch", "-", "-t", "plain", *SMALL, stdin=b'{"quote": "a"}\n{"quote": "b", "file": "n"}\n')
    assert result.lines == ["out/001-a-200x200.png", "out/n-200x200.png"]


def test_format_and_folder_options(memegen: Command) -> None:
    memegen.write("rows.txt", "a\n")
    assert memegen.run("batch", "rows.txt", "-t", "plain", *SMALL, "-f", "webp", "-o", "a/b").lines == [
        "a/b/001-a-200x200.webp"
    ]


def test_number_of_processes_does_not_change_the_output(memegen: Command) -> None:
    memegen.write(
        "rows.csv", "quote,by\n" + "".join(f"quote {i},{'' if i % 4 else 'x' * i}\n" for i in range(20)) + ",\n"
    )
    runs = []
    for jobs in ("1", "3"):
        result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "-j", jobs, "--json", "-o", f"out{jobs}")
        runs.append([{**record, "file": "", "n": Path(record["file"]).name} for record in result.records])
    assert runs[0] == runs[1]
    for name in (*memegen.pictures("out1"), "manifest.jsonl", "manifest.csv"):
        assert (memegen.folder / "out1" / name).read_bytes() == (memegen.folder / "out3" / name).read_bytes()


def _many(memegen: Command) -> None:
    memegen.write("many.txt", "".join(f"Quote number {i}\n" for i in range(3000)))


@POSIX
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_stops_a_batch_and_leaves_complete_files(memegen: Command, jobs: str, number: signal.Signals) -> None:
    _many(memegen)
    process = memegen.start("batch", "many.txt", "-t", "plain", *SMALL, "-j", jobs, start_new_session=True)
    assert process.stdout
    assert process.stderr
    for _ in range(3):
        assert process.stdout.readline()
    began = time.monotonic()
    # A terminal sends Ctrl-C to the whole group.
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    out, err = process.communicate(timeout=10)
    assert time.monotonic() - began < 2
    assert process.returncode == 130, err.decode()
    assert b"Traceback" not in err
    assert b"interrupted: " in err
    named = {Path(line).name for line in out.decode().splitlines()}
    files = memegen.files("out")
    assert named <= set(files)
    assert not [name for name in files if name.startswith(".")]
    page = (memegen.folder / "out/contact-sheet.html").read_text("utf-8")
    assert page.endswith("</html>\n")
    assert page.count('<article class="card"') >= len(named)
    for name in memegen.pictures("out"):
        assert (memegen.folder / "out" / name).read_bytes().endswith(b"IEND\xaeB`\x82")
    assert _group_ends(process.pid)


def _group_ends(group: int) -> bool:
    """Return whether all processes of the group end; init may take a while to reap them."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@POSIX
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_closed_pipe_ends_a_batch_without_messages(memegen: Command, jobs: str) -> None:
    _many(memegen)
    process = memegen.start("batch", "many.txt", "-t", "plain", *SMALL, "-j", jobs)
    assert process.stdout
    assert process.stderr
    assert process.stdout.read(1)
    process.stdout.close()
    err = process.stderr.read()
    assert process.wait(timeout=10) == 141
    process.stderr.close()
    assert b"Traceback" not in err
    assert b"Exception" not in err
    assert not [name for name in memegen.files("out") if name.startswith(".")]


@POSIX
def test_a_progress_bar_is_drawn_only_on_a_terminal(memegen: Command) -> None:
    import pty

    memegen.write("rows.csv", "quote\n" + "a\n" * 5 + '""\n')
    parent, child = pty.openpty()
    arguments = ("batch", "rows.csv", "-t", "plain", *SMALL, "--json")
    process = memegen.start(*arguments, stderr=child, stdout=subprocess.PIPE)
    os.close(child)
    out = process.communicate(timeout=30)[0]
    output = _drained(parent)
    assert process.returncode == 0
    assert b"\x1b[" not in out
    assert out.count(b"\n") == 5
    assert b"5 rendered" in output


@POSIX
def test_cached_files_are_counted_on_a_terminal(memegen: Command) -> None:
    import pty

    memegen.write("rows.csv", "quote\n" + "a\n" * 9)
    arguments = ("batch", "rows.csv", "-t", "plain", *SMALL)
    assert len(memegen.run(*arguments).lines) == 9
    parent, child = pty.openpty()
    process = memegen.start(*arguments, stdout=child)
    os.close(child)
    err = process.communicate(timeout=30)[1].decode()
    assert _drained(parent).count(b"out/") == 5
    assert "unchanged: 4 more like this" in err
    # A pipe gets all paths.
    result = memegen.run(*arguments)
    assert len(result.lines) == 9
    assert "more like this" not in result.err


def _drained(descriptor: int) -> bytes:
    """Return everything that was written to a terminal which is closed now."""
    output = b""
    try:
        while chunk := os.read(descriptor, 65536):
            output += chunk
    except OSError:
        pass
    finally:
        os.close(descriptor)
    return output


def test_lower_quality_makes_smaller_files(memegen: Command) -> None:
    memegen.write("rows.csv", "quote\nYe are many\n")
    sizes = [
        memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "-f", "webp", "--json", *more).records[0]["bytes"]
        for more in ((), ("--quality", "85"), ("--quality", "20"))
    ]
    assert sizes[0] == sizes[1] > sizes[2]
    for word in ("0", "101", "best", "-1"):
        result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "--quality", word, code=2)
        assert "error[quality-invalid]" in result.err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_row_that_fails_on_several_platforms_has_an_object_for_each(memegen: Command, jobs: str) -> None:
    memegen.write("rows.csv", 'quote,file\nYe are many,x\n"",y\n')
    platforms = ("-p", "200x200,300x300,400x200")
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, *platforms, "--json", "-j", jobs, code=1)
    failed = [record for record in result.records if "error" in record]
    assert [(record["row"], record["platform"]) for record in failed] == [
        (2, "200x200"),
        (2, "300x300"),
        (2, "400x200"),
    ]
    # The error is printed once, and counted as one row.
    assert result.err.count("error[field-required]") == 1
    assert "1 failed" in result.err


@pytest.mark.parametrize("limit", ["soon", "-1", "nan", "1e9"])
def test_a_time_limit_is_a_number_of_seconds(memegen: Command, limit: str) -> None:
    memegen.write("rows.csv", "quote\na\n")
    assert "limit-invalid" in memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, f"--limit={limit}", code=2).err
    memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "--limit", "30")
