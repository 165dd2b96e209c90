"""Reading the values of layers: the styles, colours and words in them, their variables, and whether they are valid."""

from __future__ import annotations

from collections.abc import Mapping

from memegen.core.diagnostics import Where
from memegen.model.entities import Field, SourceValue, Words
from memegen.model.keys import Key, ValueContext
from memegen.template.named_colors import PREFIX as COLOR_PREFIX
from memegen.template.named_colors import NamedColors
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import Reader, texts_in
from memegen.template.sharing import Sharing
from memegen.template.styles import STYLE, Styles
from memegen.template.words import WordReader

# Keys by their word in YAML, each with the name of its attribute.
Keys = Mapping[str, tuple[str, Key]]


class ValueReader:
    """Reads the values of one template; problems are added to *reader*.

    Attributes:
        colors: the named colours that the values use.
        words: the words that the values use.
    """

    def __init__(self, reader: Reader, context: ValueContext, fields: Mapping[str, Field], sharing: Sharing) -> None:
        """Read with *fields*, by name, as variables besides those of the brand and the platform, and *sharing*."""
        self._reader = reader
        self._context = context
        self._fields = fields
        self._styles = Styles(reader, sharing)
        self.colors = NamedColors(reader, sharing, context)
        self.words = WordReader(reader, sharing)

    @property
    def shared(self) -> tuple[dict[str, SourceValue], dict[str, Words]]:
        """The named colours and the words that the values use, as a template keeps them."""
        return self.colors.used, self.words.used

    def text(self, node: Node | None, what: str, where: Where) -> SourceValue:
        """Return a text, e.g. the caption; an empty one at *where* if there is none."""
        if node is None:
            return SourceValue("", where)
        column = node.column if isinstance(node, Scalar) else 0
        value = SourceValue(self._reader.text(node, what), node.where, column)
        self.variables(value)
        return value

    def styled(self, entries: list[tuple[Scalar, Node]], kind: str, keys: Keys) -> list[tuple[Scalar, Node]]:
        """Return the entries of a layer, or of a change, with those of the styles that it names."""
        own = keys[STYLE][1] if STYLE in keys else None

        def is_own(word: str) -> bool:
            try:
                return own is not None and ("{" in word or bool(self._context.read(own.kind, word)))
            except ValueError:
                return False

        return self._styles.merge(entries, kind, keys.__contains__, is_own)

    def variables(self, value: SourceValue) -> list[str] | None:
        """Return the variables in a value as :meth:`Reader.variables` does; note the words among them."""
        file = value.where.file
        names = self._reader.variables(value, self.known(file))
        for text in self.words.note(names or (), file):
            self._reader.variables(text, self.known(text.where.file))
        for name in names or ():
            if name.startswith(COLOR_PREFIX):
                self.variables(self.colors.used[name.removeprefix(COLOR_PREFIX)])
        return names

    def known(self, file: str) -> Mapping[str, Field]:
        """Return the variables that a value in *file* may name."""
        shared = (*self.words.names(file), *(COLOR_PREFIX + name for name in self.colors.used))
        return {**self._fields, **{name: Field(name) for name in shared}} if shared else self._fields

    def read(self, key: Key, node: Node) -> SourceValue:
        """Return a key's value; one without variables is checked."""
        value = self._reader.source_value(node, key.name)
        if key.kind.colored:
            replaced = self.colors.replace(value.raw, node.where.file)
            value = value if replaced == value.raw else SourceValue(replaced, node.where)
        if key.name == "when":
            self._reader.condition(value, self.known(value.where.file))
        elif self.variables(value) == [] and not any("{" in text for text in texts_in(value.raw)):
            try:
                self._context.read(key.kind, value.raw)
            except ValueError as error:
                self._reader.problem(value.where, f"{key.name}: {error}", f"{key.name}: {key.about}")
        return value
