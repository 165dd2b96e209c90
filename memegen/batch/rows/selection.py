"""Which rows of a list are used: those that ``--rows`` picks, less those that say ``skip``."""

from __future__ import annotations

from collections.abc import Iterator

from memegen.batch.rows.row import Row, RowFailure
from memegen.core.diagnostics import fail
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

SPAN = lazy_pattern(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9})?)?")
OPEN = lazy_pattern(r"[-–]\s*$")
# Number of a row that no list has.
ENDLESS = 10**9


@frozen
class Selection:
    """Rows by their numbers, from 1.

    Attributes:
        spans: first and last row of each span.
    """

    spans: tuple[tuple[int, int], ...] = ()

    def __contains__(self, number: int) -> bool:
        return not self.spans or any(first <= number <= last for first, last in self.spans)

    @property
    def last(self) -> int:
        """The last row that is selected."""
        return max((last for _, last in self.spans), default=ENDLESS)


def parse_selection(text: str) -> Selection:
    """Return the rows that a text such as ``5-8,12`` or ``20-`` picks; all for "".

    Raises:
        DiagnosticError: ``selection-invalid``.
    """
    spans = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = SPAN.fullmatch(part)
        first = int(match[1]) if match else 0
        last = int(match[2]) if match and match[2] else ENDLESS if OPEN.search(part) else first
        if not 1 <= first <= last:
            hint = "write e.g. --rows 5-8,12 or --rows 20-"
            raise fail("selection-invalid", f"--rows takes row numbers from 1, not {part!r}", hint)
        spans.append((first, last))
    if text and not spans:
        raise fail("selection-invalid", "--rows selects no row", "write e.g. --rows 5-8,12")
    return Selection(tuple(spans))


def selected(rows: Iterator[Row | RowFailure], selection: Selection) -> Iterator[Row | RowFailure]:
    """Iterate over the rows of a selection that do not say ``skip``; the list is read no further than the last."""
    for row in rows:
        if row.number in selection and not (isinstance(row, Row) and row.skip):
            yield row
        if row.number >= selection.last:
            return
