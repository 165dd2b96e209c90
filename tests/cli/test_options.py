"""Words of the command line before typer parses it, and what the help says of the options."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import typer

from memegen.cli.app import app
from memegen.cli.options import find_option, parse_day, split_words
from memegen.core.diagnostics import DiagnosticError

# Maximum length of a summary, in characters; longer ones are cut in `memegen --help`.
MAX_SUMMARY = 60


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


COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # its class is private
HELPS = [
    (f"{name} {param.opts[-1]}", param.help, param.is_flag)
    for name, command in COMMANDS.items()
    for param in command.params
    if param.param_type_name == "option" and param.opts[-1] != "--help"
]


@pytest.mark.parametrize("name", COMMANDS)
def test_summary_fits_the_list_of_commands(name: str) -> None:
    summary = COMMANDS[name].help.partition("\n\n")[0]
    assert len(summary) <= MAX_SUMMARY
    assert COMMANDS[name].get_short_help_str(MAX_SUMMARY).rstrip(".") == summary.rstrip(".")


def test_every_option_is_understandable_by_itself() -> None:
    assert len(HELPS) > 60
    unfinished = [
        name for name, text, _ in HELPS if not text or (not text.endswith((".", "]")) and "More: " not in text)
    ]
    # An option with a value shows one, or names all.
    bare = [name for name, text, flag in HELPS if not flag and not any(sign in text for sign in ("e.g. ", " or ", "["))]
    assert (unfinished, bare) == ([], [])


def test_every_option_with_several_values_is_repeatable() -> None:
    silent = [
        param.opts[-1]
        for command in COMMANDS.values()
        for param in command.params
        if param.multiple and "Repeatable." not in param.help
    ]
    assert silent == []


@pytest.mark.parametrize("text", ["2026-12-24", "24.12.2026", "24 December 2026", "2026/12/24"])
def test_day_is_written_as_fields_take_dates(text: str) -> None:
    assert parse_day(text) == date(2026, 12, 24)


@pytest.mark.parametrize("text", ["foo", "3/4/2026", "24.13.2026", "24 December"])
def test_day_that_is_none_or_ambiguous_is_an_error(text: str) -> None:
    with pytest.raises(DiagnosticError, match="usage"):
        parse_day(text)
