"""The options with which a list of rows is read, for `memegen batch` and `memegen check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from memegen.core.diagnostics import expected, fail
from memegen.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from memegen.batch.plan import Plan
    from memegen.batch.rows import Reading

Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="FIELD=COLUMN",
        help="Column of the list that fills a field, e.g. --columns by='Your name'. Repeatable.",
    ),
]
Encoding = Annotated[
    str,
    typer.Option(
        "--encoding", metavar="NAME", help="Encoding of the list, e.g. cp1251. [default: UTF-8, else detected]"
    ),
]
Rows = Annotated[
    str,
    typer.Option("--rows", metavar="NUMBERS", help="Only these rows of the list, e.g. 5-8,12 or 20-. [default: all]"),
]


@frozen
class ListOptions:
    """How a list is read, as the command line says it.

    Attributes:
        columns: values of ``--columns``.
        encoding: value of ``--encoding``.
        rows: value of ``--rows``.
    """

    columns: tuple[str, ...] = ()
    encoding: str = ""
    rows: str = ""

    def reading(self, plan: Plan) -> Reading:
        """Return how a list is read for a plan.

        Raises:
            DiagnosticError: ``columns-invalid``, ``field-unknown``, ``selection-invalid``.
        """
        from memegen.batch.rows import Reading, parse_selection

        catalog = plan.renderer.catalog
        fields = plan.fields or catalog.field_names()
        return Reading(
            fields,
            parse_columns(self.columns, fields),
            catalog.project.headers,
            self.encoding,
            catalog.brand(plan.options.brand).language,
            selection=parse_selection(self.rows),
        )


def parse_columns(texts: Iterable[str] | None, fields: Collection[str]) -> dict[str, str]:
    """Return the columns that the values of ``--columns`` name, by the field or control column that they fill.

    Args:
        texts: the values.
        fields: names of the fields that there are.

    Raises:
        DiagnosticError: ``columns-invalid``, for a value without ``=`` or with the same field or column as another;
            ``field-unknown``.
    """
    from memegen.batch.rows.columns import CONTROLS
    from memegen.model.column_names import folded

    given: dict[str, str] = {}
    for text in texts or ():
        field, equals, column = (part.strip() for part in text.partition("="))
        if not equals or not field or not column:
            hint = "write e.g. --columns by='Your name'"
            raise fail("columns-invalid", f"--columns takes FIELD=COLUMN, not {text!r}", hint)
        known = [*fields, *CONTROLS]
        field = next((name for name in known if name.replace("-", "_") == field.lower().replace("-", "_")), field)
        if field not in known:
            raise fail("field-unknown", f"--columns: unknown field {field!r}", expected(field, known, "fields"))
        if field in given or folded(column) in map(folded, given.values()):
            hint = "name each field and each column once"
            raise fail("columns-conflict", f"--columns names {field} or {column!r} twice", hint)
        given[field] = column
    return given
