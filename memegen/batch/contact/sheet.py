"""The contact sheet: every picture of a batch on a page that works from the disk."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.contact.page import Page
from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.files import is_file, write_atomic
from memegen.core.signals import interrupts

if TYPE_CHECKING:
    from pathlib import Path

    from memegen.batch.contact.image_sheet import ImageSheet
    from memegen.batch.contact.page import Record
    from memegen.text.fonts import Library

NAME = "contact-sheet.html"
# A browser opens a page of so many cards within a second; more go on to contact-sheet-2.html and so on.
MOST = 1000
# What every page of ours says in its first bytes, and nobody else's does.
OURS, HEAD = b'<meta name="generator" content="memegen contact sheet">', 2_000


class ContactSheet:
    """Takes records as they come, and writes each page when it is full; the last with :meth:`finish`."""

    def __init__(self, path: Path, title: str, most: int = MOST) -> None:
        """*title* is the list's name. Raises DiagnosticError where *path* cannot be a file."""
        if path.is_dir():
            raise fail("output-unwritable", f"{path} is a folder", "remove it, or choose another folder")
        self.path = path
        self.title = title
        self.most = most
        self._number = 1
        self._page = Page(path.parent)
        self._last: object = None
        self._trouble: DiagnosticError | None = None

    def add(self, record: Record) -> None:
        """The next card. A row that failed on one platform after another for the same reason is listed once."""
        last, self._last = self._last, None
        if "error" in record:
            self._last = (record["row"], record.get("errors", record["error"]))
            if last == self._last:
                return
        if len(self._page) == self.most:
            self._write(following=True)
            self._number += 1
            self._page = Page(self.path.parent)
        self._page.add(record)

    def finish(self) -> None:
        """Write the last page, if there is anything on it. Raises DiagnosticError where any could not be written."""
        if len(self._page):
            self._write()
            self._clear()
        if self._trouble:
            raise self._trouble

    def _write(self, *, following: bool = False) -> None:
        before = self._file(self._number - 1).name if self._number > 1 else ""
        after = self._file(self._number + 1).name if following else ""
        try:
            write_atomic(self._file(self._number), self._page.html(self.title, self._number, before, after).encode())
        except DiagnosticError as error:  # It is said at the end, for the pictures go on.
            self._trouble = self._trouble or error

    def _clear(self) -> None:
        """Take away the pages that a longer list has left; a file of that name that is no page of ours stays."""
        for number in count(self._number + 1):
            stale = self._file(number)
            if not is_file(stale):
                return
            with suppress(OSError):
                if _is_ours(stale):
                    stale.unlink()

    def _file(self, number: int) -> Path:
        return self.path.with_stem(f"{self.path.stem}-{number}") if number > 1 else self.path


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return OURS in file.read(HEAD)


class Sheets:
    """Those that were asked for; each takes every record of the batch."""

    def __init__(
        self, folder: Path | None = None, file: Path | None = None, title: str = "", fonts: Library | None = None
    ) -> None:
        """The page goes into *folder*, the picture to *file*. Raises DiagnosticError where one cannot be written."""
        self._all: list[ContactSheet | ImageSheet] = []
        self._pictures: ImageSheet | None = None
        if folder is not None:
            self._all.append(ContactSheet(folder / NAME, title))
        if file and fonts is not None:
            from memegen.batch.contact.image_sheet import ImageSheet

            self._pictures = ImageSheet(file, fonts)
            self._all.append(self._pictures)

    @property
    def files(self) -> list[Path]:
        """The pictures that were written, in order."""
        return self._pictures.files if self._pictures else []

    def add(self, record: Record) -> None:
        """One more picture, or a row that failed."""
        with interrupts.shield():
            for sheet in self._all:
                sheet.add(record)

    def finish(self) -> None:
        """Write what there is. Raises DiagnosticError."""
        for sheet in self._all:
            sheet.finish()
