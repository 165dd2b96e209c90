"""Which column of a list fills which field of a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from memegen.batch.rows.columns import MAX_HEADER, MAX_SHOWN, NAME, is_private, option
from memegen.core.diagnostics import ERROR, Diagnostic, Where
from memegen.core.frozen import frozen
from memegen.model.column_names import folded, singular, usual_names, without_extras
from memegen.model.entities import Field, Raw, as_text

NO_SAMPLE: Mapping[str, Raw] = {}
# The end of a sentence, which the name of a column is not, and what may follow it.
SENTENCE_ENDS, CLOSING = (".", "!", "…", "。"), "\"'”’»"


@frozen
class ColumnMapping:
    """The columns of a list, or of one of its rows, as a template takes them.

    Attributes:
        fields: the field that a column fills, for each column whose name is not that of its field.
        file: the column that names the files, beside the control column; "" for none.
        taken: the columns that fill a field or name the files.
        unfilled: an error if no column fills a field that every row must set.
        conflicts: errors for columns that fit the same field, and for a column that fits several fields.
    """

    fields: Mapping[str, str]
    file: str
    taken: frozenset[str]
    unfilled: tuple[Diagnostic, ...]
    conflicts: tuple[Diagnostic, ...]


def map_columns(
    fields: Mapping[str, Field], columns: Mapping[str, str], file: str = "", sample: Mapping[str, Raw] = NO_SAMPLE
) -> ColumnMapping:
    """Return which of *columns* fills which of *fields*.

    A column of a field's own name comes first, then the names that the template declares, the usual ones, the usual
    ones with words such as "your" around them, and last those that mean the field only if nothing else does.

    Args:
        fields: fields of a template, by name.
        columns: headers of the list's columns by their names, control columns aside.
        file: the list, for diagnostics.
        sample: the values of a row by column; a hint proposes the column with the longest.
    """
    matcher = _Matcher(fields, columns, Where(file))
    for names in LEVELS:
        matcher.match(names)
    renamed = {column: field for column, field in matcher.found.items() if column != field}
    taken = frozenset(matcher.found)
    stem = NAME if NAME in columns and NAME not in taken and _has_speaker(fields, matcher.found.values()) else ""
    unfilled = [field.name for field in fields.values() if field.required and not field.default]
    unfilled = [name for name in unfilled if name not in matcher.found.values() and name not in matcher.disputed]
    free = [column for column in columns if column not in taken and not is_private(column)]
    free = [columns[column] for column in sorted(free, key=lambda column: -len(as_text(sample.get(column, ""))))]
    problems = (_unfilled(unfilled, [*columns.values()], free, Where(file)),) if unfilled else ()
    return ColumnMapping(renamed, stem, taken | {stem} - {""}, problems, tuple(matcher.conflicts))


class _Matcher:
    """Fields and columns that have not found one another yet.

    Attributes:
        found: the field of each column that has one.
        disputed: fields that several columns fit, or that a column fits beside other fields.
    """

    def __init__(self, fields: Mapping[str, Field], columns: Mapping[str, str], where: Where) -> None:
        self.fields = fields
        self.columns = columns
        self.where = where
        self.found: dict[str, str] = {}
        self.disputed: set[str] = set()
        self.conflicts: list[Diagnostic] = []

    def match(self, fits: Callable[[Field, str], bool]) -> None:
        """Give each free field the one free column that *fits* it; report what is not clear."""
        settled = self.disputed | {*self.found.values()}
        fields = [field for name, field in self.fields.items() if name not in settled]
        columns = [column for column in self.columns if column not in self.found]
        pairs = [(field.name, column) for field in fields for column in columns if fits(field, column)]
        for name in dict.fromkeys(name for name, _ in pairs):
            self._settle(name, [column for other, column in pairs if other == name], pairs)

    def _settle(self, field: str, columns: list[str], pairs: Iterable[tuple[str, str]]) -> None:
        rivals = [name for name, column in pairs if column == columns[0]]
        if len(columns) > 1:
            headers = [self.columns[column] for column in columns]
            message = f"{len(columns)} columns fit the field {field}: {_listed(headers)}"
            self._dispute(field, message, f"choose one with {option(field, headers[0])}")
        elif len(rivals) > 1:
            if field == rivals[0]:
                header = self.columns[columns[0]]
                message = f"the column {header!r} fits {len(rivals)} fields: {', '.join(rivals)}"
                self._dispute(field, message, f"choose one with {option(field, header)}")
            self.disputed.add(field)
        else:
            self.found[columns[0]] = field

    def _dispute(self, field: str, message: str, hint: str) -> None:
        self.disputed.add(field)
        self.conflicts.append(Diagnostic(ERROR, "column-conflict", self.where, message, hint))


def _is_named(field: Field, column: str) -> bool:
    return column == field.name


def _is_spelled(field: Field, column: str) -> bool:
    return singular(folded(column)) == singular(folded(field.name))


def _is_declared(field: Field, column: str) -> bool:
    return singular(folded(column)) in {singular(folded(name)) for name in field.columns}


def _is_usual(field: Field, column: str) -> bool:
    return not is_private(column) and singular(folded(column)) in usual_names(field.name)[0]


def _is_usual_with_extras(field: Field, column: str) -> bool:
    names = {singular(folded(field.name)), *usual_names(field.name)[0]}
    return not is_private(column) and not names.isdisjoint(without_extras(folded(column)))


def _is_weak(field: Field, column: str) -> bool:
    name = folded(column)
    return not is_private(column) and not usual_names(field.name)[1].isdisjoint((singular(name), *without_extras(name)))


LEVELS = (_is_named, _is_spelled, _is_declared, _is_usual, _is_usual_with_extras, _is_weak)


def _has_speaker(fields: Mapping[str, Field], filled: Iterable[str]) -> bool:
    """Return whether a field that the column ``name`` could fill is filled by another column."""
    return any(NAME in usual_names(field)[1] for field in {*filled} & {*fields})


def _unfilled(fields: Sequence[str], headers: Sequence[str], free: Sequence[str], where: Where) -> Diagnostic:
    noun = "field" if len(fields) == 1 else "fields"
    message = (
        f"no column fills the required {noun} {' and '.join(fields)}; the columns are {_listed(headers) or 'none'}"
    )
    if any(len(header) > MAX_HEADER or header.rstrip(CLOSING).endswith(SENTENCE_ENDS) for header in headers):
        hint = f"write the names of the columns into the first row, e.g. {','.join(fields)}"
    else:
        hint = f"choose a column, e.g. {option(fields[0], free[0])}" if free else f"add a column {fields[0]}"
    return Diagnostic(ERROR, "column-required", where, message, hint)


def _listed(headers: Sequence[str]) -> str:
    shown = ", ".join(map(repr, headers[:MAX_SHOWN]))
    return f"{shown} and {len(headers) - MAX_SHOWN} more" if len(headers) > MAX_SHOWN else shown
