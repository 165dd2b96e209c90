"""A post: what schedulers need of a graphic, or of all graphics that go out together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from memegen.batch.post_time import cell_text
from memegen.core.diagnostics import Where
from memegen.core.frozen import frozen
from memegen.model.entities import Platform
from memegen.template.post_limits import hashtags, text_findings


@frozen
class Post:
    """What goes out at once: a graphic, the pages of a series, or the graphics of several rows.

    Attributes:
        text: caption and hashtags.
        url: where the first graphic can be downloaded; "" if unknown.
        when: when to post it; None for no time.
        record: the record of the first graphic.
        further: the other graphics, each as a post of its own.
    """

    text: str
    url: str
    when: datetime | None
    record: Mapping[str, Any]
    further: tuple[Post, ...] = ()

    @property
    def alt(self) -> str:
        """The alternative text."""
        return str(self.record["alt_text"])

    @property
    def media(self) -> tuple[Post, ...]:
        """Each of the graphics, as a post of its own."""
        return (self, *self.further)

    @property
    def urls(self) -> str:
        """The URLs of all graphics, separated by commas."""
        return ",".join(filter(None, (medium.url for medium in self.media)))

    @property
    def link(self) -> str:
        """The link of the post: of the column ``post_link``, or ``link``."""
        return self.cell("post_link") or self.cell("link")

    @property
    def platform(self) -> str:
        """The name of the platform."""
        return str(self.record["platform"])

    def cell(self, column: str) -> str:
        """Return the first text that the rows have in one of the list's own columns; "" without that column."""
        cells = (cell_text((medium.record.get("extra") or {}).get(column)) for medium in self.media)
        return next(filter(None, cells), "")

    def joined(self, key: str) -> str:
        """Return a value of the records: once if it is that of all graphics, or else each with bars between."""
        values = [str(medium.record.get(key) or "") for medium in self.media]
        return values[0] if len(set(values)) == 1 else " | ".join(values)

    def local_time(self, format: str) -> str:
        """Return the time in the time zone of the row; "" for no time.

        Args:
            format: as in ``strftime``.
        """
        return self.when.strftime(format) if self.when else ""

    def utc_time(self) -> str:
        """Return the time in UTC, in the format of ISO 8601; "" for no time."""
        return self.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if self.when else ""


def post_of(
    records: Sequence[Mapping[str, Any]], folder: Path, base: str, when: datetime | None, platform: Platform
) -> Post:
    """Return the post of a record, or of those that go out together.

    Args:
        records: the records of the graphics.
        platform: the platform of the post.
        folder: folder of the graphics.
        base: URL of that folder; "" if unknown.
        when: the time to post; None for none.
    """
    first, *rest = (
        Post(text_of(record, platform), media_url(str(record["file"]), folder, base), when, record)
        for record in records
    )
    return replace(first, further=tuple(rest))


def text_of(record: Mapping[str, Any], platform: Platform) -> str:
    """Return the caption, followed by the hashtags that it does not contain, as far as the platform takes them."""
    text = str(record["caption"])
    present = {tag.casefold() for tag in hashtags(text)}
    for tag in map(str, record.get("hashtags") or ()):
        longer = f"{text} {tag}".strip()
        if tag.casefold() not in present and not text_findings(longer, platform, Where()):
            text = longer
    return text


def media_url(file: str, folder: Path, base: str) -> str:
    """Return the URL of a file, if *base* is that of *folder*; "" without a base."""
    if not base:
        return ""
    path = Path(file)
    relative = path.relative_to(folder) if path.is_relative_to(folder) else Path(path.name)
    return f"{base.rstrip('/')}/{quote(relative.as_posix())}"
