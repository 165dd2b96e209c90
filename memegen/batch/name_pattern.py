"""Patterns for file names, e.g. ``{row:03}-{by|slug}-{platform}``."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from memegen.batch.file_names import safe_stem, slug
from memegen.core.diagnostics import DiagnosticError, expected, fail
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from memegen.model.entities import Raw

# Names that a pattern can contain besides the columns of the list.
FILE_NAMES = ("file", "name")
BUILTIN_NAMES = ("row", "platform", "template", "brand", *FILE_NAMES)
FILTERS = ("slug",)
T = TypeVar("T")
PLACEHOLDER = lazy_pattern(r"\{([^{}]*)\}")
# {name:digits|filter}
PLACEHOLDER_PARTS = lazy_pattern(r"\s*([^:|]*?)\s*(?::([^|]*))?\s*(?:\|\s*(.*?)\s*)?")
DIGITS = lazy_pattern(r"0?[1-9]")


@frozen
class PatternPart:
    """A placeholder of a pattern, and the text before it.

    Attributes:
        name: the column or built-in name; "" for the text at the end of the pattern.
        digits: minimum number of digits, as in a format specification; "" for none.
        filter: one of FILTERS; "" for none.
    """

    text: str
    name: str = ""
    digits: str = ""
    filter: str = ""


class NamePattern:
    """A parsed pattern."""

    def __init__(self, pattern: str) -> None:
        """Parse a pattern.

        Raises:
            DiagnosticError: ``name-invalid``, for one that is invalid.
        """
        self.pattern = pattern
        parts: list[PatternPart] = []
        start = 0
        for match in PLACEHOLDER.finditer(pattern):
            parts.append(self._part(pattern[start : match.start()], match[0], match[1]))
            start = match.end()
        parts.append(PatternPart(pattern[start:]))
        if any(set(part.text) & {"{", "}"} for part in parts):
            raise self._error("it has an unpaired brace", "write e.g. '{row:03}-{by|slug}-{platform}'")
        self.parts = tuple(parts)

    @property
    def is_fixed(self) -> bool:
        """Whether all rows get the same name."""
        return not any(name in ("row", *FILE_NAMES) or name not in BUILTIN_NAMES for name in self.names)

    def refuse_folders(self) -> None:
        """Check that the pattern has no folders, which only a folder of this machine can hold.

        Raises:
            DiagnosticError: ``name-invalid``.
        """
        if any("/" in part.text for part in self.parts):
            raise self._error(
                "folders are not possible at an address",
                "replace each slash by a hyphen, or name a local folder with -o",
            )

    def require_single(self, rows: Iterator[T]) -> Iterator[T]:
        """Return the same rows.

        Raises:
            DiagnosticError: ``name-invalid`` if the pattern is the same for all rows, and there are several.
        """
        head = list(islice(rows, 2)) if self.is_fixed else []
        if len(head) > 1:
            raise self._error(
                "all rows would have the same name", "add {row:03} or a column, e.g. '{row:03}-{platform}'"
            )
        return chain(head, rows)

    @property
    def names(self) -> set[str]:
        """The columns and built-in names in the pattern."""
        return {part.name for part in self.parts if part.name}

    def check(self, columns: Iterable[str]) -> None:
        """Check that all names are *columns* or built in.

        Raises:
            DiagnosticError: ``name-invalid``.
        """
        known = [*columns, *BUILTIN_NAMES]
        for name in sorted(self.names):
            if name not in known:
                raise self._error(f"unknown column {name!r}", expected(name, known, "columns"))

    def stem(self, row: int, values: Mapping[str, Raw]) -> str:
        """Return the file name of a graphic without suffix, as every file system accepts it; never "".

        A slash of the pattern ends a folder's name, one of a value does not.

        Args:
            row: number of the row, from 1.
            values: values of columns and built-in names; a name without a value is omitted.
        """
        steps = "".join(_expand(part, row, values) for part in self.parts).split("/")
        return "/".join(filter(None, map(safe_stem, steps))) or f"{row:03}"

    def _part(self, text: str, placeholder: str, content: str) -> PatternPart:
        match = PLACEHOLDER_PARTS.fullmatch(content)
        name, digits, filter = (match[number] or "" for number in (1, 2, 3)) if match else ("", "", "")
        if not name:
            raise self._error(f"{placeholder} names no column", "write e.g. '{row:03}-{by|slug}-{platform}'")
        if digits and (name != "row" or not DIGITS.fullmatch(digits)):
            raise self._error(f"{placeholder} has an unknown format", "use a format for row only, e.g. {row:03}")
        if filter and filter not in FILTERS:
            raise self._error(f"unknown filter {filter!r}", expected(filter, FILTERS, "filters"))
        return PatternPart(text, name, digits, filter)

    def _error(self, reason: str, hint: str) -> DiagnosticError:
        return fail("name-invalid", f"--name {self.pattern!r}: {reason}", hint)


def _expand(part: PatternPart, row: int, values: Mapping[str, Raw]) -> str:
    if part.name == "row":
        return f"{part.text}{row:{part.digits}}"
    from memegen.model.entities import as_text

    text = as_text(values.get(part.name, "")).replace("/", "-")
    return part.text + (slug(text) if part.filter == "slug" else text)
