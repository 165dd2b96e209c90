"""Reading the values of layers: the styles, colours and words in them, their variables, and whether they are valid."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext

from memegen.core.diagnostics import Where, hint_of
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Field, SourceValue, Words
from memegen.model.keys import Key, ValueContext
from memegen.model.kinds import COLOR
from memegen.model.values import texts_in
from memegen.template.named_colors import PREFIX as COLOR_PREFIX
from memegen.template.named_colors import NamedColors
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import CONDITION, Reader
from memegen.template.sharing import Sharing
from memegen.template.styles import STYLE, Styles
from memegen.template.variables import MARKS
from memegen.template.words import WordReader

# A number of the canvas's pixels with the unit of another canvas: right only where the shorter side is 1080.
PIXELS = lazy_pattern(r"\{([^{}]*\bplatform\.(?:safe\.\w+|width|height)\b[^{}]*)\} *px")
# A fraction of the canvas has no unit.
RATIO = lazy_pattern(r"/ *(?:min\(|max\()? *platform\.")
PIXELS_HINT = "write safe.top, safe.right, safe.bottom, safe.left; 100vw for its width, 100vh for its height"
# Keys by their word in YAML, each with the name of its attribute.
Keys = Mapping[str, tuple[str, Key]]


class ValueReader:
    """Reads the values of one template; problems are added to *reader*.

    Attributes:
        fields: the variables where values are read, besides those of the brand and the platform.
        colors: the named colours that the values use.
        words: the words that the values use.
    """

    def __init__(self, reader: Reader, context: ValueContext, fields: Mapping[str, Field], sharing: Sharing) -> None:
        """Read with *fields*, by name, as variables besides those of the brand and the platform, and *sharing*."""
        self._reader = reader
        self._context = context
        self.fields = fields
        self._styles = Styles(reader, sharing)
        self.colors = NamedColors(reader, sharing, context)
        self.words = WordReader(reader, sharing)

    def shared(self, file: str) -> tuple[dict[str, SourceValue], dict[str, Words]]:
        """Return the named colours and the words of a template in *file*, as it keeps them."""
        return {**self.colors.read_near(file), **self.colors.used}, self.words.used

    def text(self, node: Node | None, what: str, where: Where) -> SourceValue:
        """Return a text, e.g. the caption; an empty one at *where* if there is none."""
        if node is None:
            return SourceValue("", where)
        column = node.column if isinstance(node, Scalar) else 0
        value = SourceValue(self._reader.text(node, what), node.where, column)
        self.variables(value)
        return value

    def parameter(self, name: str, node: Node, default: SourceValue | None) -> SourceValue:
        """Return what a parameter of a part is given; if its *default* is a colour, it may be a named colour."""
        value = self._reader.source_value(node, name)
        if default and self._is_color(default):
            value = self._colored(value)
        self.variables(value)
        return value

    def _colored(self, value: SourceValue) -> SourceValue:
        """Return a value with the named colours in it replaced."""
        raw = self.colors.replace(value.raw, value.where.file)
        return value if raw == value.raw else SourceValue(raw, value.where)

    def _is_color(self, value: SourceValue) -> bool:
        """Return whether a value is a colour, or a field that holds one by default."""
        raw = self.colors.replace(value.raw, value.where.file)
        field = self.fields.get(raw[1:-1]) if isinstance(raw, str) and raw.startswith("{") else None
        try:
            return isinstance(raw, str) and bool(self._context.read(COLOR, field.default if field else raw))
        except ValueError:
            return isinstance(raw, str) and raw.startswith(f"{{{COLOR_PREFIX}")

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
        if not any(mark in text for text in texts_in(value.raw) for mark in MARKS):
            return []
        names = self._reader.variables(value, self.known(value.where.file))
        self._note(names or (), value)
        for name in names or ():
            if name.startswith(COLOR_PREFIX):
                self.variables(self.colors.used[name.removeprefix(COLOR_PREFIX)])
        return names

    def expression(self, value: SourceValue, what: str, hint: str) -> list[str]:
        """Return the variables in an expression without braces as :meth:`Reader.expression` does."""
        names = self._reader.expression(value, self.known(value.where.file), what, hint)
        self._note(names, value)
        return names

    def _note(self, names: Collection[str], value: SourceValue) -> None:
        """Read the words that a value names, and check the variables in them."""
        for text in self.words.note(names, value):
            self._reader.variables(text, self.known(text.where.file))

    def known(self, file: str) -> Mapping[str, Field]:
        """Return the variables that a value in *file* may name."""
        shared = (*self.words.names(file), *(COLOR_PREFIX + name for name in self.colors.used))
        return {**self.fields, **{name: Field(name) for name in shared}} if shared else self.fields

    def adding(self, fields: Mapping[str, Field]) -> AbstractContextManager[None]:
        """Read with more variables (context manager)."""
        return self.knowing({**self.fields, **fields}) if fields else nullcontext()

    @contextmanager
    def knowing(self, fields: Mapping[str, Field]) -> Iterator[None]:
        """Read with other variables (context manager)."""
        before, self.fields = self.fields, fields
        try:
            yield
        finally:
            self.fields = before

    def read(self, key: Key, node: Node) -> SourceValue:
        """Return a key's value; one without variables is checked."""
        value = self._reader.source_value(node, key.name)
        if isinstance(node, MappingNode):
            return value  # Which is a problem already.
        if key.kind.colored:
            replaced = self.colors.replace(value.raw, node.where.file)
            value = value if replaced == value.raw else SourceValue(replaced, node.where)
        if key.name == "when":
            self.expression(value, "condition", CONDITION)
        elif pixels := _wrong_pixels(value):
            message = f"{key.name}: px refers to a shorter side of 1080, and {pixels} is in pixels of the canvas"
            self._reader.problem(value.where, message, PIXELS_HINT)
        elif self.variables(value) == [] and not any("{" in text for text in texts_in(value.raw)):
            try:
                self._context.read(key.kind, value.raw)
            except ValueError as error:
                self._reader.problem(value.where, f"{key.name}: {error}", hint_of(error, key.advice))
        return value


def _wrong_pixels(value: SourceValue) -> str:
    """Return an expression of the platform's pixels that has the unit px; "" if there is none."""
    for text in texts_in(value.raw):
        if (match := PIXELS.search(text)) and not RATIO.search(match[1]):
            return match[1].strip()
    return ""
