"""Whether values are of their field's type and within its limits, in the language of the brand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from memegen.core.diagnostics import WARNING, Where, hint_of
from memegen.model.entities import Field, Raw, Record, SourceValue
from memegen.template.entries import read_entries
from memegen.template.expressions.scope import Scope, Setting
from memegen.template.field_values import past_dates, unexpected_values, value_problems
from tests.helpers.expressions import BARS
from tests.helpers.stage import BRAND, context

NEEDED = replace(BARS, of={name: replace(part, required=True) for name, part in BARS.of.items()}, least=2, most=3)


def problems(field: Field, value: Raw, language: str = "en") -> list[str]:
    return [str(problem) for problem in value_problems(field, value, context(brand=replace(BRAND, language=language)))]


def has(problem: str, named: str) -> bool:
    """Whether a problem has all names and numbers that are expected in it."""
    return all(name in problem for name in named.split())


def bars(*entries: tuple[str, str]) -> tuple[Record, ...]:
    return tuple(Record((("name", name), ("share", share))) for name, share in entries)


@pytest.mark.parametrize(
    ("type_", "value", "language", "named"),
    [
        ("number", "59,5", "de", ""),
        ("number", "59,5", "en", "'59,5' 59.5"),
        ("number", "1,234", "en", ""),
        ("number", "59.5", "de", ""),
        ("date", "15. Juni 2026", "de", ""),
        ("date", "15/06/2026", "en", ""),
        ("date", "15/06/2026", "en-US", "'15/06/2026' calendar"),
        ("date", "30 February 2026", "en", "'30 February 2026' calendar"),
        ("date", "tomorrow", "en", "'tomorrow' such"),
        ("time", "2.05 pm", "en", ""),
        ("time", "late", "en", "'late' 14:05"),
    ],
)
def test_value_is_read_as_the_language_writes_it(type_: str, value: str, language: str, named: str) -> None:
    found = problems(Field("f", type_), value, language)
    assert [has(one, named) for one in found] == ([True] if named else []), found


def test_limits_of_a_number_hold_in_every_notation() -> None:
    field = Field("f", "number", least=0, most=100)
    assert problems(field, "99,9", "de") == []
    (problem,) = problems(field, "100,1", "de")
    assert has(problem, "100,1 100")


@pytest.mark.parametrize(
    ("entries", "named"),
    [
        (bars(("a", "1"), ("b", "2")), []),
        (bars(("a", "1")), ["1 2"]),
        (bars(*[("a", "1")] * 4), ["4 3"]),
        (
            bars(("a", "x"), ("", "2")),
            ["1, share: 'x'", "2, name: required"],
        ),
        (bars(("a", "1"), ("b", "")), ["2, share: required"]),
    ],
)
def test_entries_are_counted_and_their_parts_checked(entries: tuple[Record, ...], named: list[str]) -> None:
    found = problems(NEEDED, entries)
    assert len(found) == len(named)
    assert all(map(has, found, named)), found


def test_list_of_ten_thousand_entries_is_one_problem() -> None:
    for field, value, count in (
        (BARS, bars(*[("a", "x")] * 10_000), "10,000"),
        (Field("f", "list"), ("a",) * 1001, "1,001"),
    ):
        (problem,) = problems(field, value)
        assert has(problem, f"{count} 1,000")


def test_record_where_a_text_is_meant_is_refused() -> None:
    record = Record((("a", "b"),))
    cases: tuple[tuple[Field, Raw, str], ...] = (
        (Field("f"), record, "record"),
        (Field("f"), ("a",), "list"),
        (Field("f", "list"), (record,), "1: record"),
    )
    for field, value, named in cases:
        (problem,) = problems(field, value)
        assert has(problem, named)


@pytest.mark.parametrize(
    ("upcoming", "value", "warned"),
    [
        (True, "2027-03-11", True),
        (True, "11 March 2027", True),
        (True, "2027-03-12", False),
        (True, "2027-03-13", False),
        (True, "", False),
        # An example grows old with its template.
        (True, "2020-01-01", False),
        (False, "2027-03-11", False),
    ],
)
def test_date_before_today_is_a_warning_where_dates_are_to_come(upcoming: bool, value: str, warned: bool) -> None:
    fields = {"on": Field("on", "date", example="2020-01-01", upcoming=upcoming)}
    scope = Scope({"on": value}, fields, setting=Setting("en", date(2027, 3, 12)))
    found = [(one.severity, one.code, one.where.field) for one in past_dates(fields, scope, Where(row=4))]
    assert found == ([(WARNING, "date-past", "on")] if warned else [])
    # A card that is cached must not depend on the day.
    assert scope.setting.used_today == (upcoming and value not in ("", "2020-01-01"))


@pytest.mark.parametrize(
    ("until", "warned"), [("13:00", True), ("15:00", False), ("1 am", False), ("", False), ("soon", False)]
)
def test_value_that_its_field_does_not_expect_is_a_warning(until: str, warned: bool) -> None:
    expects = SourceValue("until > time or until < '05:00'", Where())
    fields = {"time": Field("time", "time"), "until": Field("until", "time", expects=expects)}
    scope = Scope({"time": "2 pm", "until": until}, fields)
    found = [(each.code, each.where.row, each.where.field) for each in unexpected_values(fields, scope, Where(row=4))]
    assert found == [("value-unexpected", 4, "until")] * warned
    # Nothing can be said of one time alone.
    assert list(unexpected_values(fields, Scope({"time": "", "until": until}, fields), Where())) == []


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ("Yes 94.3%", "write Yes = 94.3%"),
        ("No: 5,7", "write No = 5,7"),
        ("Keep all – 12", "write Keep all = 12"),
        ("Yes", "write name = share, e.g. Yes = 1"),
    ],
)
def test_entry_that_lacks_its_number_is_written_out_in_the_hint(entry: str, hint: str) -> None:
    of = {"name": Field("name", required=True), "share": Field("share", "number", required=True)}
    bars = Field("bars", "list", of=of, example=("Yes = 1",))
    (problem,) = value_problems(bars, read_entries(bars, (entry,)), context())
    assert hint_of(problem) == hint
