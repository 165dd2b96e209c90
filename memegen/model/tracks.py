"""The columns of a grid, as a template writes them: how many, as many as fit, or the width of each."""

from __future__ import annotations

from memegen.core.frozen import frozen
from memegen.core.numbers import NUMERAL, parse_number
from memegen.model.entities import Raw
from memegen.model.keys import Kind, ValueContext
from memegen.model.kinds import LISTED
from memegen.model.values import AUTO, Auto, length_words, split_words
from memegen.scene.geometry import Length
from memegen.scene.lengths import parse_length

# Maximum number of columns; more could not be told apart on any canvas.
MAX_COLUMNS = 500
EXAMPLES = "a number of columns, auto, or the width of each such as 27% auto 1"


@frozen
class Track:
    """The width of a column: a length, as wide as its widest item, or a share of what the others leave.

    Attributes:
        length: Its width; None for one of the other two.
        share: Its share; 0 for one of the other two.
    """

    length: Length | None = None
    share: float = 0


# As wide as the widest item.
CONTENT = Track()
# A number of equal columns, as many as fit, or the width of each.
Columns = int | Auto | tuple[Track, ...]


def read_columns(raw: Raw, context: ValueContext) -> Columns:
    """Return the columns of a grid; one number is their count, several are their shares.

    Raises:
        ValueError: *raw* is neither a number of columns, ``auto``, nor a list of widths.
    """
    words = split_words(raw)
    if words == ("auto",):
        return AUTO
    if len(words) == 1 and NUMERAL.fullmatch(words[0]) and not words[0].endswith("%"):
        return _count(words[0])
    if not 1 <= len(words) <= MAX_COLUMNS:
        raise ValueError(f"expected {EXAMPLES}, not {len(words)} widths")
    return tuple(_track(word, context) for word in words)


def read_gaps(raw: Raw, context: ValueContext) -> tuple[Length, Length]:
    """Return two lengths, across and down; a single one holds for both.

    Raises:
        ValueError: *raw* is not one or two lengths.
    """
    lengths = [parse_length(part, context.units) for part in length_words(raw)]
    if len(lengths) not in (1, 2):
        raise ValueError(f"expected one or two lengths such as 2vmin, not {len(lengths)}")
    return lengths[0], lengths[-1]


def _count(text: str) -> int:
    count = parse_number(text)
    if count != int(count) or not 1 <= count <= MAX_COLUMNS:
        raise ValueError(f"expected a whole number of columns from 1 to {MAX_COLUMNS}, not {text}")
    return int(count)


def _track(word: str, context: ValueContext) -> Track:
    if word == "auto":
        return CONTENT
    if NUMERAL.fullmatch(word) and not word.endswith("%"):
        share = parse_number(word)
        if share <= 0:
            raise ValueError(f"expected a share above 0, not {word}")
        return Track(share=share)
    try:
        return Track(parse_length(word, context.units))
    except ValueError:
        raise ValueError(f"expected {EXAMPLES}, not {word!r}") from None


COLUMNS = Kind("number of columns, or widths", read_columns, LISTED)
GAPS = Kind("one or two lengths", read_gaps, LISTED)
