"""The library: nearest faces, shaping, folders of fonts, and errors."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from memegen.core.diagnostics import DiagnosticError
from memegen.scene.items import Font
from memegen.text.fonts import FaceRecord, Library
from memegen.text.fonts.describe import describe
from memegen.text.fonts.matching import nearest_face
from tests.helpers.paths import BUNDLE


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(BUNDLE)


def codes(error: pytest.ExceptionInfo[DiagnosticError]) -> list[str]:
    return [diagnostic.code for diagnostic in error.value.diagnostics]


def test_index_agrees_with_the_files() -> None:
    for face in json.loads((BUNDLE / "index.json").read_text("utf-8")):
        (record,) = describe(BUNDLE / face["file"])
        assert record.font == Font(face["family"], face["weight"], face["italic"])
        assert list(record.scripts) == face["scripts"]
        assert record.has_color == face.get("coloured", False)


def test_family_has_its_licence_text() -> None:
    for name in (family.name for family in Library(BUNDLE).list_families()):
        text = (BUNDLE / "licences" / f"{name.lower().replace(' ', '-')}.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE" in text or "Apache License" in text


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        (Font("Inter", 400), Font("Inter", 400)),
        (Font("Inter", 500), Font("Inter", 400)),
        (Font("Inter", 600), Font("Inter", 700)),
        (Font("Inter", 800), Font("Inter", 900)),
        (Font("Inter", 100), Font("Inter", 400)),
        (Font("Oswald", 400), Font("Oswald", 500)),
        (Font("Oswald", 900), Font("Oswald", 700)),
        (Font("Lora", 700, True), Font("Lora", 400, True)),
        (Font("Anton", 900, True), Font("Anton", 400)),
        (Font("playfair display"), Font("Playfair Display", 700)),
    ],
)
def test_nearest_face_follows_css(library: Library, asked: Font, got: Font) -> None:
    assert library.face(asked).font == got


def test_regular_and_medium_replace_each_other_first() -> None:
    records = [FaceRecord(Path(), Font("F", weight)) for weight in (300, 500, 600)]
    assert nearest_face(Font("F", 400), records).font.weight == 500
    assert nearest_face(Font("F", 500), [records[0], records[2]]).font.weight == 300
    assert nearest_face(Font("F", 350), records).font.weight == 300
    assert nearest_face(Font("F", 550), records).font.weight == 600


def test_face_is_opened_once(library: Library) -> None:
    assert library.face(Font("Inter", 600)) is library.face(Font("Inter", 700))


def test_unknown_family_is_reported_with_a_similar_one(library: Library) -> None:
    with pytest.raises(DiagnosticError) as error:
        library.face(Font("Antonn"))
    assert codes(error) == ["font-unknown"]
    assert "did you mean Anton?" in error.value.diagnostics[0].hint


def test_metrics_are_in_em(library: Library) -> None:
    metrics = library.face(Font("Inter")).metrics
    assert metrics.cap == pytest.approx(0.727, abs=0.002)
    assert metrics.x == pytest.approx(0.546, abs=0.002)
    assert metrics.ascent > metrics.cap
    assert 0 < metrics.descent < 0.4


def test_advances_are_kerned_and_in_em(library: Library) -> None:
    face = library.face(Font("Montserrat", 700))
    kerned = sum(glyph.advance for glyph in face.shape("AVATAR", language="en"))
    loose = sum(glyph.advance for glyph in face.shape("AVATAR", language="en", features={"kern": 0}))
    assert 3 < kerned < loose < 6


def test_shaping_depends_on_features_and_direction(library: Library) -> None:
    face = library.face(Font("Lora"))
    assert len(face.shape("fi", language="en", script="Latn", features={"liga": 0})) == 2
    backwards = face.shape("ab", language="en", rtl=True)
    assert [glyph.cluster for glyph in backwards] == [1, 0]
    assert [glyph.cluster for glyph in face.shape("ab", language="en")] == [0, 1]


def test_ink_is_measured_downwards_from_the_baseline(library: Library) -> None:
    face = library.face(Font("Anton"))
    tall, low = (face.ink(face.shape(char, language="en")[0].glyph) for char in "Hg")
    assert tall.y == pytest.approx(-face.metrics.cap, abs=0.01)
    assert tall.bottom == 0
    assert low.bottom > 0.1
    space = face.ink(face.shape(" ", language="en")[0].glyph)
    assert (space.w, space.h) == (0, 0)


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Plain", True),
        ("e\u0301te\u0301", True),
        ("no\u2011break\u00a0thin\u2009\u200d\ufe0f\n", True),
        ("ŵ", False),
        ("語", False),
        ("🔥", False),
    ],
)
def test_coverage_ignores_characters_that_need_no_glyph(library: Library, text: str, covered: bool) -> None:
    assert library.face(Font("Permanent Marker")).covers(text) is covered


def test_named_folder_replaces_bundled_faces(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    own = shutil.copy(BUNDLE / "Inter-700.ttf", tmp_path / "deep" / "mine.TTF")
    library = Library(BUNDLE, [tmp_path])
    assert library.face(Font("Inter", 700)).record.file == Path(own)
    assert library.face(Font("Inter", 400)).record.source == "bundle"
    assert next(family for family in library.list_families() if family.name == "Inter").source == "user"
    assert library.warnings == ()


def test_unusable_font_files_are_skipped_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "text.ttf").write_text("not a font")
    (tmp_path / "empty.otf").touch()
    (tmp_path / "cut.ttf").write_bytes((BUNDLE / "Anton-400.ttf").read_bytes()[:500])
    (tmp_path / "web.woff2").write_bytes(b"wOF2")
    library = Library(BUNDLE, [tmp_path])
    assert library.face(Font("Anton")).record.source == "bundle"
    assert [Path(warning.where.file).name for warning in library.warnings] == [
        "cut.ttf",
        "empty.otf",
        "text.ttf",
        "web.woff2",
    ]
    assert {warning.severity for warning in library.warnings} == {"warning"}


def test_font_damaged_after_indexing_is_reported(tmp_path: Path) -> None:
    for file in ("index.json", "Anton-400.ttf"):
        shutil.copy(BUNDLE / file, tmp_path / file)
    (tmp_path / "Anton-400.ttf").write_text("gone")
    library = Library(tmp_path)
    for family in ("Anton", "Inter"):
        with pytest.raises(DiagnosticError, match=rf"{family}-400\.ttf") as error:
            library.face(Font(family)).shape("a", language="en")
        assert codes(error) == ["font-unreadable"]


def test_missing_bundle_or_folder_raises_a_diagnostic(tmp_path: Path) -> None:
    with pytest.raises(DiagnosticError) as error:
        Library(tmp_path).list_families()
    assert codes(error) == ["font-index-unreadable"]
    with pytest.raises(DiagnosticError) as error:
        Library(BUNDLE, [tmp_path / "none"]).list_families()
    assert codes(error) == ["font-folder-not-found"]
