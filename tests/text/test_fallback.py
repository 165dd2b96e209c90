from __future__ import annotations

import pytest

from memegen.text.fallback import missing_font_hint


@pytest.mark.parametrize(
    ("characters", "family", "package"),
    [
        ("図書館を", "Noto Sans JP", "noto-sans-jp"),
        ("图书馆，", "Noto Sans SC", "noto-sans-sc"),
        ("도서관", "Noto Sans KR", "noto-sans-kr"),
        ("წ", "Noto Sans Georgian", "noto-sans-georgian"),
        ("བོད", "Noto Serif Tibetan", "noto-serif-tibetan"),
        ("∮", "Noto Sans Math", "noto-sans-math"),
        ("⏣", "Noto Sans Symbols 2", "noto-sans-symbols-2"),
    ],
)
def test_hint_names_the_font_that_covers_the_script(characters: str, family: str, package: str) -> None:
    hint = missing_font_hint(characters)
    assert hint.startswith(f"{family} covers it")
    assert f"`npm install --prefix fonts @expo-google-fonts/{package}`" in hint


def test_hint_covers_several_scripts_in_one_command() -> None:
    hint = missing_font_hint(["ქარ", "ሀ", "ქ"])
    assert hint.startswith("Noto Sans Georgian and Noto Sans Ethiopic cover it")
    assert (
        "`npm install --prefix fonts @expo-google-fonts/noto-sans-georgian @expo-google-fonts/noto-sans-ethiopic`"
        in hint
    )


def test_hint_without_a_covering_font_names_the_fonts_key() -> None:
    assert "`fonts:`" in missing_font_hint("\ue000\U000e01ef") and "npm" not in missing_font_hint("\ue000")
    assert missing_font_hint([])
