"""The file names that a batch gives its graphics, each once."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from memegen.batch.file_names import first_photo, first_text, names_of, safe_stem, slug
from memegen.batch.name_pattern import FILE_NAMES, NamePattern
from memegen.batch.record_index import name_hash
from memegen.core.diagnostics import WARNING, Diagnostic
from memegen.template.series import MAX_PAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from memegen.batch.rows import Row
    from memegen.model.entities import Platform, Raw, Template


class Stems:
    """Names the files of rows; numbers those whose name is taken.

    Attributes:
        pattern: the pattern for names; None for the default names.
        warnings: grows while rows are named.
    """

    def __init__(self, pattern: NamePattern | None, warnings: list[Diagnostic]) -> None:
        self.pattern = pattern
        self.warnings = warnings
        # Hashes of the file names, which take less memory than the names of a long list.
        self._names: set[int] = set()

    def of(
        self, row: Row, template: Template, platforms: Sequence[Platform], values: Mapping[str, Raw], name: str
    ) -> list[str]:
        """Return the file names of a row without suffix, for each platform, with a number if they are taken.

        Args:
            row: the row.
            template: the template, or the variant of it, that the row has.
            platforms: where the row is published.
            values: values of the fields, of the list's columns and of what a pattern can name besides.
            name: the name that the row gives its files; "" for none.
        """
        preferred = self._preferred(row.number, template, platforms, values, name)
        most = MAX_PAGES if template.pages else 1
        for number in count(1):
            stems = [f"{stem}{f'-{number}' if number > 1 else ''}{rest}" for stem, rest in preferred]
            # Some file systems are not case-sensitive.
            files = {name_hash(name.casefold()) for stem in stems for name in names_of(stem, most)}
            if not files & self._names:
                break
        self._names |= files
        if number > 1:
            taken = preferred[0][0]
            message = f"duplicate file name {taken!r}; written as {f'{taken}-{number}'!r}"
            hint = "give each row a unique name, or add {row} to --name"
            self.warnings.append(Diagnostic(WARNING, "name-duplicate", replace(row.where, field="file"), message, hint))
        return stems

    def _preferred(
        self, number: int, template: Template, platforms: Sequence[Platform], values: Mapping[str, Raw], name: str
    ) -> list[tuple[str, str]]:
        """Return the file name for each platform, as the parts before and after a number that it may need."""
        ends = [f"-{safe_stem(platform.name)}" for platform in platforms]
        if self.pattern and (self.pattern.names & {*FILE_NAMES} or not safe_stem(name)):
            names = [self.pattern.stem(number, {**values, "platform": platform.name}) for platform in platforms]
            several = len(platforms) > 1 and "platform" not in self.pattern.names
            return list(zip(names, ends if several else [""] * len(ends), strict=True))
        fields = template.fields.values()
        text = slug(first_text(fields, values)) or slug(first_photo(fields, values))
        stem = safe_stem(name) or (f"{number:03}-{text}" if text else f"{number:03}")
        return [(stem, end) for end in ends]
