"""The conditions of ``when:``: terms such as ``by``, ``not by`` or ``ground is paper``, joined by ``and``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Raw

TERM = lazy_pattern(r"(not\s+)?([^\W\d][\w-]*(?:\.[\w-]+)?)(?:\s+is\s+(not\s+)?(.+))?")
AND = " and "
SYNTAX = "write `by`, `not by`, `ground is paper`, `ground is not paper`, joined by `and`"
# Values, in lower case, of a flag that is off; they count as empty.
OFF = ("no", "false", "off", "0")


@frozen
class Term:
    """One comparison of a condition: of ``field`` with ``value``, or, without a value, whether it is not empty."""

    field: str
    value: str = ""
    negated: bool = False

    def holds(self, values: Mapping[str, Raw]) -> bool:
        """Return whether the term holds for the values of a row, by field name."""
        value = values.get(self.field, "")
        holds = str(value) == self.value if self.value else bool(value) and str(value).lower() not in OFF
        return holds != self.negated


def parse_term(text: str) -> Term:
    """Read one term of a condition.

    Raises:
        ValueError: the text is not a term; the message is the syntax.
    """
    match = TERM.fullmatch(text.strip())
    if not match:
        raise ValueError(SYNTAX)
    return Term(match[2], (match[4] or "").strip(), bool(match[1]) != bool(match[3]))


@lru_cache(256)
def _parse_condition(text: str) -> tuple[Term, ...]:
    return tuple(map(parse_term, filter(None, text.split(AND))))


def condition_holds(condition: str, values: Mapping[str, Raw]) -> bool:
    """Return whether a ``when:`` condition holds for the values of a row, by field name.

    An empty condition holds. A flag that is off counts as empty.

    Raises:
        ValueError: the condition was not checked, and is not valid.
    """
    return all(term.holds(values) for term in _parse_condition(condition))
