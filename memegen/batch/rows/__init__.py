"""Rows: quote lists and tables, from a file or stdin, one row at a time."""

from memegen.batch.rows.columns import check_columns
from memegen.batch.rows.mapping import ColumnMapping, map_columns
from memegen.batch.rows.row import Row, RowFailure
from memegen.batch.rows.selection import parse_selection
from memegen.batch.rows.source import is_web
from memegen.batch.rows.stream import Reading, RowStream, read_rows

__all__ = [
    "ColumnMapping",
    "Reading",
    "Row",
    "RowFailure",
    "RowStream",
    "check_columns",
    "is_web",
    "map_columns",
    "parse_selection",
    "read_rows",
]
