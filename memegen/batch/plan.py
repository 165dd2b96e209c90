"""Plans a batch: turns rows into jobs with their template, platforms and file names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.batch.job import Failed, Job
from memegen.batch.job_runner import failure, internal_error
from memegen.batch.name_pattern import NamePattern
from memegen.batch.rows import ColumnMapping, Row, RowFailure, map_columns
from memegen.batch.stems import Stems
from memegen.core.diagnostics import WARNING, Diagnostic, DiagnosticError, Where, fail
from memegen.core.frozen import frozen
from memegen.template.photo_lookup import default_photo_notes
from memegen.template.post_texts import ALT, CAPTION
from memegen.template.rights import row_columns
from memegen.template.series import template_of
from memegen.template.suitability import suited_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memegen.core.address import Address
    from memegen.model.entities import Platform, Raw, Template
    from memegen.renderer import Renderer


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
        dated: templates with a date or time that rows have filled; it is not that of the post.
        taken: columns of another name than that of the field that they fill.
        notes: what such columns fill, each said once; grows while rows are planned.
        remarks: notes on photos that rows do not set, and whether each is printed.
    """

    def __init__(self, renderer: Renderer, options: BatchOptions) -> None:
        self.renderer = renderer
        self.options = options
        self.warnings: list[Diagnostic] = []
        self.fields: set[str] = set()
        self.name_pattern = NamePattern(options.name) if options.name else None
        self._stems = Stems(self.name_pattern, self.warnings)
        self.taken: set[str] = set()
        self.dated: set[str] = set()
        self.notes: dict[str, None] = {}
        self.remarks: dict[str, bool] = {}
        self._mappings: dict[tuple[str, tuple[str, ...]], ColumnMapping] = {}
        # The templates, by name, whose warnings are among those of the plan.
        self._warned: set[str] = set()
        self._brands_used: set[str] = set()
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
                yield failure(row.where, "", error.diagnostics)
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
            message = f"-p {platforms} has no effect: every row sets its own platforms"
            hint = "clear cells in the column platforms, or delete the column"
            where = Where(self._overriding_list, field="platforms")
            self.warnings.append(Diagnostic(WARNING, "platforms-overridden", where, message, hint))

    def count(self, row: Row | RowFailure) -> int:
        """Return the number of graphics of a row; 1 for a failure."""
        try:
            return 1 if isinstance(row, RowFailure) else len(self._targets(row)[1])
        except Exception:  # Planning the row raises the same, and reports it.
            return 1

    def _jobs(self, row: Row) -> list[Job]:
        template, platforms = self._targets(row)
        self._warn_about(template, self._brand(row), row.where.file)
        mapping = self._mapping(template, row)
        if mapping.conflicts:
            raise DiagnosticError(replace(each, where=row.where) for each in mapping.conflicts)
        values = {mapping.fields.get(column, column): value for column, value in row.values.items()}
        fields = set(row_columns(template))
        self.fields |= fields
        photos = (values.get(name) for name, field in template.fields.items() if field.type == "photo")
        photo = str(next(filter(None, photos), ""))
        self.remarks = dict.fromkeys(default_photo_notes(template, values), False) | self.remarks
        known = fields | {*CAPTION, *ALT}
        extra = {name: _without_records(value) for name, value in values.items() if name not in known}
        if "link" in fields and "link" in values:
            extra.setdefault("post_link", _without_records(values["link"]))
        if not {"date", "time"}.isdisjoint(fields & set(values)):
            self.dated.add(template.name)
        variant = row.variant or self.options.variant
        chosen = template_of(template, variant, values, row.where)
        return [
            Job(
                row.number,
                row.where,
                template.name,
                values,
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
            for platform, stem in zip(platforms, self._names(row, chosen, platforms, mapping, values), strict=True)
        ]

    def column_problems(self, row: Row) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the columns that a row has for its template."""
        try:
            mapping = self._mapping(self._targets(row)[0], row)
        except DiagnosticError:  # Planning the row raises the same, and reports it.
            return ()
        return (*mapping.conflicts, *mapping.unfilled)

    def _mapping(self, template: Template, row: Row) -> ColumnMapping:
        """Return what the row's columns fill, and note it when such columns occur for the first time."""
        columns = row.columns or {column: column for column in row.values}
        key = (template.name, tuple(columns))
        if key not in self._mappings:
            mapping = self._mappings[key] = map_columns(template.fields, columns, row.where.file, row.values)
            self.taken |= mapping.taken
            said = {**mapping.fields, **({mapping.file: "the file's name"} if mapping.file else {})}
            self.notes |= dict.fromkeys(
                f"{columns[column]!r} fills {field}" for column, field in said.items() if columns[column] != field
            )
        return self._mappings[key]

    def _names(
        self,
        row: Row,
        template: Template,
        platforms: tuple[Platform, ...],
        mapping: ColumnMapping,
        values: dict[str, Raw],
    ) -> list[str]:
        name = row.file or str(row.values.get(mapping.file, ""))
        brand = self.renderer.catalog.brand(self._brand(row)).name
        known = {"template": template.name, "brand": brand, "file": name}
        return self._stems.of(row, template, platforms, {"name": name, **row.values, **values, **known}, name)

    def _warn_about(self, template: Template, brand: str, file: str) -> None:
        """Add the warnings of a template when a row uses it for the first time, and that of the example brand."""
        if brand not in self._brands_used:
            self._brands_used.add(brand)
            self.warnings += self.renderer.catalog.example_brand_warning(brand, file)
        if template.name not in self._warned:
            self._warned.add(template.name)
            catalog = self.renderer.catalog
            self.warnings += catalog.warnings(template.name, catalog.brand(brand))

    def _targets(self, row: Row) -> tuple[Template, tuple[Platform, ...]]:
        name = row.template or self.options.template
        if not name:
            raise fail(
                "template-required",
                "no template for this row",
                "fill the column template, or name a template for all rows with -t",
                row.where,
            )
        template = self.renderer.template(name, self._brand(row))
        platforms, skipped = self.renderer.catalog.targets(template, row.platforms or self.options.platforms)
        self._note_skipped(template, skipped)
        return template, platforms

    def _note_skipped(self, template: Template, count: int) -> None:
        """Warn, once a template, that it is not for all platforms of a group."""
        if count and template.name not in self._skipping:
            self._skipping.add(template.name)
            message = f"{count} platforms skipped: template {template.name} is only for {suited_names(template)}"
            hint = "choose some of these with -p"
            self.warnings.append(Diagnostic(WARNING, "platforms-skipped", template.only[0].where, message, hint))

    def _brand(self, row: Row) -> str:
        return self._brands.name_in_row(row.brand, row.where) if row.brand else self.options.brand


def _without_records(value: Raw) -> Raw:
    """Return a value of a column that is recorded, with each record as a text."""
    return tuple(map(_without_records, value)) if isinstance(value, tuple) else str(value)
