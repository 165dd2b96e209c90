"""Brands: palette, font roles, logos, hashtag, handle, imprint, language; one may extend another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from memegen.core.diagnostics import Diagnostic, DiagnosticError, Where, fail
from memegen.core.numbers import parse_number
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Brand, FontRole
from memegen.model.values import parse_flag
from memegen.scene.color import Color, parse_hex
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import Reader, typeface_folders

BRAND_KEYS = {
    "extends": "the brand that this one changes: its name, or a file beside this one",
    "name": "what people call it",
    "palette": 'roles and their colours, `accent: "#e4322b"`',
    "fonts": "font roles, `display: Anton` or a family with weight, bold, italic, case, leading, tracking",
    "typefaces": "folders of its own fonts, from this file's folder; `system` for those of the system",
    "logos": "pictures `dark:` and `light:`, for dark and for light grounds",
    "hashtag": "the hashtag that templates fall back on",
    "handle": "the account's name",
    "imprint": "who promotes it, and from where",
    "language": "the language of its texts, such as en or cy",
    "words": "texts of its own, which templates call `{brand.words.thanks}`",
}
ROLE_KEYS = {
    "family": "the family, as `memegen fonts` lists it",
    "weight": "what `regular` means, 100 to 900",
    "bold": "what `bold` means, 100 to 900",
    "italic": "whether it is set in italics",
    "case": "none, upper, lower or title",
    "leading": "from line to line in font sizes, such as 1.2",
    "tracking": "room between letters in font sizes, such as 0.02",
}
LOGO_KEYS = {"dark": "the mark for dark grounds", "light": "the mark for light grounds"}
CASES = ("none", "upper", "lower", "title")
# What the shipped templates count on; a brand may have more.
PALETTE = ("ink", "paper", "accent", "sun", "cool")
ROLES = ("display", "text", "hand")
LANGUAGE = lazy_pattern(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
WEIGHT = lazy_pattern(r"[1-9]00")
T = TypeVar("T")


class Families(Protocol):
    """The names of font families."""

    def __contains__(self, name: object) -> bool: ...

    def hint(self, name: str) -> str:
        """What to say of a name that is none of them."""


class BrandError(DiagnosticError):
    """A brand that cannot be used; ``stand_in`` has all its names, so that templates can be checked against those."""

    def __init__(self, diagnostics: Iterable[Diagnostic], stand_in: Brand) -> None:
        super().__init__(diagnostics)
        self.stand_in = stand_in


def read_brand(
    name: str,
    node: Node,
    file: Path,
    parent: Callable[[str, Path], Brand],
    families: Callable[[tuple[Path, ...]], Families] | None = None,
) -> Brand:
    """The brand, checked whole; *parent* finds the one it extends. Raises BrandError with every problem.

    Its fonts must be among the *families*, where those are given: what there is with these typefaces.
    """
    reader = Reader("brand-invalid")
    parts = dict(reader.entries(node, "a brand", BRAND_KEYS))
    plain = Brand(name, name, {}, {}, {})
    base = _base(reader, parts["extends"], file.parent, parent) if "extends" in parts else plain
    palette = {**base.palette, **_section(reader, parts, "palette", _color)}
    fonts = {**base.fonts, **_section(reader, parts, "fonts", _role)}
    typefaces = base.typefaces
    if "typefaces" in parts:
        typefaces = (*typefaces, *typeface_folders(reader, parts["typefaces"], file.parent))
    if "fonts" in parts and families:
        _check_families(reader, parts["fonts"], fonts, families(typefaces))
    logos = {**base.logos, **{form: file.parent / at for form, at in _section(reader, parts, "logos", _logo).items()}}
    words = {**base.words, **_section(reader, parts, "words", Reader.text)}
    for what, needed, given in (("palette", PALETTE, [*palette]), ("fonts", ROLES, [*fonts])):
        if missing := [role for role in needed if role not in given]:
            hint = f"templates count on {', '.join(needed)}"
            reader.problem(node.where, f"{what}: {', '.join(missing)} not given", hint)

    def text(key: str, inherited: str) -> str:
        return reader.text(parts[key], key) if key in parts else inherited

    brand = Brand(
        name,
        text("name", base.title),
        palette,
        fonts,
        logos,
        text("hashtag", base.hashtag),
        text("handle", base.handle),
        text("imprint", base.imprint),
        reader.value(parts["language"], "language", _language, base.language) if "language" in parts else base.language,
        words,
        node.where,
        typefaces,
    )
    try:
        reader.finish()
    except DiagnosticError as error:
        raise BrandError(error.diagnostics, _filled(brand)) from None
    return brand


def _filled(brand: Brand) -> Brand:
    """The brand with what templates count on, whatever that is."""
    palette = {**dict.fromkeys(PALETTE, Color(0, 0, 0)), **brand.palette}
    return replace(brand, palette=palette, fonts={**dict.fromkeys(ROLES, FontRole("")), **brand.fonts})


def cycle(chain: tuple[str, ...]) -> Exception:
    """The error for a brand that extends itself."""
    return fail("brand-cycle", f"brand {chain[0]} extends itself: {' → '.join(chain)}", "break the circle")


def _base(reader: Reader, node: Node, folder: Path, parent: Callable[[str, Path], Brand]) -> Brand:
    """The brand that this one extends; an error that has no place of its own is put where it was asked for."""
    try:
        return parent(reader.text(node, "extends"), folder)
    except DiagnosticError as error:
        placed = [d if d.where != Where() else replace(d, where=node.where) for d in error.diagnostics]
        raise DiagnosticError([*reader.found, *placed]) from None


def _check_families(reader: Reader, node: Node, fonts: Mapping[str, FontRole], families: Families) -> None:
    for role, value in reader.mapping(node, "fonts").items:
        if (family := fonts[role.text].family) and family not in families:
            hint = families.hint(family)
            reader.problem(value.where, f"fonts, {role.text}: there is no font family {family!r}", hint)


def _section(reader: Reader, parts: dict[str, Node], key: str, read: Callable[[Reader, Node, str], T]) -> dict[str, T]:
    """The entries of a section such as ``palette:``, each read by *read*."""
    if key not in parts:
        return {}
    if key == "logos":
        entries = list(reader.entries(parts[key], key, LOGO_KEYS))
    else:
        entries = [(name.text, value) for name, value in reader.mapping(parts[key], key).items]
    return {name: read(reader, value, f"{key}, {name}") for name, value in entries}


def _color(reader: Reader, node: Node, what: str) -> Color:
    hint = 'write six digits after a #, in quotes: "#e4322b"'
    return _given(reader, node, what, parse_hex, Color(0, 0, 0), hint)


def _logo(reader: Reader, node: Node, what: str) -> str:
    return _given(reader, node, what, str, "", "give a picture file, from where this file lies")


def _given(reader: Reader, node: Node, what: str, parse: Callable[[str], T], default: T, hint: str) -> T:
    """As :meth:`Reader.value`, for what may not be left empty."""
    if isinstance(node, Scalar) and not node.text:
        reader.problem(node.where, f"{what}: nothing is given", hint)
        return default
    return reader.value(node, what, parse, default, hint)


def _role(reader: Reader, node: Node, what: str) -> FontRole:
    hint = "write a family, such as Anton, or `family:` with weight, bold, italic, case, leading, tracking"
    if isinstance(node, Scalar):
        return FontRole(_given(reader, node, what, str, "", hint))
    parts = dict(reader.entries(node, what, ROLE_KEYS))
    family = reader.text(parts["family"], f"{what}, family") if "family" in parts else ""
    if not family:
        reader.problem(node.where, f"{what}: a family is needed", hint)

    def read(key: str, parse: Callable[[str], T], default: T) -> T:
        if key not in parts:
            return default
        return reader.value(parts[key], f"{what}, {key}", parse, default, f"{key}: {ROLE_KEYS[key]}")

    usual = FontRole(family)
    return FontRole(
        family,
        read("weight", _weight, usual.weight),
        read("bold", _weight, usual.bold),
        read("italic", parse_flag, usual.italic),
        read("case", _case, usual.case),
        read("leading", _leading, usual.leading),
        read("tracking", parse_number, usual.tracking),
    )


def _weight(text: str) -> int:
    if not WEIGHT.fullmatch(text):
        raise ValueError(f"expected a weight from 100 to 900, not {text!r}")
    return int(text)


def _case(text: str) -> str:
    if text not in CASES:
        raise ValueError(f"expected one of {', '.join(CASES)}, not {text!r}")
    return text


def _leading(text: str) -> float:
    leading = parse_number(text)
    if not 0.5 <= leading <= 5:
        raise ValueError(f"expected 0.5 to 5, not {text!r}")
    return leading


def _language(text: str) -> str:
    if not LANGUAGE.fullmatch(text):
        raise ValueError(f"expected a tag such as en, cy or pt-BR, not {text!r}")
    return text
