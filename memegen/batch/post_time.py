"""When a post goes out, from the columns of its row: ISO 8601, or as spreadsheets write it in the brand's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from memegen.core.diagnostics import HintedError, hint_of
from memegen.core.regex import lazy_pattern

# Columns with the date of a post, of which the first that is not empty counts; a time and ``timezone`` add to it. The
# columns that begin with post_ mean the post in lists whose ``date`` or ``time`` fills a field, too.
DATES = ("scheduled_at", "schedule", "post_date", "date")
TIMES = ("post_time", "time")
ZONE = "timezone"
# Day, month and year in figures, in whatever order, and what follows them.
FIGURES = lazy_pattern(r"(\d{1,4})([./-]) ?(\d{1,2})\2 ?(\d{1,4})\.?(?:,? +(.+))?")
# 31-Mar-27, 31. März 2027, March 31, 2027; and what follows.
DAY_FIRST = lazy_pattern(
    r"(\d{1,2})(?:\.|st|nd|rd|th)?[ -]*(?:de )?([^\W\d]+)\.?,?[ -]*(?:de )?(\d{4}|\d\d)(?:,? +(.+))?"
)
MONTH_FIRST = lazy_pattern(r"([^\W\d]+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?:,? +(.+))?")
# 9:30, 09.30.00, 9h30, 9 am, 14:30 Uhr.
CLOCK = lazy_pattern(r"(\d{1,2})(?:[:.h](\d\d))?(?:[:.](\d\d)(?:\.\d+)?)? ?([ap])?\.?m?\.?(?: ?uhr)?", re.IGNORECASE)
# A date and a time as a number: days since the end of 1899, and the fraction of the day.
SERIAL = lazy_pattern(r"\d{5}(?:\.\d+)?|0?\.\d+")
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (wall clock time)
# A date cell of a spreadsheet has midnight as its time, a time cell the epoch as its date.
MIDNIGHT, NO_DAY = lazy_pattern(r"[T ]00:00(:00(\.0+)?)?$"), lazy_pattern(r"^(1899-12-3[01]|1900-01-00)[T ]")
MIN_MONTH = 3
"""Minimum number of letters of an abbreviated month."""
SAMPLE = date(2033, 11, 22)


class PostTimeError(HintedError):
    """A time of a post that cannot be used, and the column that it is in."""

    def __init__(self, message: str, hint: str = "", column: str = "") -> None:
        super().__init__(message, hint)
        self.column = column


def read_when(extra: Mapping[str, Any], language: str = "en") -> datetime | None:
    """Return the time in the columns of a row, in UTC unless they name a time zone; None for no time.

    Args:
        extra: the columns that are not fields.
        language: the brand's, which decides what 03/04/2027 means, and how months are called.

    Raises:
        PostTimeError: if the time is invalid or incomplete; its message is for the user.
    """
    (day_at, day), (clock_at, clock) = (_first(extra, names) for names in (DATES, TIMES))
    with _blamed(ZONE):
        zone = _zone(cell_text(extra.get(ZONE)))
    if not day:
        if clock:
            raise PostTimeError(f"the time {clock} has no date", column=clock_at)
        return None
    if clock:
        day, clock = MIDNIGHT.sub("", day), NO_DAY.sub("", clock)
    if when := _iso(day, clock):
        return when if when.tzinfo else _in_zone(when, zone, clock_at or day_at)
    with _blamed(day_at):
        moment, rest = _moment(day, language)
        if not (clock or rest):
            raise ValueError(f"the date {day} has no time")
    clock = clock or rest
    with _blamed(clock_at or day_at):
        hour = _clock(clock, day if clock == rest else clock)
    return _in_zone(datetime.combine(moment, hour), zone, clock_at or day_at)


def cell_text(value: object) -> str:
    """Return the text of a cell; that of a list with commas between the items."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "").strip()


def _first(extra: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, str]:
    """Return the first of some columns that is filled, and its text; "" and "" without one."""
    texts = ((name, cell_text(extra.get(name))) for name in names)
    return next(((name, text) for name, text in texts if text), ("", ""))


@contextmanager
def _blamed(column: str) -> Iterator[None]:
    """Raise errors of the block as those of a column (context manager)."""
    try:
        yield
    except ValueError as error:
        raise PostTimeError(str(error), hint_of(error), column) from None


