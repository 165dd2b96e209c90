"""Templates with variants and pages on the small stage: no catalog, no renderer, squares for letters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from memegen.core.diagnostics import Where, fail
from memegen.layout.engine import layout
from memegen.model.card import Card
from memegen.model.entities import Field, Platform, Raw, Template
from memegen.scene.scene import Scene
from memegen.template.compositions import CompositionReader
from memegen.template.nodes import Node
from memegen.template.resolve import Resolver
from memegen.template.series import page_slots, paginate
from memegen.template.template import TEMPLATE_KEYS, read_template
from memegen.template.yaml import parse
from tests.helpers.squares import Squares
from tests.helpers.stage import BRAND, SQUARE, AnyPhoto, BlankSampler, FakePhotos, context, template

HOME = Path("/home/of/templates")


def composed(text: str, others: Mapping[str, str] | None = None) -> Template:
    """The one template that *text* is the body of, with its variants and pages; *others* are bodies by name."""

    def read(node: Node, variables: Mapping[str, Field]) -> Template:
        return read_template("t", node, HOME, context(), None, variables)

    def other(name: str) -> Template:
        if name not in (others or {}):
            raise fail("template-unknown", f"there is no template {name!r}")
        return template((others or {})[name])

    return CompositionReader(TEMPLATE_KEYS, read, other).read(parse(dedent(text), "t.yaml"))


def pages(text: str | Template, row: Mapping[str, Raw] | None = None, platform: Platform = SQUARE) -> tuple[Card, ...]:
    """The cards of a row's pages."""
    design = composed(text) if isinstance(text, str) else text

    def resolver(page: Template) -> Resolver:
        return Resolver(page, BRAND, platform, context(platform), AnyPhoto())

    where = Where("rows.csv", row=2)
    slots = page_slots(resolver(design), row or {}, where, resolver)
    return paginate("t", slots, where, laid_out)


def laid_out(card: Card) -> Scene:
    return layout(card, Squares(), FakePhotos(), BlankSampler())


def words(cards: tuple[Card, ...]) -> list[list[str]]:
    """The texts on each page."""
    return [[text.text for text in laid_out(card).texts() if text.layer] for card in cards]
