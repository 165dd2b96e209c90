"""The terminal in so far as it shows pictures: which protocol it has, and how much room there is."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from memegen.cli.streams import is_terminal, write_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL.Image import Image

# Programs, as TERM_PROGRAM calls them, with the protocols of kitty and of iTerm2.
KITTY_PROGRAMS, ITERM_PROGRAMS = ("ghostty",), ("iTerm.app", "WezTerm", "mintty")
# Terminals inside of others, which pass no pictures on.
MULTIPLEXERS = ("screen", "tmux")
# Maximum number of columns and rows of a picture, and rows that are left for what is printed around it.
MAX_COLUMNS, MAX_ROWS, OTHER_ROWS = 200, 40, 4


def picture_protocol() -> str:
    """Return how stdout shows pictures, as :func:`protocol_of`; "" if it is not a terminal."""
    return protocol_of(os.environ) if is_terminal(sys.stdout) else ""


def protocol_of(environment: Mapping[str, str]) -> str:
    """Return the protocol of the terminal that an environment is of; "" if it shows no pictures, or no colours.

    Terminals are recognised by their environment: the answer to a question would have to be read from stdin.
    """
    from memegen.rendering.terminal import ITERM, KITTY, PALETTE, TRUE_COLOR

    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    is_windows = bool(environment.get("WT_SESSION"))
    if environment.get("NO_COLOR") or term == "dumb" or not (term or is_windows):
        return ""
    if not environment.get("TMUX") and not term.startswith(MULTIPLEXERS):
        if environment.get("KITTY_WINDOW_ID") or "kitty" in term or "ghostty" in term or program in KITTY_PROGRAMS:
            return KITTY
        if program in ITERM_PROGRAMS or environment.get("LC_TERMINAL") == "iTerm2":
            return ITERM
    if environment.get("COLORTERM") in ("truecolor", "24bit") or is_windows:
        return TRUE_COLOR
    return PALETTE if "256color" in term else ""


def show_picture(image: Image, protocol: str, columns: int = MAX_COLUMNS) -> None:
    """Print an image to stdout, at most *columns* wide. *protocol* is that of :func:`picture_protocol`, not ""."""
    from memegen.rendering.terminal import Room, terminal_picture

    size = shutil.get_terminal_size()
    room = Room(max(1, min(size.columns - 1, columns)), max(1, min(size.lines - OTHER_ROWS, MAX_ROWS)))
    write_text(sys.stdout, terminal_picture(image, protocol, room))
