"""The author at the end of a line: after a dash, a bar or in parentheses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from memegen.core.regex import lazy_pattern
from memegen.text.quotation import without_own_marks

DASHES = "—–―‒⸺⸻﹘－"
# The end of a sentence or of a quotation.
END = "[.!?…。！？”\"'’»)」』]"
# What can precede an author: between blanks a dash, also doubled hyphens and a wave; after an end a hyphen, or a dash
# without blanks; a bar.
SEPARATOR = lazy_pattern(
    rf"(?<!\s)(?:\s+(?:[{DASHES}~]|--+)\s+|(?<={END})\s*[{DASHES}]\s*|(?<={END})~\s+|(?<={END})\s+-{{1,3}}\s*|\s*[|｜]\s*)(?=\S)"
)
PARENTHESES = lazy_pattern(rf"(?<={END})\s+\(([^()]+)\)$")
# A line with an author alone; the hyphen is also a bullet of lists.
ALONE = lazy_pattern(rf"(?:[{DASHES}]|--+)\s*(.+)")
HYPHEN_ALONE = lazy_pattern(r"-\s*(.+)|\(([^()]+)\)")
# What looks like an author, but after a hyphen that no end of a sentence precedes.
DOUBTFUL = lazy_pattern(r"(?<=\w)\s+-\s*(?=[^\s\d-])")
HANDLE = lazy_pattern(r"@[\w.]{1,30}")
# Maximum characters and words of an author's name, and maximum characters of what follows it after a comma.
MAX_NAME, MAX_WORDS, MAX_ROLE = 60, 6, 120
# Fraction of the quotes of a list that decides what a hyphen means in it.
MOST = 0.8
# An initial or an abbreviation, whose full stop does not end a sentence.
ABBREVIATION = lazy_pattern(
    r"(?:\w\.)+|(?:Mrs?|Ms|Dr|St|Rev|Jr|Sr|Prof|Hon|Lt|Gen|Col|Capt|Sgt|Cllr|Fr|Esq|ed|eds|trans|vol|no)\."
)
PARTICLES = ("de", "du", "da", "di", "del", "van", "von", "der", "den", "la", "le", "al", "el", "bin", "ibn", "ap")


class SplitLine(NamedTuple):
    """A line as quote and author.

    Attributes:
        quote: without quotation marks around it.
        author: with all that follows the name; "" if the line names none.
        doubtful: what may be the author, but is left in the quote; "" for nothing.
    """

    quote: str
    author: str
    doubtful: str = ""


def split_author(line: str, *, hyphen: bool = False) -> SplitLine:
    """Split a line into the quote and its author.

    Args:
        line: the line.
        hyphen: whether a hyphen between blanks precedes the author, also where no sentence ends before it.
    """
    line = line.strip()
    for start, author in _candidates(line):
        if is_author(author := _bare(author)):
            return SplitLine(without_own_marks(line[:start].strip()), author)
    doubt = max(DOUBTFUL.finditer(line), key=lambda match: match.start(), default=None)
    author = _bare(line[doubt.end() :]) if doubt else ""
    if doubt and hyphen and is_author(author):
        return SplitLine(without_own_marks(line[: doubt.start()].strip()), author)
    doubtful = author if " " in author and is_author(author) else ""
    return SplitLine(without_own_marks(line), "", doubtful)


def hyphen_separates(quotes: Sequence[str]) -> bool:
    """Return whether a hyphen precedes the author in nearly all of these quotes, and in more than one."""
    found = [split_author(quote) for quote in quotes]
    doubtful = sum(bool(each.doubtful) for each in found)
    return doubtful > 1 and doubtful + sum(bool(each.author) for each in found) >= MOST * len(found)


def _candidates(line: str) -> Iterator[tuple[int, str]]:
    """Yield what may be the author of a line, and where the quote ends."""
    match = PARENTHESES.search(line)
    if match and " " in match[1].strip():
        yield match.start(), match[1].strip()
    separators = list(SEPARATOR.finditer(line))
    bars = [match for match in separators if match[0].strip() in "|｜"]
    if bars:
        author = ", ".join(part.strip() for part in line[bars[0].end() :].replace("｜", "|").split("|") if part.strip())
        yield bars[0].start(), author
    elif separators:
        yield separators[-1].start(), line[separators[-1].end() :].strip()


def author_alone(line: str, *, after_quote: bool) -> str:
    """Return the author if the line is an author alone, else "".

    Args:
        line: the line.
        after_quote: whether the line before is a quote without an author, so that a hyphen or parentheses are enough.
    """
    line = line.strip()
    match = ALONE.fullmatch(line) or (HYPHEN_ALONE.fullmatch(line) if after_quote else None)
    author = next((group.strip() for group in match.groups() if group), "") if match else ""
    return author if is_author(author := _bare(author)) else ""


def _bare(author: str) -> str:
    """Return a name without the marks of Markdown around it."""
    return author.strip().strip("*_").strip()


def is_author(text: str) -> bool:
    """Return whether the text after a dash looks like a name, possibly with a role after a comma."""
    name, _, role = text.strip().partition(",")
    words = name.split()
    if not words or len(name) > MAX_NAME or len(words) > MAX_WORDS or len(role) > MAX_ROLE:
        return False
    if HANDLE.fullmatch(name):
        return True
    first = next((word for word in words if word not in PARTICLES), words[0]).lstrip("@‘'(“\"")
    # Letters of scripts without capitals are not lower case.
    if not first or not first[0].isalpha() or first[0].islower():
        return False
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        return False
    ends = [word for word in words if word.endswith((".", "!", "?", "…", ":", ";"))]
    ends += [word for word in role.split()[-1:] if word.endswith((".", "!", "?", "…"))]
    return all(ABBREVIATION.fullmatch(word) for word in ends)
