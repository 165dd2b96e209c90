"""Patterns: texts with ``{expressions}``, and ``[sections]`` that are dropped if an expression in them is empty."""

from __future__ import annotations

from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from memegen.template.expressions.nodes import Expression

# Characters with a meaning in patterns; a text without them is itself.
MARKS = "{}[]\\"
# What follows the bracket of a mark: its options, as in `[{of}](-4)`.
OPTIONS = lazy_pattern(r"\([^()\n]{1,60}\)")
# In braces a text in quotation marks may contain braces; it is bounded, so that searching takes linear time.
TOKEN = lazy_pattern(
    r"\\([\[\]{}\\])"
    r"|\{((?:[^{}'\"]|'(?:[^'\\]|\\.){0,500}'|\"(?:[^\"\\]|\\.){0,500}\"){0,500})\}"
    r"|\{([^{}]*)\}"
    r"|([\[\]])"
)
BRACE = lazy_pattern(r"[{}]")
PAIRS = {"{": "}", "}": "{", "[": "]", "]": "["}
NAME = lazy_pattern(r"[^\W\d][\w-]*(\.[^\W\d][\w-]*)*")
# Maximum depth of brackets, so that recursion is bounded; no real text needs more.
MAX_DEPTH = 20


@frozen
class Variable:
    """A variable: a name in braces.

    Attributes:
        offset: offset in the pattern of the first character after the brace.
    """

    name: str
    offset: int = field(default=0, compare=False)


@frozen
class Computed:
    """Any other expression in braces.

    Attributes:
        expression: its tree.
        offset: offset in the pattern of the first character after the brace.
    """

    expression: Expression
    offset: int = field(default=0, compare=False)


@frozen
class Section:
    """A part in brackets, which is dropped if an expression directly in it is empty."""

    parts: tuple[Part, ...]


Part = str | Variable | Computed | Section


@lru_cache(maxsize=4096)
def parse_pattern(text: str) -> tuple[Part, ...]:
    r"""Return the parts of a pattern, e.g. of ``“{quote}”[ — {by}]``.

    ``\{``, ``\[`` and the like are the characters themselves. A section that contains no expression is text, with its
    brackets, and so is a bracket without its counterpart. A section directly followed by parentheses is a mark of the
    text's markup, e.g. ``[of {total}](-2)``, and its brackets are text.

    Raises:
        ValueError: what is in braces is not an expression, or brackets are nested too deeply.
    """
    stack: list[list[Part]] = [[]]
    position = 0
    for token in TOKEN.finditer(text):
        _add_text(stack[-1], text[position : token.start()])
        position = token.end()
        escaped, inner, other, bracket = token.groups()
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
        else:
            stack[-1].append(_in_braces(inner if other is None else other, token.start() + 1))
    _add_text(stack[-1], text[position:])
    while len(stack) > 1:
        unclosed = stack.pop()
        stack[-1] += ["[", *unclosed]
    return tuple(stack[0])


def _add_text(parts: list[Part], text: str) -> None:
    if text:
        parts.append(text)


def _in_braces(text: str, offset: int) -> Variable | Computed:
    name = text.strip()
    if NAME.fullmatch(name):
        return Variable(name, offset)
    from memegen.template.expressions.nodes import ExpressionError
    from memegen.template.expressions.parser import parse_expression

    if not name:
        raise ExpressionError("expected a name or an expression in braces", offset)
    try:
        return Computed(parse_expression(text), offset)
    except ExpressionError as error:
        shown = text if len(text) <= 40 else f"{text[:39]}…"
        message = f"{{{shown}}} is not an expression: {error.message}"
        raise ExpressionError(message, error.column + offset, error.hint) from None


def in_pattern(error: ValueError, offset: int) -> ValueError:
    """Return an error of an expression with its column in the pattern."""
    from memegen.template.expressions.nodes import ExpressionError

    return error.at(error.column + offset) if isinstance(error, ExpressionError) and error.column else error


def _close_section(stack: list[list[Part]], *, is_mark: bool) -> None:
    parts = stack.pop()
    if not is_mark and any(isinstance(part, Variable | Computed) for part in parts):
        stack[-1].append(Section(tuple(parts)))
    else:
        stack[-1] += ["[", *parts, "]"]


def check_braces(text: str) -> None:
    """Check that every brace of a pattern has its pair; one without is text, but in a template seldom meant as such.

    So is a bracket without its pair, if there is an expression on its side of the text.

    Raises:
        ValueError: an ExpressionError with the column of the first that has none.
    """
    # What is in braces, and escaped ones, are replaced by as many other characters.
    rest = TOKEN.sub(lambda token: " " * len(token[0]), text)
    found = BRACE.search(rest)
    if (start := found.start() if found else _single_bracket(text)) >= 0:
        from memegen.template.expressions.nodes import ExpressionError

        mark = text[start]
        other = PAIRS[mark]
        hint = f"write {other} too, or \\{mark} for the character itself"
        raise ExpressionError(f"there is no {other} for this {mark}", start + 1, hint)


def _single_bracket(text: str) -> int:
    """Return the offset of a bracket without its pair, before or after which an expression is optional; -1 if none."""
    opened: list[tuple[int, int]] = []
    count = 0
    for token in TOKEN.finditer(text):
        _, inner, other, bracket = token.groups()
        count += inner is not None or other is not None
        if bracket == "[":
            opened.append((token.start(), count))
        elif bracket and opened:
            opened.pop()
        elif bracket and count:
            return token.start()
    return next((start for start, before in opened if count > before), -1)


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of the variables in a pattern.

    Raises:
        ValueError: as :func:`parse_pattern`.
    """
    names: list[str] = []
    for part in expressions_in(text):
        if isinstance(part, Variable):
            names.append(part.name)
        else:
            from memegen.template.expressions.nodes import names as names_of

            names += names_of(part.expression)
    return tuple(names)


def expressions_in(text: str) -> tuple[Variable | Computed, ...]:
    """Return what is in the braces of a pattern, those in sections included.

    Raises:
        ValueError: as :func:`parse_pattern`.
    """
    found: list[Variable | Computed] = []

    def collect(parts: tuple[Part, ...]) -> None:
        for part in parts:
            if isinstance(part, Section):
                collect(part.parts)
            elif not isinstance(part, str):
                found.append(part)

    collect(parse_pattern(text))
    return tuple(found)
