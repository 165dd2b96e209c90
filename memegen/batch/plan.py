"""From rows to jobs: which template, which platforms, which file."""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.file_names import first_text, safe_stem, slug
from memegen.batch.job import Failed, Job
from memegen.batch.job_runner import failure, internal_error
from memegen.batch.name_pattern import NamePattern
from memegen.batch.record_index import name_hash
from memegen.batch.rows import Row, RowFailure
from memegen.core.diagnostics import WARNING, Diagnostic, DiagnosticError, Where, fail
from memegen.core.frozen import frozen
from memegen.template.rights import row_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memegen.core.address import Address
    from memegen.model.entities import Platform, Template
    from memegen.renderer import Renderer

# So many rows without a template are read before the list is taken for one that names none.
PATIENCE = 1000


@frozen
class BatchOptions:
    """What holds for every row that does not say otherwise, the folder for the files, and a pattern for their names."""

    template: str = ""
    platforms: tuple[str, ...] = ()
    brand: str = ""
    format: str = ""
    folder: Path | Address = Path("out")
    name: str = ""
    quality: int = 0


class Plan:
    """Turns rows into jobs. ``warnings`` and ``fields`` (those of all templates used) grow as it goes."""

    def __init__(self, renderer: Renderer, order: BatchOptions) -> None:
        self.renderer = renderer
        self.order = order
        self.warnings: list[Diagnostic] = []
        self.fields: set[str] = set()
        self.name_pattern = NamePattern(order.name) if order.name else None
        # Numbers, for a list may be long, and names are.
        self._taken: set[int] = set()
        # The list whose rows name platforms of their own, and whether any row is made for those of the order.
        self._overruling, self._heeded = "", False
        self._brands = renderer.catalog.brands
        if order.template:
            self.fields |= set(row_columns(renderer.template(order.template, order.brand)))
        renderer.catalog.brand(order.brand)
        renderer.catalog.pick(order.platforms)

    def jobs(self, rows: Iterator[Row | RowFailure]) -> Iterator[Job | Failed]:
        """A job for each card, in the order of the rows and their platforms. A row that cannot be used is a failure."""
        while True:
            try:
                row = next(rows, None)
            except DiagnosticError as error:  # The rest of the list cannot be read.
                yield Failed(0, "", error.diagnostics)
                return
            if row is None:
                self._warn_of_platforms()
                return
            if isinstance(row, RowFailure):
                yield Failed(row.number, "", (row.diagnostic,))
                continue
            self._note_platforms(row)
            try:
                jobs = self._jobs(row)
            except DiagnosticError as error:
                yield failure(row.number, "", row.where.file, error.diagnostics)
                continue
            except Exception as error:  # A slip in the program is this row's error, and not the end of all others.
                from traceback import format_exc

                yield Failed(row.number, "", (internal_error(error, row.where),), format_exc())
                continue
            yield from jobs

    def _note_platforms(self, row: Row) -> None:
        if self.order.platforms and row.platforms and {*row.platforms} != {*self.order.platforms}:
            self._overruling = row.where.file or "the list"
        else:
            self._heeded = True

    def _warn_of_platforms(self) -> None:
        """Say that the order's platforms were for nothing. Where some rows leave it to them, they are a default."""
        if self._overruling and not self._heeded:
            asked = ",".join(self.order.platforms)
            message = f"every row names platforms of its own, so nothing is made for -p {asked}"
            hint = "empty the cells that -p is to fill, or leave the column out"
            where = Where(self._overruling, field="platforms")
            self.warnings.append(Diagnostic(WARNING, "platforms-overruled", where, message, hint))

    def count(self, row: Row | RowFailure) -> int:
        """How many cards a row makes; 1 for one that fails."""
        try:
            return 1 if isinstance(row, RowFailure) else len(self._targets(row)[1])
        except Exception:  # Whatever it is, it is said when the row's turn comes.
            return 1

    def _jobs(self, row: Row) -> list[Job]:
        template, platforms = self._targets(row)
        known = set(row_columns(template))
        self.fields |= known
        photos = (row.values.get(name) for name, field in template.fields.items() if field.type == "photo")
        photo = str(next(filter(None, photos), ""))
        extra = {name: value for name, value in row.values.items() if name not in known}
        return [
            Job(
                row.number,
                row.where,
                template.name,
                row.values,
                platform,
                self._brand(row),
                self.order.format,
                str(self.order.folder / stem),
                quality=self.order.quality,
                extra=extra,
                photo=photo,
            )
            for platform, stem in zip(platforms, self._stems(row, template, platforms), strict=True)
        ]

    def _targets(self, row: Row) -> tuple[Template, tuple[Platform, ...]]:
        name = row.template or self.order.template
        if not name:
            raise fail(
                "template-missing", "this row names no template", "fill its template column, or give -t", row.where
            )
        template = self.renderer.template(name, self._brand(row))
        names = row.platforms or self.order.platforms or (template.platform,)
        return template, self.renderer.catalog.pick(names)

    def _brand(self, row: Row) -> str:
        return self._brands.name_in_row(row.brand, row.where) if row.brand else self.order.brand

    def _stems(self, row: Row, template: Template, platforms: tuple[Platform, ...]) -> list[str]:
        """The files of a row without suffix; where a name is taken they get a number."""
        wanted = self._wanted(row, template, platforms)
        for number in count(1):
            stems = [f"{stem}{f'-{number}' if number > 1 else ''}{rest}" for stem, rest in wanted]
            # Some file systems do not tell capitals from small letters.
            files = {name_hash(stem.casefold()) for stem in stems}
            if not files & self._taken:
                break
        self._taken |= files
        if number > 1:
            where = Where(row.where.file, row.where.line, row=row.number, field="name")
            name = wanted[0][0]
            message = f"the name {name} is taken by a row before; this one is {name}-{number}"
            self.warnings.append(Diagnostic(WARNING, "name-taken", where, message, "give every row a name of its own"))
        return stems

    def _wanted(self, row: Row, template: Template, platforms: tuple[Platform, ...]) -> list[tuple[str, str]]:
        """For each platform the name that a row's picture should have, and what comes after the number it may get."""
        ends = [f"-{safe_stem(platform.name)}" for platform in platforms]
        if self.name_pattern and ("name" in self.name_pattern.names or not safe_stem(row.name)):
            told = {**row.values, "template": template.name, "brand": row.brand or self.order.brand, "name": row.name}
            names = [self.name_pattern.stem(row.number, {**told, "platform": platform.name}) for platform in platforms]
            several = len(platforms) > 1 and "platform" not in self.name_pattern.names
            return list(zip(names, ends if several else [""] * len(ends), strict=True))
        text = slug(first_text(template.fields.values(), row.values))
        stem = safe_stem(row.name) or (f"{row.number:03}-{text}" if text else f"{row.number:03}")
        return [(stem, end) for end in ends]


def require_template(rows: Iterator[Row | RowFailure], file: str) -> Iterator[Row | RowFailure]:
    """The same rows. Raises DiagnosticError when not one of the first names its template."""
    head: list[Row | RowFailure] = []
    for row in rows:
        head.append(row)
        if isinstance(row, Row) and row.template:
            return chain(head, rows)
        if len(head) == PATIENCE:
            break
    hint = "give one with -t, or a template column; `memegen templates` lists them"
    raise fail("template-missing", "no row names a template, and neither does the command", hint, Where(file))
