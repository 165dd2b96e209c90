"""Lists of quotes as plain text: one quote a line, with its author after a dash or on the line below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from memegen.batch.rows.authors import author_alone, hyphen_separates, split_author
from memegen.batch.rows.entries import JUDGED, is_skipped, list_entries
from memegen.batch.rows.lines import Line
from memegen.batch.rows.row import Row, RowBuilder, RowFailure
from memegen.core.frozen import frozen


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
    entries, hyphen = _judged(line for line in list_entries(lines) if not is_skipped(line.text.strip()))
    pending: Quote | None = None
    for line in entries:
        text = line.text.strip()
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
            yield builder.failure(
                "cell-invalid", "the line is too long for a quote", "write one quote for each line", line.number
            )
        elif author:
            hint = "write the author after the quote, or on the line below it"
            yield builder.failure("quote-required", "the line has an author, but no quote", hint, line.number)
        else:
            quote, author, doubtful = split_author(text, hyphen=hyphen)
            pending = Quote(quote, author, line.number, doubtful)
    if pending:
        yield _row(pending, builder)


def _judged(entries: Iterator[Line]) -> tuple[Iterator[Line], bool]:
    """Return the same entries, and whether a hyphen precedes the author in nearly all of them."""
    head = list(islice(entries, 1))
    if head and split_author(head[0].text).doubtful:
        head += islice(entries, JUDGED - 1)
    return chain(head, entries), hyphen_separates([line.text for line in head])


def _row(quote: Quote, builder: RowBuilder) -> Row | RowFailure:
    keep_role = bool(builder.fields) and "role" not in builder.fields
    name, _, role = (quote.author, "", "") if keep_role else quote.author.partition(",")
    if quote.doubtful:
        message = f"{quote.doubtful!r} may be the author, but is part of the quote"
        builder.warn("author-ambiguous", message, "write the author after a dash: quote — author", quote.line)
    pairs = (("quote", quote.text), ("by", name), ("role", role))
    return builder.build([(column, value) for column, value in pairs if value.strip()], quote.line)
