"""Reading brands: palette, font roles, logos, hashtag, handle, imprint, language, words; one may extend another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from memegen.core.diagnostics import Diagnostic, DiagnosticError, closest_match, fail
from memegen.core.regex import lazy_pattern
from memegen.model.brand import JURISDICTIONS, Brand, FontRole
from memegen.model.values import parse_flag
from memegen.scene.color import Color, parse_hex
from memegen.template.brand_direction import DIRECTION_KEYS, read_direction, read_voice, read_word
from memegen.template.brand_fonts import Families, check_families, read_role, typeface_folders
from memegen.template.hashtags import hashtag_problems
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.nodes import Sequence as SequenceNode
from memegen.template.reader import SCHEMA_KEYS, Reader

BRAND_KEYS = {
    **SCHEMA_KEYS,
    "extends": "the brand that this one changes: its name, or a file next to this one; default: none",
    "name": "its name for people; default: the file's name",
    "palette": 'roles and their colours, `accent: "#e4322b"`',
    "fonts": "font roles, `display: Anton` or a family with weight, bold, italic, case, leading, tracking",
    "typefaces": "folders of custom fonts, relative to this file; `system` for those of the system",
    "logos": "image files `dark:` and `light:`, for dark and for light backgrounds; default: no logo",
    "hashtag": "the default hashtag of templates; default: none",
    "handle": "the account's name; default: none",
    "imprint": "who promotes it, and from where; default: none",
    "jurisdiction": "where it campaigns, `uk`, `us` or `eu`, for the legal notices that are checked; default: none are",
    "paid": "whether its graphics are paid advertisements, `yes` or `no`; default: no",
    "language": "the language of its texts, e.g. `en-GB` or `cy`; default: en",
    "words": "its texts, which templates use as `{brand.words.thanks}`",
    **DIRECTION_KEYS,
}
LOGO_KEYS = {"dark": "the mark for dark grounds", "light": "the mark for light grounds"}
# Colours and font roles that the bundled templates use; a brand must have them, and may have others.
REQUIRED_COLORS = ("ink", "paper", "accent", "sun", "cool")
REQUIRED_ROLES = ("display", "text", "hand")
# A language tag (BCP 47).
LANGUAGE = lazy_pattern(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
BLACK = Color(0, 0, 0)
T = TypeVar("T")


class BrandError(DiagnosticError):
    """A brand is invalid.

    Attributes:
        fallback: the brand with all names that templates use, so that templates can be checked all the same.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], fallback: Brand) -> None:
        super().__init__(diagnostics)
        self.fallback = fallback


def read_brand(
    name: str,
    node: Node,
    file: Path,
    parent: Callable[[str, Path], Brand],
    families: Callable[[tuple[Path, ...]], Families] | None = None,
) -> Brand:
    """Return the brand of a file.

    Args:
        name: name of the brand.
        node: content of the file.
        file: its path.
        parent: function that returns the brand which this one extends, from its name and this file's folder.
        families: function that returns the font families that exist with given font folders; None not to check them.

    Raises:
        BrandError: the brand is invalid; all problems.
        DiagnosticError: the brand that it extends is unknown or invalid.
    """
    reader = Reader("brand-invalid")
    parts = dict(reader.entries(node, "a brand", BRAND_KEYS))
    base = _base(reader, parts["extends"], file.parent, parent) if "extends" in parts else Brand(name, name, {}, {}, {})
    brand = _read_parts(reader, node, parts, base, file.parent, families)
    try:
        reader.finish()
    except DiagnosticError as error:
        raise BrandError(error.diagnostics, _with_required(replace(brand, name=name))) from None
    return replace(brand, name=name)


def _read_parts(
    reader: Reader,
    node: Node,
    parts: dict[str, Node],
    base: Brand,
    home: Path,
    families: Callable[[tuple[Path, ...]], Families] | None,
) -> Brand:
    """Return *base* updated by the parts of a brand file in *home*."""

    def text(key: str, inherited: str) -> str:
        return reader.text(parts[key], key) if key in parts else inherited

    palette = {**base.palette, **_section(reader, parts, "palette", _read_color)}
    typefaces, fonts = _read_fonts(reader, parts, base, home, families)
    logos = {variant: home / path for variant, path in _section(reader, parts, "logos", _read_logo).items()}
    words = {**base.words, **_section(reader, parts, "words", Reader.text)}
    _check_required(reader, parts.get("palette", node), "palette", REQUIRED_COLORS, palette)
    _check_required(reader, parts.get("fonts", node), "fonts", REQUIRED_ROLES, fonts)
    return Brand(
        base.name,
        text("name", base.title),
        palette,
        fonts,
        {**base.logos, **logos},
        _read_hashtag(reader, parts, base.hashtag),
        text("handle", base.handle),
        text("imprint", base.imprint),
        _read_language(reader, parts, base.language),
        words,
        node.where,
        typefaces,
        # A missing colour is reported once, not wherever it is named.
        read_direction(reader, parts, base.direction, {**dict.fromkeys(REQUIRED_COLORS, BLACK), **palette}),
        _read_jurisdiction(reader, parts, base.jurisdiction),
        reader.value(parts["paid"], "paid", parse_flag, base.paid) if "paid" in parts else base.paid,
    )


