"""The contact sheet: every picture of a batch on one page that works from the disk."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from pathlib import Path
from string import Template
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from memegen.errors import fail
from memegen.files import write_parts
from memegen.press.contact_card import card, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from memegen.press.contact_card import Record

NAME = "contact-sheet.html"
# The page's cards are kept in memory up to this many bytes, and beyond that on the disk.
KEPT = 4_000_000
CHUNK = 1 << 20
MARK = "<!-- cards -->\n"


class ContactSheet:
    """Takes records as they come, and writes the page at the end. Use as a context manager."""

    def __init__(self, path: Path, title: str) -> None:
        """*title* is the list's name. Raises DiagnosticError where no file can be written."""
        if path.is_dir():
            raise fail("output-unwritable", f"{path} is a folder", "remove it, or choose another folder")
        self.path = path
        self.title = title
        self.made = self.found = self.failed = 0
        self.platforms: Counter[str] = Counter()
        self.templates: Counter[str] = Counter()
        self._cards = SpooledTemporaryFile(KEPT)  # noqa: SIM115 - closed by close()
        self._trouble: OSError | None = None
        self._last: object = None

    def add(self, record: Record) -> None:
        """The next card. A row that failed on one platform after another for the same reason is listed once."""
        if "error" in record:
            last, self._last = self._last, (record["row"], record.get("errors", record["error"]))
            if last == self._last:
                return
            self.failed += 1
        else:
            self.made += 1
            self.found += bool(record["findings"])
            self.platforms[record["platform"]] += 1
            self.templates[record["template"]] += 1
        self._keep(card(record, self.path.parent).encode())

    def _keep(self, part: bytes) -> None:
        try:
            if not self._trouble:
                self._cards.write(part)
        except OSError as error:  # The pictures go on; finish() says what became of the page.
            self._trouble = error

    def finish(self) -> None:
        """Write the page, whole. Raises DiagnosticError."""
        if self._trouble:
            raise fail(
                "output-unwritable", f"{self.path} cannot be written: {self._trouble.strerror}", "check the disk"
            )
        write_parts(self.path, self._parts())

    def close(self) -> None:
        """Let go of what was kept."""
        self._cards.close()

    def _parts(self) -> Iterator[bytes]:
        before, after = self._page().split(MARK)
        yield before.encode()
        self._cards.seek(0)
        while chunk := self._cards.read(CHUNK):
            yield chunk
        yield after.encode()

    def _page(self) -> str:
        style, script = _part("css"), _part("js")
        return Template(_part("html")).substitute(
            title=said(self.title),
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
            summary=self._summary(),
            total=self.made + self.failed,
            found=self.found,
            failed=self.failed,
            platforms=_options(self.platforms),
            templates=_options(self.templates),
        )

    def _summary(self) -> str:
        parts = [_counted(self.made, "picture")]
        parts += [f"{self.found} with findings"] if self.found else []
        parts += [f"{_counted(self.failed, 'row')} failed"] if self.failed else []
        return ", ".join(parts)


def _part(suffix: str) -> str:
    return Path(__file__).with_suffix(f".{suffix}").read_text("utf-8")


def _hash(text: str) -> str:
    """What the page's policy knows its own style and script by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _options(counts: Counter[str]) -> str:
    return "".join(f'<option value="{said(name)}">{said(name)} ({count})</option>' for name, count in counts.items())


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
