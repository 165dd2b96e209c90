"""From template, row, brand and platform to a card: every variable filled in, every value read, every choice made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from memegen.core.diagnostics import ERROR, WARNING, Diagnostic, DiagnosticError, Where
from memegen.layout.layers import KINDS
from memegen.layout.layers.base import Layer
from memegen.model.conditions import condition_holds
from memegen.model.entities import Brand, Card, LayerSpec, Platform, Raw, SourceValue, Template
from memegen.model.keys import Key, ValueContext, keys_of
from memegen.model.kinds import FILE, FLAG, LAYERS
from memegen.template.bind import Anywhere, Filled, PictureDesk, fill_fields, folder_of
from memegen.template.rights import PARTS, refusals, told
from memegen.template.template import ANY, changed
from memegen.template.variables import expand
from memegen.text.markup import clean, parse

# What may begin something else than plain text.
SPECIAL = "{}[]\\"
# The attributes that are the same on every card; word, attribute and key of the others.
Parts = tuple[dict[str, object], list[tuple[str, str, Key]]]


class Resolver:
    """Resolves rows for one template, brand and platform; what they share is worked out once.

    On *today*, where that is given, photos whose term has run out are refused.
    """

    def __init__(
        self,
        template: Template,
        brand: Brand,
        platform: Platform,
        context: ValueContext,
        pictures: PictureDesk | None = None,
        today: date | None = None,
    ) -> None:
        self.template = template
        self.brand = brand
        self.platform = platform
        self.context = context
        self.pictures = pictures or Anywhere()
        self.today = today
        self.brand_values = brand.variables()
        self.platform_values = {
            "name": platform.name,
            "title": platform.title,
            "width": str(platform.width),
            "height": str(platform.height),
            "shape": platform.shape,
        }
        # By the number of a layer as it is written; this object holds all of them.
        self._known: dict[int, Parts] = {}
        self.background = _shaped(template.background, template, platform)
        self.layers = _shaped(template.layers, template, platform)

    def card(self, values: Mapping[str, Raw], where: Where) -> Card:
        """The card of one row. Raises DiagnosticError with all that is wrong with the row."""
        found: list[Diagnostic] = []
        filled = self._filled(values, where, found)
        background = self._build_all(self.background, filled, found)
        layers = self._build_all(self.layers, filled, found)
        if found:
            raise DiagnosticError(sorted(found, key=lambda d: (d.where.file, d.where.line, d.where.column)))
        said = self._lookup({name: parse(clean(text)).plain for name, text in _as_texts(filled.values).items()})
        alt = " ".join(expand(str(self.template.alt.raw), said).split())
        caption = expand(str(self.template.caption.raw), said).strip()
        findings = self._alt_findings(alt)
        return Card(
            self.template.name,
            self.platform,
            self.brand,
            where.row,
            background,
            layers,
            alt,
            caption,
            findings,
            self._of_photos("credit", said),
            self._of_photos("licence", said),
            self._of_photos("source", said),
            filled.values,
        )

    def _of_photos(self, part: str, said: Callable[[str], str]) -> str:
        """What is known of the photos, each thing once."""
        photos = (field.name for field in self.template.fields.values() if field.type == "photo")
        return ", ".join(dict.fromkeys(filter(None, (said(f"{name}.{part}") for name in photos))))

    def _filled(self, values: Mapping[str, Raw], where: Where, found: list[Diagnostic]) -> Filled:
        """The row with all its values; what its photos may not be used for goes to *found*."""
        filled = fill_fields(self.template, values, where, self.context, self._brand_word, self.pictures)
        photos = {
            field.name: str(filled[field.name]) for field in self.template.fields.values() if field.type == "photo"
        }
        for name, photo in photos.items():
            rights = {**self.pictures.rights(photo), **told(name, values, where)} if photo else {}
            found += refusals(Path(photo).name, rights, self.today)
            filled |= {f"{name}.{part}": rights[part].raw if part in rights else "" for part in PARTS}
        return Filled(filled, self._lookup(filled), where, frozenset(photos.values()))

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
        filled: Filled,
        found: list[Diagnostic],
    ) -> tuple[Layer, ...]:
        shown = (spec for spec in specs if _shown(spec, filled.values) and not self._hidden(spec, filled))
        built = (self._build(spec, filled, found) for spec in shown)
        return tuple(layer for layer in built if layer)

    def _hidden(self, spec: LayerSpec, filled: Filled) -> bool:
        written = spec.values.get("hidden")
        try:
            return written is not None and bool(self.context.read(FLAG, self._expanded(written.raw, filled)))
        except ValueError:
            # Said when the layer is built, like all that cannot be read.
            return False

    def _build(self, spec: LayerSpec, filled: Filled, found: list[Diagnostic]) -> Layer | None:
        """The layer with every value read. What cannot be read goes to *found*, and then there is none."""
        build: Callable[..., Layer] = KINDS[spec.kind]
        fixed, changing = self._parts(spec)
        attributes: dict[str, object] = {"where": spec.where, **fixed}
        for word, attribute, key in changing:
            if key.kind is LAYERS:
                attributes[attribute] = self._build_all(spec.items, filled, found)
                continue
            written = spec.values.get(word)
            try:
                attributes[attribute] = self.context.read(key.kind, self._raw(key, written, filled))
            except ValueError as error:
                where = written.where if written else spec.where
                message = f"{spec.kind}, {word}: {error}"
                found.append(Diagnostic(ERROR, "value-invalid", where, message, f"{word}: {key.about}"))
            except DiagnosticError as error:
                found += error.diagnostics
        return None if found else build(**attributes)

    def _parts(self, spec: LayerSpec) -> Parts:
        """What a layer is on every card, and its keys that each row has a say in; or that cannot be read."""
        known = self._known.get(id(spec))
        if known is not None:
            return known
        fixed: dict[str, object] = {}
        changing: list[tuple[str, str, Key]] = []
        for word, (attribute, key) in keys_of(KINDS[spec.kind]).items():
            written = spec.values.get(word)
            if key.kind is LAYERS or (written and _changes(key, written.raw)):
                changing.append((word, attribute, key))
                continue
            try:
                fixed[attribute] = self.context.read(key.kind, written.raw if written else key.default or "")
            except (ValueError, DiagnosticError):
                changing.append((word, attribute, key))
        return self._known.setdefault(id(spec), (fixed, changing))

    def _raw(self, key: Key, written: SourceValue | None, filled: Filled) -> Raw:
        """What a key is given: its variables filled in, its file found. A field that is empty leaves the default."""
        if written is None:
            return key.default or ""
        raw = self._expanded(written.raw, filled)
        if not raw and written.raw and key.default:
            return key.default
        if key.kind is FILE and isinstance(raw, str) and raw:
            folder = folder_of(written.where.file, self.template.home)
            if raw == written.raw or raw in filled.photos:
                return str((folder / raw).absolute())
            # Made up of texts of the row, which must not lead out of the folder.
            return self.pictures.find(raw, filled.where, folder)
        return raw

    def _expanded(self, raw: Raw, filled: Filled) -> Raw:
        if isinstance(raw, str):
            # A list field that is the whole of a value stays a list.
            whole = filled.values.get(raw[1:-1]) if raw.startswith("{") else None
            return whole if isinstance(whole, tuple) else expand(raw, filled.lookup)
        return tuple(self._expanded(entry, filled) for entry in raw)

    def _alt_findings(self, alt: str) -> tuple[Diagnostic, ...]:
        limit = self.platform.alt
        if limit and len(alt) > limit:
            message = f"the alternative text has {len(alt)} characters; {self.platform.title} takes {limit}"
            return (Diagnostic(WARNING, "alt-too-long", self.template.alt.where, message, "shorten a field"),)
        return ()


def _changes(key: Key, raw: Raw) -> bool:
    """Whether what is written may mean something else for another row."""
    return key.kind is FILE or not isinstance(raw, str) or any(mark in raw for mark in SPECIAL)


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
    return when is None or condition_holds(str(when.raw), values)
