"""Where a key has an effect: conditions on the other keys of its layer and on what holds the layer.

A key declares its conditions once, as texts (see :func:`memegen.model.keys.key`); warnings, reference and JSON Schema
are derived from them. All conditions of a key must hold. A condition is alternatives joined by `` | ``, an alternative
is terms joined by `` & ``; after `` // `` it may have words for itself, if these cannot be derived. A term is one of

=======================  ==========================================================================================
``arc``, ``!arc``        the key ``arc`` is set to something other than no, none, nothing, auto or 0; or it is not
``tone=duotone,poster``  the value of the key ``tone`` matches one of the patterns: ``a*`` begins so, ``*a*`` has it
``!align=center``        it matches none of them
``holder=row,column``    the kind of the layer that holds this one, or else ``layers`` or ``background``
``holder.align=center``  a key of the layer that holds this one
``several``              the layer holds more than one layer
``stretches``            the layer takes all of its room where no width and height are given
=======================  ==========================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from memegen.core.frozen import frozen

# Values, in lower case, that switch a key off.
OFF = ("", "none", "no", "false", "off", "0", "0%", "auto")
# Words for what holds a layer, in the descriptions of keys.
HOLDERS = {
    "holder=background,layers,pile": "at the top level or in a pile",
    "holder=layers": "at the top level of `layers`",
    "holder=row,column": "in a row or column",
}
# Conditions of keys. What holds the layer, and a room that the layer does not fill anyway.
PLACED, IN_FRONT = "holder=background,layers,pile", "holder=layers"
LEAVES_ROOM = "!stretches | width | height | max-width | max-height | frame=circle // with a `width` or `height`"
# A stack that may be longer than its items, and a box that may be higher than the lines in it.
SPARE = (
    "width | height | min-width | min-height | grow | !holder=background,layers | !at & !places // with room to spare"
)
HIGHER = (
    "height | min-height | grow | holder.align=stretch | holder=background,layers & !at & !places"
    " | !holder=background,layers,row,column // in a box higher than its lines"
)
# An item whose length in the row or column is open, as a `min-width` leaves it; one of 100% takes what others leave.
GROWS = (
    "holder.direction=row & !width | holder.direction=column & !height"
    " | holder.direction=row & width=100% | holder.direction=column & height=100%"
    " // without a `width` in a row, without a `height` in a column"
)
# A text that has emphasised words, and one whose lines begin at the edge.
MARKED = "text=*** // with a word between stars"
STARTS = "align=start | align=inherit & !holder.align=center,end // where lines begin at the edge"
# What a layer has for a name in a condition: every value that it may take; empty for an unknown name.
Values = Callable[[str], Iterable[str]]


@frozen
class Term:
    """One term of a condition: ``name``, or ``name=patterns``, or its negation."""

    name: str
    patterns: tuple[str, ...]
    negated: bool

    def may_hold(self, values: Values) -> bool:
        """Return whether the term holds for one of the values that the layer may have; a variable may be anything."""
        return any("{" in value or self._holds(value) for value in (tuple(values(self.name)) or ("",)))

    def _holds(self, value: str) -> bool:
        if self.patterns:
            holds = any(_matches(value, pattern) for pattern in self.patterns)
        else:
            holds = value.strip().lower() not in OFF
        return holds != self.negated


def _matches(value: str, pattern: str) -> bool:
    if not pattern.endswith("*"):
        return value == pattern
    return pattern[1:-1] in value if pattern.startswith("*") else value.startswith(pattern[:-1])


@lru_cache(maxsize=512)
def parse(condition: str) -> tuple[tuple[Term, ...], ...]:
    """Return the alternatives of a condition, each as its terms."""
    alternatives = condition.partition(" // ")[0].split(" | ")
    return tuple(tuple(map(_term, alternative.split(" & "))) for alternative in alternatives)


def _term(text: str) -> Term:
    name, _, patterns = text.removeprefix("!").partition("=")
    return Term(name, tuple(patterns.split(",")) if patterns else (), text.startswith("!"))


def unmet(needs: Iterable[str], values: Values) -> str:
    """Return the first condition that no values which the layer may have fulfil; "" if there is none."""
    for condition in needs:
        if not any(all(term.may_hold(values) for term in terms) for terms in parse(condition)):
            return condition
    return ""


def describe(condition: str) -> str:
    """Return a condition in words, e.g. "with `arc`"."""
    alternatives, _, words = condition.partition(" // ")
    return words or " or ".join(map(_describe_terms, alternatives.split(" | ")))


def _describe_terms(alternative: str) -> str:
    terms = [HOLDERS.get(text) or _describe(text) for text in alternative.split(" & ")]
    return " and ".join(terms)


def _describe(text: str) -> str:
    term = _term(text)
    prefix = "not with" if term.negated else "with"
    if term.name == "several":
        return "with two items or more"
    if not term.patterns:
        return f"{prefix} `{term.name}`"
    words = [f"`{term.name}: {term.patterns[0]}`", *(f"`{pattern}`" for pattern in term.patterns[1:])]
    return f"{prefix} {words[0]}" if len(words) == 1 else f"{prefix} {', '.join(words[:-1])} or {words[-1]}"
