"""The words that go out with a graphic: those of its row, in columns ``caption`` and ``alt``, before the template's."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.model.card import Card
from memegen.model.entities import Platform, Raw, Template, as_text
from memegen.template.post_limits import text_findings

# Columns of these texts, the first of which that has a text counts. A template may have fields called caption or alt,
# which these columns then fill; the longer names always mean the post.
CAPTION = ("post_caption", "caption")
ALT = ("post_alt", "alt")
# Separates the alternative texts of the pages of a series.
SEPARATOR = "||"


def own_text(values: Mapping[str, Raw], fields: Collection[str], columns: Sequence[str]) -> tuple[str, str]:
    """Return the first of the row's texts in *columns*, and its column; two empty texts if there is none.

    Args:
        values: the row.
        fields: names of the template's fields, whose columns hold no such text.
        columns: :data:`CAPTION` or :data:`ALT`.
    """
    for column in columns:
        if column not in fields and (text := as_text(values.get(column, "")).strip()):
            return text, column
    return "", ""


def with_own_texts(
    cards: Sequence[Card], values: Mapping[str, Raw], template: Template, where: Where
) -> tuple[Card, ...]:
    """Return the cards of a row's pages with the caption and the alternative texts that the row has itself.

    The first card has the warnings about the caption, which is that of the post.

    Args:
        cards: the cards, with the template's texts.
        values: the row.
        template: their template.
        where: place of the row.
    """
    caption, caption_column = own_text(values, template.fields, CAPTION)
    alt, column = own_text(values, template.fields, ALT)
    if caption or alt:
        # Without a separator it is the alternative text of the first page.
        alts = dict(enumerate(" ".join(text.split()) for text in alt.split(SEPARATOR)))
        place = replace(where, field=column)
        cards = [
            _with_alt(replace(card, caption=caption or card.caption), alts.get(index, ""), place)
            for index, card in enumerate(cards)
        ]
    first, *others = cards
    place = replace(where, field=caption_column) if caption else template.caption.where
    found = text_findings(first.caption, first.platform, place)
    return (replace(first, post_findings=found) if found else first, *others)


def _with_alt(card: Card, alt: str, where: Where) -> Card:
    """Return the card with that alternative text, and findings about it in place of those about the template's."""
    if not alt:
        return card
    others = (finding for finding in card.findings if finding.code != "alt-too-long")
    return replace(card, alt_text=alt, findings=(*others, *alt_findings(alt, card.platform, where)))


def alt_findings(alt: str, platform: Platform, where: Where) -> tuple[Diagnostic, ...]:
    """Return a warning if an alternative text, written at *where*, is longer than the platform takes."""
    if platform.alt and len(alt) > platform.alt:
        message = f"the alternative text has {len(alt)} characters; {platform.title} takes {platform.alt}"
        hint = "shorten the text" if where.field else "shorten a field"
        return (Diagnostic(WARNING, "alt-too-long", where, message, hint),)
    return ()
