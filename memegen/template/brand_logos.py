"""The logos of a brand: each file is opened when the brand is read, before any graphic needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from memegen.core.diagnostics import ERROR, Diagnostic, DiagnosticError, Where
from memegen.core.files import is_file
from memegen.model.brand import Brand
from memegen.template.nodes import Mapping, Node
from memegen.template.yaml_files import display_path


def logo_problems(node: Node, brand: Brand) -> Iterator[Diagnostic]:
    """Yield an error for each logo that the file of a brand names and that cannot be used.

    The logos of a brand that it extends were opened when that one was read.

    Args:
        node: content of the brand's file.
        brand: the brand of that file.
    """
    logos = node.get("logos") if isinstance(node, Mapping) else None
    seen: set[Path] = set()
    for variant, value in logos.items if isinstance(logos, Mapping) else ():
        path = brand.logos.get(variant.text)
        # One file for both grounds is reported once.
        if path is None or path in seen:
            continue
        seen.add(path)
        what = f"the logo of brand {brand.name} for {variant.text} backgrounds"
        if not is_file(path):
            hint = "check the path; it is relative to the brand's file"
            message = f"{what} not found: {display_path(path)}"
            yield Diagnostic(ERROR, "brand-invalid", value.where, message, hint)
        elif reason := logo_defect(path):
            message = f"{what} cannot be used: {display_path(path)}: {reason.message}"
            yield Diagnostic(ERROR, "brand-invalid", value.where, message, reason.hint)


def logo_defect(path: Path, *, drawn: bool = False) -> Diagnostic | None:
    """Return why a logo cannot be used, in the words of a message that has named the file; None if it can be.

    Args:
        path: the file.
        drawn: whether to draw it, too: of an image with pixels only the header is read otherwise.
    """
    from memegen.images.facts import read_facts

    try:
        read_facts(path)
        if drawn and not _is_visible(path):
            hint = "export it again, with its drawing visible"
            return Diagnostic(ERROR, "logo-unreadable", Where(), "it is fully transparent", hint)
    except DiagnosticError as error:
        return _in_words_of_a_logo(error.diagnostics[0], path)
    return None


def _is_visible(path: Path) -> bool:
    """Draw a logo and return whether anything of it can be seen. Raises DiagnosticError."""
    from memegen.images import Photos

    return bool(Photos().tones(path))


def _in_words_of_a_logo(problem: Diagnostic, path: Path) -> Diagnostic:
    """Return what is wrong with an image file without its name, which the message about a logo has already."""
    named = rf"(the (photo|drawing) )?{re.escape(str(path))}"
    message = re.sub(named, "it", problem.message)
    for known in ("it cannot be read: ", "it cannot be drawn: "):
        message = message.removeprefix(known)
    return replace(problem, message=message)
