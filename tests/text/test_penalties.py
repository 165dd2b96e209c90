from __future__ import annotations

import pytest

from memegen.text.penalties import AFTER_CLAUSE, AFTER_SENTENCE, FUNCTION_WORDS, _clause_end


@pytest.mark.parametrize(
    "word", ["many.", "many.”", "„Hallo!“", "»Ja!«", "行こう。」", "吧！", "لماذا؟", "کیا؟", "ہے۔", "है।", "wait…"]
)
def test_clause_end_recognises_the_end_of_a_sentence(word: str) -> None:
    assert _clause_end(word) == AFTER_SENTENCE


@pytest.mark.parametrize("word", ["many,", "many,” ", "これ、", "因为，", "نعم،", "نعم؛", "many —"])
def test_clause_end_recognises_the_end_of_a_clause(word: str) -> None:
    assert _clause_end(word) == AFTER_CLAUSE


@pytest.mark.parametrize("language", FUNCTION_WORDS)
def test_function_words_are_comparable_lower_case_words(language: str) -> None:
    """Check that each word may match: words are compared in lower case and without apostrophes."""
    words = FUNCTION_WORDS[language].split()
    assert words
    assert all(word == word.lower() and "’" not in word for word in words)
    assert len(words) == len(set(words))
