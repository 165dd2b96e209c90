"""One page of the contact sheet: cards between a head that counts them and a script that filters them."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from memegen.press.contact_card import card, said

if TYPE_CHECKING:
    from memegen.press.contact_card import Record


class Page:
    """Cards of records, with links relative to *folder*."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = self.found = self.failed = 0
        self.platforms: Counter[str] = Counter()
        self.templates: Counter[str] = Counter()
        self._cards: list[str] = []

    def __len__(self) -> int:
        return len(self._cards)

    def add(self, record: Record) -> None:
        """The next card."""
        if "error" in record:
            self.failed += 1
        else:
            self.made += 1
            self.found += bool(record["findings"])
            self.platforms[record["platform"]] += 1
            self.templates[record["template"]] += 1
        self._cards.append(card(record, self.folder))

    def html(self, title: str, number: int = 1, before: str = "", after: str = "") -> str:
        """The whole page; *before* and *after* are the files of its neighbours, "" for none."""
        style, script = _part("css"), _part("js")
        return Template(_part("html")).substitute(
            title=said(title),
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
            summary=self._summary(number if before or after else 0),
            pages=_neighbours(before, after),
            total=len(self),
            found=self.found,
            failed=self.failed,
            any_found="" if self.found else " disabled",
            any_failed="" if self.failed else " disabled",
            platforms=_options(self.platforms),
            templates=_options(self.templates),
            cards="".join(self._cards),
        )

    def _summary(self, number: int) -> str:
        parts = [f"Page {number}"] if number else []
        parts += [_counted(self.made, "picture")]
        parts += [f"{self.found:,} with findings"] if self.found else []
        parts += [f"{_counted(self.failed, 'row')} failed"] if self.failed else []
        return ", ".join(parts)


def _part(suffix: str) -> str:
    return Path(__file__).with_name(f"contact.{suffix}").read_text("utf-8")


def _hash(text: str) -> str:
    """What the page's policy knows its own style and script by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _neighbours(before: str, after: str) -> str:
    links = [f'<a rel="prev" href="{said(before)}">Page before</a>'] if before else []
    links += [f'<a rel="next" href="{said(after)}">Next page</a>'] if after else []
    return f'\n<nav class="pages" aria-label="Pages">{"".join(links)}</nav>' if links else ""


def _options(counts: Counter[str]) -> str:
    return "".join(f'<option value="{said(name)}">{said(name)} ({count})</option>' for name, count in counts.items())


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
