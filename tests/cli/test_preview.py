"""`memegen make --preview` and the picture of `memegen show`, in a real terminal and without one."""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from PIL import Image

from tests.helpers import half_blocks
from tests.helpers.command import Command

TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
EXAMPLE = ("make", "plain", "-T", "mine.yaml", "--example", "--preview")
INK = (0x11, 0x11, 0x11)


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def in_terminal(memegen: Command, *arguments: str) -> str:
    """Return what a command prints to a terminal of 80 × 30 cells."""
    if sys.platform == "win32":
        pytest.skip("needs a pseudo-terminal")
    import fcntl
    import pty
    import termios

    names = ("NO_COLOR", "TMUX", "TERM_PROGRAM", "KITTY_WINDOW_ID", "LC_TERMINAL", "COLUMNS", "LINES")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 80, 0, 0))
    with patch.dict(os.environ, {**environment, **TERMINAL}, clear=True):
        process = memegen.start(*arguments, stdout=other)
    os.close(other)
    written = b""
    # Linux reports the end as an error.
    with contextlib.suppress(OSError):
        while data := os.read(main, 1 << 16):
            written += data
    os.close(main)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return written.decode().replace("\r\n", "\n")


def test_preview_shows_all_shapes_and_writes_no_file(memegen: Command) -> None:
    before = memegen.files()
    text = in_terminal(memegen, *EXAMPLE)
    assert memegen.files() == before
    # Square, portrait, story and post in one line, the header in the next.
    first, second, *_ = (half_blocks.decode(part[: part.rindex("▀") + 1]) for part in text.split("\n\n") if "▀" in part)
    assert (first.width, second.width) == (79, 79)
    assert first.getpixel((0, 14)) == second.getpixel((0, 14)) == INK
    # Between four graphics there are three gaps; the last is alone.
    bright = [[x for x in range(79) if image.convert("L").getpixel((x, 14)) > 60] for image in (first, second)]  # type: ignore[operator]  # of "L"
    assert len(bright[0]) == 3
    assert bright[1] == []


def test_picture_of_show_is_its_example(memegen: Command) -> None:
    text = in_terminal(memegen, "show", "plain", "-T", "mine.yaml")
    shown = half_blocks.decode(text[: text.rindex("▀") + 1])
    assert shown.size == (44, 44)
    assert shown.getpixel((2, 2)) == INK
    assert "quote (text, required" in text
    assert "▀" not in in_terminal(memegen, "show", "plain", "-T", "mine.yaml", "--no-picture")


def test_preview_is_a_file_without_a_terminal(memegen: Command) -> None:
    result = memegen.run(*EXAMPLE, "-p", "200x200,400x200", "-o", "sheet.png")
    assert result.lines == ["sheet.png"]
    assert "from left to right: 200x200 200 × 200, 400x200 400 × 200" in result.err
    with Image.open(memegen.folder / "sheet.png") as sheet:
        assert sheet.size == (480 + 24 + 960, 480)
    assert "output-conflict" in memegen.run(*EXAMPLE, "--json", code=2).err
