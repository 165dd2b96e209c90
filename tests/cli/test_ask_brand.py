"""`memegen init` on a terminal: what it asks, and the brand that it makes of the answers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from memegen.template.catalog import Catalog
from tests.cli.test_ask import Terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")


def test_answers_make_a_brand(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "init", "mine")
    terminal.answer("campaign's name?", "Save the Library\n")
    terminal.answer("hashtag? [#SaveTheLibrary]", "a b\n")
    terminal.wait_for("'a b' is not a hashtag")
    terminal.answer("hashtag?", "\n")
    terminal.answer("account, such as", "library\n")
    terminal.answer("colours?", "red\n")
    terminal.wait_for("expected a colour")
    terminal.answer("colours?", "#b3001b, ffd400\n")
    terminal.answer("logo,", "no.png\n")
    terminal.wait_for("logo not found: no.png")
    terminal.answer("logo,", "\n")
    assert terminal.end() == 0
    brand = Catalog().brand(str(tmp_path / "mine/brands/save-the-library.yaml"))
    assert (brand.title, brand.hashtag, brand.handle) == ("Save the Library", "#SaveTheLibrary", "@library")
    assert (brand.palette["accent"].hex(), brand.palette["sun"].hex()) == ("#b3001b", "#ffd400")


def test_no_name_makes_the_example(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "init", "mine")
    terminal.answer("campaign's name?", "\n")
    assert terminal.end() == 0
    assert (tmp_path / "mine/brands/save-our-pier.yaml").is_file()


def test_options_are_not_asked_for(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "init", "mine", "--name", "Save the Library")
    assert terminal.end() == 0
    assert "?" not in terminal.output
