"""The tables of one network: rows are appended as posts are complete, files are written atomically."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from memegen.core.diagnostics import fail

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

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
            raise fail(
                "output-unwritable", f"{path} cannot be written: {error.strerror}", "choose another folder with -o"
            ) from None
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
            raise fail(
                "output-unwritable",
                f"{self._folder} cannot be written: {error.strerror}",
                "choose another folder with -o",
            ) from None
        self._writer = csv.writer(self._file)
        self._writer.writerow(self._scheduler.columns)
        self._rows = 0


def delete_stale_tables(scheduler: Scheduler, name: str, folder: Path, written: Collection[Path]) -> None:
    """Delete what :func:`stale_tables` finds in a folder."""
    with suppress(OSError):
        present = [path.name for path in folder.iterdir() if path.is_file()]
        names = [path.name for path in written]
        for stale in stale_tables(scheduler, name, names, present, lambda other: (folder / other).read_bytes()):
            (folder / stale).unlink()


def stale_tables(
    scheduler: Scheduler, name: str, written: Collection[str], present: Iterable[str], read: Callable[[str], bytes]
) -> Iterator[str]:
    """Yield the files that earlier batches have left: tables of other networks, or with higher numbers.

    They would be posted again. Only a file with the headers of the scheduler is such a table.

    Args:
        scheduler: the scheduler.
        name: its name, with which the names of its tables begin.
        written: names of the tables of this batch.
        present: names of all files.
        read: returns the content of one of them.
    """
    pattern = re.compile(rf"{re.escape(name)}(-[a-z]+)?(-\d+)?\.csv")
    header = io.StringIO()
    csv.writer(header).writerow(scheduler.columns)
    head = header.getvalue().encode()
    for other in sorted(present):
        if pattern.fullmatch(other) and other not in written and read(other).startswith(head):
            yield other
