"""Named colours: a name in the value of a colour key becomes the variable that holds its colour."""

from __future__ import annotations

import re

from memegen.core import environment
from memegen.core.diagnostics import Where
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Raw, SourceValue
from memegen.model.keys import ValueContext
from memegen.model.kinds import COLOR
from memegen.scene.color import NAMES, SYNTAX, Color
from memegen.template.nodes import Scalar
from memegen.template.reader import Reader
from memegen.template.sharing import SECTIONS, Definition, Sharing
from memegen.template.yaml_files import display_path

PREFIX = "colours."
# Words with a meaning of their own where a colour is written.
RESERVED = (*NAMES, *SYNTAX, "auto", "none")
# In a colour: braces, digits behind #, and words that are not the name of a function.
TOKEN = lazy_pattern(r"\{[^{}]*\}|#\w+|(?<![\w-])([^\W\d][\w-]*)(?![\w-])(?!\s*\()")


class NamedColors:
    """The named colours of one template.

    A colour without variables is put in its place when the template is read. Others become variables, such as
    ``{colours.field}``, so that they are evaluated where they are used: in a part, with its parameters.

    Attributes:
        used: definitions of the colours that are variables, by name.
    """

    def __init__(self, reader: Reader, sharing: Sharing, context: ValueContext) -> None:
        """Find definitions in *sharing*, read them in *context*; problems are added to *reader*."""
        self._bundle = display_path(environment.TEMPLATES)
        self._reader = reader
        self._sharing = sharing
        self._context = context
        self._results: dict[Where, str] = {}
        self.used: dict[str, SourceValue] = {}

    def read_near(self, file: str) -> dict[str, SourceValue]:
        """Return the colours of the template, its *file* and what this includes, for values that name one in a row."""
        near = {}
        for name, definition in self._sharing.known("colours", file).items():
            if definition.near and not self._is_taken(definition):
                near[name] = SourceValue(self._result(definition, ()), definition.body.where)
        return near

    def replace(self, raw: Raw, file: str) -> Raw:
        """Return a value of a colour key with the named colours in it replaced; *file* is where it is written."""
        known = self._sharing.known("colours", file)
        return self._replace(raw, file, ()) if known else raw

    def _replace(self, raw: Raw, file: str, chain: tuple[Where, ...]) -> Raw:
        if isinstance(raw, tuple):
            return tuple(self._replace(entry, file, chain) for entry in raw)
        if not isinstance(raw, str):
            return raw

        def replaced(token: re.Match[str]) -> str:
            name = token[1]
            definition = self._sharing.find("colours", name, file) if name else None
            return token[0] if not definition or self._is_taken(definition) else self._result(definition, chain)

        return TOKEN.sub(replaced, raw)

    def _result(self, definition: Definition, chain: tuple[Where, ...]) -> str:
        """Return what is written in place of a named colour: a colour, or a variable."""
        place, name = definition.name.where, definition.name.text
        if place in chain:
            message = f"the colour {name!r} is derived from itself"
            self._reader.problem(place, message, "derive one of the colours from another", "colour-cycle")
            return "transparent"
        if place not in self._results:
            self._results[place] = self._evaluate(definition, (*chain, place))
        return self._results[place]

    def _evaluate(self, definition: Definition, chain: tuple[Where, ...]) -> str:
        name, where = definition.name.text, definition.body.where
        text = self._reader.text(definition.body, f"the colour {name}")
        if not isinstance(definition.body, Scalar):
            return "transparent"
        raw = str(self._replace(text, where.file, chain))
        if "{" in raw:
            variable = name
            while variable in self.used:
                variable += "-"
            self.used[variable] = SourceValue(raw, where)
            return f"{{{PREFIX}{variable}}}"
        try:
            color = self._context.read(COLOR, raw)
        except ValueError as error:
            self._reader.problem(where, f"colour {name}: {error}", f"colours: {SECTIONS['colours']}")
            color = Color(0, 0, 0)
        return as_text(color)

    def _is_taken(self, definition: Definition) -> bool:
        """Return whether a role of the palette has that name; that is a problem, unless memegen's own file has it."""
        name, where = definition.name.text, definition.name.where
        if name not in self._context.palette or where.file == self._bundle:
            return name in self._context.palette and not definition.near
        if definition.near:
            message = f"the brand's palette has a colour {name!r} already"
            self._reader.problem(where, message, "give the derived colour another name", "colour-duplicate")
        return True


def as_text(color: object) -> str:
    """Return a colour as a template writes it: ``#e4322b``, or ``#e4322b 50%``."""
    if not isinstance(color, Color):
        raise TypeError(f"expected a colour, not {type(color).__name__}")
    opaque = Color(color.r, color.g, color.b).hex()
    return opaque if color.a >= 1 else f"{opaque} {color.a * 100:.4f}%"
