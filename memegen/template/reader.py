"""Reading nodes against what is expected of them, and keeping every complaint until the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TypeVar

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where, expected
from memegen.model.entities import SYSTEM_FONTS, Raw, SourceValue
from memegen.template.nodes import Mapping, Node, Scalar, Sequence

T = TypeVar("T")


class Reader:
    """Collects diagnostics while nodes are read; :meth:`finish` raises them all at once."""

    def __init__(self, code: str = "template-invalid") -> None:
        self.code = code
        self.found: list[Diagnostic] = []

    def problem(self, where: Where, message: str, hint: str = "", code: str = "") -> None:
        self.found.append(Diagnostic(ERROR, code or self.code, where, message, hint))

    def finish(self) -> None:
        """Raise DiagnosticError if anything was found, in the order of the file."""
        if self.found:
            places = sorted(dict.fromkeys(self.found), key=lambda d: (d.where.file, d.where.line, d.where.column))
            raise DiagnosticError(places)

    def mapping(self, node: Node, what: str) -> Mapping:
        """The node as a mapping; anything else is a problem, and an empty mapping."""
        if isinstance(node, Mapping):
            return node
        if not (isinstance(node, Scalar) and node.text == ""):
            self.problem(node.where, f"expected {what} as `key: value` lines")
        return Mapping((), node.where)

    def entries(self, node: Node, what: str, known: Collection[str]) -> Iterator[tuple[str, Node]]:
        """The entries of a mapping whose keys are known; others are problems."""
        for name, value in self.mapping(node, what).items:
            if name.text in known:
                yield name.text, value
            else:
                self.problem(name.where, f"{what} has no key {name.text!r}", expected(name.text, known, "keys"))

    def sequence(self, node: Node, what: str) -> tuple[Node, ...]:
        if isinstance(node, Sequence):
            return node.items
        if not (isinstance(node, Scalar) and node.text == ""):
            self.problem(node.where, f"expected a list of {what}, each on a line that begins with a dash")
        return ()

    def text(self, node: Node, what: str) -> str:
        if isinstance(node, Scalar):
            return node.text
        self.problem(node.where, f"expected text for {what}")
        return ""

    def value(self, node: Node, what: str, parse: Callable[[str], T], default: T, hint: str = "") -> T:
        """The scalar read by *parse*, whose ValueError says what was expected; the default where nothing is written."""
        text = self.text(node, what)
        if not text:
            return default
        try:
            return parse(text)
        except ValueError as error:
            self.problem(node.where, f"{what}: {error}", hint)
            return default

    def raw(self, node: Node, what: str) -> Raw:
        """The value as it was written: text or a list."""
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Sequence):
            return tuple(self.raw(item, what) for item in node.items)
        self.problem(node.where, f"expected text or a list for {what}")
        return ""

    def written(self, node: Node, what: str) -> SourceValue:
        return SourceValue(self.raw(node, what), node.where)


BRAND_NAMES = ("name", "hashtag", "handle", "imprint", "language")
PLATFORM_NAMES = ("name", "title", "width", "height", "shape")
BRACES = "write \\{ for a brace that is meant as such"
GENERAL = (*(f"brand.{word}" for word in BRAND_NAMES), *(f"platform.{word}" for word in PLATFORM_NAMES))


def check_name(reader: Reader, name: str, where: Where, fields: Collection[str]) -> None:
    """Report a variable that is neither one of the *fields* nor the brand's or the platform's.

    Which ``words`` there are is the brand's affair; one that it lacks is empty.
    """
    if name in fields or name in GENERAL or name.startswith("brand.words."):
        return
    reader.problem(
        where, f"there is no variable {name!r}", expected(name, [*fields, *GENERAL], "variables"), "variable-unknown"
    )


def font_folders(node: Node | None, home: Path) -> tuple[Path, ...]:
    """The folders under ``fonts:`` of a template file in *home*; they are looked for when fonts are."""
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(_folder(item.text, home) for item in items if isinstance(item, Scalar))


def typeface_folders(reader: Reader, node: Node, home: Path) -> tuple[Path, ...]:
    """The folders of a brand's fonts, one or several, all of which are there."""
    hint = "give a folder of fonts, from where this file lies, or a list of them"
    found: list[Path] = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        text = reader.text(item, "typefaces")
        folder = _folder(text, home)
        if isinstance(item, Scalar) and (not text or not (folder == SYSTEM_FONTS or folder.is_dir())):
            problem = f"there is no folder {os.path.normpath(folder)}" if text else "nothing is given"
            reader.problem(item.where, f"typefaces: {problem}", hint)
        elif text:
            found.append(folder)
    return tuple(found)


def _folder(text: str, home: Path) -> Path:
    """The folder meant by *text*; the word for the system's fonts stays what it is."""
    return SYSTEM_FONTS if text == str(SYSTEM_FONTS) else home / text
