"""Lists of quotes as plain text: one quote a line, with its author after a dash or on the line below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from memegen.batch.rows.authors import DASHES, author_alone, split_author
from memegen.batch.rows.lines import Line
from memegen.batch.rows.row import Row, RowBuilder, RowFailure
from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

# The start of an entry of a list as word processors and people write them: a number, or a bullet.
NUMBER, BULLET = lazy_pattern(r"\s*(\d{1,4})[.)]\s+(?=\S)"), lazy_pattern(r"\s*([-•*‣▪◦])\s+(?=\S)")
# Number of entries by which a list is judged, and how many of them, as a fraction, may lack the marker.
JUDGED, UNMARKED = 20, 0.2


@frozen
class Quote:
    """A quote that has been read, and whose author may be on the next line."""

    text: str
    author: str
    line: int
    doubtful: str


def quote_rows(lines: Iterable[Line], builder: RowBuilder) -> Iterator[Row | RowFailure]:
    """Iterate over the rows of a list of quotes: ``quote``, and ``by`` and ``role`` if the line names an author.

    Blank lines, and lines that start with a # and a space, are skipped. If the template's fields are known and do not
    include ``role``, the text after the author's name is part of ``by``.
    """
    pending: Quote | None = None
    for line in without_markers(lines):
        text = line.text.strip()
        if _is_skipped(text):
            continue
        # After a line that begins with a hyphen, another one is the next of its kind.
        waits = pending is not None and not pending.author and not pending.text.startswith("-")
        author = "" if line.truncated else author_alone(text, after_quote=waits)
        if pending and author and not pending.author:
            yield _row(Quote(pending.text, author, pending.line, ""), builder)
            pending = None
            continue
        if pending:
            yield _row(pending, builder)
            pending = None
        if line.truncated:
            yield builder.failure("cell-invalid", "the line is longer than any quote", "one quote a line", line.number)
        elif author:
            hint = "write the author after the quote, or on the line below it"
            yield builder.failure("quote-required", "an author without a quote", hint, line.number)
        else:
            quote, author, doubtful = split_author(text)
            pending = Quote(quote, author, line.number, doubtful)
    if pending:
        yield _row(pending, builder)


def _is_skipped(text: str) -> bool:
    return not text or text == "#" or text.startswith("# ")


def without_markers(lines: Iterable[Line]) -> Iterator[Line]:
    """Iterate over the lines without their numbers or bullets, if nearly every entry has one.

    A list that does not begin with a marker is judged by its first two entries, so that it is not held up.
    """
    rest = iter(lines)
    head: list[Line] = []
    marked: dict[int, str] = {}
    entries = 0
    marker = NUMBER
    for line in rest:
        head.append(line)
        text = line.text.strip()
        if _is_skipped(text):
            continue
        if not marked:
            marker = BULLET if BULLET.match(text) else NUMBER
        match = marker.match(text)
        # An author on a line of its own is no entry.
        if not match and text[0] in f"-({DASHES}":
            continue
        entries += 1
        if match:
            marked[entries] = match[1]
        if entries >= JUDGED or (entries > 1 and not marked):
            break
    strip = len(marked) > 1 and entries - len(marked) <= UNMARKED * entries and _is_counted(list(marked.values()))
    for line in chain(head, rest):
        yield line._replace(text=marker.sub("", line.text, count=1)) if strip and marker.match(line.text) else line


def _is_counted(markers: list[str]) -> bool:
    """Return whether markers are bullets of one kind, or numbers that count up."""
    if markers[0].isdigit():
        return all(int(after) == int(before) + 1 for before, after in pairwise(markers))
    return len(set(markers)) == 1


def _row(quote: Quote, builder: RowBuilder) -> Row | RowFailure:
    keep_role = bool(builder.fields) and "role" not in builder.fields
    name, _, role = (quote.author, "", "") if keep_role else quote.author.partition(",")
    if quote.doubtful:
        message = f"{quote.doubtful!r} may be the author, and is part of the quote"
        builder.warn("author-ambiguous", message, "write the author after a dash: quote — author", quote.line)
    pairs = (("quote", quote.text), ("by", name), ("role", role))
    return builder.build([(column, value) for column, value in pairs if value.strip()], quote.line)
