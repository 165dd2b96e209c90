"""The planted mistakes of tests/whole/mistakes: a file with one mistake each, and what must be said of it.

A file there has those of one kind of file. A heading has a title, a code, and words: `editor` if the JSON Schema shows
the mistake too; `row` if only the line is known, `file` if not even that; `means WORD` if the hint names that word. The
sign § precedes the place, ¤ that of a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from memegen.core.frozen import frozen
from tests.helpers.paths import TESTS

FILES = {
    "templates": "poster.yaml",
    "brand": "ours.yaml",
    "project": "memegen.yaml",
    "rows": "list.yaml",
    "platforms": "pack.yaml",
    "sidecar": "march.jpg.yaml",
}
MARK, NOTE = "§", "¤"


@frozen
class Mistake:
    """A file with a mistake, and what must be said of it.

    Attributes:
        marked: the text with the marks.
        meant: the word that the hint names; "" for none.
        notes: lines and columns of the notes.
    """

    kind: str
    title: str
    code: str
    in_editor: bool
    marked: str
    line: int | None
    column: int | None
    meant: str
    notes: list[tuple[int, int]]

    @property
    def text(self) -> str:
        """The content of the file."""
        return _plain(self.marked)

    @property
    def id(self) -> str:
        """Its name in a list of failures."""
        return f"{self.kind}: {self.title}"


def mistakes() -> Iterator[Mistake]:
    """Yield every planted mistake."""
    for kind in FILES:
        text = (TESTS / "whole" / "mistakes" / f"{kind}.txt").read_text("utf-8")
        for case in text.split("=== ")[1:]:
            heading, _, body = case.partition("\n")
            title, code, *more = heading.split(" | ")
            words = more[0].split(", ") if more else []
            [place] = _places(body, MARK)
            line = None if "file" in words else place[0]
            column = None if {"file", "row"} & {*words} else place[1]
            meant = next((word.removeprefix("means ") for word in words if word.startswith("means ")), "")
            yield Mistake(kind, title, code, "editor" in words, body, line, column, meant, _places(body, NOTE))


def _places(text: str, mark: str) -> list[tuple[int, int]]:
    """Line and column of every mark, as if there were no marks."""
    before = [_plain(text[:index]).split("\n") for index, sign in enumerate(text) if sign == mark]
    return [(len(lines), len(lines[-1]) + 1) for lines in before]


def _plain(text: str) -> str:
    return text.replace(MARK, "").replace(NOTE, "")
