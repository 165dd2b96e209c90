"""The desktop: copying a text to the clipboard, and opening a file in its viewer, with the system's own commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core.diagnostics import WARNING, Diagnostic, Where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Seconds that a command may take; the clipboard of a desktop that hangs must not hold up the next graphic.
TIMEOUT = 5.0
Command = tuple[str, ...]


def copy_text(text: str) -> list[Diagnostic]:
    """Copy a text to the clipboard; return a warning ``clipboard-not-installed`` if that is not possible."""
    for command in clipboard_commands(sys.platform, os.environ):
        # The only encoding that clip.exe reads whatever the code page.
        encoding = "utf-16" if command[0].startswith("clip") else "utf-8"
        if _run(command, text.encode(encoding, "replace")):
            return []
    hint = (
        "install wl-clipboard, xclip or xsel"
        if sys.platform.startswith("linux")
        else "copy the caption from the lines above"
    )
    return [
        Diagnostic(
            WARNING,
            "clipboard-not-installed",
            Where(),
            "no program to copy the caption to the clipboard is installed",
            hint,
        )
    ]


def open_file(file: Path) -> list[Diagnostic]:
    """Open a file in the program for its type; return a warning ``viewer-not-installed`` if that is not possible."""
    for command in viewer_commands(sys.platform, os.environ):
        if _run((*command, str(file.absolute())), b""):
            return []
    hint = "open the file by hand"
    return [
        Diagnostic(
            WARNING, "viewer-not-installed", Where(str(file)), "no program to open the graphic is installed", hint
        )
    ]


def clipboard_commands(platform: str, environment: Mapping[str, str]) -> Sequence[Command]:
    """Return the commands that put their input on the clipboard, in the order in which to try them.

    Args:
        platform: as ``sys.platform``.
        environment: the environment, which tells Wayland, X11 and Windows' subsystem for Linux apart.
    """
    if platform == "darwin":
        return [("pbcopy",)]
    if platform == "win32":
        return [("clip",)]
    commands: list[Command] = []
    if environment.get("WAYLAND_DISPLAY"):
        commands.append(("wl-copy",))
    if environment.get("DISPLAY"):
        commands += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    if environment.get("WSL_DISTRO_NAME"):
        commands.append(("clip.exe",))
    if environment.get("TERMUX_VERSION"):
        commands.append(("termux-clipboard-set",))
    return commands


def viewer_commands(platform: str, environment: Mapping[str, str]) -> Sequence[Command]:
    """Return the commands that open the file after them; the arguments are those of :func:`clipboard_commands`."""
    if platform == "darwin":
        return [("open",)]
    if platform == "win32":
        return [("rundll32", "url.dll,FileProtocolHandler")]
    commands: list[Command] = []
    if environment.get("WSL_DISTRO_NAME"):
        commands.append(("wslview",))
    if environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY"):
        commands.append(("xdg-open",))
    if environment.get("TERMUX_VERSION"):
        commands.append(("termux-open",))
    return commands


def _run(command: Command, data: bytes) -> bool:
    """Run a command with *data* as its input; return whether it is installed and succeeds."""
    program = shutil.which(command[0])
    if not program:
        return False
    try:
        done = subprocess.run(  # noqa: S603 (the commands are those of this module)
            [program, *command[1:]],
            input=data,
            stdout=subprocess.DEVNULL,  # xclip keeps running, and would keep a pipe open.
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
