"""The planted mistakes of tests/whole/mistakes: a file with one mistake each, and what must be said of it.

A file there has those of one kind of file. A heading has a title, a code, and words: `editor` if the JSON Schema shows
the mistake too; `row` if only the line is known, `file` if not even that. The sign § precedes the place.
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
MARK = "§"


@frozen
class Mistake:
    """A file with a mistake, and what must be said of it.

    Attributes:
        marked: the text with the mark.
    """

    kind: str
    title: str
    code: str
    in_editor: bool
    marked: str
    line: int | None
    column: int | None

    @property
    def text(self) -> str:
        """The content of the file."""
        return self.marked.replace(MARK, "")

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
            before = body[: body.index(MARK)].split("\n")
            line = None if "file" in words else len(before)
            column = None if {"file", "row"} & {*words} else len(before[-1]) + 1
            yield Mistake(kind, title, code, "editor" in words, body, line, column)
