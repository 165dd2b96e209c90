"""Hashtags as platforms read them: what is not one, what breaks one, and the hashtag that is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.core.regex import lazy_pattern
from memegen.model.entities import Raw, as_text
from memegen.template.post_limits import TAG

if TYPE_CHECKING:
    from collections.abc import Collection

# Names of fields that hold one hashtag, or several.
HASHTAG_FIELDS = ("hashtag", "hashtags", "tag", "tags")
SIGNS = ("#", "＃")
APOSTROPHES = lazy_pattern(r"['’]")
# Maximum length of a word that leads to the next, in characters.
MAX_LINK = 3
# The words of a hashtag; marks above and below letters are part of them.
WORDS = lazy_pattern(r"[^\W_][\w\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e]*")


def as_hashtag(text: str, longest: int = 0) -> str:
    """Return the words of a text as one hashtag; "" if it has no letters.

    Each word begins with a capital, so that screen readers and readers can tell the words apart.

    Args:
        text: the words.
        longest: maximum length without the #, in characters, at which the last words are left out; 0 for none. The
            first word is never left out.
    """
    words = [word[:1].upper() + word[1:] for word in WORDS.findall(APOSTROPHES.sub("", text))]
    if longest and len("".join(words)) > longest:
        # What is left does not end with a word that leads to the next, e.g. "in the".
        while len(words) > 1 and (len("".join(words)) > longest or len(words[-1]) <= MAX_LINK):
            words.pop()
    tag = "".join(words)
    return f"#{tag}" if tag and not tag.isdigit() else ""


def is_hashtag(text: str) -> bool:
    """Return whether platforms read a text as one hashtag, to its end."""
    return bool(TAG.fullmatch(text))


def hashtag_problems(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a text that is to be one or several hashtags, each with its hint."""
    words = [word.strip(",;") for word in text.split()]
    if not all(word.startswith(SIGNS) for word in words):
        yield f"{text.strip()!r} is not a hashtag", _hint(text)
        return
    for word in words:
        found = TAG.match(word)
        if not found:
            yield f"{word!r} is not a hashtag", _hint(word)
        elif found.end() != len(word):
            yield f"platforms end the hashtag {word} before {word[found.end()]!r}: {found[0]}", _hint(word)


def hashtag_warnings(values: Mapping[str, Raw], fields: Collection[str], where: Where) -> Iterator[Diagnostic]:
    """Yield a warning for each value that is to be a hashtag and that platforms do not read as one.

    Args:
        values: the row.
        fields: names of the template's fields.
        where: place of the row.
    """
    for name in HASHTAG_FIELDS:
        if name in fields:
            for message, hint in hashtag_problems(as_text(values.get(name, ""))):
                place = Where(where.file, where.line, where.column, where.row, name)
                yield Diagnostic(WARNING, "hashtag-invalid", place, message, hint)


def _hint(text: str) -> str:
    tag = as_hashtag(text)
    return f"write {tag}" if tag else "use letters, e.g. #SaveOurPier"
