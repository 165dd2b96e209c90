from __future__ import annotations

import pytest

from memegen.text.letter_case import change_case, change_text_case
from memegen.text.markup import parse
from memegen.text.styled import StyledText


@pytest.mark.parametrize(
    ("text", "case", "language", "expected"),
    [
        ("Ye are many", "none", "en", "Ye are many"),
        ("Ye are many", "upper", "en", "YE ARE MANY"),
        ("Straße", "upper", "de", "STRASSE"),
        ("istanbul ışık", "upper", "tr", "İSTANBUL IŞIK"),
        ("IŞIK İL", "lower", "tr", "ışık il"),
        ("Καλημέρα μάιος", "upper", "el", "ΚΑΛΗΜΕΡΑ ΜΑΪΟΣ"),
        ("ή τώρα, ἢ ποτέ", "upper", "el", "Ή ΤΩΡΑ, Ή ΠΟΤΕ"),
        ("Ἀθῆναι τῇ καφέ café", "upper", "el", "ΑΘΗΝΑΙ ΤΗΙ ΚΑΦΕ CAFÉ"),
        ("Α\u0313θη\u0342ναι μα\u0301ιος", "upper", "el", "ΑΘΗΝΑΙ ΜΑΪΟΣ"),
        ("ΟΔΟΣ", "lower", "el", "οδο\u03c2"),
        ("see https://example.org/Path now", "upper", "en", "SEE https://example.org/Path NOW"),
        ("write to Info@Example.org", "upper", "en", "WRITE TO Info@Example.org"),
        ("join #SaveEveryLibrary, #books", "upper", "en", "JOIN #SaveEveryLibrary, #BOOKS"),
        ("#SaveEveryLibrary", "upper", "en", "#SAVEEVERYLIBRARY"),
        ("the right to strike", "title", "en", "The Right to Strike"),
        ("het ijs", "title", "nl", "Het IJs"),
        ("don't #keepItOpen", "title", "en", "Don't #keepItOpen"),
    ],
)
def test_change_case_follows_the_language(text: str, case: str, language: str, expected: str) -> None:
    assert change_case(StyledText(text), case, language).plain == expected


def test_text_keeps_its_letters_in_the_case_none() -> None:
    assert change_text_case("the word", "none", "en") == "the word"


def test_change_case_keeps_spans() -> None:
    styled = change_case(parse("Groß *Straße* da"), "upper", "de")
    assert [styled.plain[span.start : span.end] for span in styled.spans] == ["STRASSE"]
