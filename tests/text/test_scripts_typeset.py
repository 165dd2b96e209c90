"""Texts of many scripts in the bundled fonts: whole scenes against goldens, and facts by value."""

from __future__ import annotations

import pytest

from memegen.scene.geometry import Box
from memegen.scene.items import Font
from memegen.scene.scene import Scene
from tests.helpers.golden import check
from tests.helpers.real import SCRIPTS, nominal, only, words
from tests.helpers.traced import LIBRARY, Placed, placed

ARABIC, HEBREW, DEVANAGARI, EMOJI = "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans", "Noto Color Emoji"


def script(name: str) -> Scene:
    return words(*SCRIPTS[name])


def text(name: str) -> list[Placed]:
    return placed(only(script(name)))


def families(found: list[Placed]) -> set[str]:
    return {one.run.font.family for one in found}


def of(found: list[Placed], char: str, family: str) -> Placed:
    """Return the one glyph of *char* by itself."""
    (one,) = [one for one in found if one.run.font.family == family and one.glyph.id == nominal(char, family)]
    return one


def formed(char: str, family: str, before: str = "", after: str = "", language: str = "ar") -> int:
    """Return the first glyph, from the left, of a letter between its neighbours."""
    shaped = LIBRARY.face(Font(family)).shape(char, language=language, rtl=True, before=before, after=after)
    return [one.glyph for one in shaped][-1]


def over(mark: Box, base: Box) -> bool:
    """Return whether the middle of a mark is within the width of its letter."""
    return base.x <= mark.center[0] <= base.right


@pytest.mark.parametrize("name", SCRIPTS)
def test_scene_of_a_script_matches_the_golden(name: str, refresh: bool) -> None:
    found = script(name)
    check(f"script-{name}", found, refresh=refresh)
    assert found.findings == ()
    assert only(found).lines[0].text == SCRIPTS[name][0]
    assert all(one.glyph.id for one in text(name))


def test_latin_marks_are_above_their_letters() -> None:
    found = text("latin")
    assert families(found) == {"Inter"}
    grave, acute = of(found, "\u0300", "Inter"), of(found, "\u0301", "Inter")
    e, o = of(found, "ẹ", "Inter"), of(found, "ọ", "Inter")
    assert over(grave.ink, e.ink)
    assert over(acute.ink, o.ink)
    assert grave.ink.bottom < e.ink.y + 1
    # What is in one character is one glyph.
    assert of(found, "Ŵ", "Inter").ink.y < of(found, "y", "Inter").ink.y


@pytest.mark.parametrize(("name", "first", "last"), [("greek", "Ψ", "η"), ("cyrillic", "Х", "я")])
def test_greek_and_cyrillic_use_the_primary_font(name: str, first: str, last: str) -> None:
    found = text(name)
    assert families(found) == {"Inter"}
    assert (found[0].glyph.id, found[-1].glyph.id) == (nominal(first, "Inter"), nominal(last, "Inter"))
    assert [one.glyph.x for one in found] == sorted(one.glyph.x for one in found)


def test_arabic_letters_join_and_the_question_mark_is_on_the_left() -> None:
    found = text("arabic")
    assert families(found) == {ARABIC}
    ids = [one.glyph.id for one in found]
    # The letter in the middle of a word is not the one that stands alone.
    assert formed("ح", ARABIC, "ن", "ن") != nominal("ح", ARABIC)
    assert formed("ح", ARABIC, "ن", "ن") in ids
    assert nominal("ح", ARABIC) not in ids
    # The question mark ends the line: on the left; the line itself stands at the right.
    assert found[0].glyph.id == nominal("؟", ARABIC)
    assert only(script("arabic")).box.right == pytest.approx(1080)


def test_persian_non_joiner_separates_and_digits_run_left_to_right() -> None:
    found = text("persian")
    # Yeh before the zero-width non-joiner is final, not medial.
    assert formed("ی", ARABIC, "م", "\u200c", "fa") in [one.glyph.id for one in found]
    assert formed("ی", ARABIC, "م", "\u200c", "fa") != formed("ی", ARABIC, "م", "خ", "fa")
    digits = [of(found, char, ARABIC).ink.x for char in "۱۴۰۳"]
    assert digits == sorted(digits)
    assert max(digits) < min(one.ink.x for one in found[5:])


def test_urdu_words_descend_in_nastaliq() -> None:
    found = text("urdu")
    assert families(found) == {"Noto Nastaliq Urdu"}
    assert families(placed(only(words(SCRIPTS["urdu"][0], "ar")))) == {ARABIC}
    # A word descends from right to left: its last letters stand lower than its first.
    letters = [one.ink for one in found if one.ink.w > 20]
    assert letters[0].bottom > letters[1].bottom
    assert len({round(one.glyph.y) for one in found}) > 4


