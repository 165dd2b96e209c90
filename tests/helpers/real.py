"""Scenes set in the fonts that memegen brings, for what squares cannot show: joins, marks, reordering, emoji."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

from memegen.core.diagnostics import Where
from memegen.layout.engine import layout
from memegen.model.brand import Brand, FontRole
from memegen.model.entities import Platform
from memegen.model.keys import ValueContext
from memegen.scene.items import Font, Text
from memegen.scene.lengths import Units
from memegen.scene.scene import Scene
from memegen.template.resolve import Resolver
from memegen.template.template import read_template
from memegen.template.yaml import parse
from tests.helpers.stage import BRAND, PALETTE, AnyPhoto, BlankSampler, FakePhotos
from tests.helpers.traced import LIBRARY

FONTS = {"display": FontRole("Anton", case="upper"), "text": FontRole("Inter"), "hand": FontRole("Caveat", weight=700)}
HOUSE = replace(BRAND, fonts=FONTS)
PLATE = Platform("plate", "A plate", 1080, 1080)
# A few words of each script, and their language.
SCRIPTS = {
    "latin": ("Ŵy, ếự; ẹ̀ṣọ́", "cy"),
    "greek": ("Ψωμί, ειρήνη", "el"),
    "cyrillic": ("Хліб і щастя", "uk"),
    "arabic": ("نحن الشعب، كلنا؟", "ar"),
    "persian": ("می\u200cخواهیم ۱۴۰۳", "fa"),
    "urdu": ("کتاب خانہ", "ur"),
    "hebrew": ("שָׁלוֹם לכֻּלָּם!", "he"),
    "devanagari": ("किताब क्षति", "hi"),
    "bengali": ("কি কো", "bn"),
    "tamil": ("கொள்கை", "ta"),
    "thai": ("ที่นี่ น้ำ", "th"),
    "japanese": ("図書館を守る。", "ja"),
    "chinese": ("图书馆，直骨", "zh-Hans"),
    "korean": ("도서관은 모두", "ko"),
    "emoji": ("👨\u200d👩\u200d👧\u200d👦🇬🇧🏴󠁧󠁢󠁷󠁬󠁳󠁿✊🏿1️⃣ ☎︎☎️ ©︎©️", "en"),
    "mixed": ("قال NHS في 2024 #احتجاج #Open2", "ar"),
}


def real(body: str, language: str = "en", platform: Platform = PLATE, brand: Brand = HOUSE) -> Scene:
    """The scene of a template's body."""
    context = ValueContext(Units(platform.size, platform.dpi, platform.covered), PALETTE, brand.fonts, LIBRARY.families)
    design = read_template("t", parse(dedent(body), "t.yaml"), Path("/home/of/templates"), context)
    resolver = Resolver(design, replace(brand, language=language), platform, context, AnyPhoto())
    card = resolver.card({}, Where("rows.csv", row=2))
    return layout(card, LIBRARY, FakePhotos(), BlankSampler())


def words(text: str, language: str = "en", keys: str = "width: 100%") -> Scene:
    """The scene of one text, 60 pixels large."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return real(f'layers: [{{text: "{quoted}", id: a, size: 60px, {keys}}}]', language)


def only(scene: Scene) -> Text:
    (text,) = scene.texts()
    return text


def nominal(char: str, family: str, weight: int = 400) -> int:
    """The glyph of a character standing alone."""
    found = LIBRARY.face(Font(family, weight)).hb_font.get_nominal_glyph(ord(char))
    assert found, f"{family} has no {char}"
    return int(found)
