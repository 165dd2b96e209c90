"""Folders of fonts, as template files (``fonts:``) and brands (``typefaces:``) name them."""

from __future__ import annotations

import os
from pathlib import Path

from memegen.model import SYSTEM_FONTS
from memegen.node import Node, Scalar, Sequence
from memegen.schema.reader import Reader


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
