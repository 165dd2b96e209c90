"""A row: one set of field values, on its way to a picture; and a row that could not be read."""

from __future__ import annotations

from collections.abc import Mapping

from memegen.errors import Diagnostic, Where
from memegen.frozen import frozen

Value = str | tuple[str, ...]


@frozen
class Row:
    """Field names and their texts, and the control columns.

    ``number`` counts rows from 1 as a reader does: a header, blank lines and comments are not counted. A field that is
    not in ``values`` keeps its default; a tuple comes from a list in JSON or YAML and is never empty. ``name`` is the
    stem of the output.
    """

    number: int
    where: Where
    values: Mapping[str, Value]
    template: str = ""
    platforms: tuple[str, ...] = ()
    brand: str = ""
    name: str = ""


@frozen
class RowFailure:
    """A row that cannot be read, and why. The rows after it are read all the same."""

    number: int
    diagnostic: Diagnostic
