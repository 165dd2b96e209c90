"""Values as a language writes them: numbers, percentages, dates, times and plurals by ICU, lists by CLDR's patterns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from memegen.core.regex import lazy_pattern
from memegen.template.expressions.nodes import ExpressionError

# The region of a language tag that has none, where ICU's own choice is not meant: English is British here.
REGIONS = {"en": "en-GB"}
# Maximum number of decimals of a number, and of a percentage, in a text, if the template does not say how many.
DECIMALS, PERCENT_DECIMALS = 3, 1
# Plural categories of CLDR (UTS #35).
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
PLURAL = "{n, plural, " + " ".join(f"{category} {{{category}}}" for category in CATEGORIES) + "}"
NOON = time(12)
# Maximum length of a format of dates, in characters.
MAX_PATTERN = 60
# CLDR leaves it to the reader whether a Welsh *and* is ``a`` or, before a vowel, ``ac``.
WELSH_AND = lazy_pattern(r"a\(c\) (?=([aâáeêéiîíoôóuûúwŵyŷ])?)", 2)  # re.IGNORECASE, without importing re


def region(language: str) -> str:
    """Return the language tag by which values are written: ``en`` is ``en-GB``, others are as they are."""
    return REGIONS.get(language, language)


@lru_cache(maxsize=256)
def _message(pattern: str, language: str) -> Any:
    from icu4py.messageformat import MessageFormat

    return MessageFormat(pattern, region(language))


def formatted(pattern: str, language: str, **values: Any) -> str:
    """Return an ICU message with its values filled in.

    Raises:
        ExpressionError: ICU does not know the pattern.
    """
    try:
        return str(_message(pattern, language).format(values))
    except ValueError:
        raise ExpressionError("the format is not valid") from None


@lru_cache(maxsize=256)
def instant(value: date | time) -> datetime:
    """Return the moment at which it is that date, or that time of day, for ICU.

    ICU writes moments in the time zone that it takes for the local one, which need not be Python's.
    """
    wall = datetime.combine(date(2000, 1, 1), value) if isinstance(value, time) else datetime.combine(value, NOON)
    found = wall.replace(tzinfo=UTC)
    # The second step counts where the first crosses a change of the offset.
    try:
        for _ in range(2):
            shown = formatted("{d,date,yyyy-MM-dd HH:mm}", "en", d=found)
            found += wall - datetime.strptime(shown, "%Y-%m-%d %H:%M")  # noqa: DTZ007 (wall clock time)
    except (ValueError, OverflowError):
        raise ExpressionError("the date is too far away") from None
    return found


def number_text(value: Decimal, language: str, decimals: int | None = None) -> str:
    """Return a number as the language writes it, with that many decimals, or with as many as it has, three at most."""
    return formatted(f"{{n, number, ::{_digits(decimals, DECIMALS)} rounding-mode-half-up}}", language, n=value)


def percent_text(value: Decimal, language: str, decimals: int | None = None) -> str:
    """Return a fraction as a percentage: 0.595 is 59.5%; with one decimal at most, if their number is not given."""
    digits = _digits(decimals, PERCENT_DECIMALS)
    return formatted(f"{{n, number, ::percent scale/100 {digits} rounding-mode-half-up}}", language, n=value)


def _digits(decimals: int | None, maximum: int) -> str:
    """Return the part of an ICU pattern for that many decimals, or for *maximum* at most if it is None."""
    if decimals is None:
        return f".{'#' * maximum}"
    return f".{'0' * decimals}" if decimals else "precision-integer"


def date_text(value: date, language: str, pattern: str = "") -> str:
    """Return a date as the language writes it, e.g. 15 June 2026, or by a pattern such as ``EEEE d MMMM``."""
    if not pattern:
        return formatted("{d, date, long}", language, d=instant(value))
    return formatted(f"{{d,date,{_checked(pattern, 'dates', 'd MMMM yyyy')}}}", language, d=instant(value))


def time_text(value: time, language: str, pattern: str = "") -> str:
    """Return a time as the language writes it, e.g. 14:05, or by a pattern such as ``h:mm a``."""
    if not pattern:
        return formatted("{d, time, short}", language, d=instant(value))
    return formatted(f"{{d,time,{_checked(pattern, 'times', 'HH:mm')}}}", language, d=instant(value))


def _checked(pattern: str, what: str, example: str) -> str:
    """Return a pattern that is short and has none of ICU's own signs. Raises ExpressionError."""
    if len(pattern) > MAX_PATTERN or any(character in pattern for character in "{}|#"):
        raise ExpressionError(f"{pattern!r} is not a format of {what}", hint=f"write one such as '{example}'")
    return pattern


def plural_category(value: Decimal, language: str) -> str:
    """Return the plural category of a number: zero, one, two, few, many or other."""
    return formatted(PLURAL, language, n=value)


def list_text(entries: Sequence[str], language: str) -> str:
    """Return the entries joined as the language does, e.g. *a, b and c*."""
    if len(entries) < 2:
        return "".join(entries)
    from babel import Locale, UnknownLocaleError
    from babel.lists import format_list

    try:
        locale = Locale.parse(region(language), sep="-")
    except (UnknownLocaleError, ValueError):
        return ", ".join(entries)
    text = str(format_list(list(entries), locale=locale))
    return WELSH_AND.sub(lambda word: "ac " if word[1] else "a ", text) if language.startswith("cy") else text
