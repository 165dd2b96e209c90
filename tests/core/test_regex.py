"""Patterns that are compiled on first use."""

from __future__ import annotations

import re

import pytest

from memegen.core.regex import lazy_pattern


def test_lazy_pattern_behaves_as_a_compiled_one() -> None:
    word = lazy_pattern("[a-z]+", re.IGNORECASE)
    assert word.fullmatch("Words")
    assert [match[0] for match in word.finditer("Two words")] == ["Two", "words"]
    assert word.sub("-", "Two words") == "- -"
    assert word.pattern == "[a-z]+"
    assert lazy_pattern(b"a").search(b"cat")


def test_lazy_pattern_is_not_compiled_before_its_use() -> None:
    wrong = lazy_pattern("(")
    with pytest.raises(re.error):
        wrong.search("")
