"""What a scheduler is told of a picture: the text, where the picture lies, when it goes out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from memegen.frozen import frozen

# Columns of a list that say when a post goes out; the first that is filled, and ``time`` and ``timezone`` beside it.
DATES = ("scheduled_at", "schedule", "date")


@frozen
class Post:
    """One picture of a batch, ready for any scheduler. ``record`` is what the contract's JSON says of it."""

    text: str
    url: str
    when: datetime | None
    record: Mapping[str, Any]

    @property
    def alt(self) -> str:
        return str(self.record["alt_text"])

    @property
    def platform(self) -> str:
        return str(self.record["platform"])

    def said(self, column: str) -> str:
        """What the list's own column of that name says."""
        return _text((self.record.get("extra") or {}).get(column))

    def moment(self, form: str) -> str:
        """When it goes out, by the clock that the list goes by; "" where that is left open."""
        return self.when.strftime(form) if self.when else ""

    def instant(self) -> str:
        """The same in UTC, as ISO 8601 has it."""
        return self.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if self.when else ""


def post_of(record: Mapping[str, Any], folder: Path, base: str, when: datetime | None) -> Post:
    """The post of a record; the pictures of *folder* are to be had below the address *base*."""
    return Post(text_of(record), media_url(str(record["file"]), folder, base), when, record)


def text_of(record: Mapping[str, Any]) -> str:
    """The caption, and after it those hashtags that it does not say already."""
    caption = str(record["caption"])
    said = {tag.casefold() for tag in re.findall(r"#\w+", caption)}
    more = [str(tag) for tag in record.get("hashtags") or () if str(tag).casefold() not in said]
    return " ".join(filter(None, (caption, *more)))


def media_url(file: str, folder: Path, base: str) -> str:
    """The address of a file of that folder; "" without a base."""
    if not base:
        return ""
    path = Path(file)
    inside = path.relative_to(folder) if path.is_relative_to(folder) else Path(path.name)
    return f"{base.rstrip('/')}/{quote(inside.as_posix())}"


def read_when(extra: Mapping[str, Any]) -> datetime | None:
    """When a row goes out by its own columns; UTC unless it names a zone. Raises ValueError, saying what is wrong."""
    date = next(filter(None, (_text(extra.get(name)) for name in DATES)), "")
    time = _text(extra.get("time"))
    if not date:
        if time:
            raise ValueError(f"the time {time} has no date")
        return None
    # 9:30 is 09:30.
    written = re.sub(r"(?<![\d:])(\d:\d\d)", r"0\1", f"{date} {time}".strip())
    if ":" not in written:
        raise ValueError(f"the date {date} has no time of day")
    try:
        when = datetime.fromisoformat(written)
    except ValueError:
        raise ValueError(f"{written!r} is no date and time") from None
    return when if when.tzinfo else when.replace(tzinfo=_zone(_text(extra.get("timezone"))))


def _text(value: object) -> str:
    """What a cell says; a list of texts with commas between."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "").strip()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        raise ValueError(f"there is no timezone {name!r}") from None
