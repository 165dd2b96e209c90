"""Exports a batch as tables for a scheduler, one for each network, with a row for each post."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from memegen.batch.export_table import ExportTable, delete_stale_tables
from memegen.batch.post import Post, post_of
from memegen.batch.post_time import cell_text, read_when
from memegen.batch.schedulers import SCHEDULERS
from memegen.core.diagnostics import WARNING, Diagnostic, Where, expected, fail
from memegen.model.entities import Platform
from memegen.template.post_limits import media_findings

Platforms = Mapping[str, Platform]
NO_PLATFORMS: Platforms = {}

# Ends of the names of platforms whose graphics are no part of a post in the feed.
APART = ("story", "reel")
SCHEDULE_HINT = (
    "write a date such as 2027-03-31 and a time such as 09:30, or both in one column; a timezone such as Europe/London"
)


def check_export(name: str, base: str) -> None:
    """Check ``--export`` and ``--media-base-url``.

    Args:
        name: the scheduler; "" for no export.
        base: URL of the folder of the graphics; "" if unknown.

    Raises:
        DiagnosticError: ``export-required``, ``export-unknown``, ``media-url-required``, ``media-url-invalid``.
    """
    if not name:
        if base:
            raise fail(
                "export-required",
                "--media-base-url has no effect without --export",
                "add --export, e.g. --export generic",
            )
        return
    if name not in SCHEDULERS:
        raise fail("export-unknown", f"unknown scheduler {name!r}", expected(name, SCHEDULERS))
    if not base:
        if SCHEDULERS[name].urls:
            hint = "upload the output folder and pass its URL, e.g. --media-base-url https://example.org/quotes"
            raise fail("media-url-required", f"--export {name} needs the public URL of the graphics", hint)
        return
    try:
        parts = urlsplit(base)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        hint = "write the URL of the uploaded folder, e.g. https://example.org/quotes"
        raise fail("media-url-invalid", f"--media-base-url {base!r} is not the URL of a folder on the web", hint)


def export(
    records: Iterable[Mapping[str, Any]], name: str, folder: Path, base: str = "", platforms: Platforms = NO_PLATFORMS
) -> list[Path]:
    """Write the tables of these records; return the files, in order."""
    with Export(name, folder, base, platforms) as table:
        for record in records:
            table.add(record)
    return table.files


class Export:
    """The tables of a batch in *folder* (context manager), one for each network: ``NAME-NETWORK.csv``.

    Attributes:
        files: the tables written.
        unscheduled: templates of posts without a time.
    """

    def __init__(self, name: str, folder: Path, base: str = "", platforms: Platforms = NO_PLATFORMS) -> None:
        """Create an export.

        Args:
            name: a scheduler of SCHEDULERS.
            folder: folder for the tables.
            base: URL of the folder of the graphics; "" if unknown.
            platforms: platforms by name, with the limits of their posts; others have none.
        """
        self.name = name
        self.platforms = platforms
        self.scheduler = SCHEDULERS[name]
        self.folder = folder
        self.base = base
        self.files: list[Path] = []
        self.unscheduled: set[str] = set()
        self._tables: dict[str, ExportTable] = {}
        # The post that the latest rows belong to, and its graphics by network and place; and the named posts so far.
        self._post = ""
        self._open: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        self._named: set[str] = set()
        self._last: list[Diagnostic] = []
        # Platforms that the scheduler may refuse, each reported once.
        self._refused: set[str] = set()

    def __enter__(self) -> Export:
        return self

    def __exit__(self, *_: object) -> None:
        self._last = self.finish()
        for table in self._tables.values():
            table.close()
            self.files += table.files
        self.files.sort(key=lambda path: path.stem)
        delete_stale_tables(self.scheduler, self.name, self.folder, self.files)

    def add(self, record: Mapping[str, Any]) -> list[Diagnostic]:
        """Add a graphic; return warnings about the posts that are complete with it.

        Graphics of one network make one post if they are the pages of a series, or if their rows, which follow each
        other, have the same text in the column ``post``.
        """
        warnings: list[Diagnostic] = []
        name, key = _post_of(record)
        if key != self._post or not self._open:
            warnings += self.finish()
            self._post = key
            if name and name in self._named:
                message = f"rows of the post {name!r} are not next to each other; these become another post"
                hint = "move the rows of a post next to each other"
                warnings.append(Diagnostic(WARNING, "post-split", _place(record), message, hint))
            self._named |= {name} - {""}
        self._open.setdefault((network_of(record), _place_of(record)), []).append(record)
        if not key:
            warnings += self.finish()
        return warnings

    def warnings(self, dated: Collection[str]) -> list[Diagnostic]:
        """Return the warnings that are known when all tables are closed.

        Args:
            dated: templates with a field called date or time that rows have filled.
        """
        hint = "add the columns post_date and post_time to schedule the posts"
        return [
            *self._last,
            *(
                Diagnostic(
                    WARNING,
                    "schedule-required",
                    Where(),
                    f"posts of {name} have no time: the template's date and time are printed in the graphic only",
                    hint,
                )
                for name in sorted(self.unscheduled & set(dated))
            ),
        ]

    def finish(self) -> list[Diagnostic]:
        """Write the rows of the posts that are not complete yet; return warnings about them."""
        warnings: list[Diagnostic] = []
        for (network, _), records in self._open.items():
            when = None
            try:
                when = read_when(_merged(records), str(records[0].get("language") or "en"))
            except ValueError as error:
                warnings.append(Diagnostic(WARNING, "schedule-invalid", _place(records[0]), str(error), SCHEDULE_HINT))
            if not when:
                self.unscheduled.add(str(records[0]["template"]))
            for together in [[record] for record in records] if self.scheduler.by_page else [records]:
                platform = self._platform(together[0])
                post = post_of(together, self.folder, self.base, when, platform)
                self._table(network).add(post)
                warnings += (replace(found, where=_place(records[0])) for found in self._limits(post, platform))
        self._open = {}
        return warnings

    def _platform(self, record: Mapping[str, Any]) -> Platform:
        name = str(record["platform"])
        return self.platforms.get(name) or Platform(name, name, record["width"], record["height"])

    def _limits(self, post: Post, platform: Platform) -> Iterator[Diagnostic]:
        """Yield warnings about limits that no graphic by itself exceeds: those of a post of several rows."""
        if len({(medium.record["row"], medium.platform) for medium in post.media}) > 1:
            yield from media_findings(len(post.media), platform.post.media, platform)
        network, least = network_of(post.record), self.scheduler.least_ratios.get(network_of(post.record), 0)
        ratio = platform.width / platform.height
        if ratio < least and not _place_of(post.record) and platform.name not in self._refused:
            self._refused.add(platform.name)
            message = f"{self.name} documents no {network} graphic as tall as {platform.title}, and may refuse it"
            hint = f"use a platform of width / height {least:g} or more, or test with one post first"
            yield Diagnostic(WARNING, "ratio-unsupported", Where(), message, hint)

    def _table(self, network: str) -> ExportTable:
        if network not in self._tables:
            self._tables[network] = ExportTable(self.scheduler, self.folder, f"{self.name}-{network}")
        return self._tables[network]


def network_of(record: Mapping[str, Any]) -> str:
    """Return the network of a graphic, with which its platform's name begins; ``other`` for a size."""
    network = str(record["platform"]).partition("-")[0]
    return network if network.isascii() and network.isalpha() else "other"


def _place_of(record: Mapping[str, Any]) -> str:
    """Return where in its network a graphic is shown if that is not the feed: a story is a post of its own."""
    place = str(record["platform"]).rpartition("-")[2]
    return place if place in APART else ""


def _post_of(record: Mapping[str, Any]) -> tuple[str, str]:
    """Return the name that the row gives its post, and what tells the post from others: that name, or the series."""
    name = cell_text((record.get("extra") or {}).get("post"))
    is_page = "page" in record and record.get("pages", 1) > 1
    return name, f"post {name}" if name else f"row {record['row']} {record['platform']}" if is_page else ""


def _merged(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the columns of all rows of a post, each with the first value that is not empty."""
    merged: dict[str, Any] = {}
    for record in records:
        for name, value in (record.get("extra") or {}).items():
            merged[name] = merged.get(name) or value
    return merged


def _place(record: Mapping[str, Any]) -> Where:
    return Where(row=int(record["row"]))
