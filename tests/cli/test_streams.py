"""Graphics and text through pipes of every kind: complete, or the exit code differs from 0."""

from __future__ import annotations

import io
import os
import select
import signal
import subprocess
import time
from pathlib import Path

import pytest

from memegen.cli.streams import write_all
from tests.helpers.command import Command

POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes and signals as POSIX has them")
PICTURE = ("make", "quote-photo", "--example", "-p", "x-post", "-f", "png")


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


@pytest.fixture(params=["", "1"], ids=["buffered", "unbuffered"], autouse=True)
def unbuffered(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", request.param)


def started(memegen: Command, *words: str, waiting: bool) -> tuple[subprocess.Popen[bytes], int]:
    """Start a command; return it and the reading end of its stdout, which blocks only if *waiting*."""
    ours, theirs = os.pipe()
    os.set_blocking(theirs, waiting)
    process = memegen.start(*words, stdout=theirs)
    os.close(theirs)
    select.select([ours], [], [], 30)
    return process, ours


def drained(pipe: int) -> bytes:
    with open(pipe, "rb") as stream:
        return stream.read()


@POSIX
@pytest.mark.parametrize("waiting", [False, True])
def test_graphic_passes_a_slow_pipe_completely(memegen: Command, *, waiting: bool) -> None:
    memegen.run(*PICTURE, "-o", "there.png")
    process, pipe = started(memegen, *PICTURE, "-o", "-", waiting=waiting)
    # The signals of Ctrl-Z and `fg`.
    for number in (signal.SIGSTOP, signal.SIGCONT):
        process.send_signal(number)
        time.sleep(0.1)
    assert drained(pipe) == (memegen.folder / "there.png").read_bytes()
    assert process.communicate(timeout=30)[1].startswith(b"caption: ")
    assert process.returncode == 0


@POSIX
def test_reader_that_closes_the_pipe_ends_the_command(memegen: Command) -> None:
    process, pipe = started(memegen, *PICTURE, "-o", "-", waiting=True)
    os.read(pipe, 10)
    os.close(pipe)
    assert process.communicate(timeout=30)[1] == b""
    assert process.returncode == 141


@POSIX
def test_text_passes_a_nonblocking_pipe_completely(memegen: Command) -> None:
    words = ("schema",)
    process, pipe = started(memegen, *words, waiting=False)
    time.sleep(0.5)
    assert drained(pipe) == memegen.run(*words).raw
    assert process.communicate(timeout=30)[1] == b""
    assert process.returncode == 0


def test_write_all_repeats_partial_writes() -> None:
    class Slow(io.RawIOBase):
        def __init__(self) -> None:
            self.got, self.turn = bytearray(), 0

        def writable(self) -> bool:
            return True

        def write(self, data: memoryview) -> int | None:  # type: ignore[override]
            self.turn += 1
            if self.turn % 3 == 0:
                return None
            self.got += bytes(data[:3])
            return min(3, len(data))

    bare, buffered = Slow(), Slow()
    write_all(bare, b"0123456789" * 5)  # type: ignore[arg-type]
    write_all(
        io.BufferedWriter(buffered, 8),  # type: ignore[type-var]
        b"0123456789" * 5,
    )
    assert bare.got == buffered.got == b"0123456789" * 5
