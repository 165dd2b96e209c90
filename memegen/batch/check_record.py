"""The findings of graphics that earlier checks have looked at, in the user's cache folder, by what decides them.

It is a database that several processes read and one writes. Anything wrong with it only means that graphics are checked
again.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from memegen.batch.job import Job, KeyState, Made
from memegen.core.diagnostics import Diagnostic, Note, Where
from memegen.core.disk_cache import cache_folder
from memegen.core.files import delete_if_exists

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from sqlite3 import Connection

    from memegen.model.card import Card

NAME = "checks.sqlite"
# Graphics whose findings are kept at least; about 60 bytes each, and 400 more for each finding.
KEPT = 1_000_000
# Graphics whose findings are written at a time.
WRITTEN = 2_000
# Maximum time to wait for another process that writes, in seconds.
PATIENCE = 5.0
# What records have in place of a key.
UNKNOWN = tuple(state.value for state in KeyState)
SCHEMA = "CREATE TABLE IF NOT EXISTS checks (number INTEGER PRIMARY KEY, key TEXT UNIQUE, found TEXT)"


class CheckRecord:
    """The record of all checks of a user. Pickled, it is opened again in the other process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: Connection | None = None
        self._process = 0
        self._added: list[tuple[str, str]] = []

    def __reduce__(self) -> tuple[type[CheckRecord], tuple[Path]]:
        return CheckRecord, (self._path,)

    def create(self) -> None:
        """Create the database unless it exists. Raises OSError or sqlite3.Error."""
        try:
            with self._open() as connection:
                connection.execute(SCHEMA)
        finally:
            # Processes that are forked from now on open it themselves.
            self.release()

    def outcome(self, job: Job, cards: Sequence[Card]) -> Made | None:
        """Return the outcome of a job with a key, as far as a check needs it; None unless all graphics are known."""
        if not isinstance(job.key, str):
            return None
        whole = self.find(job.key)
        pages = [whole] if whole is not None else [self.find(job.page_key(card.page)) for card in cards]
        made = [
            Made(job.row, job.platform.name, job.stem, b"", _record(job, card, job.key), findings, where=job.where)
            for card, findings in zip(cards, pages, strict=False)
            if findings is not None
        ]
        return replace(made[0], further=tuple(made[1:])) if len(made) == len(pages) else None

    def find(self, key: str) -> tuple[Diagnostic, ...] | None:
        """Return the findings of a graphic; None if it is not recorded."""
        row: Any = None
        with _problems_ignored():
            row = self._open().execute("SELECT found FROM checks WHERE key = ?", (key,)).fetchone()
        try:
            return tuple(map(_finding, json.loads(row[0]))) if row else None
        except (ValueError, TypeError, KeyError):
            return None

    def add(self, key: str, findings: Sequence[Diagnostic]) -> None:
        """Record the findings of a graphic, unless its key is not known; they are written later."""
        if key in UNKNOWN:
            return
        self._added.append((key, _encoded(findings)))
        if len(self._added) >= WRITTEN:
            self._write()

    def close(self) -> None:
        """Write what was added, and drop the oldest of what is too much."""
        self._write()
        with _problems_ignored():
            connection = self._open()
            with connection:
                connection.execute("DELETE FROM checks WHERE number <= (SELECT MAX(number) FROM checks) - ?", (KEPT,))
        self.release()

    def release(self) -> None:
        """Close the database; it is opened again when it is needed, as it must be after a fork."""
        if self._connection and self._process == os.getpid():
            self._connection.close()
        self._connection = None

    def _write(self) -> None:
        added, self._added = self._added, []
        with _problems_ignored():
            connection = self._open()
            with connection:
                connection.executemany("INSERT OR REPLACE INTO checks (key, found) VALUES (?, ?)", added)

    def _open(self) -> Connection:
        if self._connection is None or self._process != os.getpid():
            import sqlite3

            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self._path, timeout=PATIENCE)
            self._process = os.getpid()
        return self._connection


def open_record() -> CheckRecord | None:
    """Return the record of this user; None if the cache is off or cannot be used."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        import sqlite3
    except ImportError:  # Some systems have Python without it.
        return None
    record = CheckRecord(folder / NAME)
    try:
        record.create()
    except sqlite3.OperationalError:
        return None
    except sqlite3.DatabaseError:  # The file is damaged, or is something else.
        delete_if_exists(str(folder / NAME))
        with suppress(sqlite3.Error, OSError):
            record.create()
            return record
        return None
    except OSError:
        return None
    return record


def _record(job: Job, card: Card, key: str) -> dict[str, Any]:
    """Return what a check reads of the record of a graphic."""
    texts = {name: getattr(card, name) for name in ("alt_text", "caption", "credit", "licence", "source")}
    page = {"page": card.page, "pages": card.pages} if card.pages else {}
    size = {"width": card.platform.width, "height": card.platform.height, "language": card.brand.language}
    names = {"row": job.row, "template": card.template, "platform": card.platform.name, "file": job.stem}
    return {**names, **size, **texts, **page, "extra": dict(job.extra), "key": key, "cached": True}


def _problems_ignored() -> suppress:
    from sqlite3 import Error

    return suppress(Error, OSError)


def _encoded(findings: Iterable[Diagnostic]) -> str:
    return json.dumps(
        [
            [
                *(found.severity, found.code, _place(found.where), found.message, found.hint),
                [[_place(note.where), note.message] for note in found.notes],
            ]
            for found in findings
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _place(where: Where) -> list[Any]:
    return [where.file, where.line, where.column, where.row, where.field]


def _finding(value: Any) -> Diagnostic:
    severity, code, where, message, hint, notes = value
    read = tuple(Note(Where(*place), text) for place, text in notes)
    return Diagnostic(severity, code, Where(*where), message, hint, read)
