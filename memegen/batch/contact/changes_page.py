"""The page of what has changed since graphics were approved: before, difference and after on one page."""

from __future__ import annotations

import base64
from collections import Counter
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from memegen.batch.contact.card import escape_html, link
from memegen.batch.contact.page import csp_hash, read_part
from memegen.rendering.difference import difference_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from memegen.batch.approval_changes import Change

NAME = "changes.html"
# Maximum number of changes with pictures, the largest ones; a page has some 20 kB for each. The others are named.
MAX_SHOWN = 300
# Maximum number of names; beyond it changes are only counted.
MAX_NAMED = 5000
KINDS = ("changed", "added", "removed")
LABELS = {"alt_text": "Alt text", "caption": "Caption"}


def changes_html(changes: Sequence[Change], same: int, title: str, graphics: Path, page: Path) -> str:
    """Return the page.

    Args:
        changes: the graphics that have changed, are added or removed.
        same: number of the graphics that are as they were.
        title: title of the page, the name of the folder.
        graphics: the folder of the graphics.
        page: the folder of the page.
    """
    ordered = sorted(changes, key=_rank)
    style = read_part("css") + Path(__file__).with_name("changes.css").read_text("utf-8")
    return Template(Path(__file__).with_name("changes.html").read_text("utf-8")).substitute(
        title=escape_html(title),
        style=style,
        style_hash=csp_hash(style),
        summary=escape_html(summary(changes, same)),
        changes="".join(_change_html(change, graphics, page) for change in ordered[:MAX_SHOWN]),
        rest=_rest_html(ordered[MAX_SHOWN:]),
    )


def summary(changes: Sequence[Change], same: int) -> str:
    """Return how many graphics have changed in which way, e.g. ``3 changed, 1 added, 96 the same``."""
    counts = Counter(change.kind for change in changes)
    parts = [f"{counts[kind]:,} {kind}" for kind in KINDS if counts[kind]]
    return ", ".join([*parts, f"{same:,} the same"])


def _rank(change: Change) -> tuple[int, float, float, str]:
    """Return what changes are sorted by: their kind, then how much of a graphic has changed, then its name."""
    difference = change.difference
    share, delta = (difference.share, difference.delta) if difference else (0.0, 0.0)
    return KINDS.index(change.kind), -share, -delta, change.file


def _change_html(change: Change, graphics: Path, page: Path) -> str:
    name = escape_html(change.file)
    title = f'<a href="{escape_html(link(str(graphics / change.file), page))}">{name}</a>' if change.after else name
    before = _picture(change.before.summary.thumbnail, "before") if change.before else _nothing("Not approved before")
    after = _picture(change.after.summary.thumbnail, "after") if change.after else _nothing("Not there any more")
    steps = "".join(
        f"<figure><figcaption>{label}</figcaption>{html}</figure>\n"
        for label, html in (("Before", before), ("Difference", _difference_html(change)), ("After", after))
    )
    facts = "".join(f"<li>{escape_html(fact)}</li>" for fact in facts_of(change))
    return f"""<article class="change" data-change="{change.kind}">
<div class="body"><h2><bdi>{title}</bdi></h2>
<ul class="facts"><li class="kind">{change.kind.capitalize()}</li>{facts}</ul></div>
<div class="trio">
{steps}</div>
{"".join(_text_html(change, name) for name in change.texts)}</article>
"""


def facts_of(change: Change) -> list[str]:
    """Return how much has changed, in words."""
    difference, facts = change.difference, list[str]()
    if difference and difference.share:
        share = f"{difference.share:.1%}" if difference.share >= 0.001 else "less than 0.1%"
        is_resized = difference.mask is None
        facts.append("another size" if is_resized else f"{share} of the area, ΔE up to {difference.delta:.0f}")
    facts += [f"was {change.old_name}"] if change.old_name else []
    return [*facts, *(LABELS[name].lower() for name in change.texts)]


def _difference_html(change: Change) -> str:
    if not change.difference or not change.after:
        return _nothing("Nothing to compare with")
    if not change.difference.share:
        return _nothing("Only texts have changed")
    if change.difference.mask is None:
        return _nothing("Another size")
    return _picture(difference_picture(change.after.summary, change.difference.mask), "difference")


def _picture(data: bytes, alt: str) -> str:
    return f'<img decoding="async" src="data:image/webp;base64,{base64.b64encode(data).decode()}" alt="{alt}">'


def _nothing(text: str) -> str:
    return f'<p class="absent">{text}</p>'


def _text_html(change: Change, name: str) -> str:
    before, after = (escape_html(getattr(each, name)) or "None" for each in (change.before, change.after))
    return (
        f'<section class="texts"><h3>{LABELS[name]}</h3>'
        f'<p dir="auto"><del>{before}</del></p><p dir="auto"><ins>{after}</ins></p></section>\n'
    )


def _rest_html(changes: Sequence[Change]) -> str:
    """Return the list of changes without pictures; "" if there are none."""
    if not changes:
        return ""
    names = "".join(f"<li><bdi>{escape_html(each.file)}</bdi> {each.kind}</li>" for each in changes[:MAX_NAMED])
    more = f"<p>{len(changes) - MAX_NAMED:,} more are not listed.</p>" if len(changes) > MAX_NAMED else ""
    title = f"{len(changes):,} smaller changes, without images"
    return f'<section class="rest"><h2>{title}</h2><ul>{names}</ul>{more}</section>\n'