def cycle_error(chain: tuple[str, ...]) -> DiagnosticError:
    """Return the error for a brand that extends itself by way of *chain*."""
    return fail("brand-cycle", f"brand {chain[0]} extends itself: {' → '.join(chain)}", "remove one extends")


def _base(reader: Reader, node: Node, folder: Path, parent: Callable[[str, Path], Brand]) -> Brand:
    """Return the brand that this one extends; problems without a place get that of ``extends:``."""
    try:
        return parent(reader.text(node, "extends"), folder)
    except DiagnosticError as error:
        raise DiagnosticError([*reader.problems, *error.placed(node.where).diagnostics]) from None


def _read_fonts(
    reader: Reader,
    parts: dict[str, Node],
    base: Brand,
    folder: Path,
    families: Callable[[tuple[Path, ...]], Families] | None,
) -> tuple[tuple[Path, ...], dict[str, FontRole]]:
    """Return the font folders and the font roles, those of the brand that this one extends included."""
    fonts = {**base.fonts, **_section(reader, parts, "fonts", read_role)}
    typefaces = base.typefaces
    if "typefaces" in parts:
        typefaces = (*typefaces, *typeface_folders(reader, parts["typefaces"], folder))
    known = families(typefaces) if families and ("fonts" in parts or "voice" in parts) else None
    if "fonts" in parts and known is not None:
        check_families(reader, parts["fonts"], fonts, known)
    return typefaces, {**fonts, "voice": read_voice(reader, parts, base.fonts, fonts, known)}


def _check_required(reader: Reader, node: Node, what: str, required: tuple[str, ...], names: Collection[str]) -> None:
    if isinstance(node, SequenceNode):
        return  # Which is a problem already.
    missing = [name for name in required if name not in names]
    for key, _ in node.items if isinstance(node, MappingNode) else ():
        meant = closest_match(key.text, missing) if key.text not in required else None
        if meant:
            reader.problem(key.where, f"{what}: {meant} not given, but {key.text!r}", f"did you mean {meant}?")
            missing.remove(meant)
    if missing:
        hint = f"write each of {', '.join(required)}, which templates use, or extends: and a brand that has them"
        reader.problem(node.where, f"{what}: {', '.join(missing)} not given", hint)


def _with_required(brand: Brand) -> Brand:
    """Return the brand with all required names, those that it lacks with arbitrary values."""
    palette = {**dict.fromkeys(REQUIRED_COLORS, BLACK), **brand.palette}
    return replace(brand, palette=palette, fonts={**dict.fromkeys(REQUIRED_ROLES, FontRole("")), **brand.fonts})


def _section(reader: Reader, parts: dict[str, Node], key: str, read: Callable[[Reader, Node, str], T]) -> dict[str, T]:
    """Return the entries of a section, e.g. ``palette:``, each read by *read*."""
    if key not in parts:
        return {}
    if key == "logos":
        entries = list(reader.entries(parts[key], key, LOGO_KEYS))
    else:
        entries = [(name.text, value) for name, value in reader.mapping(parts[key], key).items]
    return {name: read(reader, value, f"{key}, {name}") for name, value in entries}


def _read_color(reader: Reader, node: Node, what: str) -> Color:
    hint = 'write six digits after a #, in quotes: "#e4322b"'
    return _read_required(reader, node, what, parse_hex, BLACK, hint)


def _read_logo(reader: Reader, node: Node, what: str) -> str:
    return _read_required(reader, node, what, str, "", "write the path of an image file, relative to this file")


def _read_required(reader: Reader, node: Node, what: str, parse: Callable[[str], T], default: T, hint: str) -> T:
    """Return what :meth:`Reader.value` returns; an empty value is a problem."""
    if isinstance(node, Scalar) and not node.text:
        reader.problem(node.where, f"{what}: nothing is given", hint)
        return default
    return reader.value(node, what, parse, default, hint)


def _read_language(reader: Reader, parts: dict[str, Node], default: str) -> str:
    return reader.value(parts["language"], "language", _parse_language, default) if "language" in parts else default


def _read_hashtag(reader: Reader, parts: dict[str, Node], inherited: str) -> str:
    if "hashtag" not in parts:
        return inherited
    text = reader.text(parts["hashtag"], "hashtag")
    for message, hint in hashtag_problems(text):
        reader.problem(parts["hashtag"].where, f"hashtag: {message}", hint)
    return text


def _read_jurisdiction(reader: Reader, parts: dict[str, Node], inherited: str) -> str:
    node = parts.get("jurisdiction")
    return read_word(reader, node, "jurisdiction", JURISDICTIONS) or inherited if node else inherited


def _parse_language(text: str) -> str:
    if not LANGUAGE.fullmatch(text):
        raise ValueError(f"expected a tag such as en, cy or pt-BR, not {text!r}")
    return text
