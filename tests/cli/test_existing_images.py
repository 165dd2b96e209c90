"""What `memegen make` says of images that it replaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.command import Command


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    return Command(tmp_path)


def test_replaced_image_of_another_size_gives_a_warning(memegen: Command) -> None:
    make = ("make", "plain", "-T", "mine.yaml", "--quote", "Hi")
    for platform, warnings in (("300x200", 0), ("300x200", 0), ("200x300", 1), ("200x300", 0)):
        result = memegen.run(*make, "-p", platform)
        assert result.lines == ["plain-hi.png"]
        assert (
            result.err.count("plain-hi.png: warning[file-replaced]: overwrote another graphic of 300 × 200") == warnings
        )
    # No warning for a name that was given, nor for a file that is not an image.
    assert memegen.run(*make, "-p", "300x200", "-o", "plain-hi.png").err.count("warning") == 0
    memegen.write("plain-hi.png", "no picture")
    assert memegen.run(*make, "-p", "200x300").err.count("warning") == 0


def test_replaced_image_of_the_same_size_gives_a_note(memegen: Command) -> None:
    make = ("make", "plain", "-T", "mine.yaml", "-p", "300x200", "--quote")
    notes = [memegen.run(*make, quote).err.count("replaced another plain-hi.png") for quote in ("Hi", "Hi", "Hi!")]
    assert notes == [0, 0, 1]
