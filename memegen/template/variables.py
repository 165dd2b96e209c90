"""`{variables}` in a template's texts, and `[parts]` that vanish when a variable in them is empty."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

TOKEN = lazy_pattern(r"\\([\[\]{}\\])|\{([^{}]*)\}|([\[\]])")
NAME = lazy_pattern(r"[^\W\d][\w-]*(\.[^\W\d][\w-]*)*")
# Sections may stand in sections, but nobody means more of them than this.
DEEPEST = 20


@frozen
class Variable:
    """A name in braces."""

    name: str


@frozen
class Section:
    """A part that is dropped when any variable right in it is empty."""

    parts: tuple[Part, ...]


Part = str | Variable | Section


@lru_cache(maxsize=4096)
def parse_pattern(text: str) -> tuple[Part, ...]:
    """The parts of a text such as ``“{quote}”[ — {by}]``; ``\\{`` and ``\\[`` are the characters themselves.

    A section without a variable in it is plain text, brackets and all, and so is a bracket without its other half.
    Raises ValueError for a name that is none, and for brackets in brackets without end.
    """
    stack: list[list[Part]] = [[]]
    position = 0
    for token in TOKEN.finditer(text):
        _add(stack[-1], text[position : token.start()])
        position = token.end()
        escaped, name, bracket = token.groups()
        if escaped:
            _add(stack[-1], escaped)
        elif bracket == "[":
            stack.append([])
            if len(stack) > DEEPEST:
                raise ValueError(f"brackets stand more than {DEEPEST - 1} deep; write \\[ for one that is meant")
        elif bracket == "]":
            if len(stack) == 1:
                _add(stack[-1], "]")
                continue
            _close(stack)
        else:
            if not NAME.fullmatch(name.strip()):
                raise ValueError(f"expected a field's name in braces, not {{{name}}}")
            stack[-1].append(Variable(name.strip()))
    _add(stack[-1], text[position:])
    while len(stack) > 1:
        rest = stack.pop()
        _add(stack[-1], "[")
        stack[-1] += rest
    return tuple(stack[0])


def _add(parts: list[Part], text: str) -> None:
    if text:
        parts.append(text)


def _close(stack: list[list[Part]]) -> None:
    inside = stack.pop()
    if any(isinstance(part, Variable) for part in inside):
        stack[-1].append(Section(tuple(inside)))
    else:
        stack[-1] += ["[", *inside, "]"]


def names_in(text: str) -> tuple[str, ...]:
    """The variables that a text refers to. Raises ValueError as :func:`parse_pattern` does."""
    found: list[str] = []

    def walk(parts: tuple[Part, ...]) -> None:
        for part in parts:
            if isinstance(part, Variable):
                found.append(part.name)
            elif isinstance(part, Section):
                walk(part.parts)

    walk(parse_pattern(text))
    return tuple(found)


def expand(text: str, lookup: Callable[[str], str]) -> str:
    """The text with every variable replaced by what *lookup* says of it, once: values are never expanded again."""
    if "{" not in text and "[" not in text and "\\" not in text:
        return text
    return _expand(parse_pattern(text), lookup)


def _expand(parts: tuple[Part, ...], lookup: Callable[[str], str]) -> str:
    out = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, Variable):
            out.append(lookup(part.name))
        elif all(lookup(inner.name) for inner in part.parts if isinstance(inner, Variable)):
            out.append(_expand(part.parts, lookup))
    return "".join(out)
