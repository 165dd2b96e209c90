"""Exports a batch as tables for a scheduler: rows are appended as graphics are done, files are written atomically."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from memegen.batch.post import post_of, read_when
from memegen.batch.schedulers import SCHEDULERS
from memegen.core.diagnostics import WARNING, Diagnostic, Where, expected, fail


def check_export(name: str, base: str) -> None:
    """Check ``--export`` and ``--media-base-url``.

    Args:
        name: the scheduler; "" for no export.
        base: URL of the folder of the graphics; "" if unknown.

    Raises:
        DiagnosticError: ``export-missing``, ``export-unknown``, ``export-no-url``.
    """
    if not name:
        if base:
            raise fail("export-missing", "--media-base-url says nothing without --export", "add --export generic")
        return
    if name not in SCHEDULERS:
        raise fail("export-unknown", f"there is no export {name!r}", expected(name, SCHEDULERS, "exports"))
    if not base:
        if SCHEDULERS[name].urls:
            hint = "give --media-base-url, the address that you put the pictures up at"
            raise fail("export-no-url", f"{name} fetches the pictures from the web", hint)
        return
    try:
        parts = urlsplit(base)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        hint = "such as https://example.org/pictures"
        raise fail("export-no-url", f"--media-base-url {base!r} is no address of a folder on the web", hint)


def export(records: Iterable[Mapping[str, Any]], name: str, folder: Path, base: str = "") -> list[Path]:
    """Write the tables of these records; return the files, in order."""
    with Export(name, folder, base) as table:
        for record in records:
            table.add(record)
    return table.files


class Export:
    """The tables of a batch in *folder* (context manager): ``NAME.csv``, and ``NAME-2.csv`` etc. if one is full.

    Attributes:
        files: the tables written.
    """

    def __init__(self, name: str, folder: Path, base: str = "") -> None:
        """Create an export.

        Args:
            name: a scheduler of SCHEDULERS.
            folder: folder for the tables.
            base: URL of the folder of the graphics; "" if unknown.
        """
        self.name = name
        self.scheduler = SCHEDULERS[name]
        self.folder = folder
        self.base = base
        self.files: list[Path] = []
        self._file: IO[str] | None = None
        self._writer: Any = None
        self._rows = 0
        # The pages of a series that has more.
        self._pages: list[Mapping[str, Any]] = []

    def __enter__(self) -> Export:
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        self._close()
        # A longer list may have left tables that would be posted again.
        number = len(self.files) + 1
        while (stale := self._path(number)).is_file():
            with suppress(OSError):
                stale.unlink()
            number += 1

    def add(self, record: Mapping[str, Any]) -> list[Diagnostic]:
        """Append a row; return a warning if its time is invalid, which is then left empty.

        The pages of a series are added one after the other, and have one row if the scheduler takes several graphics.
        """
        if not self.scheduler.by_page:
            self._pages.append(record)
            if record.get("page", 1) < record.get("pages", 1) and "page" in record:
                return []
        records, self._pages = self._pages or [record], []
        warnings: list[Diagnostic] = []
        when = None
        try:
            when = read_when(record.get("extra") or {})
        except ValueError as error:
            hint = "write a date such as 2027-03-31 and a time such as 09:30, or both in one column; a timezone such as"
            hint += " Europe/London"
            warnings.append(Diagnostic(WARNING, "schedule-invalid", Where(row=int(record["row"])), str(error), hint))
        if self.scheduler.limit and self._rows == self.scheduler.limit:
            self._close()
            self._open()
        self._writer.writerow(self.scheduler.row(post_of(records, self.folder, self.base, when)))
        self._rows += 1
        return warnings

    def _path(self, number: int) -> Path:
        return self.folder / (f"{self.name}.csv" if number == 1 else f"{self.name}-{number}.csv")

    def _open(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.NamedTemporaryFile(  # noqa: SIM115
                "w", encoding="utf-8", newline="", dir=self.folder, prefix=f".{self.name}-", delete=False
            )
        except OSError as error:
            raise fail("output-unwritable", f"{self.folder}: {error.strerror}", "choose another place") from None
        self._writer = csv.writer(self._file)
        self._writer.writerow(self.scheduler.columns)
        self._rows = 0

    def _close(self) -> None:
        if not self._file:
            return
        file, self._file = self._file, None
        temporary, path = Path(file.name), self._path(len(self.files) + 1)
        try:
            file.close()
            temporary.chmod(0o644)
            temporary.replace(path)
        except OSError as error:
            raise fail("output-unwritable", f"{path}: {error.strerror}", "choose another place") from None
        finally:
            temporary.unlink(missing_ok=True)
        self.files.append(path)
