"""Where memegen's own files are, and which day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from memegen.core import environment
from memegen.core.environment import SOURCE_DATE, today


@pytest.mark.parametrize("path", ["FONTS", "TEMPLATES", "PLATFORMS", "ASSETS", "BRANDS", "STARTER"])
def test_own_files_exist(path: str) -> None:
    assert getattr(environment, path).exists()


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


@pytest.mark.parametrize("value", ["", "-1", "soon", "1.5", "999999999999", "9" * 5000])
def test_today_ignores_a_source_date_that_is_not_a_time(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SOURCE_DATE, value)
    # The local date may differ from that in UTC by a day.
    assert abs(today() - datetime.now(UTC).date()) <= timedelta(days=1)
