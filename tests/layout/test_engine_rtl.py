"""Cards that run from right to left: what starts at the left elsewhere starts at the right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memegen.layout.engine import is_rtl, layout
from memegen.scene.color import BLACK
from memegen.scene.items import Fill, Font, Linear, Picture
from memegen.scene.scene import Scene
from memegen.text.style import Style, TextLayout
from memegen.text.typeset import set_text
from tests.helpers.real import only, real, words
from tests.helpers.squares import Squares
from tests.helpers.stage import (
    BRAND,
    CANVAS,
    BlankSampler,
    FakePhotos,
    box,
    card,
    codes,
    fills,
    flat,
    scene,
    sized,
    texts,
)
from tests.helpers.traced import placed

W = CANVAS.width
TEXT = "{text: %s, id: a, size: 100px, %s}"
HEBREW, LATIN = "שלום", "abcd"


def scene_of(body: str, language: str = "en") -> Scene:
    return layout(card(body, CANVAS, brand=replace(BRAND, language=language)), Squares(), FakePhotos(), BlankSampler())


def mirrored(found: tuple[float, ...]) -> tuple[float, ...]:
    return W - found[0] - found[2], *found[1:]


@pytest.mark.parametrize(
    ("texts_", "language", "rtl"),
    [
        (["שלום"], "en", True),
        (["abc"], "ar", False),
        (["abc שלום"], "he", False),
        (["שלום abc"], "en", True),
        # Numbers and emoji have no direction: the next text has, or the language.
        (["12%", "שלום"], "en", True),
        (["🔥", "abc"], "ar", False),
        (["12%"], "ar", True),
        (["12%"], "en", False),
        # A hashtag or an address that begins a text does not decide.
        (["#abc שלום"], "en", True),
        (["example.org שלום"], "en", True),
        (["#שלום"], "en", True),
    ],
)
def test_direction_of_a_card_follows_the_first_letters(texts_: list[str], language: str, rtl: bool) -> None:
    items = ", ".join(f'{{text: "{text}", size: 50px}}' for text in texts_)
    found = card(f"layers: [{{column: [{items}]}}]", CANVAS, brand=replace(BRAND, language=language))
    assert is_rtl(found) is rtl


@pytest.mark.parametrize(
    "keys",
    [
        "at: top left",
        "at: top right",
        "at: bottom left, margin: 10px 20px 30px 40px",
        "at: center",
        "at: left, offset: [30px, 10px]",
        "margin: 0 0 0 50px",
        "align: end",
        "align: center",
        "at: top left, margin: 50px, in: canvas",
        "width: 500px, at: top left",
    ],
)
def test_anchors_and_margins_are_mirrored(keys: str) -> None:
    latin, hebrew = (box(texts(scene_of("layers: [" + TEXT % (text, keys) + "]"))["a"].box) for text in (LATIN, HEBREW))
    assert hebrew == pytest.approx(mirrored(latin))


def test_columns_rows_and_padding_are_mirrored() -> None:
    body = """
layers:
  - column:
      padding: 10px 20px 30px 40px
      gap: 10px
      width: 800px
      at: top left
      ground: sun
      items:
        - {text: %s, size: 100px}
        - row: [{rectangle: ink, width: 50px, height: 50px}, {rectangle: accent, width: 70px, height: 20px}]
          gap: 15px
          width: 100%%
"""
    latin, hebrew = (fills(scene_of(body % text)) for text in (LATIN, HEBREW))
    assert len(latin) == 3
    assert hebrew == [pytest.approx(mirrored(found)) for found in latin]
    assert latin[1][0] == pytest.approx(40)


@pytest.mark.parametrize(("text", "left", "right"), [(LATIN, 40, 20), (HEBREW, 40, 20)])
def test_safe_area_stays_on_its_side_of_the_canvas(text: str, left: float, right: float) -> None:
    body = f"""
