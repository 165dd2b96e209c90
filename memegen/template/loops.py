"""Repetitions: reading `each` and `as`, and the entries that they go through in a row."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Protocol

from memegen.core.diagnostics import DiagnosticError, closest_match, fail
from memegen.model.entities import Field, Loop, SourceValue, as_text
from memegen.template.expand import localised
from memegen.template.expression_check import ANY, problem_of
from memegen.template.expressions.scope import Scope
from memegen.template.nested_scopes import LoopScope
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.nodes import Sequence as SequenceNode
from memegen.template.reader import Reader
from memegen.template.sharing import NAME

LOOP_KEYS = {
    "each": "a list, e.g. a field or `1..5`; the layer is drawn once for each entry",
    "as": "the variable that holds the entry; default: `item`",
}
ITEM, LOOP = "item", "loop"
# The parts of the variable `loop`: the number of the entry, from 1; that of all; whether it is the first or the last;
# and, of a repetition within another, the same of that one.
PARTS, OUTER = ("index", "count", "first", "last"), "outer"
# Maximum number of entries of one repetition.
MAX_ENTRIES = 1_000
HINT = "each: name a field with `type: list`, or a range such as 1..5"


class Variables(Protocol):
    """The variables where a repetition is written; both methods report what is wrong with a value."""

    @property
    def fields(self) -> Mapping[str, Field]: ...

    def variables(self, value: SourceValue) -> list[str] | None: ...

    def expression(self, value: SourceValue, what: str, hint: str) -> list[str]: ...


def read_loop(reader: Reader, values: Variables, node: MappingNode) -> tuple[Loop | None, Mapping[str, Field]]:
    """Return the repetition of a layer, and the variables in it; None without `each`.

    Args:
        reader: collects problems.
        values: has the variables around it.
        node: the layer.
    """
    each, name = node.get("each"), node.get("as")
    if each is None:
        if name is not None:
            reader.problem(name.where, "`as` has no effect without `each`", "write each: with the list")
        return None, {}
    name = name or _meant_name(node)
    variable = _variable(reader, name) if name is not None else ITEM
    entries = reader.source_value(each, "each")
    entry = _entry(reader, values, each, entries, variable)
    around = values.fields.get(LOOP)
    names = (*PARTS, *(f"{OUTER}.{part}" for part in (around.of if around else ())))
    return Loop(entries, variable), {variable: entry, LOOP: Field(LOOP, of={part: Field(part) for part in names})}


def _meant_name(node: MappingNode) -> Node | None:
    """Return the name at a misspelt `as`, which is a problem of the layer, so that its uses are no further problems."""
    short = (value for key, value in node.items if len(key.text) <= 3 and closest_match(key.text, LOOP_KEYS) == "as")
    return next((value for value in short if isinstance(value, Scalar) and NAME.fullmatch(value.text)), None)


def _variable(reader: Reader, node: Node) -> str:
    name = reader.text(node, "as")
    if not NAME.fullmatch(name) or name == LOOP:
        reader.problem(node.where, f"as: {name!r} cannot name an entry", "write as: and a word, e.g. as: bar")
        return ITEM
    return name


def _entry(reader: Reader, values: Variables, each: Node, entries: SourceValue, variable: str) -> Field:
    """Return the declaration of the entry; what cannot be repeated over is a problem."""
    if isinstance(each, SequenceNode):
        values.variables(entries)
        return Field(variable, ANY)
    text = str(entries.raw).strip()
    if not isinstance(each, Scalar) or not text:
        reader.problem(each.where, "each: expected a list", HINT)
        return Field(variable, ANY)
    names = values.expression(entries, "list", HINT)
    field = values.fields.get(text) if names == [text] else None
    if field and field.type not in ("list", ANY):
        hint = f"write 1..{text}" if field.type == "number" else f"give the field `type: list`, or use words({text})"
        reader.problem(each.where, f"each: {text} is a {field.type}, not a list", hint, "each-invalid")
    return Field(variable, "text" if field and field.type == "list" else ANY, of=field.of if field else {})


def entries_of(loop: Loop, scope: Scope) -> tuple[Any, ...]:
    """Return the entries of a repetition with the variables of *scope*.

    Raises:
        DiagnosticError: ``each-invalid``, ``each-too-large`` or ``expression-invalid``.
    """
    raw, where = loop.entries.raw, loop.entries.where
    try:
        value: Any = localised(raw, scope) if isinstance(raw, tuple) else scope.evaluate(as_text(raw))
    except ValueError as error:
        raise DiagnosticError([problem_of(error, loop.entries, "each-invalid", "each", HINT)]) from None
    if value is None or value == "":
        return ()
    if not isinstance(value, tuple):
        from memegen.template.expressions.values import bare, noun

        message = f"each: {raw} is {noun(bare(value))}, not a list"
        hint = f"write 1..{raw}" if isinstance(bare(value), Decimal) else HINT
        raise fail("each-invalid", message, hint, where)
    if len(value) > MAX_ENTRIES:
        message = f"each: {raw} has {len(value):,} entries; the maximum is {MAX_ENTRIES:,}"
        raise fail("each-too-large", message, "shorten the list, or give its field `most:`", where)
    return value


def scopes(loop: Loop, scope: Scope) -> list[Scope]:
    """Return the scope of each entry of a repetition; errors are those of :func:`entries_of`."""
    entries = entries_of(loop, scope)
    if not entries:
        return []
    from memegen.template.expressions.values import Entry

    outer = scope.value(LOOP)
    found: list[Scope] = []
    for index, entry in enumerate(entries, 1):
        parts: list[tuple[str, Any]] = [("index", Decimal(index)), ("count", Decimal(len(entries)))]
        parts += [("first", index == 1), ("last", index == len(entries)), (OUTER, outer)]
        found.append(LoopScope({loop.name: entry, LOOP: Entry(tuple(parts))}, None, scope))
    return found
