"""What the shell offers to complete."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.helpers.command import Command


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("memegen make -T mine.yaml pl", "plain"),
        ("memegen make -T mine.yaml plain --la", "--last_line"),
        ("memegen make -T mine.yaml plain --ground a", "accent"),
        ("memegen batch x -T mine.yaml -t ch", "child"),
        ("memegen batch x -p 1x1,instagram-st", "1x1,instagram-story"),
        ("memegen batch x -p al", "all"),
        ("memegen batch x -b keep", "keep-it-open"),
        ("memegen batch x -f we", "webp"),
    ],
)
def test_completion_offers_the_names_of_the_catalog(memegen: Command, words: str, offered: str) -> None:
    os.environ["_MEMEGEN_COMPLETE"] = "complete_bash"
    os.environ["COMP_WORDS"], os.environ["COMP_CWORD"] = words, str(len(words.split()) - 1)
    try:
        assert offered in memegen.run().lines
    finally:
        for name in ("_MEMEGEN_COMPLETE", "COMP_WORDS", "COMP_CWORD"):
            del os.environ[name]
