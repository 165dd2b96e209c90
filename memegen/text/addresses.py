"""Addresses within a text: web and e-mail addresses, hashtags, mentions, and telephone numbers."""

from __future__ import annotations

from collections.abc import Iterator

from memegen.core.regex import lazy_pattern

URL = lazy_pattern(
    r"(?:https?://|www\.)[^\s<>\"“”]+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:(?:org|com|net|uk|eu|ie|info|coop|scot|wales|cymru|london|social|vote)\b(?:/[^\s“”]*)?"
    r"|[a-z]{2,}/[^\s“”]+)"
)
EMAIL = lazy_pattern(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
# A hashtag or a mention, which may name its server: "@union@example.social", "@union.example.social".
TAG = lazy_pattern(r"[#＃][\w-]*\w|[@＠][\w-]*\w(?:\.\w+)*(?:@[\w-]+(?:\.\w+)*)?")
# A telephone number in groups, "+44 20 7946 0000" or "020-7946-0000", but not a date.
PHONE = lazy_pattern(
    r"(?<![^\s(:])(?!\d\d[.-]\d\d[.-]\d)"
    r"(?:\+\d{1,3}(?:[ \u00a0\u202f.-]\(?\d{1,6}\)?){1,6}"
    r"|\(?[0۰]\d{1,5}\)?(?:[ \u00a0\u202f.-]\(?\d{2,8}\)?){1,5})(?!\w)"
)
# Minimum digits of a telephone number; fewer are a year or a count.
MIN_PHONE_DIGITS = 7
# Characters without which a text has no URL, or no e-mail address, hashtag or mention; it is not searched then.
URL_SIGN, TAG_SIGN = lazy_pattern(r"\.\w|://"), lazy_pattern(r"[#@＃＠]")


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of *text* that are web or e-mail addresses, hashtags or mentions; they may overlap."""
    patterns = [URL] if URL_SIGN.search(text) else []
    if TAG_SIGN.search(text):
        patterns += [EMAIL, TAG]
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield match.span()


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of *text* that are telephone numbers."""
    for match in PHONE.finditer(text):
        if sum(map(str.isdecimal, match[0])) >= MIN_PHONE_DIGITS:
            yield match.span()
