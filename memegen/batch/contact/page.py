"""One HTML page of the contact sheet: a header with counts, cards, and a script that filters them."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from memegen.batch.contact.card import card_html, escape_html

if TYPE_CHECKING:
    from memegen.batch.contact.card import Record


class ContactPage:
    """Collects the cards of a page in *folder*.

    Attributes:
        made: number of graphics.
        with_findings: number of graphics with findings.
        failed: number of failures.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = self.with_findings = self.failed = 0
        self.platforms: Counter[str] = Counter()
        self.templates: Counter[str] = Counter()
        self._cards: list[str] = []

    def __len__(self) -> int:
        return len(self._cards)

    def add(self, record: Record) -> None:
        """Add the card of a record."""
        if "error" in record:
            self.failed += 1
        else:
            self.made += 1
            self.with_findings += bool(record["findings"])
            self.platforms[record["platform"]] += 1
            self.templates[record["template"]] += 1
        self._cards.append(card_html(record, self.folder))

    def html(self, title: str, number: int = 1, previous: str = "", following: str = "", live: str = "") -> str:
        """Return the page.

        Args:
            title: title of the list.
            number: number of the page, from 1.
            previous: file name of the page before; "" for none.
            following: file name of the page after; "" for none.
            live: attributes by which the page reloads itself, see :mod:`memegen.batch.contact.live`; "" for none.
        """
        style, script = read_part("css"), read_part("js")
        return Template(read_part("html")).substitute(
            title=escape_html(title),
            live=live,
            style=style,
            script=script,
            style_hash=csp_hash(style),
            script_hash=csp_hash(script),
            summary=self._summary(number if previous or following else 0),
            pages=_navigation(previous, following),
            total=len(self),
            found=self.with_findings,
            failed=self.failed,
            any_found="" if self.with_findings else " disabled",
            any_failed="" if self.failed else " disabled",
            platforms=_options(self.platforms),
            templates=_options(self.templates),
            cards="".join(self._cards),
        )

    def _summary(self, number: int) -> str:
        parts = [f"Page {number}"] if number else []
        parts += [_count(self.made, "graphic")]
        parts += [f"{self.with_findings:,} with warnings"] if self.with_findings else []
        parts += [f"{_count(self.failed, 'row')} failed"] if self.failed else []
        return ", ".join(parts)


def read_part(suffix: str) -> str:
    """Return the contact sheet's HTML, style or script: "html", "css" or "js"."""
    return Path(__file__).with_name(f"contact.{suffix}").read_text("utf-8")


def csp_hash(text: str) -> str:
    """Return the hash by which the page's Content-Security-Policy permits its own style and script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _navigation(previous: str, following: str) -> str:
    links = [f'<a rel="prev" href="{escape_html(previous)}">Page before</a>'] if previous else []
    links += [f'<a rel="next" href="{escape_html(following)}">Next page</a>'] if following else []
    return f'\n<nav class="pages" aria-label="Pages">{"".join(links)}</nav>' if links else ""


def _options(counts: Counter[str]) -> str:
    return "".join(
        f'<option value="{escape_html(name)}">{escape_html(name)} ({count})</option>' for name, count in counts.items()
    )


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
