"""Reading templates that are drawn in more than one way: variants, of which a row has one, and pages, all of them.

A variant or a page is the template's body updated by its own, as a template is that extends another, and then read as
a template itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from memegen.core.diagnostics import Diagnostic, DiagnosticError, distinct, expected
from memegen.core.frozen import frozen
from memegen.model.card import Page
from memegen.model.entities import Field, SourceValue, Template
from memegen.template.changes import walk_specs
from memegen.template.extends import extended, merge
from memegen.template.loops import LOOP_KEYS, read_loop
from memegen.template.nodes import Mapping as MappingNode
from memegen.template.nodes import Node, Scalar
from memegen.template.reader import Reader
from memegen.template.stale_changes import FindPart, no_part
from memegen.template.variants import Variants

VARIANTS, PAGES, DEFAULT = "variants", "pages", "variant"
# Keys of a template that its variants and pages have in common.
COMMON = ("about", "extends", "platform", "only", "fields", VARIANTS, DEFAULT)
PAGE_KEYS = {
    "when": "draw the page only when this holds",
    "each": "a list, e.g. a field or `1..5`; the page is drawn once for each entry",
    "as": LOOP_KEYS["as"],
    "template": "another template, which takes the row's values, and the entry as the field of that name",
}
VARIANT_KEYS = {
    "about": "what the variant looks like, in a few words, for `memegen show`",
    "defaults": "other defaults of fields, by name, e.g. `{ground: paper}`",
}
# How the variant of a row is chosen, besides a number.
AUTO, TURN = "auto", "turn"
# Reads a node as a template, with these variables besides its fields.
NodeReader = Callable[[Node, Mapping[str, Field]], Template]


@frozen
class PageVariables:
    """The variables where the list of a page is written: the fields of its template."""

    reader: Reader
    fields: Mapping[str, Field]

    def variables(self, value: SourceValue) -> list[str] | None:
        """Return the variables in a value; what is wrong with them is a problem."""
        return self.reader.variables(value, self.fields)

    def expression(self, value: SourceValue, what: str, hint: str) -> list[str]:
        """Return the variables in an expression; what is wrong with it is a problem."""
        return self.reader.expression(value, self.fields, what, hint)


class CompositionReader:
    """Reads one template with its variants and pages."""

    def __init__(
        self, keys: Mapping[str, str], read: NodeReader, other: Callable[[str], Template], find_part: FindPart = no_part
    ) -> None:
        """Read a template.

        Args:
            keys: the keys that a template may have.
            read: reads a node as a template.
            other: returns another template by its name.
            find_part: finds the parts that the template uses.
        """
        self._keys = keys
        self._read_node = read
        self._other = other
        self._find_part = find_part
        self._reader = Reader()

    def read(self, node: Node, *, whole: bool = True) -> Template:
        """Return the template with its pages and its variants, which are read when they are used unless *whole*.

        Raises:
            DiagnosticError: all problems, each once.
        """
        template = self._with_pages(node, self._read_node(node, {}))
        if isinstance(node, MappingNode) and (VARIANTS in node or DEFAULT in node):
            variants = Variants(self._variants(node), self._read_variant)
            template = replace(template, variants=variants, variant=self._default(node, len(variants)))
            for number in range(len(variants) if whole else 0):
                self._attempt(partial(variants.__getitem__, number))
        self._reader.problems = distinct(self._reader.problems)
        self._reader.finish()
        return template

    def _read_variant(self, node: Node) -> Template:
        return CompositionReader(self._keys, self._read_node, self._other, self._find_part).read(node)

    def _variants(self, node: MappingNode) -> list[Node]:
        """Return the bodies of all variants."""
        body = _without(node, VARIANTS, DEFAULT)
        entries = node.get(VARIANTS)
        bodies: list[Node] = []
        for entry in self._reader.sequence(entries, "variants") if entries else ():
            own = self._body(entry, "variant", self._keys)
            whole = extended(body, _without(own, "defaults"), self._find_part)
            bodies.append(self._with_defaults(whole, own.get("defaults")))
        return bodies

    def _with_defaults(self, body: Node, node: Node | None) -> Node:
        """Return the body with other defaults of its fields."""
        if node is None or not isinstance(body, MappingNode):
            return body
        fields = body.get("fields")
        for name, value in self._reader.mapping(node, "defaults").items:
            field = fields.get(name.text) if isinstance(fields, MappingNode) else None
            if not isinstance(fields, MappingNode) or field is None:
                names = [known.text for known, _ in fields.items] if isinstance(fields, MappingNode) else []
                hint = expected(name.text, names, "fields")
                self._reader.problem(name.where, f"unknown field {name.text!r}", hint, "variable-unknown")
                continue
            default = MappingNode(((Scalar("default", name.where), value),), value.where)
            fields = merge(fields, MappingNode(((name, default),), name.where))
        items = ((key, fields if key.text == "fields" and fields else value) for key, value in body.items)
        return MappingNode(tuple(items), body.where)

    def _default(self, node: MappingNode, count: int) -> str:
        value = node.get(DEFAULT)
        if value is None:
            return AUTO
        text = self._reader.text(value, DEFAULT)
        if not count:
            self._reader.problem(value.where, "`variant` has no effect without `variants:`", "delete it")
        elif problem := choice_problem(text, count):
            self._reader.problem(value.where, problem, f"variant: {self._keys[DEFAULT]}")
        return text

    def _with_pages(self, node: Node, template: Template) -> Template:
        entries = node.get(PAGES) if isinstance(node, MappingNode) else None
        if entries is None or not isinstance(node, MappingNode):
            return self._as_series(template) if has_continuing_text(template) else template
        body = _without(node, VARIANTS, DEFAULT, PAGES)
        items = self._reader.sequence(entries, PAGES)
        if not items:
            self._reader.problem(entries.where, "`pages` lists no page", "give it an entry with `layers:`")
        pages = (self._page(body, entry, template) for entry in items)
        return replace(template, pages=tuple(page for page in pages if page))

    def _as_series(self, template: Template) -> Template:
        """Return a template without pages, a text of which goes on, as a series of itself."""
        always = SourceValue("", template.where)
        return replace(template, pages=(Page(template, False, always, None, template.where),))

    def _page(self, body: MappingNode, entry: Node, template: Template) -> Page | None:
        own = self._body(entry, "page", self._keys)
        values = {key: own.get(key) for key in PAGE_KEYS}
        when = self._when(values["when"], own)
        loop, variables = read_loop(self._reader, PageVariables(self._reader, template.fields), own)
        if loop and loop.name in template.fields:
            hint = "write as: and another word"
            self._reader.problem((values["as"] or own).where, f"as: {loop.name!r} is a field already", hint)
        self._reader.expression(when, {**template.fields, **variables})
        if other := values["template"]:
            for name, _ in own.items:
                if name.text not in PAGE_KEYS:
                    hint = "delete it, or let a template of yours extend that one"
                    message = f"{name.text!r} has no effect on a page that is another template"
                    self._reader.problem(name.where, message, hint)
            page = self._page_template(other)
        else:
            whole = extended(body, _without(own, *PAGE_KEYS), self._find_part)
            page = self._attempt(partial(self._read_node, whole, variables))
        return Page(page, bool(other), when, loop, own.where) if page else None

    def _page_template(self, node: Node) -> Template | None:
        """Return the other template that a page names."""
        name = self._reader.text(node, "template")
        try:
            return self._other(name)
        except DiagnosticError as error:
            self._reader.problems += [
                problem if problem.where.file else replace(problem, where=node.where) for problem in error.diagnostics
            ]
            return None

    def _when(self, node: Node | None, page: Node) -> SourceValue:
        return self._reader.source_value(node, "when") if node else SourceValue("", page.where)

    def _body(self, entry: Node, what: str, keys: Mapping[str, str]) -> MappingNode:
        """Return the body of a ``variant`` or a ``page``, with the keys that it may have."""
        known = composition_keys(keys, what)
        items = []
        for name, value in self._reader.mapping(entry, f"a {what}").items:
            if name.text in known:
                items.append((name, value))
            else:
                hint = expected(name.text, known, "keys")
                self._reader.problem(name.where, f"a {what} has no key {name.text!r}", hint)
        return MappingNode(tuple(items), entry.where)

    def _attempt(self, read: Callable[[], Template]) -> Template | None:
        """Return what *read* returns; note the problems that it raises."""
        try:
            return read()
        except DiagnosticError as error:
            problems: tuple[Diagnostic, ...] = error.diagnostics
            self._reader.problems += problems
            return None


def composition_keys(keys: Iterable[str], what: str) -> tuple[str, ...]:
    """Return which *keys* of a template a ``variant`` or a ``page`` may have, and those of its own."""
    own = [key for key in keys if key not in COMMON]
    return (*own, *VARIANT_KEYS) if what == "variant" else (*PAGE_KEYS, *(key for key in own if key != PAGES))


def has_continuing_text(template: Template) -> bool:
    """Return whether a text of the template may go on, on a further page, where it does not fit."""
    values = [spec.values for spec in walk_specs((*template.background, *template.layers))]
    values += [change for changes in template.shapes.values() for change in changes.values()]
    values += [change for case in template.cases for change in case.changes.values()]
    return any("overflow" in own and any(mark in str(own["overflow"].raw) for mark in ("next", "{")) for own in values)


def compositions_of(template: Template) -> Iterator[Template]:
    """Yield the template, and each of its variants and pages, but no other template."""
    yield template
    for page in template.pages:
        if not page.is_other:
            yield page.template
    for variant in template.variants:
        yield from compositions_of(variant)


def choice_problem(text: str, count: int) -> str:
    """Return what is wrong with the choice of one of so many variants; "" if nothing is."""
    if text in (AUTO, TURN) or (text.isascii() and text.isdigit() and 1 <= int(text) <= count):
        return ""
    return f"expected {AUTO}, {TURN} or a variant from 1 to {count}, not {text!r}"


def _without(node: MappingNode, *keys: str) -> MappingNode:
    return MappingNode(tuple((name, value) for name, value in node.items if name.text not in keys), node.where)
