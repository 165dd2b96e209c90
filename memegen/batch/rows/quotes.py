"""Lists of quotes as plain text: one quote a line, with its author after a dash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from memegen.batch.rows.lines import Line
from memegen.batch.rows.row import Row, RowBuilder, RowFailure
from memegen.core.regex import lazy_pattern

# A dash that can precede an author; a hyphen only after the end of a sentence or of a quotation.
DASH = lazy_pattern(r"(?<!\s)\s+(?:[—–―~]|--|(?<=[.!?…”\"'’»)]\s)-)\s+")
AUTHOR_ALONE = lazy_pattern(r"\s*(?:[—–―]|--)\s*(.+)")
# Maximum characters and words of an author's name, and maximum characters of what follows it after a comma.
MAX_NAME, MAX_WORDS, MAX_ROLE = 60, 6, 120
# An initial or an abbreviation, whose full stop does not end a sentence.
ABBREVIATION = lazy_pattern(
    r"(?:\w\.)+|(?:Mrs?|Ms|Dr|St|Rev|Jr|Sr|Prof|Hon|Lt|Gen|Col|Capt|Sgt|Cllr|Fr|Esq|ed|eds|trans|vol|no)\."
)
PARTICLES = ("de", "du", "da", "di", "del", "van", "von", "der", "den", "la", "le", "al", "el", "bin", "ibn", "ap")
QUOTATION_MARKS = (('"', '"'), ("“", "”"), ("„", "“"), ("„", "”"))


def quote_rows(lines: Iterable[Line], builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """Iterate over the rows of a list of quotes: ``quote``, and ``by`` and ``role`` if the line ends in an author.

    Blank lines, and lines that start with a # and a space, are skipped. If the template's fields are known and do not
    include ``role``, the text after the author's name is part of ``by``.
    """
    keep_role = bool(builder.fields) and "role" not in builder.fields
    for line in lines:
        text = line.text.strip()
        if not text or text == "#" or text.startswith("# "):
            continue
        if line.truncated:
            yield builder.failure("row-text", "the line is longer than any quote", "one quote a line", line.number)
        elif (alone := AUTHOR_ALONE.fullmatch(text)) and is_author(alone[1]):
            hint = "write the quote and its author on one line: quote — author"
            yield builder.failure("row-author", "an author without a quote", hint, line.number)
        else:
            quote, by = split_author(text)
            name, _, role = ("", "", "") if keep_role else by.partition(",")
            pairs = [("quote", quote), ("by", by)] if keep_role else [("quote", quote), ("by", name), ("role", role)]
            yield builder.build([(column, value) for column, value in pairs if value.strip()], line.number)


def split_author(line: str) -> tuple[str, str]:
    """Split a line into the quote without its quotation marks, and the author with all that follows the name, or ""."""
    line = line.strip()
    dash = max(DASH.finditer(line), key=lambda match: match.start(), default=None)
    if dash and is_author(line[dash.end() :]):
        return without_quotation_marks(line[: dash.start()]), line[dash.end() :].strip()
    return without_quotation_marks(line), ""


def is_author(text: str) -> bool:
    """Return whether the text after a dash looks like a name, possibly with a role after a comma."""
    name, _, role = text.strip().partition(",")
    words = name.split()
    if not words or len(name) > MAX_NAME or len(words) > MAX_WORDS or len(role) > MAX_ROLE:
        return False
    first = next((word for word in words if word not in PARTICLES), words[0]).lstrip("@‘'(“\"")
    # Letters of scripts without capitals are not lower case.
    if not first or not first[0].isalpha() or first[0].islower():
        return False
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        return False
    ends = [word for word in words if word.endswith((".", "!", "?", "…", ":", ";"))]
    ends += [word for word in role.split()[-1:] if word.endswith((".", "!", "?", "…"))]
    return all(ABBREVIATION.fullmatch(word) for word in ends)


def without_quotation_marks(quote: str) -> str:
    """Return the quote without double quotation marks around the whole of it; those within it stay."""
    quote = quote.strip()
    for opening, closing in QUOTATION_MARKS:
        inner = quote[1:-1]
        if len(quote) > 2 and quote[0] == opening and quote[-1] == closing:
            return quote if opening in inner or closing in inner else inner.strip()
    return quote
