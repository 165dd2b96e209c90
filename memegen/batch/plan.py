"""Plans a batch: turns rows into jobs with their template, platforms and file names."""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.file_names import first_text, names_of, safe_stem, slug
from memegen.batch.job import Failed, Job
from memegen.batch.job_runner import failure, internal_error
from memegen.batch.name_pattern import NamePattern
from memegen.batch.record_index import name_hash
from memegen.batch.rows import Row, RowFailure
from memegen.core.diagnostics import WARNING, Diagnostic, DiagnosticError, Where, fail
from memegen.core.frozen import frozen
from memegen.template.rights import row_columns
from memegen.template.series import MAX_PAGES, template_of
from memegen.template.suitability import suited_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memegen.core.address import Address
    from memegen.model.entities import Platform, Raw, Template
    from memegen.renderer import Renderer

# Number of rows that are read before a list is rejected because none of them names a template.
MAX_ROWS_WITHOUT_TEMPLATE = 1000


@frozen
class BatchOptions:
    """Defaults for rows, and settings for all of them.

    Attributes:
        template, platforms, brand: for rows that do not set their own.
        format: file format; "" to choose it.
        folder: where to write the graphics.
        name: pattern for file names; "" for the default names.
        quality: 1-100; 0 for the default.
        variant: which variant of the template to take, for rows that do not set their own.
    """

    template: str = ""
    platforms: tuple[str, ...] = ()
    brand: str = ""
    format: str = ""
    folder: Path | Address = Path("out")
    name: str = ""
    quality: int = 0
    variant: str = ""


