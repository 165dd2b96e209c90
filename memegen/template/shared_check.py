"""Checking what a file shares without a template that uses it: its includes, styles, colours and parts."""

from __future__ import annotations

from collections.abc import Iterator

from memegen.core.diagnostics import Diagnostic, expected
from memegen.layout.layers import KINDS
from memegen.model.keys import ValueContext, keys_of
from memegen.template.layers import LayerReader
from memegen.template.named_colors import NamedColors
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import Reader
from memegen.template.sharing import Definition, Sharing
from memegen.template.styles import NOT_SHARED, STYLE


def shared_problems(file: str, sharing: Sharing, context: ValueContext) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the styles, colours and parts of a file.

    Variables are not checked: which there are is decided by the templates that use the parts.

    Args:
        file: the file, as diagnostics name it.
        sharing: what may be named in it.
        context: brand and canvas with which values are checked.

    Raises:
        DiagnosticError: a file that it includes cannot be read.
    """
    reader = Reader()
    for definition in _own(sharing, "styles", file):
        _check_style(reader, definition)
    NamedColors(reader, sharing, context).read_near(file)
    for definition in _own(sharing, "parts", file):
        LayerReader(reader, context, {}, sharing).read(_use(definition))
    return tuple(problem for problem in reader.found() if problem.code != "variable-unknown")


def _own(sharing: Sharing, section: str, file: str) -> Iterator[Definition]:
    for definition in sharing.known(section, file).values():
        if definition.name.where.file == file:
            yield definition


def _check_style(reader: Reader, definition: Definition) -> None:
    """Check that every key of a style is one of some kind of layer."""
    known = {word for kind in KINDS.values() for word in keys_of(kind)} - set(NOT_SHARED)
    for name, _ in reader.mapping(definition.body, f"style {definition.name.text}").items:
        if name.text not in known and name.text != STYLE:
            message = f"style {definition.name.text}: no layer has a key {name.text!r}"
            reader.problem(name.where, message, expected(name.text, known, "keys"))


def _use(definition: Definition) -> MappingNode:
    """Return a use of a part in which every parameter without a default is empty."""
    where = definition.name.where
    entries: list[tuple[Scalar, Node]] = [(Scalar("use", where), Scalar(definition.name.text, where))]
    takes = definition.body.get("takes") if isinstance(definition.body, MappingNode) else None
    for name, default in takes.items if isinstance(takes, MappingNode) else ():
        if isinstance(default, Scalar) and not default.text:
            entries.append((name, default))
    return MappingNode(tuple(entries), where)
