"""Fallback faces by language, genre and weight: Arabic to Thai, Han, emoji."""

from __future__ import annotations

import pytest

from memegen.scene.items import Font
from memegen.text.fonts import HarfBuzzFace, Library
from memegen.text.fonts.matching import expected_variants, family_variant
from tests.helpers.paths import BUNDLE, TEST_FONTS

TEXTS = {
    "ja": (
        "これは図書館を守るための言葉です。私たちは決して諦めません。「ー」『』ッャュョっゃゅょ…、！？",
        "Noto Sans JP",
    ),
    "zh-Hans": ("图书馆属于每一个人，知识不应有门槛。“”《》", "Noto Sans SC"),
    "ko": ("도서관은 모두의 것입니다. 지식에는 문턱이 없어야 합니다.", "Noto Sans KR"),
}
EMOJI = (
    *("🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🇬🇧", "🇵🇸", "1️⃣", "#️⃣", "👨‍👩‍👧‍👦", "👩🏽‍🚒"),
    *("🏳️‍🌈", "🏳️‍⚧️", "✊🏿", "❤️", "🔥", "🧑🏻‍❤️‍💋‍🧑🏿", "⛓️‍💥"),
)
SHARED = "直骨書校"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(BUNDLE)


@pytest.fixture(scope="module")
def asian() -> Library:
    return Library(BUNDLE, [TEST_FONTS])


def filler(library: Library, text: str, font: Font, language: str = "en") -> HarfBuzzFace:
    return next(face for face in library.fallbacks(font, language) if face.covers(text))


@pytest.mark.parametrize(
    ("text", "font", "language", "fills"),
    [
        ("ŵ", Font("Permanent Marker"), "cy", Font("Caveat", 700)),
        ("ж", Font("Anton"), "uk", Font("Oswald", 700)),
        ("ξ", Font("Anton"), "el", Font("Inter", 900)),
        ("ξ", Font("Lora", 700), "el", Font("Noto Sans", 700)),
        ("x̱", Font("Inter", 400), "en", Font("Noto Sans", 400)),
        ("x̱", Font("Inter", 700), "en", Font("Montserrat", 700)),
        ("مكتبة", Font("Inter", 400), "ar", Font("Noto Sans Arabic", 400)),
        ("کتابخانه", Font("Inter", 900), "fa", Font("Noto Sans Arabic", 700)),
        ("مکتبہ", Font("Inter", 900), "ur", Font("Noto Nastaliq Urdu", 400)),
        ("مکتبہ", Font("Inter", 900), "ur-PK", Font("Noto Nastaliq Urdu", 400)),
        ("ספרייה", Font("Anton"), "he", Font("Noto Sans Hebrew", 700)),
        ("বই", Font("Lora"), "bn", Font("Noto Sans Bengali", 400)),
        ("நூல்", Font("Lora"), "ta", Font("Noto Sans Tamil", 400)),
        ("ห้องสมุด", Font("Bebas Neue"), "th", Font("Noto Sans Thai", 700)),
        ("🔥", Font("Inter"), "en", Font("Noto Color Emoji", 400)),
    ],
)
def test_fallback_depends_on_language_genre_and_weight(
    library: Library, text: str, font: Font, language: str, fills: Font
) -> None:
    assert filler(library, text, font, language).font == fills


def test_fallbacks_are_all_other_families_with_emoji_last(library: Library) -> None:
    faces = library.fallbacks(Font("Permanent Marker", 700))
    families = {face.font.family for face in faces}
    assert "Permanent Marker" not in families
    assert len(families) == len(faces) == len(library.family_names()) - 1
    assert [face.has_color for face in faces].index(True) == len(faces) - 1


@pytest.mark.parametrize("language", TEXTS)
def test_han_fallback_is_the_variant_of_the_language(asian: Library, language: str) -> None:
    text, family = TEXTS[language]
    face = filler(asian, text, Font("Noto Color Emoji"), language)
    assert face.font.family == family
    assert all(shaped.glyph for shaped in face.shape(text, language=language))
    assert filler(asian, SHARED, Font("Anton"), language).font.family == family


def test_collection_has_several_faces(asian: Library) -> None:
    faces = [asian.face(Font(f"Noto Sans {country}")) for country in ("JP", "SC", "KR")]
    assert [face.record.index for face in faces] == [0, 1, 2]
    assert len({face.record.file for face in faces}) == 1
    assert [face.covers("が馆도"[i]) for i, face in enumerate(faces)] == [True, True, True]
    assert not faces[0].covers("도")


@pytest.mark.parametrize(
    ("language", "drawn"),
    [
        ("ja-JP", "JP"),
        ("zh", "SC"),
        ("zh-Hant-HK", "HK TC"),
        ("zh-TW", "TC HK"),
        ("yue", "HK TC"),
        ("ko", "KR"),
        ("ur", "Nastaliq"),
        ("en-GB", ""),
        ("", ""),
    ],
)
def test_expected_variants_of_a_language(language: str, drawn: str) -> None:
    assert " ".join(expected_variants(language)) == drawn


@pytest.mark.parametrize(
    ("family", "whose"),
    [
        ("Noto Sans CJK HK", "HK"),
        ("Hiragino Sans", "JP"),
        ("Microsoft YaHei", "SC"),
        ("NanumGothic", "KR"),
        ("Noto Nastaliq Urdu", "Nastaliq"),
        ("Scala", ""),
        ("Inter", ""),
    ],
)
def test_variant_of_a_family(family: str, whose: str) -> None:
    assert family_variant(family) == whose


@pytest.mark.parametrize("emoji", EMOJI)
def test_emoji_sequence_is_one_glyph(library: Library, emoji: str) -> None:
    face = library.face(Font("Noto Color Emoji"))
    assert face.covers(emoji)
    (glyph,) = face.shape(emoji, language="en")
    assert glyph.glyph
    assert face.hb_font.face.glyph_has_color_paint(glyph.glyph)
