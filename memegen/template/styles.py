"""Styles: sets of keys that layers share. They are merged with a layer's own keys when it is read."""

from __future__ import annotations

from collections.abc import Callable

from memegen.core.diagnostics import Note, Where, expected
from memegen.template.nodes import Node, Scalar
from memegen.template.nodes import Sequence as SequenceNode
from memegen.template.reader import Reader
from memegen.template.sharing import Definition, Sharing

STYLE = "style"
# Keys that say which layer it is, rather than how it looks.
NOT_SHARED = ("id", "items")
Entries = list[tuple[Scalar, Node]]


class Styles:
    """The styles that the layers of one template may name."""

    def __init__(self, reader: Reader, sharing: Sharing) -> None:
        """Find styles in *sharing*; problems are added to *reader*."""
        self._reader = reader
        self._sharing = sharing

    def merge(self, entries: Entries, what: str, known: Callable[[str], bool], own: Callable[[str], bool]) -> Entries:
        """Return the entries of a layer, or of a change, followed by those of the styles that it names.

        Args:
            entries: its own entries, which win.
            what: its kind, in problems.
            known: whether it may have a key.
            own: whether a word is a value of its own key ``style``, as a hashtag has one.
        """
        index = next((i for i, (name, _) in enumerate(entries) if name.text == STYLE), None)
        if index is None:
            return entries
        key, node = entries[index]
        merged = [*entries[:index], *entries[index + 1 :]]
        seen = {name.text for name, _ in merged}
        for name in reversed(self._names(node)):
            if own(name.text):
                merged.append((key, name))
                continue
            for word, value in reversed(self._keys(name, what, known, ())):
                if word.text not in seen:
                    seen.add(word.text)
                    merged.append((word, value))
        return merged

    def _names(self, node: Node) -> list[Scalar]:
        """Return the names of styles at ``style:``, one or a list."""
        items = node.items if isinstance(node, SequenceNode) else (node,)
        names = [item for item in items if isinstance(item, Scalar) and item.text]
        if len(names) < len(items) or not items:
            self._reader.problem(node.where, "expected the name of a style, or a list of names", "write style: NAME")
        return names

    def _keys(self, name: Scalar, what: str, known: Callable[[str], bool], chain: tuple[str, ...]) -> Entries:
        """Return the keys of a style, after those of the styles that it is built on."""
        definition = self._find(name)
        if definition is None or self._is_cycle(name.text, definition, chain):
            return []
        found: Entries = []
        for word, value in self._reader.mapping(definition.body, f"style {name.text}").items:
            if word.text == STYLE:
                for base in self._names(value):
                    found = self._keys(base, what, known, (*chain, name.text)) + found
            elif word.text in NOT_SHARED:
                message = f"style {name.text}: a style has no key {word.text!r}"
                self._problem(word.where, message, "write it at the layer")
            elif known(word.text):
                found.append((word, value))
            else:
                message = f"style {name.text} is used by a {what} layer, which has no key {word.text!r}"
                note = Note(name.where, f"style {name.text!r} is used")
                self._problem(word.where, message, "remove the key, or use another style there", "", note)
        return found

    def _find(self, name: Scalar) -> Definition | None:
        definition = self._sharing.find("styles", name.text, name.where.file)
        if definition is None:
            hint = expected(name.text, self._sharing.known("styles", name.where.file), "styles")
            self._problem(name.where, f"unknown style {name.text!r}", hint, "style-unknown")
        return definition

    def _is_cycle(self, name: str, definition: Definition, chain: tuple[str, ...]) -> bool:
        if name not in chain:
            return False
        loop = " → ".join((*chain[chain.index(name) :], name))
        self._problem(definition.name.where, f"a style is based on itself: {loop}", "remove one style", "style-cycle")
        return True

    def _problem(self, where: Where, message: str, hint: str, code: str = "", *notes: Note) -> None:
        self._reader.problem(where, message, hint, code, *notes)
