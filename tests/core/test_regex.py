"""Patterns that are compiled when they are used."""

from __future__ import annotations

import re

import pytest

from memegen.core.regex import lazy_pattern


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    word = lazy_pattern("[a-z]+", re.IGNORECASE)
    assert word.fullmatch("Words")
    assert [match[0] for match in word.finditer("Two words")] == ["Two", "words"]
    assert word.sub("-", "Two words") == "- -"
    assert word.pattern == "[a-z]+"
    assert lazy_pattern(b"a").search(b"cat")


def test_nothing_is_compiled_before_it_is_used() -> None:
    wrong = lazy_pattern("(")
    with pytest.raises(re.error):
        wrong.search("")
