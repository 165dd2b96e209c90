"""The fonts of a brand: the roles that it gives to families, and the folders that its font files are in."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from memegen.core.numbers import parse_number
from memegen.core.regex import lazy_pattern
from memegen.model.brand import FontRole
from memegen.model.entities import SYSTEM_FONTS
from memegen.model.values import parse_flag
from memegen.template.nodes import Node, Scalar, Sequence
from memegen.template.reader import Reader

ROLE_KEYS = {
    "family": "the family, as `memegen fonts` lists it",
    "weight": "what `regular` means, 100 to 900",
    "bold": "what `bold` means, 100 to 900",
    "italic": "whether it is set in italics",
    "case": "none, upper, lower or title",
    "leading": "from line to line in font sizes, such as 1.2",
    "tracking": "room between letters in font sizes, such as 0.02",
}
CASES = ("none", "upper", "lower", "title")
# Minimum and maximum line height, in em.
MIN_LEADING, MAX_LEADING = 0.5, 5
WEIGHT = lazy_pattern(r"[1-9]00")
T = TypeVar("T")


class Families(Protocol):
    """The names of font families."""

    def __contains__(self, name: object) -> bool: ...

    def hint(self, name: str) -> str:
        """Return the hint for a name that is not the name of a family."""


def read_role(reader: Reader, node: Node, what: str) -> FontRole:
    """Return a font role; *what* names it in problems."""
    hint = "write a family, e.g. Anton, or `family:` with weight, bold, italic, case, leading, tracking"
    if isinstance(node, Scalar):
        if not node.text:
            reader.problem(node.where, f"{what}: nothing is given", hint)
        return FontRole(node.text)
    parts = dict(reader.entries(node, what, ROLE_KEYS))
    family = reader.text(parts["family"], f"{what}, family") if "family" in parts else ""
    if not family:
        reader.problem(node.where, f"{what}: a family is needed", hint)

    def read(key: str, parse: Callable[[str], T], default: T) -> T:
        if key not in parts:
            return default
        return reader.value(parts[key], f"{what}, {key}", parse, default, f"{key}: {ROLE_KEYS[key]}")

    defaults = FontRole(family)
    return FontRole(
        family,
        read("weight", _parse_weight, defaults.weight),
        read("bold", _parse_weight, defaults.bold),
        read("italic", parse_flag, defaults.italic),
        read("case", _parse_case, defaults.case),
        read("leading", _parse_leading, defaults.leading),
        read("tracking", parse_number, defaults.tracking),
    )


def check_families(reader: Reader, node: Node, fonts: Mapping[str, FontRole], families: Families) -> None:
    """Report the roles under ``fonts:`` whose family does not exist."""
    for role, value in reader.mapping(node, "fonts").items:
        if (family := fonts[role.text].family) and family not in families:
            hint = families.hint(family)
            reader.problem(value.where, f"fonts, {role.text}: unknown font {family!r}", hint)


def font_folders(node: Node | None, home: Path) -> tuple[Path, ...]:
    """Return the folders under ``fonts:`` of a template file in *home*, whether or not they exist."""
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(_folder(item.text, home) for item in items if isinstance(item, Scalar))


def typeface_folders(reader: Reader, node: Node, home: Path) -> tuple[Path, ...]:
    """Return the folders under ``typefaces:`` of a brand file in *home*; report those that do not exist."""
    hint = "give a folder of fonts, from where this file lies, or a list of them"
    folders: list[Path] = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        text = reader.text(item, "typefaces")
        folder = _folder(text, home)
        if isinstance(item, Scalar) and (not text or not (folder == SYSTEM_FONTS or folder.is_dir())):
            problem = f"folder not found: {os.path.normpath(folder)}" if text else "nothing is given"
            reader.problem(item.where, f"typefaces: {problem}", hint)
        elif text:
            folders.append(folder)
    return tuple(folders)


def _folder(text: str, home: Path) -> Path:
    return SYSTEM_FONTS if text == str(SYSTEM_FONTS) else home / text


def _parse_weight(text: str) -> int:
    if not WEIGHT.fullmatch(text):
        raise ValueError(f"expected one of 100, 200, 300 and so on to 900, not {text!r}")
    return int(text)


def _parse_case(text: str) -> str:
    if text not in CASES:
        raise ValueError(f"expected one of {', '.join(CASES)}, not {text!r}")
    return text


def _parse_leading(text: str) -> float:
    leading = parse_number(text)
    if not MIN_LEADING <= leading <= MAX_LEADING:
        raise ValueError(f"expected {MIN_LEADING} to {MAX_LEADING}, not {text!r}")
    return leading
