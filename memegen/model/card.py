"""The card: a row, a template, a platform and a brand, resolved to what is laid out; and the pages of a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from memegen.core.ai import AI_ORIGINS
from memegen.core.diagnostics import Diagnostic, Where
from memegen.core.frozen import frozen
from memegen.model.brand import Brand
from memegen.model.entities import Loop, Platform, Raw, SourceValue, Template


@frozen
class Card:
    """A template, a platform, a brand and a row, all resolved: no variable, unit or option is left.

    Attributes:
        row: number of the row, from 1.
        background: layers behind everything else, instances of the classes in :mod:`memegen.layout.layers`.
        layers: the other layers, likewise.
        findings: findings of resolving.
        credit: credits of its photos.
        licence: licences of its photos.
        source: sources of its photos.
        values: values of all fields, and what is known of the photos, e.g. ``photo.credit``.
        variant: number of the template's composition, from 1; 0 if it has no others.
        page: number of the page in its series, from 1.
        pages: number of pages of the series; 0 for a template without pages.
        day: the day, in ISO 8601, if an expression asks for it; else "".
        post_findings: findings about the limits of a post; those of a series are on its first page.
    """

    template: str
    platform: Platform
    brand: Brand
    row: int
    background: tuple[object, ...]
    layers: tuple[object, ...]
    alt_text: str
    caption: str
    findings: tuple[Diagnostic, ...] = ()
    credit: str = ""
    licence: str = ""
    source: str = ""
    values: Mapping[str, Raw] = field(default_factory=dict)
    day: str = ""
    variant: int = 0
    page: int = 1
    pages: int = 0
    post_findings: tuple[Diagnostic, ...] = ()

    @property
    def ai_photos(self) -> dict[str, str]:
        """The fields whose photos AI made or changed, and the digital source type of each (IPTC)."""
        marks = ((name, str(mark).strip().lower()) for name, mark in self.values.items() if name.endswith(".ai"))
        return {name.removesuffix(".ai"): AI_ORIGINS[mark] for name, mark in marks if mark in AI_ORIGINS}


@frozen
class Page:
    """An entry under ``pages:``, one page of a series or one for each entry of a list.

    Attributes:
        template: what is drawn: the template's own body with that of the page, or another template.
        is_other: whether it is another template, which takes the values of the row and of the list's entry.
        when: the condition under which it is drawn; empty for always.
        loop: the list, for each entry of which it is drawn; None for a single page.
        where: its place in the template file.
    """

    template: Template
    is_other: bool
    when: SourceValue
    loop: Loop | None
    where: Where
