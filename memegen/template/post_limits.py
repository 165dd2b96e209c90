"""The limits of a platform for a post: characters and hashtags of its text, and graphics."""

from __future__ import annotations

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Platform
from memegen.text.addresses import URL

# As text/nonbreaking.py defines hashtags, except that digits alone are not one, nor is # after a letter or in an
# address.
TAG = lazy_pattern(r"(?<![\w/&#＃])[#＃](?=\d*[^\W\d])[\w\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e]+")
# What joins the parts of an emoji, with the part that it joins, and what changes an emoji.
JOINED = lazy_pattern(r"\u200d.|[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
# Characters that count once everywhere (docs.x.com, "Counting characters"); others may be wide.
NARROW = lazy_pattern(r"[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")


def hashtags(*texts: str) -> list[str]:
    """Return the hashtags of the texts, each once; compare them without regard to case."""
    by_key: dict[str, str] = {}
    for text in texts:
        for tag in TAG.findall(text):
            by_key.setdefault(tag.casefold(), tag)
    return list(by_key.values())


def post_length(text: str, platform: Platform) -> int:
    """Return the number of characters of a post's text as the platform counts them; an emoji is one character."""
    text = JOINED.sub("", text)
    length = 0
    if platform.post.link:
        text, addresses = URL.subn("", text)
        length = addresses * platform.post.link
    wide = 0 if platform.post.wide == 1 else len(NARROW.sub("", text))
    return length + len(text) + wide * (platform.post.wide - 1)


def text_findings(text: str, platform: Platform, where: Where) -> tuple[Diagnostic, ...]:
    """Return warnings if the text of a post is longer, or has more hashtags, than the platform takes.

    Args:
        text: the caption, or the text with which a scheduler posts.
        platform: the platform of the post.
        where: place of the text.
    """
    findings: list[Diagnostic] = []
    if platform.post.caption and (length := post_length(text, platform)) > platform.post.caption:
        message = f"the caption has {length:,} characters; the maximum of {platform.title} is {platform.post.caption:,}"
        hint = f"shorten the caption by {length - platform.post.caption:,} characters"
        findings.append(Diagnostic(WARNING, "caption-too-long", where, message, hint))
    if platform.post.hashtags and (count := len(hashtags(text))) > platform.post.hashtags:
        message = f"the caption has {count} hashtags; the maximum of {platform.title} is {platform.post.hashtags}"
        hint = f"leave {count - platform.post.hashtags} of them out"
        findings.append(Diagnostic(WARNING, "hashtags-too-many", where, message, hint))
    return tuple(findings)


def media_findings(count: int, limit: int, platform: Platform) -> tuple[Diagnostic, ...]:
    """Return a warning if a post has *count* graphics, which are more than *limit*; 0 is no limit."""
    if not 0 < limit < count:
        return ()
    message = f"the post has {count} graphics; the maximum of {platform.title} is {limit}"
    hint = f"leave {count - limit} of them out, or make two posts"
    return (Diagnostic(WARNING, "series-too-long", Where(), message, hint),)
