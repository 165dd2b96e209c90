"""The limits of a post on a platform: what it takes of text, hashtags and graphics."""

from __future__ import annotations

from memegen.core.frozen import frozen


@frozen
class PostLimits:
    """What a platform takes in one post.

    Attributes:
        caption: maximum length of the text, in characters; 0 for no limit.
        hashtags: maximum number of hashtags; 0 for no limit.
        media: maximum number of graphics, or of pages of a document; 0 for no limit.
        link: number of characters of the text that an address counts as; 0 for its own.
        wide: number of characters that one counts as that is neither a letter of Europe nor usual punctuation.
    """

    caption: int = 0
    hashtags: int = 0
    media: int = 0
    link: int = 0
    wide: int = 1
