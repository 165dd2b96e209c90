"""Which terminals show pictures, and how."""

from __future__ import annotations

import pytest

from memegen.cli.terminal import picture_protocol, protocol_of
from memegen.rendering.terminal import ITERM, KITTY, PALETTE, TRUE_COLOR


@pytest.mark.parametrize(
    ("environment", "protocol"),
    [
        ("TERM=xterm-kitty", KITTY),
        ("TERM=xterm-256color KITTY_WINDOW_ID=1", KITTY),
        ("TERM=xterm-ghostty", KITTY),
        ("TERM=xterm-256color TERM_PROGRAM=iTerm.app COLORTERM=truecolor", ITERM),
        ("TERM=xterm-256color LC_TERMINAL=iTerm2", ITERM),
        ("TERM=xterm-256color TERM_PROGRAM=WezTerm", ITERM),
        ("TERM=xterm-256color COLORTERM=truecolor", TRUE_COLOR),
        ("TERM=xterm-256color TERM_PROGRAM=vscode COLORTERM=truecolor", TRUE_COLOR),
        ("WT_SESSION=x", TRUE_COLOR),
        ("TERM=xterm-256color", PALETTE),
        # A multiplexer passes no pictures on.
        ("TERM=screen-256color KITTY_WINDOW_ID=1", PALETTE),
        ("TERM=xterm-kitty TMUX=x COLORTERM=truecolor", TRUE_COLOR),
        ("TERM=xterm", ""),
        ("TERM=dumb COLORTERM=truecolor", ""),
        ("TERM=xterm-kitty NO_COLOR=1", ""),
        ("", ""),
    ],
)
def test_protocol_follows_from_the_environment(environment: str, protocol: str) -> None:
    assert protocol_of(dict(pair.split("=") for pair in environment.split())) == protocol


def test_what_is_no_terminal_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-kitty")
    assert picture_protocol() == ""
