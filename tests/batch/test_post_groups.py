"""Graphics that go out together, and what is reported of their times: codes and the cells that are meant."""

from __future__ import annotations

from datetime import date
from typing import Any

from memegen.batch.post_groups import PostGroups
from memegen.core.diagnostics import Where


def record(row: int, extra: dict[str, str]) -> dict[str, Any]:
    return {"row": row, "platform": "x-post", "extra": extra}


def test_time_of_a_post_is_reported_where_it_is() -> None:
    def found(*extras: dict[str, str]) -> list[tuple[str, int, str]]:
        groups = PostGroups(date(2027, 4, 1))
        for row, extra in enumerate(extras, 3):
            list(groups.add(record(row, {"post": "A", **extra}), Where("a.csv", row + 1, row=row)))
        list(groups.finish())
        assert {(each.where.file, each.where.line - each.where.row) for each in groups.warnings} <= {("a.csv", 1)}
        return [(each.code, each.where.row, each.where.field) for each in groups.warnings]

    day, zone = {"date": "28.03.2028"}, {"timezone": "Europe/Berlin"}
    assert found(day, {"time": "25:00"}) == [("schedule-invalid", 4, "time")]
    assert found({"date": "31.02.2028"}, {"time": "9:30"}) == [("schedule-invalid", 3, "date")]
    assert found(day, {"time": "9:30", "timezone": "Mars"}) == [("schedule-invalid", 4, "timezone")]
    assert found(day, {"time": "9:30"}, {"time": "10:30"}) == [("schedule-conflict", 5, "time")]
    assert found({"post_date": "31.03.2027"}, {"time": "9:30"}) == [("schedule-past", 3, "post_date")]
    assert found({"date": "01.04.2027"}, {"time": "0:05"}) == []
    # Clocks are put forward at two on 26 March 2028; the hour after two exists twice on 29 October.
    skipped = {"date": "26.03.2028", "time": "2:30", **zone}
    assert found(skipped) == [("schedule-invalid", 3, "time")]
    assert found({**skipped, "timezone": "Asia/Tokyo"}, {}) == found({**skipped, "date": "29.10.2028"}) == []


def test_only_columns_that_are_surely_of_posts_are_read_without_a_scheduler() -> None:
    def codes(**extra: str) -> list[str]:
        groups = PostGroups(sure=True)
        list(groups.add(record(1, extra)))
        return [each.code for each in groups.warnings]

    assert codes(date="1819") == codes(timezone="Mars") == codes(post="A", time="9:30") == []
    assert codes(date="1819", time="9:30") == codes(schedule="soon") == codes(post_time="9:30") == ["schedule-invalid"]
