"""One page of the contact sheet: cards between a head that counts them and a script that filters them."""

from __future__ import annotations

import base64
import hashlib
import os
from collections import Counter
from html import escape
from pathlib import Path, PurePath
from string import Template
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Record = Mapping[str, Any]

# What HTML does not hold: controls but for tab and line feed, halves of characters, and what is no character at all.
UNHELD = lazy_pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def card(record: Record, folder: PurePath) -> str:
    """A record, made or failed, as an article of a page in *folder*; every value of it escaped."""
    return _failed(record) if "error" in record else _made(record, folder)


def said(value: object) -> str:
    """A value as HTML's text, or as that of an attribute in double quotes."""
    return escape(UNHELD.sub("\ufffd", str(value).replace("\r\n", "\n")))


def link(file: str, folder: PurePath) -> str:
    """The way from a page in *folder* to a file: relative, every unusual character percent-encoded."""
    way = PurePath(os.path.relpath(file, folder)).as_posix()
    return quote(way, errors="surrogateescape")


def size(count: int) -> str:
    """A number of bytes, as people say it."""
    if count < 1_000:
        return f"{count} bytes"
    return f"{count / 1000:.0f} kB" if count < 999_500 else f"{count / 1_000_000:.1f} MB"


def _made(record: Record, folder: PurePath) -> str:
    href, name = said(link(record["file"], folder)), said(PurePath(record["file"]).name)
    width, height, alt = record["width"], record["height"], said(record["alt_text"])
    language = said(record.get("language", ""))
    names = (_name(record["platform"]), _name(record["template"]))
    facts = (
        f"Row {record['row']}",
        f"{width} × {height}",
        said(record["format"].upper()),
        size(record["bytes"] or 0),
    )
    return f"""<article class="card" data-platform="{said(record["platform"])}" \
data-template="{said(record["template"])}"{' data-state="findings"' if record["findings"] else ""}>
<a class="mat" href="{href}" aria-label="Enlarge {name}"><img loading="lazy" decoding="async" src="{href}" \
width="{int(width)}" height="{int(height)}" alt="{alt}"></a>
<div class="body">
<h2><bdi>{name}</bdi></h2>
{_facts(names)}
{_facts(facts)}
{_findings(record["findings"])}{_text("Alt text", record["alt_text"], language)}\
{_text("Caption", record["caption"], language)}</div>
</article>
"""


def _failed(record: Record) -> str:
    errors = record.get("errors") or [record["error"]]
    platform = record.get("platform", "")
    name = f"Row {record['row']}" if record["row"] else "The list"
    facts = [_name(name) for name in (platform, errors[0]["where"]) if name]
    return f"""<article class="card" data-platform="{said(platform)}" data-template="" data-state="failed">
<p class="mat none" aria-hidden="true">No picture</p>
<div class="body">
<h2>{name} failed</h2>
{_facts(facts)}
{_findings(errors)}</div>
</article>
"""


def _name(name: str) -> str:
    return f"<bdi>{said(name)}</bdi>"


def _facts(facts: Iterable[str]) -> str:
    return f'<ul class="facts">{"".join(f"<li>{fact}</li>" for fact in facts)}</ul>'


def _findings(found: Iterable[Mapping[str, str]]) -> str:
    """Diagnostics, each with its hint; nothing where there are none."""
    items = "".join(map(_finding, found))
    return f'<ul class="findings" aria-label="Findings">{items}</ul>\n' if items else ""


def _finding(one: Mapping[str, str]) -> str:
    code, message, hint = (said(one[key]) for key in ("code", "message", "hint"))
    more = f'<span class="hint" dir="auto">{hint}</span>' if hint else ""
    return f'<li><code>{code}</code> <span dir="auto">{message}</span>{more}</li>'


def _text(label: str, text: str, language: str) -> str:
    """A labelled text that can be copied."""
    if not text.strip():
        return f'<section><h3>{label}</h3><p class="text empty">None</p></section>\n'
    button = f'<button type="button" class="copy" aria-label="Copy {label.lower()}">Copy</button>'
    spoken = f' lang="{language}"' if language else ""
    return f'<section><h3>{label}</h3>{button}<p class="text" dir="auto"{spoken}>{said(text)}</p></section>\n'


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
