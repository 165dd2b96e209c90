"""Exports a batch as tables for a scheduler, one for each network, with a row for each post."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from memegen.batch.export_table import ExportTable, delete_stale_tables
from memegen.batch.post import post_of
from memegen.batch.post_groups import NOWHERE, Group, PostGroups, network_of, place_of
from memegen.batch.schedulers import SCHEDULERS
from memegen.core.diagnostics import WARNING, Diagnostic, Where, expected, fail
from memegen.model.entities import Platform
from memegen.template.post_limits import media_findings

Platforms = Mapping[str, Platform]
NO_PLATFORMS: Platforms = {}


def check_export(name: str, base: str, *, written: bool = True) -> None:
    """Check ``--export`` and ``--media-base-url``.

    Args:
        name: the scheduler; "" for no export.
        base: URL of the folder of the graphics; "" if unknown.
        written: whether tables are written, for which most schedulers need the URL.

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
        if written and SCHEDULERS[name].urls:
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

    def __init__(
        self,
        name: str,
        folder: Path | None,
        base: str = "",
        platforms: Platforms = NO_PLATFORMS,
        today: date | None = None,
        *,
        sure: bool = False,
    ) -> None:
        """Create an export.

        Args:
            name: a scheduler of SCHEDULERS.
            folder: folder for the tables; None to write none, and only report what is wrong.
            base: URL of the folder of the graphics; "" if unknown.
            platforms: platforms by name, with the limits of their posts; others have none.
            today: posts before this day are reported; None for any day.
            sure: whether to read only columns that hold the time of a post in any list.
        """
        self.name = name
        self.platforms = platforms
        self.scheduler = SCHEDULERS[name]
        self.folder = folder
        self.base = base
        self.files: list[Path] = []
        self.unscheduled: set[str] = set()
        self._groups = PostGroups(today, sure=sure)
        self._tables: dict[str, ExportTable] = {}
        # Platforms that the scheduler may refuse, each reported once.
        self._refused: set[str] = set()
        self._warnings: list[Diagnostic] = []

    def __enter__(self) -> Export:
        return self

    def __exit__(self, *_: object) -> None:
        self._warnings += self.finish()
        for table in self._tables.values():
            table.close()
            self.files += table.files
        self.files.sort(key=lambda path: path.stem)
        if self.folder:
            delete_stale_tables(self.scheduler, self.name, self.folder, self.files)

    def add(self, record: Mapping[str, Any], where: Where = NOWHERE) -> list[Diagnostic]:
        """Add a graphic, and where its row is; return warnings about the posts that are complete with it."""
        return self._write(self._groups.add(record, where))

    def finish(self) -> list[Diagnostic]:
        """Write the rows of the posts that are not complete yet; return warnings about them."""
        return self._write(self._groups.finish())

    def warnings(self, dated: Collection[str]) -> list[Diagnostic]:
        """Return the warnings that are known when all tables are closed.

        Args:
            dated: templates with a field called date or time that rows have filled.
        """
        hint = "add the columns post_date and post_time to schedule the posts"
        return [
            *self._warnings,
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

    def _write(self, groups: Iterable[Group]) -> list[Diagnostic]:
        warnings: list[Diagnostic] = []
        for group in groups:
            if not group.when:
                self.unscheduled.add(str(group.first["template"]))
            graphics = group.graphics
            for together in [[graphic] for graphic in graphics] if self.scheduler.by_page else [graphics]:
                records = [graphic.record for graphic in together]
                platform = self._platform(records[0])
                if self.folder:
                    post = post_of(records, self.folder, self.base, group.when, platform)
                    self._table(self.folder, group.network).add(post)
                warnings += (replace(found, where=graphics[0].place) for found in self._limits(records, platform))
        found, self._groups.warnings = self._groups.warnings, []
        return [*found, *warnings]

    def _platform(self, record: Mapping[str, Any]) -> Platform:
        name = str(record["platform"])
        return self.platforms.get(name) or Platform(name, name, record["width"], record["height"])

    def _limits(self, records: Sequence[Mapping[str, Any]], platform: Platform) -> Iterator[Diagnostic]:
        """Yield warnings about limits that no graphic by itself exceeds: those of a post of several rows."""
        if len({(record["row"], record["platform"]) for record in records}) > 1:
            yield from media_findings(len(records), platform.post.media, platform)
        network = network_of(records[0])
        least = self.scheduler.least_ratios.get(network, 0)
        ratio = platform.width / platform.height
        if ratio < least and not place_of(records[0]) and platform.name not in self._refused:
            self._refused.add(platform.name)
            message = f"{self.name} documents no {network} graphic as tall as {platform.title}, and may refuse it"
            hint = f"use a platform of width / height {least:g} or more, or test with one post first"
            yield Diagnostic(WARNING, "ratio-unsupported", Where(), message, hint)

    def _table(self, folder: Path, network: str) -> ExportTable:
        if network not in self._tables:
            self._tables[network] = ExportTable(self.scheduler, folder, f"{self.name}-{network}")
        return self._tables[network]
