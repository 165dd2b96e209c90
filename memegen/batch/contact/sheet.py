"""The contact sheets of a batch: HTML pages that work without a server, and an image."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

from memegen.batch.contact.live import live_attributes
from memegen.batch.contact.page import ContactPage
from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.files import is_file, write_atomic
from memegen.core.signals import interrupts

if TYPE_CHECKING:
    from pathlib import Path

    from memegen.batch.contact.card import Record
    from memegen.batch.contact.image_sheet import ImageSheet
    from memegen.text.fonts import Library

NAME = "contact-sheet.html"
# Maximum number of cards on a page, which a browser opens within a second; further pages are contact-sheet-2.html etc.
MAX_CARDS = 1000
# What identifies a page that memegen has written, within its first bytes.
GENERATOR, GENERATOR_BYTES = b'<meta name="generator" content="memegen contact sheet">', 2_000


class HtmlSheet:
    """Takes records one at a time, and writes each page when it is full; the last one in :meth:`finish`."""

    def __init__(self, path: Path, title: str, max_cards: int = MAX_CARDS, revision: int = 0) -> None:
        """Create a sheet whose first page is *path*.

        Args:
            path: the first page.
            title: the name of the list.
            max_cards: maximum number of cards on a page.
            revision: number of the round in which `memegen watch` writes it; 0 for a page that does not reload itself.

        Raises:
            DiagnosticError: ``output-unwritable``, if *path* is a folder.
        """
        if path.is_dir():
            raise fail(
                "output-unwritable",
                f"cannot write the contact sheet: {path} is a folder",
                "choose another output folder with -o",
            )
        self.path = path
        self.title = title
        self.max_cards = max_cards
        self.revision = revision
        self._number = 1
        self._page = ContactPage(path.parent)
        self._last_failure: object = None
        self._error: DiagnosticError | None = None

    def add(self, record: Record) -> None:
        """Add a card. A row that fails for several platforms in succession for the same reason is listed once."""
        previous, self._last_failure = self._last_failure, None
        if "error" in record:
            self._last_failure = (record["row"], record.get("errors", record["error"]))
            if previous == self._last_failure:
                return
        if len(self._page) == self.max_cards:
            self._write(has_next=True)
            self._number += 1
            self._page = ContactPage(self.path.parent)
        self._page.add(record)

    def finish(self) -> None:
        """Write the last page, unless it is empty.

        Raises:
            DiagnosticError: ``output-unwritable``, if any page could not be written.
        """
        if len(self._page):
            self._write()
            self._delete_stale_pages()
        if self._error:
            raise self._error

    def _write(self, *, has_next: bool = False) -> None:
        previous = self._file(self._number - 1).name if self._number > 1 else ""
        following = self._file(self._number + 1).name if has_next else ""
        live = live_attributes(self.revision) if self.revision else ""
        html = self._page.html(self.title, self._number, previous, following, live)
        try:
            write_atomic(self._file(self._number), html.encode())
        except DiagnosticError as error:  # Raised at the end, because the batch goes on.
            self._error = self._error or error

    def _delete_stale_pages(self) -> None:
        """Delete the pages that a longer list has left; keep files of that name that memegen has not written."""
        for number in count(self._number + 1):
            stale = self._file(number)
            if not is_file(stale):
                return
            with suppress(OSError):
                if _is_contact_page(stale):
                    stale.unlink()

    def _file(self, number: int) -> Path:
        return self.path.with_stem(f"{self.path.stem}-{number}") if number > 1 else self.path


def _is_contact_page(path: Path) -> bool:
    with path.open("rb") as file:
        return GENERATOR in file.read(GENERATOR_BYTES)


class ContactSheets:
    """The contact sheets that a batch is to write."""

    def __init__(
        self,
        folder: Path | None = None,
        file: Path | None = None,
        title: str = "",
        fonts: Library | None = None,
        revision: int = 0,
    ) -> None:
        """Open the sheets.

        Args:
            folder: folder for the HTML pages; None for none.
            file: file for the image; None for none.
            title: title of the pages, the name of the list.
            fonts: fonts for the captions in the image, required with *file*.
            revision: as of :class:`HtmlSheet`.

        Raises:
            DiagnosticError: ``output-unwritable``.
        """
        self._sheets: list[HtmlSheet | ImageSheet] = []
        self._image: ImageSheet | None = None
        if folder is not None:
            self._sheets.append(HtmlSheet(folder / NAME, title, revision=revision))
        if file and fonts is not None:
            from memegen.batch.contact.image_sheet import ImageSheet

            self._image = ImageSheet(file, fonts)
            self._sheets.append(self._image)

    @property
    def files(self) -> list[Path]:
        """The image files written, in order."""
        return self._image.files if self._image else []

    def add(self, record: Record) -> None:
        """Add a graphic or a failure to every sheet."""
        with interrupts.shield():
            for sheet in self._sheets:
                sheet.add(record)

    def finish(self) -> None:
        """Write what is left.

        Raises:
            DiagnosticError: ``output-unwritable``.
        """
        for sheet in self._sheets:
            sheet.finish()
