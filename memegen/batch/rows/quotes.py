"""Lists of quotes as text: a quote a line, with its author after a dash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from memegen.batch.rows.lines import Line
from memegen.batch.rows.row import Row, RowBuilder, RowFailure
from memegen.core.regex import lazy_pattern

# A dash that can set off an author. A bare hyphen only does after the end of a sentence or of a quotation.
DASH = lazy_pattern(r"(?<!\s)\s+(?:[—–―~]|--|(?<=[.!?…”\"'’»)]\s)-)\s+")
AUTHOR_ALONE = lazy_pattern(r"\s*(?:[—–―]|--)\s*(.+)")
MAX_NAME, MAX_WORDS, MAX_ROLE = 60, 6, 120
# An initial or a short form, whose full stop ends no sentence.
SHORT = lazy_pattern(
    r"(?:\w\.)+|(?:Mrs?|Ms|Dr|St|Rev|Jr|Sr|Prof|Hon|Lt|Gen|Col|Capt|Sgt|Cllr|Fr|Esq|ed|eds|trans|vol|no)\."
)
PARTICLES = ("de", "du", "da", "di", "del", "van", "von", "der", "den", "la", "le", "al", "el", "bin", "ibn", "ap")
MARKS = (('"', '"'), ("“", "”"), ("„", "“"), ("„", "”"))


def quote_rows(lines: Iterable[Line], builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """A row for each line: ``quote``, and ``by`` and ``role`` where the line ends in an author.

    Blank lines, and lines that start with a # and a space, are passed over. Where the fields are known and ``role`` is
    none of them, what follows the author's name stays with it.
    """
    whole = bool(builder.fields) and "role" not in builder.fields
    for line in lines:
        text = line.text.strip()
        if not text or text == "#" or text.startswith("# "):
            continue
        if line.cut:
            yield builder.failed("row-text", "the line is longer than any quote", "one quote a line", line.number)
        elif (alone := AUTHOR_ALONE.fullmatch(text)) and is_author(alone[1]):
            hint = "write the quote and its author on one line: quote — author"
            yield builder.failed("row-author", "an author without a quote", hint, line.number)
        else:
            quote, by = split_author(text)
            name, _, role = ("", "", "") if whole else by.partition(",")
            pairs = [("quote", quote), ("by", by)] if whole else [("quote", quote), ("by", name), ("role", role)]
            yield builder.build([(column, value) for column, value in pairs if value.strip()], line.number)


def split_author(line: str) -> tuple[str, str]:
    """A line's quote without the marks around it, and its author with all that follows the name, or ""."""
    line = line.strip()
    dash = max(DASH.finditer(line), key=lambda found: found.start(), default=None)
    if dash and is_author(line[dash.end() :]):
        return without_marks(line[: dash.start()]), line[dash.end() :].strip()
    return without_marks(line), ""


def is_author(text: str) -> bool:
    """Whether what follows a dash reads as a name, with or without more after a comma, and not as the quote's end."""
    name, _, role = text.strip().partition(",")
    words = name.split()
    if not words or len(name) > MAX_NAME or len(words) > MAX_WORDS or len(role) > MAX_ROLE:
        return False
    first = next((word for word in words if word not in PARTICLES), words[0]).lstrip("@‘'(“\"")
    # Scripts without capitals have no lower case to tell a name by.
    if not first or not first[0].isalpha() or first[0].islower():
        return False
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        return False
    ends = [word for word in words if word.endswith((".", "!", "?", "…", ":", ";"))]
    ends += [word for word in role.split()[-1:] if word.endswith((".", "!", "?", "…"))]
    return all(SHORT.fullmatch(word) for word in ends)


def without_marks(quote: str) -> str:
    """The quote without the double quotation marks around the whole of it; marks within it stay."""
    quote = quote.strip()
    for opening, closing in MARKS:
        inner = quote[1:-1]
        if len(quote) > 2 and quote[0] == opening and quote[-1] == closing:
            return quote if opening in inner or closing in inner else inner.strip()
    return quote
