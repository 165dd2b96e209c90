"""Clipboard and viewer: which commands are tried where, and what happens if there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from memegen.cli.desktop import clipboard_commands, copy_text, open_file, viewer_commands

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-ins are shell scripts")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH, of a Linux desktop."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    for name in ("WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TERMUX_VERSION"):
        monkeypatch.delenv(name, raising=False)
    return folder


def install(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(
    ("platform", "environment", "programs"),
    [
        ("darwin", {}, ["pbcopy"]),
        ("win32", {}, ["clip"]),
        ("linux", {}, []),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, ["wl-copy", "xclip", "xsel"]),
        ("linux", {"WSL_DISTRO_NAME": "Ubuntu"}, ["clip.exe"]),
    ],
)
def test_clipboard_is_that_of_the_system(platform: str, environment: dict[str, str], programs: list[str]) -> None:
    assert [command[0] for command in clipboard_commands(platform, environment)] == programs


def test_viewer_is_that_of_the_system() -> None:
    assert viewer_commands("darwin", {}) == [("open",)]
    assert viewer_commands("linux", {}) == []
    assert viewer_commands("linux", {"DISPLAY": ":0"}) == [("xdg-open",)]


def test_text_is_the_input_of_the_first_command_that_works(program: Path, tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    install(program, "xclip", "exit 1")
    install(program, "xsel", f"while read -r line; do echo $line; done > {copied}")
    assert copy_text("“Łódź” 🎉\n#Open\n") == []
    assert copied.read_text("utf-8") == "“Łódź” 🎉\n#Open\n"


def test_missing_clipboard_is_a_warning(program: Path) -> None:
    (warning,) = copy_text("text")
    assert (warning.code, warning.hint) == ("clipboard-not-installed", "install wl-clipboard, xclip or xsel")


def test_file_is_opened_by_its_absolute_path(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = tmp_path / "opened"
    install(program, "xdg-open", f'echo "$1" > {opened}')
    monkeypatch.chdir(tmp_path)
    assert open_file(Path("-a b.png")) == []
    assert opened.read_text("utf-8") == f"{tmp_path / '-a b.png'}\n"
    (program / "xdg-open").unlink()
    (warning,) = open_file(Path("a.png"))
    assert (warning.code, warning.where.file) == ("viewer-not-installed", "a.png")
