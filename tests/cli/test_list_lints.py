"""What a list repeats, and hashtags that break."""

from __future__ import annotations

from functools import cache

import pytest

from memegen.batch.plan import BatchOptions, Plan
from memegen.batch.rows import Row
from memegen.cli.list_lints import WITHIN, ListLints
from memegen.core.diagnostics import Diagnostic, Where
from memegen.renderer import Renderer


@cache
def renderer() -> Renderer:
    return Renderer()


def lint(*rows: dict[str, str], template: str = "quote-plain") -> list[tuple[str, int, str]]:
    """Code, row and field of each warning."""
    plan = Plan(renderer(), BatchOptions(template, ("600x600",), "keep-it-open"))
    warnings: list[Diagnostic] = []
    made = [Row(number, Where("a.csv", number + 1, row=number), dict(values)) for number, values in enumerate(rows, 1)]
    items = list(ListLints(plan.renderer, warnings).seen(plan.jobs(iter(made))))
    assert len(items) == len(rows)
    return [(found.code, found.where.row, found.where.field) for found in warnings]


def quotes(*texts: str) -> list[dict[str, str]]:
    return [{"quote": text} for text in texts]


def test_text_that_returns_is_found_whatever_its_marks() -> None:
    assert lint(*quotes("We *read*.", "You read.", "“We read!”")) == [("text-duplicate", 3, "quote")]


def test_text_may_return_after_a_dozen_rows() -> None:
    between = [f"Number {number}" for number in range(WITHIN)]
    assert lint(*quotes("We read.", *between, "We read.")) == []
    assert lint(*quotes("We read.", *between[1:], "We read.")) == [("text-duplicate", WITHIN + 1, "quote")]


def test_photo_that_returns_is_found_only_if_the_row_names_it() -> None:
    rows = quotes("One", "Two", "Three")
    assert lint(*rows, template="quote-full") == []
    photo = {"photo": "assets/photos/shore.jpg"}
    assert lint(*({**row, **photo} for row in rows), template="quote-full") == [
        ("photo-duplicate", 2, "photo"),
        ("photo-duplicate", 3, "photo"),
    ]


@pytest.mark.parametrize(
    ("hashtag", "is_broken"),
    [
        ("#KeepItOpen", False),
        ("#Cadwch_ein", False),
        ("#Llyfrgell #Now", False),
        ("#2027now", False),
        ("KeepItOpen", True),
        ("#Don't", True),
        ("#Keep-It-Open", True),
        ("#2027", True),
    ],
)
def test_hashtags_that_platforms_break(hashtag: str, is_broken: bool) -> None:
    expected = [("hashtag-invalid", 1, "hashtag")] if is_broken else []
    assert lint({"quote": "We read.", "hashtag": hashtag}) == expected


@pytest.mark.parametrize(
    ("alt", "is_incomplete"),
    [("", False), ("“The library stays open,” in white on red", False), ("A picture of a library", True)],
)
def test_alternative_text_without_the_words_of_the_graphic(alt: str, is_incomplete: bool) -> None:
    expected = [("alt-incomplete", 1, "alt")] if is_incomplete else []
    assert lint({"quote": "The *library* stays open.", "alt": alt}) == expected
