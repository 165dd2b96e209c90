"""Variable fonts, and the OpenType features of a face."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from memegen.core.diagnostics import DiagnosticError
from memegen.core.disk_cache import VARIABLE
from memegen.scene.items import Font
from memegen.text.fonts import Library
from memegen.text.fonts.describe import describe
from memegen.text.fonts.folders import describe_cached
from tests.helpers.paths import BUNDLE

FEATURES = """
feature smcp { sub I by J; } smcp;
feature ss01 { featureNames { name "Open digits"; }; sub I by J; } ss01;
feature ss02 { sub I by J; } ss02;
"""


def block(width: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 700), (width, 700), (width, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def write(file: Path, axes: list[tuple[str, float, float, float, str]], family: str = "Block") -> None:
    """A font of one letter, a block 0.1 em wide, which every axis at its most makes 0.2 em wider."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "I", "J"])
    builder.setupCharacterMap({ord("I"): "I"})
    builder.setupGlyf({name: block(100) for name in (".notdef", "I", "J")})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "I", "J"), (100, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    addOpenTypeFeaturesFromString(builder.font, FEATURES)
    if axes:
        builder.setupFvar(axes, [])
        wide = [(0, 0), (0, 0), (200, 0), (200, 0), (0, 0), (200, 0), (0, 0), (0, 0)]
        ends = {tag: (-1, -1, 0) if usual == most else (0, 1, 1) for tag, _, usual, most, _ in axes}
        builder.setupGvar({".notdef": [], "I": [TupleVariation({tag: end}, wide) for tag, end in ends.items()]})
    builder.save(file)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    axes: list[tuple[str, float, float, float, str]] = [
        ("wght", 100, 400, 900, "Weight"),
        ("wdth", 50, 100, 150, "Width"),
        ("slnt", -10, 0, 0, "Slant"),
    ]
    write(tmp_path / "Block[wdth,wght].ttf", axes)
    return Library(BUNDLE, [tmp_path])


def width(library: Library, font: Font) -> float:
    face = library.face(font)
    return face.ink(face.shape("I", language="en")[0].glyph).w


def test_variable_font_has_a_face_for_each_weight(library: Library) -> None:
    light, heavy = library.face(Font("Block", 400)), library.face(Font("block", 900))
    assert (light.font.weight, heavy.font.weight) == (400, 900)
    assert width(library, light.font) == pytest.approx(0.1)
    assert width(library, heavy.font) == pytest.approx(0.3)


def test_cached_variable_font_equals_described_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    file = tmp_path / "Block.ttf"
    write(file, [("wght", 100, 400, 900, "Weight"), ("slnt", -12, 0, 0, "Slant")])
    for _ in range(2):
        describe_cached.cache_clear()
        assert describe_cached(file, 1, 2) == describe(file)
    assert (tmp_path / "cache" / "fonts").exists()


def test_axis_is_set_and_clamped_to_its_range(library: Library) -> None:
    assert width(library, Font("Block", 400, axes=(("wdth", 125),))) == pytest.approx(0.2)
    wide = library.face(Font("Block", 400, axes=(("wdth", 999),)))
    assert wide.font == Font("Block", 400, axes=(("wdth", 150),))
    assert width(library, wide.font) == pytest.approx(0.3)
    # The face that its own font names is the face itself: a scene is painted with what it was measured with.
    assert library.face(wide.font) is wide
    assert width(library, Font("Block", 900, axes=(("wdth", 150),))) == pytest.approx(0.5)
    assert width(library, Font("Block", 400)) == pytest.approx(0.1)


def test_slant_axis_gives_italics(library: Library) -> None:
    assert library.face(Font("Block", 700, italic=True)).font == Font("Block", 700, italic=True)
    assert width(library, Font("Block", 400, italic=True)) == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("font", "hint"),
    [
        (Font("Block", axes=(("GRAD", 1),)), "wght from 100 to 900, wdth from 50 to 150, slnt from -10 to 0"),
        (Font("Anton", axes=(("wdth", 1),)), "delete the axis: the font is not a variable font"),
    ],
)
def test_unknown_axis_is_reported_with_the_available_ones(library: Library, font: Font, hint: str) -> None:
    with pytest.raises(DiagnosticError) as error:
        library.face(font)
    (found,) = error.value.diagnostics
    assert (found.code, font.axes[0][0] in found.message) == ("axis-unknown", True)
    assert hint in found.hint


def test_family_json_has_the_axes(library: Library) -> None:
    record = next(family.to_json() for family in library.list_families() if family.name == "Block")
    assert record["weights"] == record["italics"] == list(range(100, 1000, 100))
    assert record["axes"] == {"wght": [100, 400, 900], "wdth": [50, 100, 150], "slnt": [-10, 0, 0]}


def test_face_has_features_and_their_names(library: Library) -> None:
    face = library.face(Font("Block"))
    assert [tag for tag in ("smcp", "ss01", "ss02", "tnum", "") if face.has(tag)] == ["smcp", "ss01", "ss02"]
    assert face.feature_names() == {"ss01": "Open digits"}
    bundled = library.face(Font("Anton"))
    assert bundled.has("smcp")
    assert not bundled.has("ss07")


def test_condensed_face_is_a_separate_family(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    write(tmp_path / "a.ttf", [], "Slab")
    with TTFont(tmp_path / "a.ttf") as font:
        font["name"].setName("Slab", 16, 3, 1, 0x409)
        font["name"].setName("Extra Condensed", 17, 3, 1, 0x409)
        font.save(tmp_path / "b.ttf")
    assert {"Slab", "Slab Extra Condensed"} <= set(Library(BUNDLE, [tmp_path]).family_names())


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009"])
def test_font_without_a_space_covers_no_space(library: Library, space: str) -> None:
    assert not library.face(Font("Block")).covers(space)


@pytest.mark.parametrize(
    ("family", "thin"), [("Playfair Display", True), ("Lora", False), ("Anton", False), ("Noto Color Emoji", False)]
)
def test_thin_number_sign_is_found(library: Library, family: str, thin: bool) -> None:
    assert library.face(Font(family, 700)).thin_hash == thin
