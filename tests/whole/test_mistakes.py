"""Planted mistakes: each of them is one diagnostic, with the code and at the place that the file says.

A file in `mistakes/` has those of one kind of file. A heading has a title, a code, and `editor` if the JSON Schema shows
the mistake too; the sign § precedes the place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from memegen.cli.run import run
from memegen.core.frozen import frozen

FILES = {
    "templates": "poster.yaml",
    "brand": "ours.yaml",
    "project": "memegen.yaml",
    "rows": "list.yaml",
    "platforms": "pack.yaml",
    "sidecar": "march.jpg.yaml",
}
MARK = "§"


@frozen
class Mistake:
    """A file with a mistake, and what must be said of it."""

    kind: str
    title: str
    code: str
    in_editor: bool
    text: str
    line: int
    column: int

    @property
    def id(self) -> str:
        """Its name in a list of failures."""
        return f"{self.kind}: {self.title}"


def mistakes() -> Iterator[Mistake]:
    """Yield every planted mistake."""
    for kind in FILES:
        text = Path(__file__).with_name("mistakes").joinpath(f"{kind}.txt").read_text("utf-8")
        for case in text.split("=== ")[1:]:
            heading, _, body = case.partition("\n")
            title, code, *editor = heading.split(" | ")
            before = body[: body.index(MARK)].split("\n")
            place = len(before), len(before[-1]) + 1
            yield Mistake(kind, title, code, bool(editor), body.replace(MARK, ""), *place)


MISTAKES = list(mistakes())


def test_there_are_sixty_mistakes_each_with_a_title_of_its_own() -> None:
    assert len({mistake.id for mistake in MISTAKES}) == len(MISTAKES) >= 60


@pytest.mark.parametrize("mistake", [pytest.param(each, id=each.id) for each in MISTAKES])
def test_mistake_is_one_diagnostic_at_its_place(
    mistake: Mistake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = FILES[mistake.kind]
    Path(file).write_text(mistake.text, "utf-8")
    template = ("-t", "quote-plain") if mistake.kind == "rows" and "template:" not in mistake.text else ()
    run(["check", file, *template, "-b", "keep-it-open", "--json"])
    printed = capsys.readouterr()
    found = [json.loads(line) for line in printed.out.splitlines()]
    places = [(each["code"], each.get("line"), each.get("column")) for each in found]
    assert places == [(mistake.code, mistake.line, mistake.column)], "\n".join(each["message"] for each in found)
