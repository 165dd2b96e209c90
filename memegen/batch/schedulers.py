"""The tables that programs which post at a set time read: their columns, and how many rows a file may have.

- Publer: twelve columns that must all be there (publer.com/blog/ultimate-csv-bulk-scheduler-social-media); the headers
  are those of its template, as people keep it. No limit is stated.
- Sprout Social: the first three columns, and 350 messages (support.sproutsocial.com, "How do I use bulk scheduling?");
  what the picture's column is called is not stated there.
- PostFast: its columns, ISO 8601 with an offset, 200 rows (help.postfa.st, "CSV format reference for bulk import").
- HighLevel: the basic columns, and 90 posts (help of the Social Planner, "Bulk scheduling using CSV").
- Ayrshare: its four fields, and UTC (ayrshare.com/docs/apis/post/bulk-post).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from memegen.core.frozen import frozen

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


# What Ayrshare calls networks just as our platforms do, by how a platform's name begins; and what it calls otherwise.
NETWORKS = ("bluesky", "facebook", "instagram", "linkedin", "pinterest", "reddit", "snapchat", "telegram", "threads")
AYRSHARE = {**{name: name for name in NETWORKS}, "tiktok": "tiktok", "x": "twitter", "youtube": "youtube"}


@frozen
class Scheduler:
    """A kind of table. ``limit`` is how many rows a file may have, 0 for any number; ``urls`` whether it needs them."""

    columns: tuple[str, ...]
    cells: Callable[[Post], Mapping[str, str]]
    limit: int = 0
    urls: bool = True

    def row(self, post: Post) -> list[str]:
        """The cells of a post, in the order of the columns; what nothing is known of stays empty."""
        cells = self.cells(post)
        return [cells.get(column, "") for column in self.columns]


PUBLER = (
    "Date - Intl. format or prompt",
    "Text",
    "Link(s) - Separated by comma for FB carousels",
    "Media URL(s) - Separated by comma",
    "Title - For the video, pin, PDF ..",
    "Label(s) - Separated by comma",
    "Alt text(s) - Separated by ||",
    "Comment(s) - Separated by ||",
    "Pin board, FB album, or Google category",
    "Post subtype - I.e. story, reel, PDF ..",
    "CTA - For Facebook links or Google",
    "Reminder - For stories, reels, shorts, and TikToks",
)
POSTFAST = (
    "scheduled_at",
    "account_id",
    "content",
    "media_urls",
    "first_comment",
    "fb_content_type",
    "ig_publish_type",
    "yt_is_short",
    "pinterest_board_id",
)
HIGHLEVEL = (
    "postAtSpecificTime (YYYY-MM-DD HH:mm:ss)",
    "content",
    "link (OGmetaUrl)",
    "imageUrls",
    "gifUrl",
    "videoUrls",
)
# What the generic table takes from the record as it is.
PLAIN = ("row", "template", "platform", "brand", "file", "format", "width", "height", "bytes", "sha256")
RIGHTS = ("credit", "licence", "source")


def _publer(post: Post) -> dict[str, str]:
    date, text, link, media, _, label, alt, comment, _, subtype, _, _ = PUBLER
    return {
        date: post.moment("%Y-%m-%d %H:%M"),
        text: post.text,
        link: post.said("link"),
        media: post.url,
        label: post.said("label"),
        # Two strokes would begin the alternative text of a second picture.
        alt: post.alt.replace("||", "|"),
        comment: post.said("comment"),
        subtype: "story" if _is_story(post) else "",
    }


def _sprout(post: Post) -> dict[str, str]:
    return {
        "date": post.moment("%d/%m/%Y"),
        "time_24hr": post.moment("%H:%M"),
        "message_text": post.text,
        "public_image_url": post.url,
    }


def _postfast(post: Post) -> dict[str, str]:
    kind = "STORY" if _is_story(post) else "POST"
    return {
        "scheduled_at": post.instant(),
        "account_id": post.said("account_id"),
        "content": post.text,
        "media_urls": post.url,
        "first_comment": post.said("comment"),
        "fb_content_type": kind if post.platform.startswith("facebook") else "",
        "ig_publish_type": kind if post.platform.startswith("instagram") else "",
        "pinterest_board_id": post.said("board_id"),
    }


def _highlevel(post: Post) -> dict[str, str]:
    when, text, link, image, gif, _ = HIGHLEVEL
    return {
        when: post.moment("%Y-%m-%d %H:%M:%S"),
        text: post.text,
        link: post.said("link"),
        gif if post.record["format"] == "gif" else image: post.url,
    }


def _ayrshare(post: Post) -> dict[str, str]:
    return {
        "post": post.text,
        "platforms": post.said("networks") or AYRSHARE.get(post.platform.partition("-")[0], ""),
        "mediaUrls": post.url,
        "scheduleDate": post.instant(),
    }


def _generic(post: Post) -> dict[str, str]:
    known = {name: str(post.record.get(name) or "") for name in (*PLAIN, *RIGHTS)}
    return {**known, "scheduled_at": post.instant(), "text": post.text, "alt_text": post.alt, "url": post.url}


def _is_story(post: Post) -> bool:
    return post.platform.endswith("-story")


SCHEDULERS = {
    "publer": Scheduler(PUBLER, _publer),
    "sprout": Scheduler(("date", "time_24hr", "message_text", "public_image_url"), _sprout, 350),
    "postfast": Scheduler(POSTFAST, _postfast, 200),
    "highlevel": Scheduler(HIGHLEVEL, _highlevel, 90),
    "ayrshare": Scheduler(("post", "platforms", "mediaUrls", "scheduleDate"), _ayrshare),
    "generic": Scheduler(("scheduled_at", "text", "alt_text", "url", *PLAIN, *RIGHTS), _generic, urls=False),
}
