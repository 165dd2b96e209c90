"""Building layers from their specifications and a bound row: variables expanded, values read, photos found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from memegen.core.diagnostics import Diagnostic, DiagnosticError, hint_of
from memegen.layout.layers import KINDS
from memegen.layout.layers.base import Layer
from memegen.model.entities import LayerSpec, Loop, Raw, SourceValue, as_text
from memegen.model.keys import Key, ValueContext, keys_of
from memegen.model.kinds import FILE, FLAG, LAYERS, TEXT
from memegen.template.bind import BoundRow, PhotoLookup
from memegen.template.expand import expand_length, expand_raw, handed_on
from memegen.template.expression_check import problem_of
from memegen.template.loops import scopes
from memegen.template.nested_scopes import LIMIT, PartScope, caller_of, root_of
from memegen.template.shared_values import SharedValues
from memegen.template.variables import MARKS

# The constant attributes of a layer; and of each varying one its key in YAML, its attribute and its declaration.
Parts = tuple[dict[str, object], list[tuple[str, str, Key]]]


class LayerBuilder:
    """Builds layers of one template for one brand and platform.

    The attributes of a layer that are constant, i.e. contain no variable, are read once for all rows.
    """

    def __init__(self, context: ValueContext, home: Path, photos: PhotoLookup, shared: SharedValues) -> None:
        """Build with values read in *context*, *shared* colours and words, and files relative to *home*."""
        self._context = context
        self._home = home
        self._photos = photos
        self._shared = shared
        # By the identity of the specification, together with it, so that the identity is not given to another one.
        self._parts: dict[int, tuple[LayerSpec, Parts]] = {}

    def build_all(self, specs: tuple[LayerSpec, ...], row: BoundRow, problems: list[Diagnostic]) -> tuple[Layer, ...]:
        """Return the layers that are visible in a row; append what is invalid in them to *problems*.

        Raises:
            DiagnosticError: ``layers-too-large``.
        """
        layers: list[Layer] = []
        for spec in specs:
            for bound in (row,) if spec.loop is None else self._repeated(spec, spec.loop, row, problems):
                if not self._holds(spec, bound, problems) or self._hidden(spec, bound):
                    continue
                if not spec.kind:
                    layers += self._fragment(spec, bound, problems)
                elif layer := self._build(spec, bound, problems):
                    layers.append(layer)
        return tuple(layers)

    def _repeated(self, spec: LayerSpec, loop: Loop, row: BoundRow, problems: list[Diagnostic]) -> Iterator[BoundRow]:
        """Iterate over the row with the variables of each entry of a repetition."""
        try:
            for scope in scopes(loop, row.scope):
                row.budget.spend(spec.where)
                yield replace(row, scope=scope)
        except DiagnosticError as error:
            if any(problem.code == LIMIT for problem in error.diagnostics):
                raise
            problems += error.diagnostics

    def _fragment(self, spec: LayerSpec, row: BoundRow, problems: list[Diagnostic]) -> tuple[Layer, ...]:
        """Return the layers of a fragment: of a part with its parameters, of a slot with what the caller knows."""
        row.budget.spend(spec.where)
        if spec.from_caller:
            row = replace(row, scope=caller_of(row.scope))
        if spec.parameters is not None:
            given = {name: self._argument(spec, name, row, problems) for name in spec.parameters}
            row = replace(row, scope=PartScope(given, row.scope))
        return self.build_all(spec.items, row, problems)

    def _argument(self, spec: LayerSpec, name: str, row: BoundRow, problems: list[Diagnostic]) -> object:
        """Return the value of a parameter: what is given, or the default, which knows the fields only."""
        value, scope = spec.values.get(name), row.scope
        if value is None:
            value, scope = (spec.parameters or {}).get(name), root_of(row.scope)
        try:
            return handed_on(self._shared.put_in(value.raw, scope), scope) if value else ""
        except ValueError as error:
            problems.append(problem_of(error, value or SourceValue("", spec.where), "value-invalid", name))
            return ""

    def _holds(self, spec: LayerSpec, row: BoundRow, problems: list[Diagnostic]) -> bool:
        """Return whether the condition of a layer holds; append to *problems* why that cannot be said."""
        when = spec.values.get("when")
        if when is None:
            return True
        try:
            return row.scope.holds(as_text(when.raw))
        except ValueError as error:
            problems.append(problem_of(error, when, "expression-invalid", "when"))
            return False

    def _hidden(self, spec: LayerSpec, row: BoundRow) -> bool:
        hidden = spec.values.get("hidden")
        try:
            return hidden is not None and bool(self._context.read(FLAG, expand_raw(hidden.raw, row.scope, plain=True)))
        except ValueError:
            # Reported when the layer is built, as for every other key.
            return False

    def _build(self, spec: LayerSpec, row: BoundRow, problems: list[Diagnostic]) -> Layer | None:
        """Return the layer, or None if anything so far is invalid; append what is to *problems*."""
        row.budget.spend(spec.where)
        layer_class: Callable[..., Layer] = KINDS[spec.kind]
        constant, varying = self._split(spec)
        attributes: dict[str, object] = {"where": spec.where, **constant}
        for word, attribute, key in varying:
            if key.kind is LAYERS:
                attributes[attribute] = items = self.build_all(spec.items, row, problems)
                attributes["emptied"] = bool(spec.items) and not items
                continue
            value = spec.values.get(word)
            try:
                attributes[attribute] = self._context.read(key.kind, self._raw(key, value, row))
            except ValueError as error:
                hint = hint_of(error, key.advice)
                source = value or SourceValue("", spec.where)
                problems.append(problem_of(error, source, "value-invalid", f"{spec.kind}, {word}", hint))
            except DiagnosticError as error:
                problems += error.diagnostics
        return None if problems else layer_class(**attributes)

    def _split(self, spec: LayerSpec) -> Parts:
        """Return the constant attributes of a layer, and its varying or invalid keys."""
        if cached := self._parts.get(id(spec)):
            return cached[1]
        constant: dict[str, object] = {}
        varying: list[tuple[str, str, Key]] = []
        for word, (attribute, key) in keys_of(KINDS[spec.kind]).items():
            value = spec.values.get(word)
            if key.kind is LAYERS or (value and _varies(key, value.raw)):
                varying.append((word, attribute, key))
                continue
            try:
                constant[attribute] = self._context.read(key.kind, value.raw if value else key.default or "")
            except (ValueError, DiagnosticError):
                varying.append((word, attribute, key))
        return self._parts.setdefault(id(spec), (spec, (constant, varying)))[1]

    def _raw(self, key: Key, value: SourceValue | None, row: BoundRow) -> Raw:
        """Return a key's value with variables expanded and its file found; the default if that is empty."""
        if value is None:
            return key.default or ""
        written = self._shared.put_in(value.raw, row.scope)
        if key.kind.takes_fraction:
            raw = expand_length(written, row.scope)
        else:
            raw = expand_raw(written, row.scope, plain=key.kind is not TEXT)
        if key.kind.colored:
            raw = self._shared.name_colors(raw, row.scope)
        if not raw and value.raw and key.default:
            return key.default
        if key.kind is FILE and isinstance(raw, str) and raw:
            folder = Path(value.where.file).parent if value.where.file else self._home
            if raw == value.raw or raw in row.photos:
                return str((folder / raw).absolute())
            # Contains texts of the row, with which the path must not leave the allowed folders.
            return self._photos.find(raw, row.where, folder)
        return raw


def _varies(key: Key, raw: Raw) -> bool:
    """Return whether a value may differ between rows."""
    return key.kind is FILE or not isinstance(raw, str) or any(mark in raw for mark in MARKS)
