"""Readers of written values: from the text or list in a template to a number, length, colour and so on.

All readers take the value as written and the :class:`memegen.model.keys.ValueContext` that it refers to, and raise
ValueError with what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from enum import Enum
from typing import Final

from memegen.core.diagnostics import HintedError, closest_match, expected
from memegen.core.numbers import NUMERAL, parse_number, parse_whole
from memegen.model.brand import FontRole
from memegen.model.entities import Raw, Record
from memegen.model.keys import ValueContext
from memegen.scene.color import Color, parse_color
from memegen.scene.geometry import Extent, Length, SizeRange
from memegen.scene.length_sum import split_lengths
from memegen.scene.lengths import LENGTH, parse_length, parse_size_range

# Maximum whole number as the value of a key.
MAX_WHOLE = 999_999
# The sides of a box in the order of insets.
SIDES = ("top", "right", "bottom", "left")
# Words of other layout languages, and the word that is probably meant.
HABITS = {"left": "start", "right": "end", "middle": "center", "centre": "center"}


class Auto(Enum):
    """The value of ``auto``, where layout chooses."""

    AUTO = "auto"


class NamedWeight(Enum):
    """A font weight by name; the font role defines which number it is."""

    REGULAR = "regular"
    BOLD = "bold"


AUTO: Final = Auto.AUTO
# A font weight, 100 to 900, or its name.
Weight = int | NamedWeight


def single_value(raw: Raw) -> str:
    """Return the text of a value without spaces around it.

    Raises:
        ValueError: the value is a list.
    """
    if not isinstance(raw, str):
        raise ValueError(f"expected one value, not a {'list' if isinstance(raw, tuple) else 'record'}")
    return raw.strip()


def split_words(raw: Raw) -> tuple[str, ...]:
    """Return the entries of a list, or the words of a text."""
    if isinstance(raw, tuple):
        return tuple(single_value(entry) for entry in raw)
    return tuple(single_value(raw).split())


def length_words(raw: Raw) -> tuple[str, ...]:
    """Return the entries of a list of lengths, or the lengths of a text between spaces."""
    return split_words(raw) if isinstance(raw, tuple) else tuple(split_lengths(single_value(raw)))


def split_commas(raw: Raw) -> tuple[str, ...]:
    """Return the entries of a list, or the parts of a text between commas; empty ones are left out."""
    entries = map(single_value, raw) if isinstance(raw, tuple) else map(str.strip, single_value(raw).split(","))
    return tuple(filter(None, entries))


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return the end of a message that suggests a known word, or "" if none is similar to *word*."""
    near = HABITS[word] if HABITS.get(word) in known else closest_match(word, known)
    return f"; did you mean {near}?" if near else ""


def bounded(minimum: float, maximum: float, what: str) -> Callable[[Raw, ValueContext], float]:
    """Return a reader of numbers in a range; *what* describes the range in messages."""

    def read(raw: Raw, context: ValueContext) -> float:
        value = parse_number(single_value(raw))
        if not minimum <= value <= maximum:
            raise ValueError(f"expected {what}, not {single_value(raw)}")
        return value

    return read


def optional(read: Callable[[Raw, ValueContext], float]) -> Callable[[Raw, ValueContext], float | None]:
    """Return a reader that returns None for an empty value."""
    return lambda raw, context: None if raw == "" else read(raw, context)


def read_whole(raw: Raw, context: ValueContext) -> int:
    """Return a whole number from 0 to 999,999."""
    return parse_whole(single_value(raw), maximum=MAX_WHOLE)


def read_weight(raw: Raw, context: ValueContext) -> Weight:
    """Return a font weight, by number or by name."""
    text = single_value(raw)
    if text in ("regular", "bold"):
        return NamedWeight(text)
    if re.fullmatch(r"[1-9]00", text):
        return int(text)
    raise ValueError(f"expected regular, bold or one of 100, 200, 300 and so on to 900, not {text!r}")


def read_angle(raw: Raw, context: ValueContext) -> float:
    """Return an angle in degrees; the unit is optional."""
    text = single_value(raw).removesuffix("deg").removesuffix("°").strip()
    match = NUMERAL.fullmatch(text)
    if not match or match[2]:
        raise ValueError(f"expected an angle such as -6deg, not {text!r}")
    return float(match[1])


