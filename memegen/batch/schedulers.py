"""The tables that schedulers import: their columns, and the maximum number of rows in a file.

- Publer: twelve columns, all required (publer.com/blog/ultimate-csv-bulk-scheduler-social-media); the headers are
  those of its template. No limit is stated.
- Sprout Social: the first three columns, and 350 messages (support.sproutsocial.com, "How do I use bulk scheduling?");
  the header of the picture's column is not stated there.
- PostFast: its columns, ISO 8601 with an offset, 200 rows (help.postfa.st, "CSV format reference for bulk import").
- HighLevel: the basic columns, and 90 posts (help of the Social Planner, "Bulk scheduling using CSV").
- Ayrshare: its four fields, and UTC (ayrshare.com/docs/apis/post/bulk-post); Instagram takes
  3:4 now, its guidelines say 4:5 (ayrshare.com/docs/media-guidelines/instagram).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from memegen.batch.post import Post
from memegen.core.frozen import frozen

# Networks that have the same name at Ayrshare as at the beginning of memegen's platform names; and all networks.
NETWORKS = ("bluesky", "facebook", "instagram", "linkedin", "pinterest", "reddit", "snapchat", "telegram", "threads")
AYRSHARE = {**{name: name for name in NETWORKS}, "tiktok": "tiktok", "x": "twitter", "youtube": "youtube"}


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
# Keys of a record that the generic table contains.
RECORD_COLUMNS = ("row", "template", "platform", "brand", "file", "format", "width", "height", "bytes", "sha256")
RIGHTS_COLUMNS = ("credit", "licence", "source")
SERIES_COLUMNS = ("series", "page", "pages")


@frozen
class Scheduler:
    """The table that a scheduler imports.

    Attributes:
        columns: its headers.
        cells: function that returns the cells of a post by their header.
        limit: maximum number of rows in a file; 0 for none.
        urls: whether it requires the URLs of the graphics.
        by_page: whether each graphic of a post has a row of its own, because a row takes one graphic.
        least_ratios: minimum width divided by height of pictures, by network.
    """

    columns: tuple[str, ...]
    cells: Callable[[Post], Mapping[str, str]]
    limit: int = 0
    urls: bool = True
    by_page: bool = False
    least_ratios: Mapping[str, float] = field(default_factory=dict)

    def row(self, post: Post) -> list[str]:
        """Return the cells of a post, in the order of the columns; "" for those without a value."""
        cells = self.cells(post)
        return [cells.get(column, "") for column in self.columns]


def _publer(post: Post) -> dict[str, str]:
    date, text, link, media, _, label, alt, comment, _, subtype, _, _ = PUBLER
    return {
        date: post.local_time("%Y-%m-%d %H:%M"),
        text: post.text,
        link: post.link,
        media: post.urls,
        label: post.cell("label"),
        # Two vertical bars begin the alternative text of the next picture.
        alt: "||".join(medium.alt.replace("||", "|") for medium in post.media),
        comment: post.cell("comment"),
        subtype: "story" if _is_story(post) else "",
    }


def _sprout(post: Post) -> dict[str, str]:
    return {
        "date": post.local_time("%d/%m/%Y"),
        "time_24hr": post.local_time("%H:%M"),
        "message_text": post.text,
        "public_image_url": post.url,
    }


def _postfast(post: Post) -> dict[str, str]:
    kind = "STORY" if _is_story(post) else "POST"
    return {
        "scheduled_at": post.utc_time(),
        "account_id": post.cell("account_id"),
        "content": post.text,
        "media_urls": post.urls,
        "first_comment": post.cell("comment"),
        "fb_content_type": kind if post.platform.startswith("facebook") else "",
        "ig_publish_type": kind if post.platform.startswith("instagram") else "",
        "pinterest_board_id": post.cell("board_id"),
    }


def _highlevel(post: Post) -> dict[str, str]:
    when, text, link, image, gif, _ = HIGHLEVEL
    return {
        when: post.local_time("%Y-%m-%d %H:%M:%S"),
        text: post.text,
        link: post.link,
        gif if post.record["format"] == "gif" else image: post.urls,
    }


def _ayrshare(post: Post) -> dict[str, str]:
    return {
        "post": post.text,
        "platforms": post.cell("networks") or AYRSHARE.get(post.platform.partition("-")[0], ""),
        "mediaUrls": post.urls,
        "scheduleDate": post.utc_time(),
    }


def _generic(post: Post) -> dict[str, str]:
    values = {name: post.joined(name) for name in ("alt_text", *RECORD_COLUMNS, *RIGHTS_COLUMNS, *SERIES_COLUMNS)}
    return {**values, "scheduled_at": post.utc_time(), "text": post.text, "url": post.urls}


def _is_story(post: Post) -> bool:
    return post.platform.endswith("-story")


SCHEDULERS = {
    "publer": Scheduler(PUBLER, _publer),
    "sprout": Scheduler(("date", "time_24hr", "message_text", "public_image_url"), _sprout, 350, by_page=True),
    "postfast": Scheduler(POSTFAST, _postfast, 200),
    "highlevel": Scheduler(HIGHLEVEL, _highlevel, 90),
    "ayrshare": Scheduler(
        ("post", "platforms", "mediaUrls", "scheduleDate"), _ayrshare, least_ratios={"instagram": 0.8}
    ),
    "generic": Scheduler(
        ("scheduled_at", "text", "alt_text", "url", *RECORD_COLUMNS, *RIGHTS_COLUMNS, *SERIES_COLUMNS),
        _generic,
        urls=False,
    ),
}
