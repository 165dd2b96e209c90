"""Values as a language writes them: numbers, percentages, dates, times and plurals by ICU, lists by CLDR's patterns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from memegen.template.expressions.nodes import ExpressionError
from memegen.template.expressions.values import moment

# The region of a language tag that has none, where ICU's own choice is not meant: English is British here.
REGIONS = {"en": "en-GB"}
# Maximum number of decimals of a number, and of a percentage, in a text, if the template does not say how many.
DECIMALS, PERCENT_DECIMALS = 3, 1
# Plural categories of CLDR (UTS #35).
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
PLURAL = "{n, plural, " + " ".join(f"{category} {{{category}}}" for category in CATEGORIES) + "}"
# Maximum number of decimals that a template may ask for.
MAX_DECIMALS = 6


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
        return formatted("{d, date, long}", language, d=moment(value))
    if any(character in pattern for character in "{}|#") or len(pattern) > 60:
        raise ExpressionError(f"{pattern!r} is not a format of dates; write one such as 'd MMMM yyyy'")
    return formatted(f"{{d,date,{pattern}}}", language, d=moment(value))


def time_text(value: time, language: str, pattern: str = "") -> str:
    """Return a time as the language writes it, e.g. 14:05, or by a pattern such as ``h:mm a``."""
    if not pattern:
        return formatted("{d, time, short}", language, d=moment(value))
    return date_text_of_time(value, language, pattern)


def date_text_of_time(value: time, language: str, pattern: str) -> str:
    """Return a time by a pattern."""
    if any(character in pattern for character in "{}|#") or len(pattern) > 60:
        raise ExpressionError(f"{pattern!r} is not a format of times; write one such as 'HH:mm'")
    return formatted(f"{{d,time,{pattern}}}", language, d=moment(value))


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
    return str(format_list(list(entries), locale=locale))
