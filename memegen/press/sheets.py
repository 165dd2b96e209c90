"""What there is to look at of a whole batch: the contact sheet, as a page and as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from memegen.press.interrupts import interrupts

if TYPE_CHECKING:
    from memegen.fonts import Library
    from memegen.press.contact import ContactSheet
    from memegen.press.contact_card import Record
    from memegen.press.proof import ProofSheet


class Sheets:
    """Those that were asked for; each takes every record of the batch."""

    def __init__(
        self, folder: Path | None = None, file: Path | None = None, title: str = "", fonts: Library | None = None
    ) -> None:
        """The page goes into *folder*, the picture to *file*. Raises DiagnosticError where one cannot be written."""
        self._all: list[ContactSheet | ProofSheet] = []
        self._pictures: ProofSheet | None = None
        if folder is not None:
            from memegen.press.contact import NAME, ContactSheet

            self._all.append(ContactSheet(folder / NAME, title))
        if file and fonts is not None:
            from memegen.press.proof import ProofSheet

            self._pictures = ProofSheet(file, fonts)
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
