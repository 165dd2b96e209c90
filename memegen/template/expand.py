"""Expanding patterns: every expression in braces replaced by its value, in texts and in lists of them."""

from __future__ import annotations

from memegen.core.numbers import Localised
from memegen.model.entities import Raw, Record
from memegen.template.expressions.scope import Scope
from memegen.template.variables import Computed, Part, Section, Variable, in_pattern, parse_pattern
from memegen.text.quotation import inner_marks, is_enclosed


def expand(text: str, scope: Scope, *, plain: bool = False) -> str:
    """Return a pattern with every expression replaced by its value.

    Values are not patterns: what looks like a variable in them is left. A value within quotation marks, as in
    ``“{quote}”``, loses its own, and those in it alternate.

    Args:
        text: the pattern.
        scope: the variables.
        plain: whether numbers are written as keys take them, and not as the language does.

    Raises:
        ValueError: an expression has no value; the column is that in the pattern.
    """
    if "{" not in text and "[" not in text and "\\" not in text:
        return text
    return _expand(parse_pattern(text), scope, plain)


def expand_raw(raw: Raw, scope: Scope, *, plain: bool = False) -> Raw:
    """Return a value with its patterns expanded; a pattern that is one expression and gives a list stays a list.

    Raises:
        ValueError: as :func:`expand`.
    """
    if isinstance(raw, tuple):
        return tuple(expand_raw(entry, scope, plain=plain) for entry in raw)
    if isinstance(raw, Record):
        return Record(tuple((name, expand_raw(value, scope, plain=plain)) for name, value in raw.parts))
    if not raw.startswith("{"):
        return expand(raw, scope, plain=plain)
    whole = scope.texts(raw[1:-1].strip(), plain=plain)
    if whole is not None:
        return whole
    match parse_pattern(raw):
        case (Computed() as part,):
            return _computed_raw(part, scope, plain)
        case parts:
            return _expand(parts, scope, plain)


def expand_length(raw: Raw, scope: Scope) -> Raw:
    """Return a length with its patterns expanded; one expression that gives a number is a fraction: 0.5 is 50%.

    A number as a row has it is none: ``{share}`` of 59.5 could be 59.5% as well, so it needs a unit.

    Raises:
        ValueError: as :func:`expand`; or the number is too large for a fraction.
    """
    if isinstance(raw, str) and raw.startswith("{"):
        match parse_pattern(raw):
            case (Variable(name=name),) if scope.is_text(name):
                pass
            case (Computed() | Variable(),):
                from memegen.template.expressions.values import fraction_text

                if text := fraction_text(handed_on(raw, scope)):
                    return text
    return expand_raw(raw, scope, plain=True)


def handed_on(raw: Raw, scope: Scope) -> object:
    """Return what a pattern becomes as a variable of another scope: one expression keeps its type.

    Raises:
        ValueError: as :func:`expand`.
    """
    if isinstance(raw, str) and raw.startswith("{"):
        match parse_pattern(raw):
            case (Variable(name=name),):
                return scope.typed(name)
            case (Computed(expression=expression, offset=offset),):
                try:
                    return scope.evaluate(expression)
                except ValueError as error:
                    raise in_pattern(error, offset) from None
    return localised(raw, scope)


def localised(raw: Raw, scope: Scope) -> Raw:
    """Return a value with its patterns expanded for a variable, of which texts and lengths are made alike.

    Its numbers are as the language writes them where it is drawn, and as keys take them anywhere else.

    Raises:
        ValueError: as :func:`expand`.
    """
    return _both(expand_raw(raw, scope), expand_raw(raw, scope, plain=True))


def _both(raw: Raw, plain: Raw) -> Raw:
    """Return a value whose texts know what they are in *plain*, which is the same value for keys."""
    if isinstance(raw, tuple) and isinstance(plain, tuple):
        return tuple(map(_both, raw, plain))
    if isinstance(raw, Record) and isinstance(plain, Record):
        return Record(tuple((name, _both(part, plain.parts[i][1])) for i, (name, part) in enumerate(raw.parts)))
    return Localised(raw, plain) if isinstance(raw, str) and isinstance(plain, str) and raw != plain else raw


def _expand(parts: tuple[Part, ...], scope: Scope, plain: bool) -> str:
    out = []
    for i, part in enumerate(parts):
        if isinstance(part, str):
            out.append(part)
        elif not isinstance(part, Section):
            before, after = _neighbour(parts, i - 1), _neighbour(parts, i + 1)
            text = _text(part, scope, plain)
            out.append(inner_marks(text, before[-1]) if is_enclosed(before, after) else text)
        elif all(_is_filled(inner, scope, plain) for inner in part.parts if isinstance(inner, Variable | Computed)):
            out.append(_expand(part.parts, scope, plain))
    return "".join(out)


def _neighbour(parts: tuple[Part, ...], index: int) -> str:
    """Return the text at an index of the parts; "" if there is none."""
    part = parts[index] if 0 <= index < len(parts) else ""
    return part if isinstance(part, str) else ""


def _is_filled(part: Variable | Computed, scope: Scope, plain: bool) -> bool:
    """Return whether an expression in a section has a value; one that is computed from nothing has none."""
    try:
        return bool(_text(part, scope, plain))
    except ValueError as error:
        from memegen.template.expressions.nodes import ExpressionError

        if isinstance(error, ExpressionError) and error.empty:
            return False
        raise


def _text(part: Variable | Computed, scope: Scope, plain: bool) -> str:
    if isinstance(part, Variable):
        return scope.text(part.name, plain=plain)
    try:
        return scope.text_of(part.expression, plain=plain)
    except ValueError as error:
        raise in_pattern(error, part.offset) from None


def _computed_raw(part: Computed, scope: Scope, plain: bool) -> Raw:
    """Return the value of an expression as a text, or as a list of texts if it is a list."""
    from memegen.template.expressions.typed import text_of

    try:
        value = scope.evaluate(part.expression)
    except ValueError as error:
        raise in_pattern(error, part.offset) from None
    if isinstance(value, tuple):
        return tuple(text_of(entry, scope.setting, plain=plain) for entry in value)
    return text_of(value, scope.setting, plain=plain)
