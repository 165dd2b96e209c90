"""Bare `memegen make` on a terminal: what it asks, what it makes of the answers."""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import time
from pathlib import Path

import pytest

from memegen.cli.ask import is_answerable
from memegen.model.entities import Field, Raw
from tests.helpers.command import Command

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")


class Terminal:
    """A command on a pseudo-terminal, all three streams."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        import fcntl
        import pty
        import termios

        self.memegen = Command(folder)
        self.parent, child = pty.openpty()

        def own() -> None:
            # Ctrl-C becomes a signal only for those whose terminal it is.
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        streams = {"stdin": child, "stdout": child, "stderr": child}
        self.process = self.memegen.start(*arguments, **streams, start_new_session=True, preexec_fn=own)
        os.close(child)
        self.output, self.read = "", 0

    def answer(self, question: str, text: str) -> None:
        """Wait for the question, then type."""
        self.wait_for(question)
        os.write(self.parent, text.encode())

    def wait_for(self, text: str) -> None:
        end = time.monotonic() + 20
        while (position := self.output.find(text, self.read)) < 0:
            chunk = self._read(end - time.monotonic())
            self.output += chunk.decode("utf-8", "replace")
            if not chunk:
                self.process.kill()
                self.process.wait()
                pytest.fail(f"no {text!r} in {self.output!r}")
        self.read = position + len(text)

    def _read(self, seconds: float) -> bytes:
        """What comes next; nothing at the end, or when the time is up."""
        if select.select([self.parent], [], [], seconds)[0]:
            with contextlib.suppress(OSError):
                return os.read(self.parent, 65536)
        return b""

    def press(self, key: str) -> None:
        """Press a key that ends the command until it ends: readline misses one between its prompt and its wait."""
        for _ in range(20):
            os.write(self.parent, key.encode())
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=1)
                return

    def end(self) -> int:
        """The exit code, once everything has been read."""
        while chunk := self._read(20):
            self.output += chunk.decode("utf-8", "replace")
        os.close(self.parent)
        code = self.process.wait(timeout=20)
        assert "Traceback" not in self.output
        return code


def test_dialogue_asks_renders_and_prints_the_command_line(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "make", "-T", "mine.yaml")
    terminal.answer("Which template", "plian\n")
    terminal.wait_for("did you mean plain?")
    terminal.answer("Which template", "plain\n")
    terminal.answer("  quote: ", "\n")
    terminal.wait_for("is required")
    terminal.answer("  quote: ", "It is ours\n")
    terminal.answer("  by: ", "\n")
    terminal.answer("  ground [ink]: ", "2\n")
    terminal.answer("  loud", "y\n")
    terminal.answer("  points 1", "one\n")
    terminal.answer("  points 2", "\n")
    terminal.answer("  last_line: ", "\n")
    terminal.answer("  platforms [", "nowhere\n")
    terminal.wait_for("platform-unknown")
    terminal.answer("  platforms [", "90x80\n")
    terminal.answer("[plain-it-is-ours]: ", "made.jpg\n")
    assert terminal.end() == 0
    assert "made.jpg" in terminal.memegen.files()
    line = (
        "memegen make plain -T mine.yaml --quote 'It is ours' --ground accent --loud --points one -p 90x80 -o made.jpg"
    )
    assert f"Next time: {line}" in terminal.output


def test_printed_command_line_renders_the_same_bytes(tmp_path: Path) -> None:
    import shlex

    terminal = Terminal(tmp_path, "make", "-T", "mine.yaml", "-p", "90x80", "-o", "one.png")
    terminal.answer("Which template", "plain\n")
    terminal.answer("  quote: ", "It’s “ours” & $HOME\n")
    for question in ("  by: ", "  ground", "  loud", "  points 1", "  last_line: "):
        terminal.answer(question, "no\n" if question == "  loud" else "\n")
    assert terminal.end() == 0
    line = next(line for line in terminal.output.splitlines() if line.startswith("Next time: "))
    again = shlex.split(line.removeprefix("Next time: memegen "))
    terminal.memegen.run(*[word if word != "one.png" else "two.png" for word in again])
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_end_the_dialogue(tmp_path: Path, key: str) -> None:
    terminal = Terminal(tmp_path, "make")
    terminal.wait_for("Which template")
    terminal.press(key)
    assert terminal.end() == 130


def test_ctrl_c_at_a_field_renders_nothing(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "make", "-T", "mine.yaml")
    terminal.answer("Which template", "plain\n")
    terminal.wait_for("  quote: ")
    terminal.press("\x03")
    assert terminal.end() == 130
    assert not [name for name in terminal.memegen.files() if name.endswith((".png", ".jpg"))]


def test_dialogue_needs_a_terminal(tmp_path: Path) -> None:
    assert "error[template-required]" in Command(tmp_path).run("make", code=2, stdin=b"plain\n").err


@pytest.mark.parametrize(("values", "asked"), [({}, False), ({"photo": "a.jpg"}, True)])
def test_part_of_a_photo_is_asked_only_if_there_is_a_photo(values: dict[str, Raw], asked: bool) -> None:
    fields = [Field("photo", "photo"), Field("focus")]
    assert is_answerable(fields[1], fields, values) is asked
    assert is_answerable(fields[0], fields, values)
    assert is_answerable(fields[1], fields[1:], values)
