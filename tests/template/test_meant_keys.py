"""Keys that unknown ones are meant for."""

from __future__ import annotations

import pytest

from memegen.template.meant_keys import meant_key

BRAND, TEXT, SCRIM = ("corners", "name", "palette"), ("text", "fill", "size"), ("scrim", "colour", "fill")


@pytest.mark.parametrize(
    ("word", "keys", "meant"),
    [
        ("colors", BRAND, "palette"),
        ("colour", BRAND, "palette"),
        ("corner", BRAND, "corners"),
        ("color", TEXT, "fill"),
        ("sise", TEXT, "size"),
        ("color", SCRIM, "colour"),
        ("zzz", TEXT, None),
    ],
)
def test_key_is_meant_by_its_name_or_its_meaning(word: str, keys: tuple[str, ...], meant: str | None) -> None:
    assert meant_key(word, keys) == meant
