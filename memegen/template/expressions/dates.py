"""Dates and times as people write them: ``2026-06-15``, ``15 June 2026``, ``15.6.2026``, ``14:05``, ``2.05 pm``."""

from __future__ import annotations

from datetime import date, time
from functools import lru_cache

from memegen.core.regex import lazy_pattern
from memegen.template.expressions.formats import date_text, formatted, instant

ISO = lazy_pattern(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NUMERIC = lazy_pattern(r"(\d{1,4})\s*[./年-]\s*(\d{1,2})\s*[./月-]\s*(\d{1,4})[.日]?")
# A word, or a day or year with what its language puts after it: 15th, 1er, 15.
WORDED = lazy_pattern(r"[^\s\d.,،/()]+|\d+")
ORDINALS = ("st", "nd", "rd", "th", "er", "e", "º", "ª", "a", "o")
# Words between day, month and year that say nothing.
FILLERS = ("de", "del", "of", "the", "den", "der", "le", "el", "il", "di", "d", "o", "m", "г")
CLOCK = lazy_pattern(
    r"(\d{1,2})(?:\s*[:.hH]\s*(\d{2}))?(?::\d{2})?\s*(?:(uhr|h)|([ap])\.?\s?m\.?)?",
    2,  # re.IGNORECASE
)
# Two digits of a year mean this century.
CENTURY = 2000
# Maximum length of a date in words, in characters.
MAX_LENGTH = 80
# In place of the number of a month or a day: the word belongs to several.
SEVERAL = -1
EXAMPLE = date(2033, 11, 22)


def read_date(text: str, language: str) -> date:
    """Return the date that a text is: ISO 8601, in words of the language or in English, or in figures in its order.

    Raises:
        ValueError: the text is no date, or there is no such day; the message is for the user.
    """
    written = text.strip()
    if match := ISO.fullmatch(written):
        return _date(int(match[1]), int(match[2]), int(match[3]), text)
    if match := NUMERIC.fullmatch(written):
        order = "ymd" if len(match[1]) == 4 else order_of(language)
        parts = {part: match[position + 1] for position, part in enumerate(order)}
        return _date(_year(parts["y"], text), int(parts["m"]), int(parts["d"]), text)
    return _worded_date(text, language)


def _worded_date(text: str, language: str) -> date:
    """Return a date with the name of its month; a day of the week, if there is one, must be the right one."""
    numbers: list[str] = []
    months: list[int] = []
    weekdays: list[int] = []
    either: list[tuple[int, int]] = []
    for word in WORDED.findall(text[:MAX_LENGTH].casefold()):
        if word.isdecimal():
            numbers.append(word)
            continue
        month, weekday = (_number_of(word, pattern, language) for pattern in ("MMMM", "EEEE"))
        if month > 0 and weekday > 0:
            either.append((month, weekday))
        elif month > 0 or weekday > 0:
            (months if month > 0 else weekdays).append(max(month, weekday))
        elif SEVERAL not in (month, weekday) and word not in FILLERS and word not in ORDINALS:
            raise _no_date(text)
    # The Welsh "Mawrth" is March, or Tuesday where there is a month already.
    for month, weekday in either:
        (weekdays if months else months).append(weekday if months else month)
    if len(months) != 1 or len(weekdays) > 1 or not 1 <= len(numbers) <= 2:
        raise _no_date(text)
    if len(numbers) == 1:
        raise ValueError(f"the date {text!r} has no year")
    # The year is the longer of the two, or the last.
    day, year = sorted(numbers, key=len) if len(numbers[0]) == 4 else numbers
    found_date = _date(_year(year, text), months[0], int(day), text)
    if weekdays and weekdays[0] != found_date.isoweekday():
        right = date_text(found_date, language, "EEEE")
        raise ValueError(f"{text!r} has the wrong day of the week: it is a {right}")
    return found_date


def _number_of(word: str, pattern: str, language: str) -> int:
    """Return the number of a month or of a day of the week by its name, in the language or in English; else 0."""
    return _names(pattern, language).get(word) or _names(pattern, "en").get(word) or 0


def read_time(text: str) -> time:
    """Return the time of day that a text is, e.g. ``14:05``, ``2.05 pm``, ``14h05``, ``14 Uhr``.

    Raises:
        ValueError: the text is no time of day; the message is for the user.
    """
    match = CLOCK.fullmatch(text.strip())
    if match and (match[2] or match[3] or match[4]):
        hour, minute, half = int(match[1]), int(match[2] or 0), (match[4] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif half:
            hour = 24
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise ValueError(f"expected a time of day such as 14:05 or 2:05 pm, not {text!r}")


@lru_cache(maxsize=64)
def order_of(language: str) -> str:
    """Return the order of day, month and year in figures, e.g. ``dmy``."""
    written = formatted("{d, date, short}", language, d=instant(EXAMPLE))
    places = {written.find("22"): "d", written.find("11"): "m", written.find("33"): "y"}
    order = "".join(places[place] for place in sorted(places) if place >= 0)
    return order if len(order) == 3 else "dmy"


@lru_cache(maxsize=64)
def _names(pattern: str, language: str) -> dict[str, int]:
    """Return the names of months or of days of the week, long and short, in lower case, with their number from 1."""
    names: dict[str, int] = {}
    for form in (pattern, pattern[:3], pattern.replace("M", "L").replace("E", "c"), pattern.replace("M", "L")[:3]):
        for number in range(1, 13 if "M" in pattern else 8):
            # 1 June 2026 is a Monday.
            day = date(2026, number, 1) if "M" in pattern else date(2026, 6, number)
            for word in WORDED.findall(date_text(day, language, form).casefold()):
                # A word of several names says nothing, as in Welsh, where all days are called "Dydd …".
                names[word] = number if names.get(word, number) == number else SEVERAL
    return names


def _year(digits: str, text: str) -> int:
    if len(digits) not in (2, 4):
        raise _no_date(text)
    return int(digits) + (CENTURY if len(digits) == 2 else 0)


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar") from None


def _no_date(text: str) -> ValueError:
    return ValueError(f"expected a date such as 2026-06-15 or 15 June 2026, not {text!r}")
