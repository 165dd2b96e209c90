"""One graphic, or one failed row, as an HTML article of the contact sheet."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Record = Mapping[str, Any]

# Characters that HTML does not allow: controls except tab and line feed, surrogates, and noncharacters.
DISALLOWED = lazy_pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def card_html(record: Record, folder: PurePath) -> str:
    """Return the article of a record, of a graphic or a failure, with every value escaped.

    Args:
        record: the record of a graphic or a failure.
        folder: the folder of the page, to which links are relative.
    """
    return _failure_html(record) if "error" in record else _graphic_html(record, folder)


def escape_html(value: object) -> str:
    """Return a value as HTML text, or as an attribute value in double quotes."""
    return escape(DISALLOWED.sub("\ufffd", str(value).replace("\r\n", "\n")))


def link(file: str, folder: PurePath) -> str:
    """Return the relative URL of a file for a page in *folder*, percent-encoded."""
    relative = PurePath(os.path.relpath(file, folder)).as_posix()
    return quote(relative, errors="surrogateescape")


def format_size(count: int) -> str:
    """Return a number of bytes in bytes, kB or MB."""
    if count < 1_000:
        return f"{count} bytes"
    return f"{count / 1000:.0f} kB" if count < 999_500 else f"{count / 1_000_000:.1f} MB"


def _graphic_html(record: Record, folder: PurePath) -> str:
    href, name = escape_html(link(record["file"], folder)), escape_html(PurePath(record["file"]).name)
    width, height, alt = record["width"], record["height"], escape_html(record["alt_text"])
    language = escape_html(record.get("language", ""))
    source, kind = (_preview(record["file"]), ' type="application/pdf"') if record["format"] == "pdf" else (href, "")
    names = (_isolated(record["platform"]), _isolated(record["template"]))
    facts = (
        f"Row {record['row']}",
        *((f"Page {record['page']} of {record['pages']}",) if "page" in record else ()),
        f"{width} × {height}",
        escape_html(record["format"].upper()),
        format_size(record["bytes"] or 0),
    )
    return f"""<article class="card" data-platform="{escape_html(record["platform"])}" \
data-template="{escape_html(record["template"])}"{' data-state="findings"' if record["findings"] else ""}>
<a class="mat" href="{href}"{kind} aria-label="Enlarge {name}"><img loading="lazy" decoding="async" src="{source}" \
width="{int(width)}" height="{int(height)}" alt="{alt}"></a>
<div class="body">
<h2><bdi>{name}</bdi></h2>
{_facts(names)}
{_facts(facts)}
{findings_html(record["findings"])}{_copyable_text("Alt text", record["alt_text"], language)}\
{_copyable_text("Caption", record["caption"], language)}</div>
</article>
"""


def _preview(file: str) -> str:
    """Return the first page of a document as a data URL, for browsers show no document as a picture."""
    from base64 import b64encode

    from memegen.rendering.pdf import preview

    try:
        picture = preview(Path(file).read_bytes())
    except OSError:  # It was deleted meanwhile.
        return ""
    return f"data:image/jpeg;base64,{b64encode(picture).decode()}"


def _failure_html(record: Record) -> str:
    errors = record.get("errors") or [record["error"]]
    platform = record.get("platform", "")
    title = f"Row {record['row']}" if record["row"] else "The list"
    facts = [_isolated(name) for name in (platform, errors[0]["where"]) if name]
    return f"""<article class="card" data-platform="{escape_html(platform)}" data-template="" data-state="failed">
<p class="mat none" aria-hidden="true">No graphic</p>
<div class="body">
<h2>{title} failed</h2>
{_facts(facts)}
{findings_html(errors)}</div>
</article>
"""


def _isolated(name: str) -> str:
    """Return a name isolated from the direction of the surrounding text."""
    return f"<bdi>{escape_html(name)}</bdi>"


def _facts(facts: Iterable[str]) -> str:
    return f'<ul class="facts">{"".join(f"<li>{fact}</li>" for fact in facts)}</ul>'


def findings_html(findings: Iterable[Mapping[str, str]]) -> str:
    """Return a list of diagnostics with their hints; "" if there are none."""
    items = "".join(map(_finding, findings))
    return f'<ul class="findings" aria-label="Messages">{items}</ul>\n' if items else ""


def _finding(finding: Mapping[str, str]) -> str:
    code, message, hint = (escape_html(finding[key]) for key in ("code", "message", "hint"))
    hint_html = f'<span class="hint" dir="auto">{hint}</span>' if hint else ""
    return f'<li><code>{code}</code> <span dir="auto">{message}</span>{hint_html}</li>'


def _copyable_text(label: str, text: str, language: str) -> str:
    """Return a labelled text with a button that copies it."""
    if not text.strip():
        return f'<section><h3>{label}</h3><p class="text empty">None</p></section>\n'
    button = f'<button type="button" class="copy" aria-label="Copy {label.lower()}">Copy</button>'
    attribute = f' lang="{language}"' if language else ""
    return f'<section><h3>{label}</h3>{button}<p class="text" dir="auto"{attribute}>{escape_html(text)}</p></section>\n'
