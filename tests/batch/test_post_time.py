"""When a post goes out: dates as ISO 8601 and as spreadsheets write them have them, by the language of the brand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.batch.post_time import EPOCH, read_when


@pytest.mark.parametrize(
    ("extra", "found"),
    [
        ({}, None),
        ({"date": "", "time": ""}, None),
        ({"scheduled_at": "2027-03-31T10:00:00+02:00"}, "2027-03-31T10:00:00+02:00"),
        ({"schedule": "2027-03-31 10:00"}, "2027-03-31T10:00:00+00:00"),
        ({"date": "2027-03-31", "time": "9:05"}, "2027-03-31T09:05:00+00:00"),
        ({"date": "2027-05-01", "post_date": "2027-03-31", "post_time": "9:05"}, "2027-03-31T09:05:00+00:00"),
        ({"date": "2027-01-31", "time": "10:00", "timezone": "Europe/London"}, "2027-01-31T10:00:00+00:00"),
        ({"date": "2027-07-31", "time": "10:00", "timezone": "Europe/London"}, "2027-07-31T10:00:00+01:00"),
    ],
)
def test_dates_and_timezones_are_read(extra: dict[str, str], found: str | None) -> None:
    when = read_when(extra)
    assert (when.isoformat() if when else None) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("31/03/2027 09:30", "en", "2027-03-31 09:30"),
        ("03/04/2027 9:30", "en", "2027-04-03 09:30"),
        ("3/4/2027 9:30 PM", "en-US", "2027-03-04 21:30"),
        ("12:05 AM", "en", ""),
        ("3/31/27 12:05 AM", "en-US", "2027-03-31 00:05"),
        ("12/31/2027 10:00", "en", "2027-12-31 10:00"),
        ("3.4.27 9.30 Uhr", "de", "2027-04-03 09:30"),
        ("31. März 2027, 18:00", "de", "2027-03-31 18:00"),
        ("31 mars 2027 9h30", "fr", "2027-03-31 09:30"),
        ("31 de marzo de 2027 9:30", "es", "2027-03-31 09:30"),
        ("31 mawrth 2027 10:00", "cy", "2027-03-31 10:00"),
        ("31-Mar-27 9:30", "de", "2027-03-31 09:30"),
        ("March 31, 2027 9 am", "en", "2027-03-31 09:00"),
        ("2027/3/31 10:00", "ja", "2027-03-31 10:00"),
        ("46477.395833", "en", "2027-03-31 09:30"),
        ("31/02/2027 9:30", "en", ""),
        ("31/13/2027 9:30", "en", ""),
        ("31/03/2027 25:00", "en", ""),
        ("31/03/2027", "en", ""),
        ("46477", "en", ""),
        ("soon 9:30", "en", ""),
        ("99/99/99 9:30", "en", ""),
        ("31 Foo 2027 9:30", "en", ""),
    ],
)
def test_spreadsheets_are_read_by_the_language(text: str, language: str, found: str) -> None:
    try:
        when = read_when({"date": text}, language)
    except ValueError as error:
        assert not found, error
    else:
        assert when
        assert f"{when:%Y-%m-%d %H:%M}" == found


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("2027-03-31T00:00:00", "1899-12-30T09:30:00"),
        ("2027-03-31 00:00", "09:30"),
        ("46477", "0.395833333"),
        ("31/03/2027", "9:30:00"),
    ],
)
def test_cells_of_a_spreadsheet_for_date_and_time_are_put_together(day: str, clock: str) -> None:
    assert read_when({"date": day, "time": clock}) == datetime.fromisoformat("2027-03-31T09:30:00+00:00")


@given(st.text(max_size=30), st.text(max_size=12), st.sampled_from(["en", "en-US", "de", "cy", "ar", "x"]))
def test_any_text_is_a_time_or_a_message(day: str, clock: str, language: str) -> None:
    try:
        read_when({"date": day, "time": clock}, language)
    except ValueError as error:
        assert str(error)


@given(st.integers(36_600, 73_000), st.integers(1, 24 * 60 - 1))
def test_serial_numbers_are_what_a_spreadsheet_means(day: int, minute: int) -> None:
    moment = EPOCH + timedelta(days=day, minutes=minute)
    read = read_when({"date": f"{day + minute / 24 / 60:.10f}"})
    assert read
    assert read.replace(tzinfo=None) == moment