def _in_zone(when: datetime, zone: ZoneInfo, column: str) -> datetime:
    """Return a time on the clocks of a zone. Raises PostTimeError if they skip it."""
    placed = when.replace(tzinfo=zone)
    with suppress(OverflowError):  # At the ends of the calendar no clock is put forward.
        shown = placed.astimezone(UTC).astimezone(zone)
        if shown.replace(tzinfo=None) != when:
            message = f"{when:%H:%M} does not exist on {when:%Y-%m-%d} in {zone.key}: clocks are put forward"
            raise PostTimeError(message, f"write another time, e.g. {shown:%H:%M}", column)
    return placed


def _iso(day: str, clock: str) -> datetime | None:
    """Return the moment of a date and a time of day as ISO 8601 writes them; None if they are written otherwise."""
    # fromisoformat() requires 09:30 for 9:30.
    text = re.sub(r"(?<![\d:])(\d:\d\d)", r"0\1", f"{day} {clock}".strip())
    try:
        if ":" in text:
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    return None


def _moment(day: str, language: str) -> tuple[date, str]:
    """Return the date of a text, and the time of day after it; "" for none. Raises ValueError."""
    if not SERIAL.fullmatch(day):
        return _date(day, language)
    found = EPOCH + timedelta(days=float(day))
    return found.date(), "" if found.time() == time() else f"{found + timedelta(seconds=0.5):%H:%M:%S}"


def _date(text: str, language: str) -> tuple[date, str]:
    """Return the date at the beginning of a text, and the rest. Raises ValueError."""
    if match := FIGURES.fullmatch(text):
        first, _, second, third, rest = match.groups()
        year, month, day = _ordered(first, second, third, language)
    elif match := DAY_FIRST.fullmatch(text):
        day, month, year, rest = int(match[1]), _month(match[2], language), _year(match[3]), match[4]
    elif match := MONTH_FIRST.fullmatch(text):
        month, day, year, rest = _month(match[1], language), int(match[2]), _year(match[3]), match[4]
    else:
        raise ValueError(f"{text!r} is not a date and time")
    try:
        return date(year, month, day), rest or ""
    except ValueError:
        raise ValueError(f"{text!r} is not a date and time") from None


def _ordered(first: str, second: str, third: str, language: str) -> tuple[int, int, int]:
    """Return year, month and day of three figures: in the language's order, unless that would be the 13th month."""
    if len(first) > 2:
        return int(first), int(second), int(third)
    day, month = int(first), int(second)
    if (month > 12) or (_month_leads(language) and day <= 12):
        day, month = month, day
    return _year(third), month, day


def _year(text: str) -> int:
    return 2000 + int(text) if len(text) <= 2 else int(text)


@lru_cache(maxsize=64)
def _month_leads(language: str) -> bool:
    """Return whether a language writes the month before the day, in figures."""
    from memegen.template.expressions.formats import formatted, instant

    short = formatted("{d, date, short}", language, d=instant(SAMPLE))
    return -1 < short.find("11") < short.find("22") and not short.startswith(("2033", "33"))


def _month(name: str, language: str) -> int:
    """Return the number of a month by its name or abbreviation, in a language or in English; 0 if there is none."""
    word = name.casefold()
    found = (month for month in _month_names(language) if month[1].startswith(word) or word.startswith(month[1]))
    return next((number for number, _ in found), 0) if len(word) >= MIN_MONTH else 0


@lru_cache(maxsize=64)
def _month_names(language: str) -> list[tuple[int, str]]:
    """Return the numbers and names of the months in a language and in English, whole and abbreviated."""
    from memegen.template.expressions.formats import date_text

    months = [(number, date(2033, number, 1)) for number in range(1, 13)]
    return [
        (number, date_text(day, tongue, pattern).strip(".").casefold())
        for tongue in (language, "en")
        for pattern in ("MMMM", "MMM")
        for number, day in months
    ]


def _clock(text: str, whole: str) -> time:
    """Return a time of day; *whole* is the cell that an error quotes. Raises ValueError."""
    if SERIAL.fullmatch(text) and float(text) < 1:
        return (EPOCH + timedelta(days=float(text), seconds=0.5)).time().replace(microsecond=0)
    match = CLOCK.fullmatch(text.strip())
    if not match or not (match[2] or match[4]):
        raise ValueError(f"{whole!r} has no valid time of day")
    hour = int(match[1])
    if half := (match[4] or "").lower():
        hour = hour % 12 + 12 * (half == "p")
    try:
        return time(hour, int(match[2] or 0), int(match[3] or 0))
    except ValueError:
        raise ValueError(f"{whole!r} has no valid time of day") from None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        raise HintedError(f"unknown time zone {name!r}", "write e.g. Europe/London, or UTC") from None
