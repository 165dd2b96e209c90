"""Patterns: texts with ``{variables}``, and ``[sections]`` that are dropped if a variable in them is empty."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

# Characters with a meaning in patterns; a text without them is itself.
MARKS = "{}[]\\"
TOKEN = lazy_pattern(r"\\([\[\]{}\\])|\{([^{}]*)\}|([\[\]])")
# What follows the bracket of a mark: its options, as in `[{of}](-4)`.
OPTIONS = lazy_pattern(r"\([^()\n]{1,60}\)")
NAME = lazy_pattern(r"[^\W\d][\w-]*(\.[^\W\d][\w-]*)*")
# Maximum depth of brackets, so that recursion is bounded; no real text needs more.
MAX_DEPTH = 20


@frozen
class Variable:
    """A variable: a name in braces."""

    name: str


@frozen
class Section:
    """A part in brackets, which is dropped if a variable directly in it is empty."""

    parts: tuple[Part, ...]


Part = str | Variable | Section


@lru_cache(maxsize=4096)
def parse_pattern(text: str) -> tuple[Part, ...]:
    r"""Return the parts of a pattern, e.g. of ``“{quote}”[ — {by}]``.

    ``\{``, ``\[`` and the like are the characters themselves. A section that contains no variable is text, with its
    brackets, and so is a bracket without its counterpart. A section directly followed by parentheses is a mark of the
    text's markup, e.g. ``[of {total}](-2)``, and its brackets are text.

    Raises:
        ValueError: what is in braces is not a name, or brackets are nested too deeply.
    """
    stack: list[list[Part]] = [[]]
    position = 0
    for token in TOKEN.finditer(text):
        _add_text(stack[-1], text[position : token.start()])
        position = token.end()
        escaped, name, bracket = token.groups()
        if escaped:
            _add_text(stack[-1], escaped)
        elif bracket == "[":
            stack.append([])
            if len(stack) > MAX_DEPTH:
                raise ValueError(f"brackets stand more than {MAX_DEPTH - 1} deep; write \\[ for one that is meant")
        elif bracket == "]" and len(stack) == 1:
            _add_text(stack[-1], "]")
        elif bracket == "]":
            _close_section(stack, is_mark=bool(OPTIONS.match(text, position)))
        elif NAME.fullmatch(name.strip()):
            stack[-1].append(Variable(name.strip()))
        else:
            raise ValueError(f"expected a field's name in braces, not {{{name}}}")
    _add_text(stack[-1], text[position:])
    while len(stack) > 1:
        unclosed = stack.pop()
        stack[-1] += ["[", *unclosed]
    return tuple(stack[0])


def _add_text(parts: list[Part], text: str) -> None:
    if text:
        parts.append(text)


def _close_section(stack: list[list[Part]], *, is_mark: bool) -> None:
    parts = stack.pop()
    if not is_mark and any(isinstance(part, Variable) for part in parts):
        stack[-1].append(Section(tuple(parts)))
    else:
        stack[-1] += ["[", *parts, "]"]


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of the variables in a pattern.

    Raises:
        ValueError: as :func:`parse_pattern`.
    """
    names: list[str] = []

    def collect(parts: tuple[Part, ...]) -> None:
        for part in parts:
            if isinstance(part, Variable):
                names.append(part.name)
            elif isinstance(part, Section):
                collect(part.parts)

    collect(parse_pattern(text))
    return tuple(names)


def expand(text: str, lookup: Callable[[str], str]) -> str:
    """Return a pattern with every variable replaced by its value.

    Values are not patterns: what looks like a variable in them is left.

    Args:
        text: the pattern.
        lookup: function from the name of a variable to its value.
    """
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
