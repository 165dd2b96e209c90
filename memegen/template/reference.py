"""The reference: every key there is, as tables in Markdown, read off the declarations that validation goes by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from memegen.layout.layers import KINDS
from memegen.layout.layers.base import Layer
from memegen.model.entities import Raw
from memegen.model.keys import Key, keys_of
from memegen.template.brand import BRAND_KEYS
from memegen.template.brand_fonts import ROLE_KEYS
from memegen.template.fields import FIELD_KEYS
from memegen.template.platform import PLATFORM_KEYS
from memegen.template.template import FILE_KEYS, TEMPLATE_KEYS


def reference() -> str:
    """The tables of all keys: files, templates, fields, every layer, each kind of layer, platforms, brands."""
    common = {word: key for word, (_, key) in keys_of(Layer).items()}
    parts = [
        _section("A template file", "", _meanings(FILE_KEYS)),
        _section("A template", "", _meanings(TEMPLATE_KEYS)),
        _section("A field", "", _meanings(FIELD_KEYS)),
        _section("Every layer", "These keys hold for every kind of layer.", _table(common.values())),
    ]
    for kind, layer in KINDS.items():
        # What a kind declares anew, such as a row's direction, differs from what all share.
        own = [key for word, (_, key) in keys_of(layer).items() if common.get(word) != key]
        parts.append(
            _section(
                f"The `{kind}` layer", (layer.__doc__ or ""), _table(own, kind if layer.primary == "items" else "")
            )
        )
    parts += [
        _section("A platform", "", _meanings(PLATFORM_KEYS)),
        _section("A brand", "", _meanings(BRAND_KEYS)),
        _section("A font role of a brand", "", _meanings(ROLE_KEYS)),
    ]
    return "\n".join(parts)


def _section(title: str, about: str, table: str) -> str:
    return f"### {title}\n\n" + (f"{about}\n\n" if about else "") + table


def _meanings(keys: Mapping[str, str]) -> str:
    return _rows(("key", "meaning"), ((f"`{key}`", about) for key, about in keys.items()))


def _table(keys: Iterable[Key], items: str = "") -> str:
    """One row a key; *items* is the word under which a stack's layers may stand as well."""
    return _rows(
        ("key", "value", "default", "meaning"),
        (
            (
                f"`{items}` or `items`" if items and key.name == "items" else f"`{key.name}`",
                key.kind.name,
                _default(key),
                key.about,
            )
            for key in keys
        ),
    )


def _default(key: Key) -> str:
    if key.default is None:
        return "must be given"
    return f"`{_as_written(key.default)}`" if key.default else ""


def _as_written(raw: Raw) -> str:
    return raw if isinstance(raw, str) else f"[{', '.join(map(_as_written, raw))}]"


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)
