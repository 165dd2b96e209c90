"""Reading nodes as what is expected of them; problems are collected and raised together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import replace
from typing import TypeVar

from memegen.core.diagnostics import (
    ERROR,
    Diagnostic,
    DiagnosticError,
    Note,
    Where,
    distinct,
    hint_of,
)
from memegen.model.entities import Field, Raw, Record, SourceValue
from memegen.model.values import texts_in
from memegen.template.expression_check import Complaint, complaints, problem_of, term_complaint, unknown_variable
from memegen.template.expressions.simple import simple_terms
from memegen.template.meant_keys import expected_key, meant_key
from memegen.template.nodes import Mapping, Node, Scalar, Sequence
from memegen.template.variables import Variable, check_braces, expressions_in, names_in

T = TypeVar("T")
# Maximum number of further places that the hint of a problem lists.
MAX_PLACES = 8
CONDITION = "write `by`, `not by`, `ground is paper`, `count(bars) > 4`, joined by `and` or `or`"
# Keys of every kind of file.
SCHEMA_KEYS = {"$schema": "the JSON Schema by which editors complete and check the file; memegen ignores it"}
LIST = "write the name of a list, e.g. `reasons`, or `1..3`"
BRACES = "write \\{ for a brace that is meant as such"


class Reader:
    """Reads nodes and collects problems, which :meth:`finish` raises.

    Attributes:
        code: code of the problems that have none of their own.
        problems: problems so far.
    """

    def __init__(self, code: str = "template-invalid") -> None:
        self.code = code
        self.problems: list[Diagnostic] = []
        # The problems that are one mistake, each in the order in which they were found, by that mistake.
        self._same: dict[str, list[Diagnostic]] = {}

    def problem(
        self, where: Where, message: str, hint: str = "", code: str = "", *notes: Note, mistake: str = ""
    ) -> None:
        """Add a problem, an error.

        Args:
            where: its place.
            message: what is wrong.
            hint: how to mend it.
            code: its code; "" for that of the reader.
            notes: other places that explain it.
            mistake: what names the mistake, if it is the cause of several problems; these are reported as one.
        """
        found = Diagnostic(ERROR, code or self.code, where, message, hint, notes)
        if mistake:
            self._same.setdefault(mistake, []).append(found)
        else:
            self.problems.append(found)

    def found(self) -> list[Diagnostic]:
        """Return all problems, each once, and those that are one mistake as one."""
        return [*distinct(self.problems), *map(_merged, self._same.values())]

    def finish(self) -> None:
        """Raise the problems, if there are any.

        Raises:
            DiagnosticError: all problems, each once, by place.
        """
        if found := self.found():
            raise DiagnosticError(sorted(found, key=_place))

    def mapping(self, node: Node, what: str) -> Mapping:
        """Return the node as a mapping; an empty one, and a problem, if it is something else."""
        if isinstance(node, Mapping):
            return node
        if not (isinstance(node, Scalar) and node.text == ""):
            self.problem(node.where, f"expected {what} as `key: value` lines")
        return Mapping((), node.where)

    def entries(self, node: Node, what: str, keys: Collection[str], *notes: Note) -> Iterator[tuple[str, Node]]:
        """Yield the entries of a mapping whose key is one of *keys*; other keys are problems, with *notes*.

        The value of a misspelt key is that of the key which is meant, so that its absence is no further problem.
        """
        found = self.mapping(node, what)
        for name, value in found.items:
            if name.text in keys:
                yield name.text, value
                continue
            hint = expected_key(name.text, keys)
            self.problem(name.where, f"{what} has no key {name.text!r}", hint, "", *notes)
            meant = meant_key(name.text, keys)
            if meant and meant not in found:
                yield meant, value

    def sequence(self, node: Node, what: str) -> tuple[Node, ...]:
        """Return the items of a sequence; none, and a problem, if the node is something else."""
        if isinstance(node, Sequence):
            return node.items
        if not (isinstance(node, Scalar) and node.text == ""):
            self.problem(node.where, f"expected a list of {what}, each on a line that begins with a dash")
        return ()

    def text(self, node: Node, what: str) -> str:
        """Return the text of a scalar; "", and a problem, if the node is something else."""
        if isinstance(node, Scalar):
            return node.text
        self.problem(node.where, f"expected text for {what}")
        return ""

    def value(self, node: Node, what: str, parse: Callable[[str], T], default: T, hint: str = "") -> T:
        """Return the value of a scalar, or the default if it is empty or invalid; the latter is a problem.

        Args:
            node: the scalar.
            what: name of the value in messages.
            parse: function that returns the value of a text; its ValueError says what was expected.
            default: the default.
            hint: hint of the problem.
        """
        text = self.text(node, what)
        if not text:
            return default
        try:
            return parse(text)
        except ValueError as error:
            self.problem(node.where, f"{what}: {error}", hint_of(error, hint))
            return default

    def raw(self, node: Node, what: str, *, records: bool = False) -> Raw:
        """Return a scalar or a sequence as written; "", and a problem, if the node is something else.

        Args:
            node: the node.
            what: name of the value in messages.
            records: whether a mapping, which becomes a record, is valid too.
        """
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Sequence):
            return tuple(self.raw(item, what, records=records) for item in node.items)
        if records:
            return Record(tuple((name.text, self.raw(value, what)) for name, value in node.items))
        self.problem(node.where, f"expected text or a list for {what}")
        return ""

    def source_value(self, node: Node, what: str) -> SourceValue:
        """Return what :meth:`raw` returns, with its place."""
        return SourceValue(self.raw(node, what), node.where, node.column if isinstance(node, Scalar) else 0)

    def variables(self, value: SourceValue, fields: MappingType[str, Field], what: str = "") -> list[str] | None:
        """Return the names of the variables in a value, or None if their syntax is invalid; that is a problem.

        A variable that is neither one of *fields* nor the brand's or the platform's is a problem too, and so is an
        unknown function.

        Args:
            value: the value as written.
            fields: variables of the template.
            what: name of the value in the message about its syntax.
        """
        found: list[str] = []
        valid = True
        for text in texts_in(value.raw):
            try:
                check_braces(text)
                parts = expressions_in(text)
            except ValueError as error:
                self.problems.append(problem_of(error, value, self.code, what, BRACES))
                valid = False
                continue
            for part in parts:
                if isinstance(part, Variable):
                    self._complain(value, [unknown_variable(part.name, fields, 1)], part.offset)
                else:
                    self._complain(value, complaints(part.expression, fields), part.offset)
            found += names_in(text)
        return found if valid else None

    def expression(
        self, value: SourceValue, fields: MappingType[str, Field], what: str = "condition", hint: str = CONDITION
    ) -> list[str]:
        """Check an expression without braces, e.g. a condition, and return the variables in it.

        Args:
            value: the expression.
            fields: variables of the template.
            what: what it is, in problems; these are those of :meth:`variables`.
            hint: hint for an invalid one.
        """
        text = value.raw if isinstance(value.raw, str) else ", ".join(texts_in(value.raw))
        if not text.strip():
            return []
        if terms := simple_terms(text):
            for term in terms:
                self._complain(value, [term_complaint(term, fields)])
            return [term.name for term in terms]
        from memegen.template.expressions.nodes import ExpressionError, names
        from memegen.template.expressions.parser import parse_expression

        try:
            tree = parse_expression(text)
        except ExpressionError as error:
            message = f"{text!r} is not a {what}: {error.message}"
            self.problem(value.at(error.column), message, error.hint or hint, "expression-invalid")
            return []
        self._complain(value, complaints(tree, fields))
        return list(names(tree))

    def _complain(self, value: SourceValue, found: Iterable[Complaint | None], offset: int = 0) -> None:
        """Add complaints about an expression, which begins in the value after *offset* characters."""
        for complaint in filter(None, found):
            where = value.at(complaint.column + offset)
            self.problem(where, complaint.message, complaint.hint, complaint.code, mistake=complaint.mistake)


def _place(problem: Diagnostic) -> tuple[str, int, int]:
    return problem.where.file, problem.where.line, problem.where.column


def _merged(problems: list[Diagnostic]) -> Diagnostic:
    """Return the first of some problems by place, with the places of the others in its hint."""
    first, *others = sorted(dict.fromkeys(problems), key=_place)
    places = dict.fromkeys(str(replace(other.where, file="")).removeprefix(":") for other in others)
    if not places:
        return first
    shown = ", ".join([*places][:MAX_PLACES]) + (f" and {len(places) - MAX_PLACES} more" * (len(places) > MAX_PLACES))
    return replace(first, hint=f"{first.hint}; also at {shown}".removeprefix("; "))