layers:
  - column:
      in: canvas
      padding: safe
      width: 100%
      height: 100%
      items: [{{rectangle: ink, width: 100%, grow: 1}}]
  - {{text: {text}, size: 100px, at: top right, in: canvas, margin: 0, offset: [-safe.right, safe.top], id: a}}
"""
    found = layout(card(body, sized(1000, 1000, (10, right, 30, left))), Squares(), FakePhotos(), BlankSampler())
    assert fills(found)[0] == pytest.approx((left, 10, 1000 - left - right, 960))
    words = next(iter(found.texts())).box
    assert (words.x if text is HEBREW else 1000 - words.right, words.y) == pytest.approx(
        (left if text is HEBREW else right, 10)
    )


def test_all_layers_follow_the_direction_of_the_first_text() -> None:
    body = """
layers:
  - column:
      at: top left
      margin: 0 0 0 10px
      align: start
      items:
        - {text: %s, id: quote, size: 100px}
        - row:
            gap: 20px
            items:
              - {text: abc, id: first, size: 20px}
              - {text: d, id: second, size: 20px}
"""
    latin = {text.layer: text.box for text in scene(body % "ab", CANVAS).texts()}
    hebrew = {text.layer: text.box for text in scene(body % "שלום", CANVAS).texts()}
    assert latin["quote"].x == pytest.approx(10)
    assert latin["first"].x < latin["second"].x
    assert hebrew["quote"].right == pytest.approx(CANVAS.width - 10)
    assert hebrew["first"].right == pytest.approx(CANVAS.width - 10)
    assert hebrew["second"].right == pytest.approx(hebrew["first"].x - 20)


@pytest.mark.parametrize(
    ("side", "other"), [("left", "right"), ("right", "left"), ("top", "top"), ("bottom", "bottom")]
)
def test_scrim_side_is_mirrored(side: str, other: str) -> None:
    def paint(side: str, text: str) -> object:
        body = f"background: [{{scrim: {side}}}]\nlayers: [{TEXT % (text, 'at: top left')}]"
        (fill,) = [item for item in scene_of(body).items if isinstance(item, Fill)]
        assert isinstance(fill.paint, Linear)
        return fill.paint

    assert paint(side, HEBREW) == paint(other, LATIN)


def test_gradient_angle_is_mirrored() -> None:
    def ends(text: str) -> tuple[float, float]:
        body = f"background: [{{gradient: [ink, sun], angle: 90}}]\nlayers: [{TEXT % (text, 'at: top left')}]"
        (fill,) = [item for item in scene_of(body).items if isinstance(item, Fill)]
        assert isinstance(fill.paint, Linear)
        return fill.paint.x1, fill.paint.x2

    assert ends(LATIN) == pytest.approx((0, W))
    assert ends(HEBREW) == pytest.approx((W, 0))


PHOTO = "{photo: /shelf/photo-900x900.jpg, cut: right, slant: 30px, width: 300px, height: 300px}"


@pytest.mark.parametrize(
    "body",
    [
        f"layers: [{PHOTO[:-1]}, at: top left}}, {{text: %s, size: 50px, at: bottom}}]",
        # In a row as well, whose order turns.
        f"layers: [{{row: [{PHOTO}, {{text: %s, size: 50px}}], at: top left, width: 100%%}}]",
    ],
)
def test_slanted_edge_of_a_photo_is_mirrored(body: str) -> None:
    def clip(text: str) -> list[tuple[float, float]]:
        (picture,) = [item for item in flat(scene_of(body % text).items) if isinstance(item, Picture)]
        assert picture.clip
        return sorted((round(x, 2), round(y, 2)) for contour in picture.clip for x, y, _ in contour)

    # The slanted edge changes sides, and leans the same way on both.
    left = W - 300
    assert clip(LATIN) == [(0, 0), (0, 300), (270, 300), (300, 0)]
    assert clip(HEBREW) == [(left, 300), (left + 30, 0), (W, 0), (W, 300)]


def test_opening_quotation_mark_hangs_on_the_right() -> None:
    body = "layers: [" + TEXT % ("“אבג”", "hang: yes, at: top left, margin: 80px") + "]"
    found = texts(scene_of(body))["a"].box
    # The letters' ink ends at the margin, the mark beyond it.
    assert found.right == pytest.approx(W - 80 + 50)
    # What a mark that hangs does not take is there for the letters.

    def block(hang: bool) -> TextLayout:
        style = Style(Font("squares"), BLACK, min_size=100, max_size=100, hang=hang, smart=False, language="he")
        return set_text("“אבג דהו", style, 340, 1000, Squares())

    assert len(block(hang=True).lines) == 1
    assert len(block(hang=False).lines) == 2


def test_latin_quote_of_an_arabic_brand_is_unchanged() -> None:
    arabic, english = (words("Ye are many (they are few)!", language) for language in ("ar", "en"))
    assert [one.glyph for one in placed(only(arabic))] == [one.glyph for one in placed(only(english))]
    assert only(arabic).box == only(english).box


def test_latin_line_in_an_arabic_text_runs_from_left_to_right() -> None:
    found = only(words("نحن الشعب كلنا\nHello!", "ar"))
    last = placed(found.lines[1])
    assert [one.glyph.x for one in last] == sorted(one.glyph.x for one in last)
    assert last[-1].glyph.id == placed(only(words("!")))[0].glyph.id


# On an Arabic brand all of these run from right to left; on an English brand only Arabic numerals do.
@pytest.mark.parametrize(("text", "rtl_in_english"), [("50!", False), ("٥٠!", True), ("50 %!", False), ("🔥!", False)])
def test_text_without_letters_follows_its_numerals_or_its_language(text: str, rtl_in_english: bool) -> None:
    exclamation_mark = placed(only(words("!")))[0].glyph.id
    for language, rtl in (("ar", True), ("en", rtl_in_english)):
        found = only(words(text, language))
        if rtl:
            assert found.box.right == pytest.approx(W)
        else:
            assert found.box.x == pytest.approx(0)
        # The exclamation mark ends the line: on the left from right to left.
        assert placed(found)[0 if rtl else -1].glyph.id == exclamation_mark


def test_hashtag_of_digits_keeps_its_sign_on_the_left() -> None:
    found = placed(only(words("#2024", "ar")))
    assert found[0].glyph.id == placed(only(words("#")))[0].glyph.id


def test_explicit_direction_mark_is_obeyed() -> None:
    found = only(words("\u200e50!", "ar"))
    assert placed(found)[-1].glyph.id == placed(only(words("!")))[0].glyph.id


def test_rtl_paragraph_on_an_ltr_card_starts_at_its_own_right() -> None:
    body = f"layers: [{{text: {LATIN}, size: 50px, at: top left}}, {TEXT % (HEBREW, 'width: 600px, at: bottom left')}]"
    found = texts(scene_of(body))["a"].box
    # The card is not turned, but the paragraph starts at the right of its own box.
    assert found.right == pytest.approx(600)


def test_mixed_lines_are_ordered_over_the_whole_line() -> None:
    found = real('layers: [{text: "הספר NHS 2024 נפתח", id: a, size: 60px, width: 100%}]', "he")
    assert codes(found) == []
    xs: dict[str, list[float]] = {one.run.font.family: [] for one in placed(only(found))}
    for one in placed(only(found)):
        if one.ink.w > 0:
            xs[one.run.font.family].append(one.ink.x)
    # NHS 2024 runs from left to right between the Hebrew words.
    assert min(xs["Noto Sans Hebrew"]) < min(xs["Inter"]) < max(xs["Inter"]) < max(xs["Noto Sans Hebrew"])
    assert xs["Inter"] == sorted(xs["Inter"])
