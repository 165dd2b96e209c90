from __future__ import annotations

import pytest

from memegen.text.penalties import AFTER_CLAUSE, AFTER_SENTENCE, LEANING, _closes


@pytest.mark.parametrize(
    "word", ["many.", "many.”", "„Hallo!“", "»Ja!«", "行こう。」", "吧！", "لماذا؟", "کیا؟", "ہے۔", "है।", "wait…"]
)
def test_what_ends_a_sentence(word: str) -> None:
    assert _closes(word) == AFTER_SENTENCE


@pytest.mark.parametrize("word", ["many,", "many,” ", "これ、", "因为，", "نعم،", "نعم؛", "many —"])
def test_what_ends_a_clause(word: str) -> None:
    assert _closes(word) == AFTER_CLAUSE


@pytest.mark.parametrize("language", LEANING)
def test_leaning_words_can_be_met(language: str) -> None:
    """They are compared in small letters and without apostrophes."""
    words = LEANING[language].split()
    assert words
    assert all(word == word.lower() and "’" not in word for word in words)
    assert len(words) == len(set(words))
