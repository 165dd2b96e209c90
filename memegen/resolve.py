"""From template, row, brand and platform to a card: every variable filled in, every value read, every choice made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from memegen.errors import ERROR, WARNING, Diagnostic, DiagnosticError, Where
from memegen.keys import LAYERS, Context, keys_of, parse_flag
from memegen.layers import KINDS
from memegen.layers.base import Layer
from memegen.model import Brand, Card, Field, LayerSpec, Platform, Raw, Template
from memegen.schema.fields import problems
from memegen.schema.layers import holds
from memegen.schema.template import ANY, changed
from memegen.text.markup import clean, parse
from memegen.variables import expand

# Keys whose value is a file; a relative one is meant from the template's own folder.
FILES = ("photo", "image")


class Resolver:
    """Resolves rows for one template, brand and platform; what they share is worked out once."""

    def __init__(self, template: Template, brand: Brand, platform: Platform, context: Context) -> None:
        self.template = template
        self.brand = brand
        self.platform = platform
        self.context = context
        self.brand_values = brand.variables()
        self.platform_values = {
            "name": platform.name,
            "title": platform.title,
            "width": str(platform.width),
            "height": str(platform.height),
            "shape": platform.shape,
        }
        self.background = _shaped(template.background, template, platform)
        self.layers = _shaped(template.layers, template, platform)

    def card(self, values: Mapping[str, Raw], where: Where) -> Card:
        """The card of one row. Raises DiagnosticError with all that is wrong with the row."""
        filled = fill_fields(self.template, values, where, self.context, self._brand_word)
        lookup = self._lookup(filled)
        found: list[Diagnostic] = []
        background = tuple(self._build(spec, filled, lookup, found) for spec in self.background if _shown(spec, filled))
        layers = tuple(self._build(spec, filled, lookup, found) for spec in self.layers if _shown(spec, filled))
        if found:
            raise DiagnosticError(found)
        said = self._lookup({name: parse(clean(text)).plain for name, text in _as_texts(filled).items()})
        alt = " ".join(expand(str(self.template.alt.raw), said).split())
        caption = expand(str(self.template.caption.raw), said).strip()
        findings = self._alt_findings(alt)
        return Card(
            self.template.name, self.platform, self.brand, where.row, background, layers, alt, caption, findings
        )

    def _brand_word(self, name: str) -> str:
        group, _, rest = name.partition(".")
        if group == "platform":
            return self.platform_values.get(rest, "")
        return self.brand_values.get(rest, "")

    def _lookup(self, values: Mapping[str, Raw]) -> Callable[[str], str]:
        texts = _as_texts(values)

        def lookup(name: str) -> str:
            return texts[name] if name in texts else self._brand_word(name)

        return lookup

    def _build(
        self, spec: LayerSpec, values: Mapping[str, Raw], lookup: Callable[[str], str], found: list[Diagnostic]
    ) -> Layer:
        layer = KINDS[spec.kind]
        build: Callable[..., Layer] = layer
        attributes: dict[str, object] = {"where": spec.where}
        for word, (attribute, key) in keys_of(layer).items():
            if key.kind is LAYERS:
                items = (self._build(item, values, lookup, found) for item in spec.items if _shown(item, values))
                attributes[attribute] = tuple(items)
                continue
            written = spec.values.get(word)
            raw = key.default if written is None else self._expanded(written.raw, lookup)
            if raw is None:
                raw = ""
            if word in FILES and isinstance(raw, str) and raw:
                raw = str(self.template.home / raw)
            try:
                attributes[attribute] = self.context.read(key.kind, raw)
            except ValueError as error:
                where = written.where if written else spec.where
                found.append(Diagnostic(ERROR, "value-invalid", where, f"{spec.kind}, {word}: {error}"))
        # What is incomplete is never laid out: its card is refused with all that was found.
        return Layer() if found else build(**attributes)

    def _expanded(self, raw: Raw, lookup: Callable[[str], str]) -> Raw:
        if isinstance(raw, str):
            return expand(raw, lookup)
        return tuple(self._expanded(entry, lookup) for entry in raw)

    def _alt_findings(self, alt: str) -> tuple[Diagnostic, ...]:
        limit = self.platform.alt
        if limit and len(alt) > limit:
            message = f"the alternative text has {len(alt)} characters; {self.platform.title} takes {limit}"
            return (Diagnostic(WARNING, "alt-too-long", self.template.alt.where, message, "shorten a field"),)
        return ()


def fill_fields(
    template: Template, values: Mapping[str, Raw], where: Where, context: Context, brand_word: Callable[[str], str]
) -> dict[str, Raw]:
    """Every field's value: the row's, or its default. Raises DiagnosticError with every problem, each with its field."""
    filled: dict[str, Raw] = {}
    found: list[Diagnostic] = []
    for field in template.fields.values():
        value = values.get(field.name) or ""
        given = bool(value)
        if not given:
            value = _default(field, brand_word)
        for message in problems(field, value, context):
            code = "field-required" if not value else "field-invalid"
            hint = f"such as {field.example}" if field.example and not isinstance(field.example, tuple) else field.about
            found.append(Diagnostic(ERROR, code, replace(where, field=field.name), message, hint))
        if field.type == "photo" and isinstance(value, str) and value:
            # A row names a file from where the row stands, a template from where the template stands.
            value = str((Path(where.file).parent if where.file else Path()) / value if given else template.home / value)
            value = str(Path(value).absolute())
        filled[field.name] = value
    if found:
        raise DiagnosticError(found)
    return filled


def _default(field: Field, brand_word: Callable[[str], str]) -> Raw:
    if isinstance(field.default, str):
        return expand(field.default, brand_word)
    return field.default


def _as_texts(values: Mapping[str, Raw]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else ", ".join(map(str, value)) for name, value in values.items()}


def _shaped(specs: tuple[LayerSpec, ...], template: Template, platform: Platform) -> tuple[LayerSpec, ...]:
    """The layers with the changes for any shape, then the shape class, then the platform laid over them."""
    for name in (ANY, platform.shape, platform.name):
        if name in template.shapes:
            specs = changed(specs, template.shapes[name])
    return specs


def _shown(spec: LayerSpec, values: Mapping[str, Raw]) -> bool:
    hidden, when = spec.values.get("hidden"), spec.values.get("when")
    if hidden and parse_flag(str(hidden.raw)):
        return False
    return when is None or holds(str(when.raw), values)

