"""What is wrong with a list as a whole, found before the first graphic is made.

Without these checks each row of such a list would fail with the same error. The rows that are read ahead are returned
in front of the others: a list is read once, for one on stdin cannot be read again.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from memegen.batch.rows import Row, RowFailure
from memegen.core.diagnostics import DiagnosticError, Where, fail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memegen.batch.plan import Plan
    from memegen.core.diagnostics import Diagnostic

# Number of rows that are read before a list is rejected because none of them can be used.
MAX_ROWS = 1000


def require_template(rows: Iterator[Row | RowFailure], file: str) -> Iterator[Row | RowFailure]:
    """Return the same rows, if one of the first names a template.

    Raises:
        DiagnosticError: ``template-required``.
    """
    head: list[Row | RowFailure] = []
    for row in rows:
        head.append(row)
        if isinstance(row, Row) and row.template:
            return chain(head, rows)
        if len(head) == MAX_ROWS:
            break
    hint = "choose one with -t, or add a column template; list all with: memegen templates"
    raise fail("template-required", "no template given", hint, Where(file))


def require_columns(rows: Iterator[Row | RowFailure], plan: Plan) -> Iterator[Row | RowFailure]:
    """Return the same rows, if one of the first has a column for each field that its template requires.

    A row that cannot be read decides nothing.

    Raises:
        DiagnosticError: ``column-required`` or ``column-conflict``, once for the list.
    """
    head: list[Row | RowFailure] = []
    found: tuple[Diagnostic, ...] = ()
    for row in rows:
        head.append(row)
        if isinstance(row, Row):
            problems = plan.column_problems(row)
            if not problems or len(head) == MAX_ROWS:
                return chain(head, rows)
            found = found or problems
    if found:
        raise DiagnosticError(found)
    return iter(head)
