"""The variables that a text or a condition can read, in a chain of scopes, and what texts with expressions become.

Plain ``{name}`` and conditions of one name take a short way here, which loads neither the grammar nor ICU.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from memegen.core.frozen import slotted
from memegen.core.numbers import Localised
from memegen.core.today import today
from memegen.template.expressions.simple import Term, simple_terms

if TYPE_CHECKING:
    from memegen.model.entities import Field
    from memegen.template.expressions.nodes import Expression
    from memegen.template.expressions.values import Typed, Value


@slotted
class Setting:
    """What expressions depend on besides variables.

    Attributes:
        language: language tag (BCP 47) in which numbers, dates and lists are written.
        today: the day, from which days are counted; None for the current one.
        used_today: whether an expression has asked for the day.
    """

    language: str = "en"
    today: date | None = None
    used_today: bool = False

    def day(self) -> date:
        """Return the day, and note that it was asked for."""
        self.used_today = True
        return self.today or today()


class Deferred:
    """A variable whose text depends on the variables where it is used."""

    __slots__ = ()

    def text(self, scope: Scope, *, plain: bool) -> str:
        """Return the text with the variables of *scope*; *plain* as for :meth:`Scope.text`.

        Raises:
            ExpressionError: it has none.
        """
        raise NotImplementedError


class Scope:
    """Variables by name; those of the parents follow, e.g. loop variables, then parameters, then the row's values.

    A variable has a typed value (:meth:`value`: a number, a text, yes or no, a date, a list of records, …) and a text
    (:meth:`text`: what a row holds, or what the language writes). A name with dots is looked up as it is, then as
    a part of what is before the dot: ``bar.share`` is the part ``share`` of the variable ``bar``.
    """

    __slots__ = ("fields", "parent", "setting", "values")

    def __init__(
        self,
        values: Mapping[str, Any],
        fields: Mapping[str, Field] | None = None,
        parent: Scope | None = None,
        setting: Setting | None = None,
    ) -> None:
        """Make a scope.

        Args:
            values: values by name: texts and lists as a row has them, or values of expressions.
            fields: declarations of those that have a type.
            parent: scope with the variables that this one does not have.
            setting: language and day; those of the parent if there is one.
        """
        self.values = values
        self.fields = fields or {}
        self.parent = parent
        self.setting: Setting = setting or (parent.setting if parent else Setting())

    def child(self, values: Mapping[str, Any]) -> Scope:
        """Return a scope in which *values* are in front of these variables."""
        return Scope(values, None, self)

    def beside(self, values: Mapping[str, Any]) -> Scope:
        """Return a scope with other values of the same variables."""
        return Scope(values, self.fields, self.parent, self.setting)

    def __contains__(self, name: str) -> bool:
        """Return whether there is a variable of that name, or that it is a part of."""
        return self._find(name) is not None

    def value(self, name: str) -> Value:
        """Return the typed value of a variable; None if there is none."""
        from memegen.template.expressions.values import bare

        return bare(self.typed(name))

    def typed(self, name: str) -> Value | Typed:
        """Return the value of a variable together with its text in the row, to hand it on in :meth:`child`."""
        from memegen.template.expressions.typed import typed_value
        from memegen.template.expressions.values import part_of

        found = self._find(name)
        if not found:
            return None
        scope, owner = found
        raw = scope.values[owner]
        if isinstance(raw, Deferred):
            raw = Localised(raw.text(self, plain=False), raw.text(self, plain=True))
        value = typed_value(raw, scope.fields.get(owner), self.setting)
        return value if owner == name else part_of(value, name[len(owner) + 1 :])

    def is_text(self, name: str) -> bool:
        """Return whether a variable is a text as a row has it, even if it is read as a number."""
        found = self._find(name)
        return found is not None and found[1] == name and isinstance(found[0].values[name], str)

    def texts(self, name: str, *, plain: bool = False) -> tuple[str, ...] | None:
        """Return a list of texts as a row has it; None if a variable is anything else; *plain* as for :meth:`text`."""
        found = self._find(name)
        value = found[0].values[name] if found and found[1] == name else None
        if not isinstance(value, tuple) or not all(isinstance(entry, str) for entry in value):
            return None
        return tuple(_plain(entry) for entry in value) if plain else value

    def text(self, name: str, *, plain: bool = False) -> str:
        """Return the text of a variable; "" if there is none.

        Args:
            name: the variable.
            plain: whether numbers are written as keys take them, and not as the language does.
        """
        found = self._find(name)
        if not found:
            return ""
        value, field = found[0].values[found[1]], found[0].fields.get(found[1])
        if isinstance(value, str) and found[1] == name and (field is None or field.type not in TYPED):
            return _plain(value) if plain else value
        if isinstance(value, tuple) and found[1] == name and all(isinstance(entry, str) for entry in value):
            return ", ".join(map(_plain, value) if plain else value)
        from memegen.template.expressions.typed import text_of

        return text_of(self.typed(name), self.setting, plain=plain)

    def holds(self, condition: str) -> bool:
        """Return whether a condition, the value of ``when:``, is true; an empty one is.

        Raises:
            ExpressionError: it cannot be read or evaluated.
        """
        if not condition.strip():
            return True
        if terms := simple_terms(condition):
            held = [self._term_holds(term) for term in terms]
            if None not in held:
                return all(held)
        from memegen.template.expressions.values import is_true

        return is_true(self.evaluate(condition))

    def _term_holds(self, term: Term) -> bool | None:
        """Return whether a term holds; None if that depends on a value that must be read first."""
        found = self._find(term.name)
        if not found:
            return term.holds(None, "text")
        scope, owner = found
        field = scope.fields.get(owner)
        return term.holds(scope.values[owner], field.type if field else "text") if owner == term.name else None

    def evaluate(self, expression: str | Expression) -> Value | Typed:
        """Return the value of an expression.

        Raises:
            ExpressionError: it cannot be read or evaluated.
        """
        from memegen.template.expressions.evaluate import evaluate
        from memegen.template.expressions.parser import parse_expression

        tree = parse_expression(expression) if isinstance(expression, str) else expression
        return evaluate(tree, self)

    def text_of(self, expression: str | Expression, *, plain: bool = False) -> str:
        """Return the value of an expression as a text; *plain* as for :meth:`text`.

        Raises:
            ExpressionError: it cannot be read or evaluated.
        """
        from memegen.template.expressions.typed import text_of

        return text_of(self.evaluate(expression), self.setting, plain=plain)

    def _find(self, name: str) -> tuple[Scope, str] | None:
        """Return the scope of a variable, and the name that it has there: *name* or its beginning up to a dot."""
        scope: Scope | None = self
        while scope:
            owner = name
            while owner:
                if owner in scope.values:
                    return scope, owner
                owner = owner.rpartition(".")[0]
            scope = scope.parent
        return None


def _plain(text: str) -> str:
    """Return a text with numbers as keys take them."""
    return text.plain if isinstance(text, Localised) else text


# Types of fields whose values are not simply the text that a row has.
TYPED = ("number", "date", "time")
