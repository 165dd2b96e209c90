"""The chain of scopes: names, types, texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from memegen.model.entities import Record
from memegen.template.expressions.nodes import ExpressionError
from memegen.template.expressions.scope import Scope, Setting
from memegen.template.expressions.values import Entry, Typed
from tests.helpers.expressions import BARS, scope, typed_scope

OPEN = Record((("name", "Open"), ("share", "59,5")))
SHUT = Record((("name", "Shut"), ("share", "19")))


def bars(language: str = "de") -> Scope:
    return scope({"bars": (OPEN, SHUT), "photo.credit": "Bo"}, {"bars": BARS}, language)


def test_name_is_looked_up_whole_and_then_as_a_part() -> None:
    row = bars()
    assert row.text("photo.credit") == "Bo" and row.text("photo") == ""
    inner = row.child({"bar": row.value("bars")[0]})  # type: ignore[index]
    assert inner.text("bar.name") == "Open"
    assert inner.value("bar.share") == Decimal("59.5")
    assert inner.text("bar.share") == "59,5"
    assert inner.text("bar.share", plain=True) == "59.5"
    assert inner.text("bar.nothing") == inner.text("bar.name.x") == ""
    assert "bar.share" in inner and "bars" in inner and "bar" not in row


def test_part_of_a_list_is_the_list_of_these_parts() -> None:
    assert bars().value("bars.share") == (Typed(Decimal("59.5"), "59,5"), Typed(Decimal(19), "19"))
    assert bars().text("bars.share") == "59,5, 19"
    assert bars().text_of("max(bars.share) / 2") == "29,75"


def test_child_is_in_front_of_its_parent_and_shares_its_setting() -> None:
    parent = scope({"a": "1", "b": "2"})
    child = parent.child({"a": Decimal(3)})
    assert child.text_of("a + b") == "5" and parent.text_of("a + b") == "3"
    child.evaluate("today()")
    assert parent.setting.used_today and child.setting is parent.setting


def test_number_keeps_how_it_is_typed() -> None:
    assert typed_scope("de", n=("number", "059,50")).text("n") == "059,50"
    assert typed_scope("en", n=("number", "007")).text("n", plain=True) == "007"
    assert typed_scope("en", n=("number", "1,234")).text("n", plain=True) == "1234"
    assert typed_scope("de", n=("number", "59,5 %")).text("n", plain=True) == "59.5%"
    # What YAML or JSON wrote is written as the language does.
    assert typed_scope("de", n=("number", "59.5")).text("n") == "59,5"
    assert typed_scope("de", n=("number", "59,5")).text_of("n * 2") == "119"


def test_texts_of_a_row_need_no_type() -> None:
    row = scope({"list": ("a", "b"), "text": "x"})
    assert row.texts("list") == ("a", "b") and row.texts("text") is None
    assert row.text("list") == "a, b"
    assert bars().texts("bars") is None and bars().text("bars") == "Open = 59,5, Shut = 19"
    assert row.is_text("text") and not row.is_text("list") and not row.is_text("missing")


def test_values_that_are_computed_are_written_by_the_language() -> None:
    row = scope(language="de").child(
        {"n": Decimal("1234.5"), "d": date(2026, 6, 15), "yes": True, "e": Entry((("a", "b"),))}
    )
    assert [row.text(name) for name in ("n", "d", "yes", "e")] == ["1.234,5", "15. Juni 2026", "yes", "b"]
    assert [row.text(name, plain=True) for name in ("n", "d")] == ["1234.5", "2026-06-15"]


def test_beside_has_other_values_with_the_same_types() -> None:
    row = typed_scope("de", n=("number", "1,5"))
    assert row.beside({"n": "2,5"}).text_of("n + 1") == "3,5"


@pytest.mark.parametrize(
    ("condition", "holds"), [("", True), (" ", True), ("a", True), ("b", False), ("a is 1 and not b", True)]
)
def test_condition_holds(condition: str, holds: bool) -> None:
    assert scope({"a": "1", "b": ""}).holds(condition) is holds


@pytest.mark.parametrize("word", ["no", "No", "false", "OFF", "0"])
def test_flag_that_is_off_counts_as_empty(word: str) -> None:
    assert not scope({"flag": word}).holds("flag") and scope({"flag": word + "t"}).holds("flag")


def test_condition_that_is_none_is_refused() -> None:
    with pytest.raises(ExpressionError):
        scope().holds("by == ")


def test_day_is_the_current_one_unless_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1781000000")
    assert Setting().day() == date(2026, 6, 9)
    assert Setting(today=date(2026, 1, 1)).day() == date(2026, 1, 1)
