from __future__ import annotations

import pytest

from memegen.text.isolates import direction, isolate_ranges


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "ltr"),
        ("5 €", "ltr"),
        ("abc אבג", "ltr"),
        ("«אבג» abc", "rtl"),
        ("@union אבג", "rtl"),
        ("#אבג is here", "ltr"),
        ("#אבג", "rtl"),
        ("\u2067אבג\u2069 abc", "ltr"),
    ],
)
def test_direction_ignores_isolates(text: str, expected: str) -> None:
    assert direction(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no", []),
        ("a #tag-one, b", ["#tag-one"]),
        ("to a-b@example.org.", ["a-b@example.org"]),
        ("(https://example.org/x_(y)).", ["https://example.org/x_(y)"]),
        ("(https://example.org/x)", ["https://example.org/x"]),
        ("https://example.org/#tag, @union", ["https://example.org/#tag", "@union"]),
        ("\u2067https://example.org\u2069،", ["https://example.org"]),
        ("#bread#roses @union", ["#bread#roses", "@union"]),
        ("#bread#אבג#ורדים", ["#bread", "#אבג#ורדים"]),
        # Vowel signs are of the word.
        ("#हिन्दी में", ["#हिन्दी"]),
        ("#مُعلِّم هنا", ["#مُعلِّم"]),
        ("#کتاب\u200cخانه", ["#کتاب\u200cخانه"]),
    ],
)
def test_isolate_ranges_end_where_readers_expect(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in isolate_ranges(text)] == expected