def read_flag(raw: Raw, context: ValueContext) -> bool:
    """Return whether the value is yes."""
    return parse_flag(single_value(raw))


def parse_flag(text: str) -> bool:
    """Read yes/no, true/false, on/off or 1/0 in any case; empty means no.

    Raises:
        ValueError: the text is none of these.
    """
    word = text.strip().lower()
    if word in ("yes", "true", "on", "1"):
        return True
    if word in ("no", "false", "off", "0", ""):
        return False
    raise ValueError(f"expected yes or no, not {text!r}")


def read_size_range(raw: Raw, context: ValueContext) -> SizeRange:
    """Return a font size, fixed or a range; both ends are larger than 0."""
    size = parse_size_range(single_value(raw), context.units)
    if min(size.minimum.px + size.minimum.fraction, size.maximum.px + size.maximum.fraction) <= 0:
        raise ValueError(f"expected a size above 0, not {raw!r}")
    return size


def read_extent(raw: Raw, context: ValueContext) -> Length:
    """Return a length that is not negative; a sum that would be is 0."""
    text = single_value(raw)
    length = parse_length(text, context.units)
    if length.px >= 0 and length.fraction >= 0:
        return length
    if LENGTH.fullmatch(text):
        raise ValueError(f"expected a length from 0 on, not {text!r}")
    return Extent(length.px, length.fraction)


def read_auto_length(raw: Raw, context: ValueContext) -> Length | None:
    """Return a length that is not negative; None for ``auto`` or an empty value."""
    return None if raw in ("", "auto") else read_extent(raw, context)


def read_lengths(raw: Raw, context: ValueContext) -> tuple[Length, ...]:
    """Return four lengths, for top, right, bottom and left, of the one to four that are written, as CSS does."""
    words = length_words(raw)
    if not 1 <= len(words) <= 4:
        raise ValueError(f"expected one to four lengths, not {len(words)}")
    sides = (words * 4)[:4] if len(words) in (1, 2, 4) else (*words, words[1])
    top, right, bottom, left = (
        parse_length(word, context.units, side) for word, side in zip(sides, SIDES, strict=True)
    )
    return top, right, bottom, left


def read_pair(raw: Raw, context: ValueContext) -> tuple[Length, Length]:
    """Return two lengths."""
    lengths = [parse_length(part, context.units) for part in length_words(raw)]
    if len(lengths) != 2:
        raise ValueError(f"expected two lengths such as [2vmin, -1vmin], not {len(lengths)}")
    return lengths[0], lengths[1]


def read_optional_color(raw: Raw, context: ValueContext) -> Color | None:
    """Return a colour; None for ``none`` or an empty value."""
    return None if raw in ("", "none") else parse_color(single_value(raw), context.palette)


def read_colors(raw: Raw, context: ValueContext) -> tuple[Color, ...]:
    """Return one or more colours; a text is one colour."""
    entries = [single_value(entry) for entry in (raw if isinstance(raw, tuple) else (raw,))]
    colors = tuple(parse_color(entry, context.palette) for entry in entries if entry)
    if not colors:
        raise ValueError("expected at least one colour")
    return colors


def read_axes(raw: Raw, context: ValueContext) -> tuple[tuple[str, float], ...]:
    """Return axes of a variable font and their values, sorted by tag: ``wdth 80, opsz 30``, or a list of such."""
    axes = {}
    for part in split_commas(raw):
        tag, _, value = part.partition(" ")
        if not re.fullmatch(r"[A-Za-z]{4}", tag):
            raise ValueError(f"expected an axis and its value, such as wdth 80, not {part!r}")
        axes[tag] = parse_number(value)
    return tuple(sorted(axes.items()))


def read_font(raw: Raw, context: ValueContext) -> FontRole:
    """Return a font role of the brand, or a role made of a family's name."""
    name = single_value(raw)
    if name in context.roles:
        return context.roles[name]
    if name not in context.families:
        raise HintedError(f"unknown font {name!r}", expected(name, [*context.roles, *context.families], "fonts"))
    return FontRole(name)


def texts_in(raw: Raw) -> list[str]:
    """Return all texts in a value as written."""
    if isinstance(raw, str):
        return [raw]
    entries = [value for _, value in raw.parts] if isinstance(raw, Record) else raw
    return [text for entry in entries for text in texts_in(entry)]
