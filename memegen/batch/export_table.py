"""The tables of one network: rows are appended as posts are complete, files are written atomically."""

from __future__ import annotations

import csv
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from memegen.core.diagnostics import fail

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from memegen.batch.post import Post
    from memegen.batch.schedulers import Scheduler


class ExportTable:
    """``NAME.csv``, and ``NAME-2.csv`` etc. if one is full.

    Attributes:
        files: the tables written.
    """

    def __init__(self, scheduler: Scheduler, folder: Path, name: str) -> None:
        """Open the first table.

        Raises:
            DiagnosticError: ``output-unwritable``.
        """
        self.files: list[Path] = []
        self._scheduler, self._folder, self._name = scheduler, folder, name
        self._file: IO[str] | None = None
        self._writer: Any = None
        self._rows = 0
        self._open()

    def add(self, post: Post) -> None:
        """Append the row of a post."""
        if self._scheduler.limit and self._rows == self._scheduler.limit:
            self.close()
            self._open()
        self._writer.writerow(self._scheduler.row(post))
        self._rows += 1

    def close(self) -> None:
        """Put the present table in its place. Raises DiagnosticError, ``output-unwritable``."""
        if not self._file:
            return
        file, self._file = self._file, None
        number = len(self.files) + 1
        temporary, path = Path(file.name), self._folder / f"{self._name}{f'-{number}' * (number > 1)}.csv"
        try:
            file.close()
            temporary.chmod(0o644)
            temporary.replace(path)
        except OSError as error:
            raise fail("output-unwritable", f"{path}: {error.strerror}", "choose another place") from None
        finally:
            temporary.unlink(missing_ok=True)
        self.files.append(path)

    def _open(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.NamedTemporaryFile(  # noqa: SIM115
                "w", encoding="utf-8", newline="", dir=self._folder, prefix=f".{self._name}-", delete=False
            )
        except OSError as error:
            raise fail("output-unwritable", f"{self._folder}: {error.strerror}", "choose another place") from None
        self._writer = csv.writer(self._file)
        self._writer.writerow(self._scheduler.columns)
        self._rows = 0


def delete_stale_tables(scheduler: Scheduler, name: str, folder: Path, written: Collection[Path]) -> None:
    """Delete what earlier batches have left: tables of other networks or with higher numbers would be posted again.

    Only a file with the headers of the scheduler is such a table.
    """
    for path in _tables(name, folder):
        with suppress(OSError, ValueError, csv.Error):
            with path.open(encoding="utf-8", newline="") as file:
                is_table = tuple(next(csv.reader(file), ())) == scheduler.columns
            if is_table and path not in written:
                path.unlink()


def _tables(name: str, folder: Path) -> Iterator[Path]:
    pattern = re.compile(rf"{re.escape(name)}(-[a-z]+)?(-\d+)?\.csv")
    with suppress(OSError):
        yield from sorted(path for path in folder.iterdir() if pattern.fullmatch(path.name) and path.is_file())
