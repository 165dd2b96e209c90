"""Colours and words of a template that depend on variables, put in place of their names when a row is resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping

from memegen.core.diagnostics import fail
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Raw, Template
from memegen.model.keys import ValueContext
from memegen.model.kinds import COLOR
from memegen.template import named_colors, words
from memegen.template.expand import expand
from memegen.template.expressions.scope import Scope

# A variable that stands for what a template shares.
REFERENCE = lazy_pattern(r"(?<!\\)\{\s*(colours|words)\.([\w-]+)\s*\}")


class SharedValues:
    """The colours and words of one template, for one brand.

    Attributes:
        variables: the words, texts and plural forms, by the name of their variable.
    """

    def __init__(self, template: Template, context: ValueContext, language: str) -> None:
        """Choose words by *language*, a language tag; read colours in *context*."""
        self._colors = template.colours
        self._context = context
        chosen = {name: words.in_language(texts, language) for name, texts in template.words.items()}
        self._patterns = words.patterns(template.words, language)
        self.variables: dict[str, object] = {
            words.PREFIX + name: text if isinstance(text, str) else _forms(text) for name, text in chosen.items()
        }
        self.variables |= {words.PREFIX + name: words.Word(name, text) for name, text in self._patterns.items()}
        self._idle = not self._colors and not self._patterns

    def put_in(self, raw: Raw, scope: Scope) -> Raw:
        """Return a value as written with the colours, and the words that contain variables, in place of their names.

        Args:
            raw: the value as written.
            scope: the variables where the value is used.

        Raises:
            DiagnosticError: ``value-invalid``: a colour is none with these variables.
        """
        if self._idle:
            return raw
        if isinstance(raw, tuple):
            return tuple(self.put_in(entry, scope) for entry in raw)
        if not isinstance(raw, str):
            return raw

        def replaced(reference: re.Match[str]) -> str:
            section, name = reference.groups()
            if section == "colours":
                return self._color(name, scope) if name in self._colors else reference[0]
            return self._patterns.get(name, reference[0])

        return REFERENCE.sub(replaced, raw)

    def name_colors(self, raw: Raw, scope: Scope) -> Raw:
        """Return a colour, or a list of colours, with the named colours that came with variables in their place.

        Args:
            raw: the value, its variables expanded.
            scope: the variables where it is used.

        Raises:
            DiagnosticError: as :meth:`put_in`.
        """
        if not self._colors:
            return raw
        if isinstance(raw, tuple):
            return tuple(self.name_colors(entry, scope) for entry in raw)
        if not isinstance(raw, str):
            return raw

        def replaced(token: re.Match[str]) -> str:
            name = token[1]
            known = name and name in self._colors and name not in self._context.palette
            return self._color(name, scope) if known else token[0]

        return named_colors.TOKEN.sub(replaced, raw)

    def _color(self, name: str, scope: Scope) -> str:
        definition = self._colors[name]
        try:
            text = expand(str(self.put_in(definition.raw, scope)), scope, plain=True)
            return named_colors.as_text(self._context.read(COLOR, text))
        except ValueError as error:
            hint = f"it is {definition.raw!r} as written"
            raise fail("value-invalid", f"colour {name}: {error}", hint, definition.where) from None


def _forms(texts: Mapping[str, str]) -> object:
    """Return the forms of a plural as a record, which the function `plural` takes."""
    from memegen.template.expressions.values import Entry

    return Entry(tuple(texts.items()))
