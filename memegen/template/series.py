"""What a row makes of a template with variants or pages: the variant that it has, and the cards of its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from memegen.core.diagnostics import Diagnostic, DiagnosticError, Where, fail
from memegen.core.frozen import frozen
from memegen.core.numbers import Localised
from memegen.layout.continuation import continued, even_lines, has_continuing_text, limited, remainders
from memegen.model.card import Card, Page
from memegen.model.entities import Raw, Template
from memegen.scene.scene import Scene
from memegen.template.compositions import AUTO, TURN, choice_problem
from memegen.template.expression_check import problem_of
from memegen.template.expressions.scope import Scope
from memegen.template.loops import scopes as loop_scopes
from memegen.template.resolve import Resolver

# Maximum number of pages of a row. LinkedIn takes 300 in a document, Instagram 20 pictures in a post.
MAX_PAGES = 60
# Number of times that texts are distributed again because the number of pages, which they may show, has changed.
ATTEMPTS = 3
# Number of lines more than an even share that are tried, so that pages still end with a sentence.
EVEN_SLACK = 3


def choose_variant(template: Template, wanted: str, values: Mapping[str, Raw], where: Where) -> int:
    """Return the number of the variant that a row has, from 1; 0 for a template without variants.

    Args:
        template: the template.
        wanted: what the row or the command asks for; "" for the template's own choice.
        values: values of the row, by which ``auto`` chooses: the order of the rows does not matter.
        where: place of the row, by whose number ``turn`` chooses.

    Raises:
        DiagnosticError: ``variant-unknown``.
    """
    count = len(template.variants)
    if wanted and (problem := choice_problem(wanted, max(count, 1))):
        hint = f"list the variants with: memegen show {template.name}"
        if not count:
            problem, hint = f"template {template.name} has no variants", f"leave out the variant {wanted!r}"
        raise fail("variant-unknown", problem, hint, replace(where, field="variant") if where.row else where)
    choice = wanted or template.variant
    if not count:
        return 0
    if choice == TURN:
        return (where.row - 1) % count + 1
    return _by_values(template, values, count) if choice == AUTO else int(choice)


def template_of(template: Template, wanted: str, values: Mapping[str, Raw], where: Where) -> Template:
    """Return the variant of a template that a row has, or the template; arguments are those of choose_variant."""
    number = choose_variant(template, wanted, values, where) if template.variants or wanted else 0
    return template.variants[number - 1] if number else template


def _by_values(template: Template, values: Mapping[str, Raw], count: int) -> int:
    """Return a variant by a hash of the values. A photo counts by its file name: where it is changes nothing."""
    from hashlib import blake2b

    photos = {field.name for field in template.fields.values() if field.type == "photo"}
    own = [
        (name, str(value).replace("\\", "/").rpartition("/")[2] if name in photos else value)
        for name in sorted(template.fields)
        if (value := values.get(name))
    ]
    digest = blake2b(repr((template.name, own)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) % count + 1


@frozen
class Slot:
    """A page of a row, before it has a number; several if a text goes on.

    Attributes:
        resolver: resolves its card.
        values: the values of its fields.
        variables: the variables that it has besides.
    """

    resolver: Resolver
    values: Mapping[str, Raw]
    variables: Mapping[str, Any]

    def card(self, name: str, where: Where, page: int, pages: int) -> Card:
        """Return the card of template *name*, as that page of so many."""
        numbers = {"page": Decimal(page), "pages": Decimal(pages)}
        card = self.resolver.card(self.values, where, {**self.variables, **numbers})
        return replace(card, template=name, page=page, pages=pages)


def page_slots(
    resolver: Resolver, values: Mapping[str, Raw], where: Where, other: Callable[[Template], Resolver]
) -> list[Slot]:
    """Return the pages of a row.

    Args:
        resolver: the resolver of a template with pages.
        values: values of the row.
        where: place of the row.
        other: returns the resolver of a page, or of another template.

    Raises:
        DiagnosticError: a list or a condition has no value; ``pages-empty``, ``pages-too-large``.
    """
    scope = resolver.scope(values, where)
    problems: list[Diagnostic] = []
    slots: list[Slot] = []
    for page in resolver.template.pages:
        for inner in _scopes(page, scope, problems):
            if _holds(page, inner, problems):
                variables = {} if inner is scope else dict(inner.values)
                own = {**values, **_as_values(page, inner)} if page.is_other else values
                slots.append(Slot(other(page.template), own, {} if page.is_other else variables))
    if problems:
        raise DiagnosticError(problems)
    name = resolver.template.name
    if not slots:
        raise fail(
            "pages-empty",
            f"template {name} has no page for this row",
            "fill the list that its pages repeat over",
            where,
        )
    if len(slots) > MAX_PAGES:
        raise _too_many(name, len(slots), where)
    return slots


def _too_many(name: str, count: int, where: Where) -> DiagnosticError:
    message = f"template {name} would have {count} pages; the maximum is {MAX_PAGES}"
    return fail("pages-too-large", message, "shorten the list or the text", where)


def _scopes(page: Page, scope: Scope, problems: list[Diagnostic]) -> Sequence[Scope]:
    """Return the variables of each time that a page is drawn."""
    try:
        return loop_scopes(page.loop, scope) if page.loop else (scope,)
    except DiagnosticError as error:
        problems += error.diagnostics
        return ()


def _holds(page: Page, scope: Scope, problems: list[Diagnostic]) -> bool:
    try:
        return scope.holds(str(page.when.raw))
    except ValueError as error:
        problems.append(problem_of(error, page.when, "expression-invalid", "when"))
        return False


def _as_values(page: Page, scope: Scope) -> dict[str, Raw]:
    """Return the entry of the list as values of another template: itself, or its parts if it has any."""
    if not page.loop:
        return {}
    from memegen.template.expressions.values import Entry

    name, entry = page.loop.name, scope.value(page.loop.name)
    if isinstance(entry, Entry):
        return {part: _localised(f"{name}.{part}", scope) for part, _ in entry.parts}
    return {name: _localised(name, scope)}


def _localised(name: str, scope: Scope) -> Raw:
    """Return a variable as a text, whose numbers are as the language writes them unless a key takes them."""
    return Localised(scope.text(name), scope.text(name, plain=True))


def paginate(name: str, slots: Sequence[Slot], where: Where, lay_out: Callable[[Card], Scene]) -> tuple[Card, ...]:
    """Return the cards of all pages; texts with ``overflow: next`` that do not fit go on to further ones.

    Args:
        name: the template's name.
        slots: the pages.
        where: place of the row.
        lay_out: returns the scene of a card.

    Raises:
        DiagnosticError: a card cannot be resolved or laid out; ``pages-too-large``.
    """
    count = len(slots)
    for _ in range(ATTEMPTS):
        cards: list[Card] = []
        for slot in slots:
            number = partial(slot.card, name, where, pages=count)
            cards += _even_pages(number, len(cards) + 1, lay_out)
            if len(cards) > MAX_PAGES:
                raise _too_many(name, len(cards), where)
        if len(cards) == count:
            break
        count = len(cards)
    return tuple(replace(card, pages=len(cards)) for card in cards)


def _even_pages(card_of: Callable[..., Card], first: int, lay_out: Callable[[Card], Scene]) -> list[Card]:
    """Return the cards of one slot; a text that takes several pages fills them evenly if it breaks well so.

    Args:
        card_of: returns the card of the slot as the page of a number.
        first: number of its first page.
        lay_out: returns the scene of a card.
    """
    cards, scenes = _pages(card_of, first, lay_out, {})
    if len(cards) == 1:
        return cards
    least = even_lines(scenes)
    for more in range(EVEN_SLACK):
        even, _ = _pages(card_of, first, lay_out, {name: lines + more for name, lines in least.items()})
        if len(even) == len(cards):
            return even
    return cards


def _pages(
    card_of: Callable[..., Card], first: int, lay_out: Callable[[Card], Scene], lines: Mapping[str, int]
) -> tuple[list[Card], list[Scene]]:
    """Return the cards of one slot with at most so many lines of its texts, and the scenes of those that go on."""
    cards, scenes = [limited(card_of(page=first), lines)], []
    while has_continuing_text(cards[-1]) and len(cards) <= MAX_PAGES:
        scenes.append(lay_out(cards[-1]))
        if not (rest := remainders(scenes[-1])):
            break
        cards.append(limited(continued(card_of(page=first + len(cards)), rest), lines))
    return cards, scenes
