"""A series: the graphics of one row in their order, as numbered files or as one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.core.files import write_atomic
from memegen.rendering.formats import SUFFIXES, format_of
from memegen.rendering.record import findings_of, record_of
from memegen.rendering.rendered import Rendered, document

if TYPE_CHECKING:
    from memegen.core.diagnostics import Diagnostic


class Series:
    """The pages of one row, at least one.

    Attributes:
        pages: The finished graphics, in order.
    """

    def __init__(self, pages: Iterable[Rendered]) -> None:
        self.pages = tuple(pages)

    def __len__(self) -> int:
        return len(self.pages)

    def __iter__(self) -> Iterator[Rendered]:
        return iter(self.pages)

    def __getitem__(self, index: int) -> Rendered:
        return self.pages[index]

    @cached_property
    def bytes(self) -> bytes:
        """The file of the only page, or all pages as one PDF document."""
        return self.pages[0].bytes if len(self) == 1 else document(self.pages)

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Warnings about any of the pages, and about the document if they are one."""
        if not self.is_document:
            return tuple(finding for page in self.pages for finding in page.findings)
        return findings_of(self.pages, lambda: self.bytes)

    @property
    def is_document(self) -> bool:
        """Whether all pages are one file."""
        return self.pages[0].format == "pdf"

    def record(self, file: str = "", *, painted: bool = True, summed: bool = True) -> dict[str, Any]:
        """Return the only page, or the document of all, as plain JSON values: see :meth:`Rendered.record`."""
        return record_of(self.pages, file, self.bytes if painted else None, self.findings, summed=summed)

    def save(self, path: str | Path) -> list[Path]:
        """Write the files and return their paths, in order.

        Args:
            path: The file of a document, if it ends in ``.pdf`` or the pages are of that format; or the name of the
                pages, each of which gets its number: ``why.png`` becomes ``why-1.png``, ``why-2.png`` etc.

        Raises:
            DiagnosticError: ``format-unknown`` for any other suffix.
        """
        path = Path(path)
        format = format_of(path)
        if (format or self.pages[0].format) == "pdf":
            write_atomic(path, self.bytes if self.is_document else document(self.pages))
            return [path]
        suffixes = [path.suffix or SUFFIXES[page.format] for page in self.pages]
        stems = numbered(str(path.with_suffix("")), len(self.pages))
        # All are encoded before the first is written, so that an error leaves no half of a series.
        files = [page.in_format(format).bytes for page in self.pages]
        for stem, suffix, data in zip(stems, suffixes, files, strict=True):
            write_atomic(Path(stem + suffix), data)
        return [Path(stem + suffix) for stem, suffix in zip(stems, suffixes, strict=True)]


def numbered(stem: str, count: int) -> list[str]:
    """Return the names of so many pages without suffix; those of ten or more have a leading zero, so that they sort."""
    if count == 1:
        return [stem]
    digits = len(str(count))
    return [f"{stem}-{page:0{digits}}" for page in range(1, count + 1)]