class Plan:
    """Turns rows into jobs.

    Attributes:
        warnings: grows while rows are planned.
        fields: names of the fields of all templates used so far.
    """

    def __init__(self, renderer: Renderer, options: BatchOptions) -> None:
        self.renderer = renderer
        self.options = options
        self.warnings: list[Diagnostic] = []
        self.fields: set[str] = set()
        self.name_pattern = NamePattern(options.name) if options.name else None
        # Hashes of the file names, which take less memory than the names of a long list.
        self._names: set[int] = set()
        # The templates, by name, whose warnings are among those of the plan.
        self._warned: set[str] = set()
        # Templates that are not for all platforms of a group.
        self._skipping: set[str] = set()
        # The list whose rows set their own platforms, and whether any row uses those of the options.
        self._overriding_list, self._defaults_used = "", False
        self._brands = renderer.catalog.brands
        if options.template:
            self.fields |= set(row_columns(renderer.template(options.template, options.brand)))
        renderer.catalog.brand(options.brand)
        renderer.catalog.pick(options.platforms)

    def jobs(self, rows: Iterator[Row | RowFailure]) -> Iterator[Job | Failed]:
        """Iterate over the jobs, in the order of the rows and their platforms. An invalid row becomes a failure."""
        while True:
            try:
                row = next(rows, None)
            except DiagnosticError as error:  # The rest of the list cannot be read.
                yield Failed(0, "", error.diagnostics)
                return
            if row is None:
                self._warn_about_platforms()
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
            except Exception as error:  # An internal error fails this row alone, not the batch.
                from traceback import format_exc

                yield Failed(row.number, "", (internal_error(error, row.where),), format_exc())
                continue
            yield from jobs

    def _note_platforms(self, row: Row) -> None:
        if self.options.platforms and row.platforms and {*row.platforms} != {*self.options.platforms}:
            self._overriding_list = row.where.file or "the list"
        else:
            self._defaults_used = True

    def _warn_about_platforms(self) -> None:
        """Warn if the platforms of the options have no effect because every row sets its own."""
        if self._overriding_list and not self._defaults_used:
            platforms = ",".join(self.options.platforms)
            message = f"every row names platforms of its own, so nothing is made for -p {platforms}"
            hint = "empty the cells that -p is to fill, or leave the column out"
            where = Where(self._overriding_list, field="platforms")
            self.warnings.append(Diagnostic(WARNING, "platforms-overruled", where, message, hint))

    def count(self, row: Row | RowFailure) -> int:
        """Return the number of graphics of a row; 1 for a failure."""
        try:
            return 1 if isinstance(row, RowFailure) else len(self._targets(row)[1])
        except Exception:  # Planning the row raises the same, and reports it.
            return 1

    def _jobs(self, row: Row) -> list[Job]:
        template, platforms = self._targets(row)
        self._warn_about_template(template, self._brand(row))
        fields = set(row_columns(template))
        self.fields |= fields
        photos = (row.values.get(name) for name, field in template.fields.items() if field.type == "photo")
        photo = str(next(filter(None, photos), ""))
        extra = {name: _without_records(value) for name, value in row.values.items() if name not in fields}
        variant = row.variant or self.options.variant
        chosen = template_of(template, variant, row.values, row.where)
        return [
            Job(
                row.number,
                row.where,
                template.name,
                row.values,
                platform,
                self._brand(row),
                self.options.format,
                str(self.options.folder / stem),
                quality=self.options.quality,
                extra=extra,
                photo=photo,
                variant=variant,
                is_series=bool(chosen.pages),
            )
            for platform, stem in zip(platforms, self._stems(row, chosen, platforms), strict=True)
        ]

    def _warn_about_template(self, template: Template, brand: str) -> None:
        """Add the warnings of a template when a row uses it for the first time."""
        if template.name not in self._warned:
            self._warned.add(template.name)
            catalog = self.renderer.catalog
            self.warnings += catalog.warnings(template.name, catalog.brand(brand))

    def _targets(self, row: Row) -> tuple[Template, tuple[Platform, ...]]:
        name = row.template or self.options.template
        if not name:
            raise fail(
                "template-missing", "this row names no template", "fill its template column, or give -t", row.where
            )
        template = self.renderer.template(name, self._brand(row))
        names = row.platforms or self.options.platforms or (template.platform,)
        platforms = self.renderer.catalog.targets(template, names)
        self._note_skipped(template, len(self.renderer.catalog.pick(names)) - len(platforms))
        return template, platforms

    def _note_skipped(self, template: Template, count: int) -> None:
        """Warn, once a template, that it is not for all platforms of a group."""
        if count and template.name not in self._skipping:
            self._skipping.add(template.name)
            message = f"{count} platforms are skipped: template {template.name} is only for {suited_names(template)}"
            hint = "name platforms that it is for, to be told of each that it is not for"
            self.warnings.append(Diagnostic(WARNING, "platforms-skipped", template.only[0].where, message, hint))

    def _brand(self, row: Row) -> str:
        return self._brands.name_in_row(row.brand, row.where) if row.brand else self.options.brand

    def _stems(self, row: Row, template: Template, platforms: tuple[Platform, ...]) -> list[str]:
        """Return the file names of a row without suffix, with a number if they are taken."""
        preferred, most = self._preferred_stems(row, template, platforms), MAX_PAGES if template.pages else 1
        for number in count(1):
            stems = [f"{stem}{f'-{number}' if number > 1 else ''}{rest}" for stem, rest in preferred]
            # Some file systems are not case-sensitive.
            files = {name_hash(name.casefold()) for stem in stems for name in names_of(stem, most)}
            if not files & self._names:
                break
        self._names |= files
        if number > 1:
            where = Where(row.where.file, row.where.line, row=row.number, field="name")
            name = preferred[0][0]
            message = f"the name {name} is taken by a row before; this one is {name}-{number}"
            self.warnings.append(Diagnostic(WARNING, "name-taken", where, message, "give every row a name of its own"))
        return stems

    def _preferred_stems(self, row: Row, template: Template, platforms: tuple[Platform, ...]) -> list[tuple[str, str]]:
        """Return the file name for each platform, as the parts before and after a number that it may need."""
        ends = [f"-{safe_stem(platform.name)}" for platform in platforms]
        if self.name_pattern and ("name" in self.name_pattern.names or not safe_stem(row.name)):
            values = {
                **row.values,
                "template": template.name,
                "brand": row.brand or self.options.brand,
                "name": row.name,
            }
            names = [
                self.name_pattern.stem(row.number, {**values, "platform": platform.name}) for platform in platforms
            ]
            several = len(platforms) > 1 and "platform" not in self.name_pattern.names
            return list(zip(names, ends if several else [""] * len(ends), strict=True))
        text = slug(first_text(template.fields.values(), row.values))
        stem = safe_stem(row.name) or (f"{row.number:03}-{text}" if text else f"{row.number:03}")
        return [(stem, end) for end in ends]


def require_template(rows: Iterator[Row | RowFailure], file: str) -> Iterator[Row | RowFailure]:
    """Return the same rows, if one of the first names a template.

    Raises:
        DiagnosticError: ``template-missing``.
    """
    head: list[Row | RowFailure] = []
    for row in rows:
        head.append(row)
        if isinstance(row, Row) and row.template:
            return chain(head, rows)
        if len(head) == MAX_ROWS_WITHOUT_TEMPLATE:
            break
    hint = "give one with -t, or a template column; `memegen templates` lists them"
    raise fail("template-missing", "no row names a template, and neither does the command", hint, Where(file))


def _without_records(value: Raw) -> Raw:
    """Return a value of a column that is recorded, with each record as a text."""
    return tuple(map(_without_records, value)) if isinstance(value, tuple) else str(value)
