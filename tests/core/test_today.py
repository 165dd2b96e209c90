"""Which day it is, by the clock or by SOURCE_DATE_EPOCH."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from memegen.core.diagnostics import DiagnosticError
from memegen.core.today import SOURCE_DATE, today


@pytest.mark.parametrize(
    ("seconds", "day"),
    [
        ("0", date(1970, 1, 1)),
        ("86399", date(1970, 1, 1)),
        ("86400", date(1970, 1, 2)),
        ("1798804800", date(2027, 1, 1)),
    ],
)
def test_today_is_the_utc_date_of_the_source_date(seconds: str, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SOURCE_DATE, seconds)
    assert today() == day


@pytest.mark.parametrize("value", ["-1", "soon", "1.5", " ", "999999999999", "99999999999999", "9" * 5000])
def test_source_date_that_is_not_a_time_is_an_error(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SOURCE_DATE, value)
    with pytest.raises(DiagnosticError, match="source-date-invalid"):
        today()


def test_today_is_the_local_date_if_the_source_date_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SOURCE_DATE, "")
    # The local date may differ from that in UTC by a day.
    assert abs(today() - datetime.now(UTC).date()) <= timedelta(days=1)
