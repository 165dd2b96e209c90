"""What `memegen make` prints of the post, and what it copies and opens."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.helpers.command import Command

MAKE = ("make", "plain", "-T", "mine.yaml", "--quote", "It is ours", "--by", "Ada", "-p", "60x60")


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def test_caption_and_alternative_text_are_printed_beside_the_data(memegen: Command) -> None:
    result = memegen.run(*MAKE, "-p", "90x90")
    assert len(result.lines) == 2
    assert result.err.splitlines() == ["caption: It is ours", "alt text: It is ours Ada"]


def test_texts_are_printed_with_stdout_as_the_file_but_not_with_json(memegen: Command) -> None:
    assert "caption: It is ours" in memegen.run(*MAKE, "-o", "-").err
    assert memegen.run(*MAKE, "--json").err == ""


def test_missing_clipboard_and_viewer_are_warnings(memegen: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WAYLAND_DISPLAY", "DISPLAY", "WSL_DISTRO_NAME", "TERMUX_VERSION"):
        monkeypatch.delenv(name, raising=False)
    if sys.platform.startswith("linux"):
        err = memegen.run(*MAKE, "--copy", "--open").err
        assert "warning[clipboard-not-installed]" in err
        assert "warning[viewer-not-installed]" in err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the stand-in is that of X11")
def test_caption_is_copied(memegen: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = memegen.folder / "bin" / "xclip"
    stand_in.parent.mkdir()
    stand_in.write_text(f"#!/bin/sh\ncat > {memegen.folder / 'copied'}\n", "utf-8")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{stand_in.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert "the caption is on the clipboard" in memegen.run(*MAKE, "--copy").err
    assert (memegen.folder / "copied").read_text("utf-8") == "It is ours"
