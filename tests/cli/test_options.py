"""Words of the command line before typer parses it."""

from __future__ import annotations

import pytest

from memegen.cli.options import find_option, split_words


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("make -T a.yaml plain -T b.yaml", ["a.yaml", "b.yaml"]),
        ("make -Ta.yaml --templates=b.yaml", ["a.yaml", "b.yaml"]),
        ("make --quote -Together! plain", []),
        ("make --quote -T a.yaml", ["a.yaml"]),
        ("make -- -T a.yaml", []),
        ("make -T", []),
    ],
)
def test_find_option_returns_its_values_wherever_it_is(line: str, values: list[str]) -> None:
    assert find_option(line.split(), "-T", "--templates") == values


def test_split_words_takes_commas_and_blanks() -> None:
    assert split_words(["x-post, all", "90x90"]) == ("x-post", "all", "90x90")
    assert split_words(None) == ()
