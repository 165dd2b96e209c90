"""A post: what schedulers need of a graphic, with the time from the columns of its row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from memegen.core.frozen import frozen

# Columns with the date of a post, of which the first that is not empty counts; ``time`` and ``timezone`` add to it.
DATES = ("scheduled_at", "schedule", "date")


@frozen
class Post:
    """One graphic of a batch, ready for any scheduler.

    Attributes:
        text: caption and hashtags.
        url: where the graphic can be downloaded; "" if unknown.
        when: when to post it; None for no time.
        record: the record of the graphic.
        further: the pages of a series after this one.
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
    def urls(self) -> str:
        """The URLs of all pages, separated by commas."""
        return ",".join(filter(None, (self.url, *(page.url for page in self.further))))

    @property
    def platform(self) -> str:
        """The name of the platform."""
        return str(self.record["platform"])

    def cell(self, column: str) -> str:
        """Return the row's text in one of the list's own columns; "" without that column."""
        return _text((self.record.get("extra") or {}).get(column))

    def local_time(self, format: str) -> str:
        """Return the time in the time zone of the row; "" for no time.

        Args:
            format: as in ``strftime``.
        """
        return self.when.strftime(format) if self.when else ""

    def utc_time(self) -> str:
        """Return the time in UTC, in the format of ISO 8601; "" for no time."""
        return self.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if self.when else ""


def post_of(records: Sequence[Mapping[str, Any]], folder: Path, base: str, when: datetime | None) -> Post:
    """Return the post of a record, or of those of all pages of a series.

    Args:
        records: the record of the graphic, or those of its pages.
        folder: folder of the graphics.
        base: URL of that folder; "" if unknown.
        when: the time to post; None for none.
    """
    first, *rest = (
        Post(text_of(record), media_url(str(record["file"]), folder, base), when, record) for record in records
    )
    return replace(first, further=tuple(rest))


def text_of(record: Mapping[str, Any]) -> str:
    """Return the caption, followed by the hashtags that it does not contain."""
    caption = str(record["caption"])
    present = {tag.casefold() for tag in re.findall(r"#\w+", caption)}
    missing = [str(tag) for tag in record.get("hashtags") or () if str(tag).casefold() not in present]
    return " ".join(filter(None, (caption, *missing)))


def media_url(file: str, folder: Path, base: str) -> str:
    """Return the URL of a file, if *base* is that of *folder*; "" without a base."""
    if not base:
        return ""
    path = Path(file)
    relative = path.relative_to(folder) if path.is_relative_to(folder) else Path(path.name)
    return f"{base.rstrip('/')}/{quote(relative.as_posix())}"


def read_when(extra: Mapping[str, Any]) -> datetime | None:
    """Return the time in the columns of a row, in UTC unless they name a time zone; None for no time.

    Raises:
        ValueError: if the time is invalid or incomplete; its message is for the user.
    """
    date = next(filter(None, (_text(extra.get(name)) for name in DATES)), "")
    time = _text(extra.get("time"))
    if not date:
        if time:
            raise ValueError(f"the time {time} has no date")
        return None
    # fromisoformat() requires 09:30 for 9:30.
    text = re.sub(r"(?<![\d:])(\d:\d\d)", r"0\1", f"{date} {time}".strip())
    if ":" not in text:
        raise ValueError(f"the date {date} has no time of day")
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no date and time") from None
    return when if when.tzinfo else when.replace(tzinfo=_zone(_text(extra.get("timezone"))))


def _text(value: object) -> str:
    """Return the text of a cell; that of a list with commas between the items."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "").strip()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        raise ValueError(f"there is no timezone {name!r}") from None
