"""The entries of a text list: its lines without numbers, bullets and separators, each author marked by a dash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise

from memegen.batch.rows.authors import DASHES, MAX_WORDS, author_alone, is_author
from memegen.batch.rows.lines import Line
from memegen.core.regex import lazy_pattern

# The start of an entry of a list as word processors and people write them: a number, or a bullet, or the sign of a
# quotation in Markdown and in mails.
NUMBER, BULLET = lazy_pattern(r"\s*(\d{1,4})[.)]\s+(?=\S)"), lazy_pattern(r"\s*([-•*‣▪◦>])\s+(?=\S)")
# The line between two entries of a fortune file; an entry has several lines.
SEPARATOR = "%"
# Number of entries by which a list is judged, and how many of them, as a fraction, may lack the marker.
JUDGED, UNMARKED = 20, 0.2
# Maximum lines that are read to judge a list.
MAX_HEAD = 100
ENDS = tuple(".!?…:;,\"”»'’")


def list_entries(lines: Iterable[Line]) -> Iterator[Line]:
    """Iterate over the entries of a list and over its authors, which have a dash in front if on a line of their own."""
    rest = iter(lines)
    head = list(islice(rest, MAX_HEAD))
    blocks = _blocks(head)
    if any(line.text.strip() == SEPARATOR for line in head):
        return _joined(chain(head, rest))
    if len(blocks) > 1 and all(len(block) == 2 and _is_name(block[1].text.strip()) for block in blocks[:JUDGED]):
        return _with_dashes(chain(head, rest))
    return without_markers(chain(head, rest))


def _is_name(text: str) -> bool:
    """Return whether a line is a name, without a dash in front of it."""
    return is_author(text) and len(text.partition(",")[0].split()) < MAX_WORDS and not text.endswith(ENDS)


def _blocks(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the lines between blank lines, without the last block, which may go on."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.text.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return blocks[:-1]


def _with_dashes(lines: Iterable[Line]) -> Iterator[Line]:
    """Iterate over the lines; put a dash before each name below a quote."""
    previous = ""
    for line in lines:
        text = line.text.strip()
        yield line._replace(text=f"— {text}") if previous and _is_name(text) else line
        previous = text


def _joined(lines: Iterable[Line]) -> Iterator[Line]:
    """Iterate over the entries of a fortune file as one line each, and over their authors."""
    entry: list[Line] = []
    for line in chain(lines, [Line(0, SEPARATOR)]):
        text = line.text.strip()
        if text == SEPARATOR or author_alone(text, after_quote=bool(entry)):
            if entry:
                joined = " ".join(each.text.strip() for each in entry)
                yield Line(entry[0].number, joined, any(each.truncated for each in entry))
            entry = []
        if text == SEPARATOR:
            continue
        if author_alone(text, after_quote=True):
            yield line
        elif text:
            entry.append(line)


def is_skipped(text: str) -> bool:
    """Return whether a line without its blanks is no entry: a blank line, or one that begins with a # and a space."""
    return not text or text in ("#", ">") or text.startswith("# ")


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
        if is_skipped(text):
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
