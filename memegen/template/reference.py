"""The reference: tables of all keys in Markdown, from the declarations with which validation works."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from memegen.layout.layers import KINDS
from memegen.layout.layers.base import Layer
from memegen.model.entities import Raw
from memegen.model.keys import Key, keys_of
from memegen.template.brand import BRAND_KEYS
from memegen.template.brand_direction import PHOTO_KEYS
from memegen.template.brand_fonts import ROLE_KEYS
from memegen.template.cases import CASE_KEYS
from memegen.template.compositions import PAGE_KEYS, VARIANT_KEYS
from memegen.template.fields import FIELD_KEYS
from memegen.template.fragments import SLOT_KEYS, USE_KEYS
from memegen.template.loops import LOOP_KEYS
from memegen.template.parts import PART_KEYS
from memegen.template.platform import PLATFORM_KEYS
from memegen.template.template import FILE_KEYS, TEMPLATE_KEYS


def reference() -> str:
    """Return the tables of all keys of files, templates, fields, layers, platforms and brands."""
    common = {word: key for word, (_, key) in keys_of(Layer).items()}
    parts = [
        _section("A template file", "", _two_columns(FILE_KEYS)),
        _section("A template", "", _two_columns(TEMPLATE_KEYS)),
        _section(
            "A variant", "Besides this it has the keys of a template that it changes.", _two_columns(VARIANT_KEYS)
        ),
        _section("A page", "Besides these it has the keys of a template that it changes.", _two_columns(PAGE_KEYS)),
        _section("A field", "", _two_columns(FIELD_KEYS)),
        _section("What repeats a layer", "Beside the keys of any layer.", _two_columns(LOOP_KEYS)),
        _section("A part that is used", "", _two_columns(USE_KEYS)),
        _section("A slot", "", _two_columns(SLOT_KEYS)),
        _section("A part", "Beside the keys of a layer, or of several under `items`.", _two_columns(PART_KEYS)),
        _section("A case", "", _two_columns(CASE_KEYS)),
        _section("Every layer", "These keys hold for every kind of layer.", _table(common.values())),
    ]
    for kind, layer in KINDS.items():
        # A kind may declare a key that all layers have with another default, e.g. the direction of a row.
        own = [key for word, (_, key) in keys_of(layer).items() if common.get(word) != key]
        parts.append(
            _section(
                f"The `{kind}` layer", (layer.__doc__ or ""), _table(own, kind if layer.primary == "items" else "")
            )
        )
    parts += [
        _section("A platform", "", _two_columns(PLATFORM_KEYS)),
        _section("A brand", "", _two_columns(BRAND_KEYS)),
        _section("The photos of a brand", "One treatment and its colours.", _two_columns(PHOTO_KEYS)),
        _section("A font role of a brand", "", _two_columns(ROLE_KEYS)),
    ]
    return "\n".join(parts)


def _section(title: str, about: str, table: str) -> str:
    return f"### {title}\n\n" + (f"{about}\n\n" if about else "") + table


def _two_columns(keys: Mapping[str, str]) -> str:
    return _rows(("key", "meaning"), ((f"`{key}`", about) for key, about in keys.items()))


def _table(keys: Iterable[Key], items: str = "") -> str:
    """Return a table with a row for each key; *items* is another name of the key ``items``, if any."""
    return _rows(
        ("key", "value", "default", "meaning"),
        (
            (
                f"`{items}` or `items`" if items and key.name == "items" else f"`{key.name}`",
                key.kind.name,
                _default(key),
                key.description,
            )
            for key in keys
        ),
    )


def _default(key: Key) -> str:
    if key.default is None:
        return "must be given"
    return f"`{_as_yaml(key.default)}`" if key.default else ""


def _as_yaml(raw: Raw) -> str:
    return f"[{', '.join(map(_as_yaml, raw))}]" if isinstance(raw, tuple) else str(raw)


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)
