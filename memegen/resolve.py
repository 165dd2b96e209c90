"""From template, row, brand and platform to a card: every variable filled in, every value read, every choice made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from memegen.errors import ERROR, WARNING, Diagnostic, DiagnosticError, Where
from memegen.keys import Context, Key, keys_of
from memegen.kinds import FLAG, LAYERS
from memegen.layers import KINDS
from memegen.layers.base import Layer
from memegen.model import Brand, Card, LayerSpec, Platform, Raw, Template, Written
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
        background = self._build_all(self.background, filled, lookup, found)
        layers = self._build_all(self.layers, filled, lookup, found)
        if found:
            raise DiagnosticError(sorted(found, key=lambda d: (d.where.file, d.where.line, d.where.column)))
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

    def _build_all(
        self,
        specs: tuple[LayerSpec, ...],
        values: Mapping[str, Raw],
        lookup: Callable[[str], str],
        found: list[Diagnostic],
    ) -> tuple[Layer, ...]:
        shown = (spec for spec in specs if _shown(spec, values) and not self._hidden(spec, values, lookup))
        built = (self._build(spec, values, lookup, found) for spec in shown)
        return tuple(layer for layer in built if layer)

    def _hidden(self, spec: LayerSpec, values: Mapping[str, Raw], lookup: Callable[[str], str]) -> bool:
        written = spec.values.get("hidden")
        try:
            return written is not None and bool(self.context.read(FLAG, self._expanded(written.raw, values, lookup)))
        except ValueError:
            # Said when the layer is built, like all that cannot be read.
            return False

    def _build(
        self, spec: LayerSpec, values: Mapping[str, Raw], lookup: Callable[[str], str], found: list[Diagnostic]
    ) -> Layer | None:
        """The layer with every value read. What cannot be read goes to *found*, and then there is none."""
        layer = KINDS[spec.kind]
        build: Callable[..., Layer] = layer
        attributes: dict[str, object] = {"where": spec.where}
        for word, (attribute, key) in keys_of(layer).items():
            if key.kind is LAYERS:
                attributes[attribute] = self._build_all(spec.items, values, lookup, found)
                continue
            written = spec.values.get(word)
            try:
                attributes[attribute] = self.context.read(key.kind, self._raw(key, written, values, lookup))
            except ValueError as error:
                where = written.where if written else spec.where
                message = f"{spec.kind}, {word}: {error}"
                found.append(Diagnostic(ERROR, "value-invalid", where, message, f"{word}: {key.about}"))
        return None if found else build(**attributes)

    def _raw(self, key: Key, written: Written | None, values: Mapping[str, Raw], lookup: Callable[[str], str]) -> Raw:
        """What a key is given: its variables filled in, its file found. A field that is empty leaves the default."""
        if written is None:
            return key.default or ""
        raw = self._expanded(written.raw, values, lookup)
        if not raw and written.raw and key.default:
            return key.default
        if key.name in FILES and isinstance(raw, str) and raw:
            return str((_folder(written.where.file, self.template.home) / raw).absolute())
        return raw

    def _expanded(self, raw: Raw, values: Mapping[str, Raw], lookup: Callable[[str], str]) -> Raw:
        if isinstance(raw, str):
            # A list field that is the whole of a value stays a list.
            whole = values.get(raw[1:-1]) if raw.startswith("{") else None
            return whole if isinstance(whole, tuple) else expand(raw, lookup)
        return tuple(self._expanded(entry, values, lookup) for entry in raw)

    def _alt_findings(self, alt: str) -> tuple[Diagnostic, ...]:
        limit = self.platform.alt
        if limit and len(alt) > limit:
            message = f"the alternative text has {len(alt)} characters; {self.platform.title} takes {limit}"
            return (Diagnostic(WARNING, "alt-too-long", self.template.alt.where, message, "shorten a field"),)
        return ()


def fill_fields(
    template: Template, values: Mapping[str, Raw], where: Where, context: Context, brand_word: Callable[[str], str]
) -> dict[str, Raw]:
    """Every field's value: the row's, or its default. Raises DiagnosticError with every problem and its field."""
    filled: dict[str, Raw] = {}
    found: list[Diagnostic] = []
    for field in template.fields.values():
        value = values.get(field.name) or ""
        given = bool(value.strip() if isinstance(value, str) else value)
        if not given:
            value = _default(field.default, brand_word)
        for message in problems(field, value, context):
            code = "field-required" if not value else "field-invalid"
            hint = f"such as {field.example}" if field.example and not isinstance(field.example, tuple) else field.about
            found.append(Diagnostic(ERROR, code, replace(where, field=field.name), message, hint))
        if field.type == "photo" and isinstance(value, str) and value:
            # A row names a file from where the row stands, a template from where the template stands.
            folder = _folder(where.file, Path()) if given else field.home or template.home
            value = str((folder / value).absolute())
        filled[field.name] = value
    if found:
        raise DiagnosticError(found)
    return filled


def _default(raw: Raw, brand_word: Callable[[str], str]) -> Raw:
    if isinstance(raw, str):
        return expand(raw, brand_word)
    return tuple(_default(entry, brand_word) for entry in raw)


def _folder(file: str, otherwise: Path) -> Path:
    return Path(file).parent if file else otherwise


def _as_texts(values: Mapping[str, Raw]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else ", ".join(map(str, value)) for name, value in values.items()}


def _shaped(specs: tuple[LayerSpec, ...], template: Template, platform: Platform) -> tuple[LayerSpec, ...]:
    """The layers with the changes for any shape, then the shape class, then the platform laid over them."""
    for name in (ANY, platform.shape, platform.name):
        if name in template.shapes:
            specs = changed(specs, template.shapes[name])
    return specs


def _shown(spec: LayerSpec, values: Mapping[str, Raw]) -> bool:
    when = spec.values.get("when")
    return when is None or holds(str(when.raw), values)
