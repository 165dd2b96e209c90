"""A contact sheet that reloads itself from the disk while `memegen watch` runs, without a server.

A page on the disk may load pictures, but read no file. So the number of the last round is the size of a picture: an
empty SVG next to the page, `contact-sheet-live.svg`, which the page loads again and again. Once its number is greater
than that in the page, the page reloads.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from memegen.batch.contact.card import findings_html
from memegen.core.files import delete_if_exists, write_atomic
from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from memegen.core.diagnostics import Diagnostic

STAMP = "contact-sheet-live.svg"
# A number is split into width and height, px, so that both are sizes that every browser takes.
RADIX = 1 << 15
REVISION = lazy_pattern(r'(<html [^>]*data-revision=")\d+')
# What is inside holds no element of its own kind.
TROUBLE = lazy_pattern(r'(<div class="trouble" role="alert">).*?(</div>)', re.DOTALL)
# Maximum number of errors that a page shows; the terminal has all of them.
MAX_ERRORS = 20


def live_attributes(revision: int) -> str:
    """Return the attributes of a page that reloads itself: its own number, and the picture to compare it with."""
    return f' data-live="{STAMP}" data-revision="{revision}"'


def stamp_svg(revision: int) -> bytes:
    """Return the picture whose size is a number: the width is its upper part, the height one more than its lower."""
    width, height = max(1, revision // RADIX), revision % RADIX + 1
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>\n'.encode()


def publish(folder: Path, revision: int) -> None:
    """Make the pages in *folder* that are older than *revision* reload.

    Raises:
        DiagnosticError: ``output-unwritable``.
    """
    write_atomic(folder / STAMP, stamp_svg(revision))


def end(folder: Path) -> None:
    """Let the pages in *folder* know that nothing is watched any more."""
    delete_if_exists(str(folder / STAMP))


def show_errors(page: Path, diagnostics: Iterable[Diagnostic], revision: int) -> None:
    """Show errors above the graphics of a page, which stay as they were before; do nothing without a page.

    Raises:
        DiagnosticError: ``output-unwritable``.
    """
    with suppress(OSError, UnicodeDecodeError):
        html = page.read_text("utf-8")
        html = TROUBLE.sub(lambda found: f"{found[1]}{_errors_html(list(diagnostics))}{found[2]}", html, count=1)
        html = REVISION.sub(lambda found: f"{found[1]}{revision}", html, count=1)
        write_atomic(page, html.encode())
        publish(page.parent, revision)


def _errors_html(diagnostics: list[Diagnostic]) -> str:
    records = [each.to_json() for each in diagnostics[:MAX_ERRORS]]
    placed = [{**each, "message": f"{each['where']}: {each['message']}".removeprefix(": ")} for each in records]
    rest = len(diagnostics) - len(records)
    more = f"<p>{rest} more errors are in the terminal.</p>" if rest else ""
    return f"<p>The last save has errors. The graphics are those from before it.</p>{findings_html(placed)}{more}"
