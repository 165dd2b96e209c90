"""Checking expressions against the declarations of a template: variables, functions, choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from memegen.core.diagnostics import ERROR, Diagnostic, expected
from memegen.core.frozen import frozen
from memegen.model.entities import Field, SourceValue
from memegen.template.rights import rights_variables
from memegen.template.scope import GLOBALS, is_global

if TYPE_CHECKING:
    from memegen.template.expressions.nodes import Expression
    from memegen.template.expressions.simple import Term

# Words that are values where no variable has their name.
CONSTANTS = ("yes", "true", "no", "false")
# Beginning of variables that are not written, but stand for named colours.
HIDDEN = "colours."
# Type of a variable that may be anything, e.g. of a parameter without a default: its parts are not checked.
ANY = "any"


@frozen
class Complaint:
    """What is wrong with an expression.

    Attributes:
        code: code of the diagnostic.
        column: the character of the expression at which it is, from 1; 0 if it is not at one place.
        mistake: what names the mistake, if it may be the cause of several complaints.
    """

    code: str
    message: str
    hint: str
    column: int = 0
    mistake: str = ""


def problem_of(error: ValueError, value: SourceValue, code: str, what: str = "", hint: str = "") -> Diagnostic:
    """Return the diagnostic of an error in a pattern or a condition, at its place in the file if that is known.

    Args:
        error: the error; its column is that in the value.
        value: the pattern or condition.
        code: code of an error that is not one of an expression.
        what: name of the value in the message.
        hint: hint of an error that has none.
    """
    from memegen.template.expressions.nodes import ExpressionError

    prefix = f"{what}: " if what else ""
    if not isinstance(error, ExpressionError):
        return Diagnostic(ERROR, code, value.where, f"{prefix}{error}", hint)
    message = error.message if value.column else str(error)
    where = value.at(error.column)
    return Diagnostic(ERROR, "expression-invalid", where, f"{prefix}{message}", error.hint or hint)


def unknown_variable(name: str, fields: Mapping[str, Field], column: int = 0) -> Complaint | None:
    """Return the complaint about a variable that is neither of *fields* nor of the brand or the platform, or None."""
    if name in fields or is_global(name):
        return None
    root = name.partition(".")[0]
    # Without a field `photo` there is no `photo.credit` either.
    mistake = f"variable {name if root in fields or root in ('brand', 'platform') else root}"
    owner, part = _owner(name, fields)
    field = fields.get(owner)
    if field and (field.type == ANY or part in field.of or part in rights_variables(field.of)):
        return None
    if field and field.of and part:
        hint = expected(part, field.of, f"parts of {owner}")
        # A list and the entry of a repetition have the same parts.
        return Complaint("variable-unknown", f"unknown variable {name!r}", hint, column, f"part {part}")
    names = [field for field in fields if not field.startswith(HIDDEN)]
    known = [*names, *(f"{one.name}.{part}" for one in fields.values() for part in one.of), *GLOBALS]
    hint = expected(name, known, "variables")
    if "-" in name and name.partition("-")[0] in fields:
        hint = f"put blanks around a minus: {name.replace('-', ' - ', 1)}; {hint}"
    return Complaint("variable-unknown", f"unknown variable {name!r}", hint, column, mistake)


def _owner(name: str, fields: Mapping[str, Field]) -> tuple[str, str]:
    """Return the longest beginning of a name, up to a dot, that is a variable, and the rest; "" for none."""
    owner = name
    while owner and owner not in fields:
        owner = owner.rpartition(".")[0]
    return owner, name[len(owner) + 1 :]


def complaints(tree: Expression, fields: Mapping[str, Field]) -> list[Complaint]:
    """Return what is wrong with an expression for a template with these variables."""
    from memegen.template.expressions.nodes import Call, ExpressionError, Name, walk

    found: list[Complaint] = []
    for node in walk(tree):
        if isinstance(node, Name) and (node.name not in CONSTANTS or node.name in fields):
            found += filter(None, [unknown_variable(node.name, fields, node.column)])
        elif isinstance(node, Call):
            from memegen.template.expressions.functions import checked_function

            try:
                checked_function(node)
            except ExpressionError as error:
                found.append(Complaint("expression-invalid", error.message, error.hint, error.column))
        else:
            found += filter(None, [_never(node, fields)])
    return found


def _never(node: Expression, fields: Mapping[str, Field]) -> Complaint | None:
    """Return the complaint about a comparison of a choice with a word that is none of its options, or None."""
    from memegen.template.expressions.nodes import Binary, Is, Literal, Name

    match node:
        case Is(operand=Name() as variable, words=word):
            pass
        case Binary(operator="=" | "!=", left=Name() as variable, right=Literal(value=str(word))):
            pass
        case Binary(operator="=" | "!=", left=Literal(value=str(word)), right=Name() as variable):
            pass
        case _:
            return None
    return never(variable.name, word, fields, variable.column)


def never(name: str, word: str, fields: Mapping[str, Field], column: int) -> Complaint | None:
    """Return the complaint about a variable that is never *word*, because that is none of its options, or None."""
    field = fields.get(name)
    if field and field.options and word not in field.options:
        message = f"{name} is never {word!r}"
        return Complaint("template-invalid", message, expected(word, field.options, "choices"), column, message)
    return None


def term_complaint(term: Term, fields: Mapping[str, Field]) -> Complaint | None:
    """Return what is wrong with a term of a simple condition, or None."""
    column = term.offset + 1
    return unknown_variable(term.name, fields, column) or (
        never(term.name, term.word, fields, column) if term.word else None
    )
