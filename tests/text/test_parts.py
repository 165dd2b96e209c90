"""Where a long text is split."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memegen.text.parts import split_where


def split(text: str, most: int) -> tuple[str, str]:
    """*text*, split where at most so many characters fit."""
    return split_where(text, lambda head: len(head) <= most)


@pytest.mark.parametrize(
    ("text", "most", "head"),
    [
        ("One two. Three four five six", 18, "One two. Three"),
        ("One two three. Four five six", 20, "One two three."),
        ("One two “three.” Four five six", 22, "One two “three.”"),
        ("One two three\n\nfour five six", 20, "One two three"),
        ("One *two three* four five", 12, "One"),
        ("One ==two three== four five", 19, "One ==two three=="),
        ("One [two three](sun) four", 12, "One"),
        ("One two three", 2, "One two three"),
        ("Onetwothree", 5, "Onetwothree"),
        ("", 5, ""),
    ],
)
def test_split_is_at_the_best_place_that_fits(text: str, most: int, head: str) -> None:
    assert split(text, most)[0] == head


@given(st.text("ab .*\n", max_size=80), st.integers(1, 80))
def test_parts_are_the_whole(text: str, most: int) -> None:
    head, rest = split(text, most)
    assert (head + rest).split() == text.split() or "".join((head + rest).split()) == "".join(text.split())
    assert not rest or len(head) <= most
