"""From a template, a row, a brand and a platform to a card: variables expanded, values read, alternatives chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from memegen.core.diagnostics import Diagnostic, DiagnosticError, Where
from memegen.core.numbers import Figure
from memegen.model.brand import Brand
from memegen.model.card import Card
from memegen.model.entities import Platform, Raw, Record, SourceValue, Template, as_text
from memegen.model.keys import ValueContext
from memegen.template.bind import BoundRow, PhotoLookup, bind_fields
from memegen.template.build_layers import LayerBuilder
from memegen.template.card_rights import CardRights
from memegen.template.cases import CaseLayers
from memegen.template.changes import layers_on
from memegen.template.expand import expand
from memegen.template.expression_check import problem_of
from memegen.template.expressions.scope import Scope, Setting
from memegen.template.field_values import past_dates, unexpected_values
from memegen.template.post_texts import alt_findings
from memegen.template.scope import global_variables
from memegen.template.shared_values import SharedValues
from memegen.template.suitability import require_suited
from memegen.text.markup import clean, parse

# The number of the page, and of all pages, of a graphic that is no series.
ONLY_PAGE = {"page": "1", "pages": "1"}


class Resolver:
    """Resolves rows for one template, brand and platform; what the rows share is computed once."""

    def __init__(
        self,
        template: Template,
        brand: Brand,
        platform: Platform,
        context: ValueContext,
        photos: PhotoLookup,
        today: date | None = None,
    ) -> None:
        """Resolve with *photos* for what rows name; photos expired on *today* are rejected, if it is given."""
        self.template = template
        self.brand = brand
        self.platform = platform
        self._context = context
        self._photos = photos
        self._today = today
        self._shared = SharedValues(template, context, brand.language)
        self._globals: dict[str, Any] = {**global_variables(brand, platform), **self._shared.variables, **ONLY_PAGE}
        self._builder = LayerBuilder(context, template.home, photos, self._shared)
        self._rights = CardRights(template.fields, photos, today)
        background, layers = (layers_on(platform, specs, template) for specs in (template.background, template.layers))
        self._layers = CaseLayers(background, layers, template.cases)

    def scope(self, values: Mapping[str, Raw], where: Where) -> Scope:
        """Return the variables of a row.

        Raises:
            DiagnosticError: as :meth:`card`.
        """
        problems: list[Diagnostic] = []
        row = self._bind(values, where, problems, {})
        if problems:
            raise DiagnosticError(problems)
        return row.scope

    def card(self, values: Mapping[str, Raw], where: Where, variables: Mapping[str, Any] | None = None) -> Card:
        """Return the card of one row, which may use *variables* besides those of the row.

        Raises:
            DiagnosticError: ``platform-unsuited``, or all problems of the row, by place.
        """
        require_suited(self.template, self.platform, where)
        problems: list[Diagnostic] = []
        row = self._bind(values, where, problems, variables or {})
        background, layers = self._built(self._builder, row, problems)
        plain = self._plain_scope(row, variables or {})
        alt_text = " ".join(self._expand(self.template.alt, "alt", plain, problems).split())
        caption = self._expand(self.template.caption, "caption", plain, problems).strip()
        if problems:
            raise DiagnosticError(sorted(problems, key=lambda d: (d.where.file, d.where.line, d.where.column)))
        card = Card(
            self.template.name,
            self.platform,
            self.brand,
            where.row,
            background,
            layers,
            alt_text,
            caption,
            (
                *past_dates(self.template.fields, row.scope, where),
                *unexpected_values(self.template.fields, row.scope, where),
                *alt_findings(alt_text, self.platform, self.template.alt.where),
            ),
            self._rights.join("credit", plain.values),
            self._rights.join("licence", plain.values),
            self._rights.join("source", plain.values),
            row.values,
            row.scope.setting.day().isoformat() if row.scope.setting.used_today else "",
        )
        return self._mirrored(card, row) if self.platform.covered.left != self.platform.covered.right else card

    def _built(
        self, builder: LayerBuilder, row: BoundRow, problems: list[Diagnostic]
    ) -> tuple[tuple[object, ...], tuple[object, ...]]:
        """Return the background and the layers of a row; append what is invalid in them to *problems*."""
        background, layers = self._layers.of(row.scope, problems)
        return builder.build_all(background, row, problems), builder.build_all(layers, row, problems)

    def _mirrored(self, card: Card, row: BoundRow) -> Card:
        """Return the card; from right to left, with left and right of the safe area swapped in its values."""
        from memegen.layout.engine import is_rtl

        if not is_rtl(card):
            return card
        background, layers = self._built(self._mirrored_builder, row, [])
        return replace(card, background=background, layers=layers)

    @cached_property
    def _mirrored_builder(self) -> LayerBuilder:
        return LayerBuilder(self._context.mirrored(), self.template.home, self._photos, self._shared)

    def _expand(self, pattern: SourceValue, what: str, scope: Scope, problems: list[Diagnostic]) -> str:
        """Return a text of the card with its expressions replaced; "", and a problem, if one has no value."""
        try:
            return expand(as_text(self._shared.put_in(pattern.raw, scope)), scope)
        except ValueError as error:
            problems.append(problem_of(error, pattern, "value-invalid", what))
            return ""

    def _plain_scope(self, row: BoundRow, variables: Mapping[str, Any]) -> Scope:
        """Return the variables of a row, and the others that it has, without markup."""
        scope = row.scope.beside({name: _plain(value) for name, value in row.values.items()})
        if variables and scope.parent:
            known = {**self._globals, **{name: _plain(value) for name, value in variables.items()}}
            scope.parent = scope.parent.beside(known)
        return scope

    def _bind(
        self, values: Mapping[str, Raw], where: Where, problems: list[Diagnostic], variables: Mapping[str, Any]
    ) -> BoundRow:
        """Return the row bound to the fields; append what forbids the use of its photos to *problems*."""
        known = {**self._globals, **variables} if variables else self._globals
        defaults = Scope(known, setting=Setting(self.brand.language, self._today))
        bound = bind_fields(self.template, values, where, self._context, defaults, self._photos)
        photos = self._rights.bind(bound, values, where, problems)
        return BoundRow(bound, Scope(bound, self.template.fields, defaults), where, photos)


def _plain(value: Any) -> Any:
    """Return a value without markup and characters that have no shape: a text, a list, or the parts of a record."""
    if isinstance(value, str) and not isinstance(value, Figure):
        return parse(clean(value)).plain
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, Record) or hasattr(value, "parts"):
        return replace(value, parts=tuple((name, _plain(part)) for name, part in value.parts))
    return value
