"""Planted mistakes: each is one diagnostic, with the code and at the place that tests/whole/mistakes says."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from memegen.cli.run import run
from tests.helpers.mistakes import FILES, Mistake, mistakes

MISTAKES = list(mistakes())


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the cache of YAML files, so that the shipped templates are parsed once."""
    return tmp_path_factory.mktemp("cache")


def test_there_are_sixty_mistakes_each_with_a_title_of_its_own() -> None:
    assert len({mistake.id for mistake in MISTAKES}) == len(MISTAKES) >= 60


@pytest.mark.parametrize("mistake", [pytest.param(each, id=each.id) for each in MISTAKES])
def test_mistake_is_one_diagnostic_at_its_place(
    mistake: Mistake, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MEMEGEN_CACHE", str(cache))
    file = FILES[mistake.kind]
    Path(file).write_text(mistake.text, "utf-8")
    template = ("-t", "quote-plain") if mistake.kind == "rows" and "template:" not in mistake.text else ()
    run(["check", file, *template, "-b", "keep-it-open", "--json"])
    printed = capsys.readouterr()
    found = [json.loads(line) for line in printed.out.splitlines()]
    places = [(each["code"], each.get("line"), each.get("column")) for each in found]
    assert places == [(mistake.code, mistake.line, mistake.column)], "\n".join(each["message"] for each in found)
    assert [(note["line"], note["column"]) for note in found[0].get("notes", [])] == mistake.notes
    assert not mistake.meant or f"did you mean {mistake.meant}?" in found[0]["message"] + found[0]["hint"]


# What an edit puts in: signs that mean something to YAML or in values, and characters of every kind.
SIGNS = "{}[]:,#'\"&*!|>-\t\n @`%?~\\0 é世\u2028\x00\U0001f600"


@pytest.mark.parametrize("seed", range(24))
def test_any_edit_ends_in_diagnostics(
    seed: int, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MEMEGEN_CACHE", str(cache))
    chance = Random(seed)
    mistake = chance.choice(MISTAKES)
    text = mistake.text
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text))
        cut, put = chance.choice([(1, ""), (0, chance.choice(SIGNS)), (0, text[at : at + 30]), (9, "")])
        text = text[:at] + put + text[at + cut :]
    Path(FILES[mistake.kind]).write_text(text, "utf-8")
    assert run(["check", FILES[mistake.kind], "-b", "keep-it-open", "--json"]) in (0, 1, 2)
    printed = capsys.readouterr()
    assert "[internal]" not in printed.err, text
    assert all(json.loads(line)["code"] != "internal" for line in printed.out.splitlines()), text