def test_hebrew_points_are_within_their_letters() -> None:
    found = text("hebrew")
    assert families(found) == {HEBREW}
    marks = [one for one in found if 0 < one.ink.w < 8 and one.ink.h < 10]
    letters = [one.ink for one in found if one.ink.h > 25]
    assert len(marks) >= 4
    assert all(any(over(mark.ink, letter) for letter in letters) for mark in marks)
    shin, bang = of(found, "ש", HEBREW), found[0]
    assert bang.glyph.id == nominal("!", HEBREW)
    assert shin.ink.right == pytest.approx(1080)


def test_devanagari_short_i_precedes_its_letter() -> None:
    found = text("devanagari")
    ka = next(n for n, one in enumerate(found) if one.glyph.id == nominal("क", DEVANAGARI))
    # The sign reaches over the letter that it is spoken after.
    sign, letter = found[ka - 1], found[ka]
    assert sign.glyph.x < letter.glyph.x
    assert sign.ink.y < letter.ink.y
    # क + virama + ष are one glyph, and its sign stands before it as well.
    assert len(found) == 9
    assert nominal("ष", DEVANAGARI) not in [one.glyph.id for one in found]


def test_bengali_and_tamil_vowels_are_on_both_sides() -> None:
    family = "Noto Sans Bengali"
    ids = [one.glyph.id for one in text("bengali")]
    ka = nominal("ক", family)
    assert ids[:2] == [nominal("ি", family), ka]
    assert ids[4] == ka
    assert ids[5] == nominal("া", family)
    family = "Noto Sans Tamil"
    ids = [one.glyph.id for one in text("tamil")]
    assert ids[:3] == [nominal("ெ", family), nominal("க", family), nominal("ா", family)]
    assert ids.index(nominal("ை", family)) < max(n for n, one in enumerate(ids) if one == nominal("க", family))


def test_thai_signs_stack_and_lines_break_between_words() -> None:
    found = text("thai")
    base, vowel, tone = found[0].ink, found[1].ink, found[2].ink
    assert vowel.bottom <= base.y + 1
    assert tone.bottom <= vowel.y + 1
    assert over(tone, base)
    narrow = only(words("เราคือประชาชนทุกคน", "th", "width: 300px"))
    assert len(narrow.lines) > 1
    assert {line.text for line in narrow.lines} <= {"เรา", "คือ", "เราคือ", "ประชาชน", "ทุกคน", "ทุก", "คน", "ประชาชนทุกคน"}


@pytest.mark.parametrize(("name", "family"), [("japanese", "JP"), ("chinese", "SC"), ("korean", "KR")])
def test_han_uses_the_font_of_its_language(name: str, family: str) -> None:
    assert families(text(name)) == {f"Noto Sans {family}"}


def test_no_japanese_line_begins_with_a_full_stop() -> None:
    for width in range(120, 480, 30):
        lines = only(words("図書館を守る。言葉です。", "ja", f"width: {width}px")).lines
        assert not any(line.text.startswith(("。", "、")) for line in lines)


def test_emoji_are_one_glyph_each() -> None:
    found = text("emoji")
    drawn = [one for one in found if one.run.font.family == EMOJI and one.ink.w > 40]
    # Family, flag, Wales, fist, keycap, and the telephone and the copyright that ask for colour.
    assert len(drawn) == 7
    assert len({one.glyph.id for one in drawn}) == 7
    assert [one.ink.x for one in drawn] == sorted(one.ink.x for one in drawn)
    # As text the font's own sign is taken, or that of the font of signs.
    assert of(found, "©", "Inter").ink.x < of(found, "©", EMOJI).ink.x
    assert of(found, "☎", "Memegen Symbols").ink.w > 0
    # They stand as high as capitals do: the middles of both lie on one line.
    assert drawn[0].ink.center[1] == pytest.approx(of(found, "©", "Inter").ink.center[1], abs=3)


def test_skin_tones_and_flags_differ() -> None:
    fists = {only(words(fist)).lines[0].runs[0].glyphs[0].id for fist in ("✊", "✊🏻", "✊🏿")}
    assert len(fists) == 3


def test_arabic_with_latin_and_a_number_is_in_bidi_order() -> None:
    found = text("mixed")
    nhs = [of(found, char, "Inter").ink.x for char in "NHS"]
    assert nhs == sorted(nhs)
    years = [
        one.ink.x
        for one in found
        if one.glyph.id in {nominal(c, ARABIC) for c in "024"} and one.run.font.family == ARABIC
    ]
    assert years == sorted(years)
    # NHS comes before the year in the text, and so stands on its right.
    assert min(nhs) > max(years)
    hashes = [one for one in found if one.glyph.id in (nominal("#", ARABIC), nominal("#", "Inter"))]
    latin, arabic = hashes
    assert (latin.run.font.family, arabic.run.font.family) == ("Inter", ARABIC)
    # On the left of the Latin tag, and on the right of the Arabic one.
    assert latin is found[0]
    letters = [one.ink for one in found if one.run.font.family == ARABIC and latin.ink.right < one.ink.x < arabic.ink.x]
    assert len(letters) >= 6
    assert max(letter.right for letter in letters) <= arabic.ink.x + 3
