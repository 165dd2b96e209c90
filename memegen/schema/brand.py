"""Brands: palette, font roles, logos, hashtag, handle, imprint, language; one may extend another."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from memegen.color import Color, parse_hex
from memegen.errors import fail
from memegen.model import Brand, FontRole
from memegen.node import Node
from memegen.schema.reader import Reader

BRAND_KEYS = {
    "extends": "the brand that this one changes: its name, or a file beside this one",
    "name": "what people call it",
    "palette": "roles and their colours, `accent: \"#e4322b\"`",
    "fonts": "font roles, `display: Anton` or a family with weight, bold, italic, case, leading, tracking",
    "logos": "pictures `dark:` and `light:`, for dark and for light grounds",
    "hashtag": "the hashtag that templates fall back on",
    "handle": "the account's name",
    "imprint": "who promotes it, and from where",
    "language": "the language of its texts, such as en or cy",
    "words": "texts of its own, which templates call `{brand.words.thanks}`",
}
ROLE_KEYS = ("family", "weight", "bold", "italic", "case", "leading", "tracking")
CASES = ("none", "upper", "lower", "title")
# What the shipped templates count on; a brand may have more.
PALETTE = ("ink", "paper", "accent", "sun", "cool")
ROLES = ("display", "text", "hand")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def read_brand(name: str, node: Node, file: Path, parent: Callable[[str, Path], Brand]) -> Brand:
    """The brand, checked whole; *parent* finds the one it extends. Raises DiagnosticError with every problem."""
    reader = Reader()
    parts = dict(reader.entries(node, "a brand", BRAND_KEYS))
    base = parent(reader.text(parts["extends"], "extends"), file.parent) if "extends" in parts else None
    palette = dict(base.palette) if base else {}
    for role, value in reader.mapping(parts["palette"], "palette").items if "palette" in parts else ():
        palette[role.text] = reader.value(value, f"palette, {role.text}", parse_hex, Color(0, 0, 0))
    fonts = dict(base.fonts) if base else {}
    for role, value in reader.mapping(parts["fonts"], "fonts").items if "fonts" in parts else ():
        fonts[role.text] = _role(reader, role.text, value)
    logos = dict(base.logos) if base else {}
    for form, value in reader.entries(parts["logos"], "logos", ("dark", "light")) if "logos" in parts else ():
        logos[form] = file.parent / reader.text(value, form)
    words = dict(base.words) if base else {}
    for word, value in reader.mapping(parts["words"], "words").items if "words" in parts else ():
        words[word.text] = reader.text(value, word.text)

    def text(key: str, inherited: str) -> str:
        return reader.text(parts[key], key) if key in parts else inherited

    language = text("language", base.language if base else "en")
    if not LANGUAGE.fullmatch(language):
        reader.problem(parts["language"].where, f"{language!r} is no language", "expected a tag such as en, cy or pt-BR")
    _complete(reader, node, palette, fonts)
    reader.finish()
    return Brand(
        name,
        text("name", base.title if base else name),
        palette,
        fonts,
        logos,
        text("hashtag", base.hashtag if base else ""),
        text("handle", base.handle if base else ""),
        text("imprint", base.imprint if base else ""),
        language,
        words,
        node.where,
    )


def cycle(chain: tuple[str, ...]) -> Exception:
    """The error for a brand that extends itself."""
    return fail("brand-cycle", f"brand {chain[0]} extends itself: {' → '.join(chain)}", "break the circle")


def _complete(reader: Reader, node: Node, palette: dict[str, Color], fonts: dict[str, FontRole]) -> None:
    for what, needed, given in (("palette", PALETTE, palette), ("fonts", ROLES, fonts)):
        if missing := [role for role in needed if role not in given]:
            reader.problem(node.where, f"{what}: {', '.join(missing)} not given", f"templates count on {', '.join(needed)}")


def _role(reader: Reader, name: str, node: Node) -> FontRole:
    from memegen.node import Scalar

    if isinstance(node, Scalar):
        return FontRole(node.text)
    parts = {key: reader.text(value, key) for key, value in reader.entries(node, f"font role {name}", ROLE_KEYS)}
    role = FontRole(parts.get("family", ""))
    if not role.family:
        reader.problem(node.where, f"font role {name} needs a family")
    try:
        role = FontRole(
            role.family,
            int(parts.get("weight", role.weight)),
            int(parts.get("bold", role.bold)),
            parts.get("italic", "no") in ("yes", "true", "on"),
            parts.get("case", role.case),
            float(parts.get("leading", role.leading)),
            float(parts.get("tracking", role.tracking)),
        )
    except ValueError as error:
        reader.problem(node.where, f"font role {name}: expected a number: {error}")
    if role.case not in CASES:
        reader.problem(node.where, f"font role {name}: case is one of {', '.join(CASES)}, not {role.case!r}")
    return role
