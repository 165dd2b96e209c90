"""Folders of fonts: in template files, in brands, of the user, of the system; unusable files; the cache on disk."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memegen.core import disk_cache
from memegen.core.diagnostics import DiagnosticError
from memegen.model.entities import SYSTEM_FONTS
from memegen.renderer import Renderer
from memegen.scene.items import Font
from memegen.template.catalog import Catalog
from memegen.text.fonts import FaceRecord, HarfBuzzFace, Library, folders
from memegen.text.fonts import describe as describe_module
from memegen.text.fonts.describe import describe
from memegen.text.fonts.folders import describe_cached
from tests.helpers.paths import BUNDLE, TEST_FONTS

CJK = TEST_FONTS / "cjk.ttc"
BRAND = """
extends: keep-it-open
typefaces: type
fonts:
  display: Noto Sans JP
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A template file, with a brand beside it that has typefaces of its own."""
    (tmp_path / "type").mkdir()
    shutil.copy(CJK, tmp_path / "type")
    (tmp_path / "house.yaml").write_text(BRAND)
    (tmp_path / "child.yaml").write_text("extends: house\nfonts: {text: Noto Sans KR}\n")
    (tmp_path / "t.yaml").write_text("templates: {}\n")
    return tmp_path


def test_typefaces_of_a_brand_are_valid_in_brands_that_extend_it(house: Path) -> None:
    catalog = Catalog([house / "t.yaml"])
    child = catalog.brand("child")
    assert child.typefaces == (house / "type",)
    assert child.fonts["display"].family == "Noto Sans JP"
    assert "Noto Sans SC" in catalog.library(child.typefaces).families
    assert "Noto Sans SC" not in catalog.fonts.families
    assert catalog.library() is catalog.library(catalog.brand("keep-it-open").typefaces)


def test_text_is_rendered_in_the_brands_typefaces(house: Path) -> None:
    rendered = Renderer([house / "t.yaml"]).render("quote-plain", {"quote": "図書館"}, brand="child")
    families = {run.font.family for text in rendered.scene.texts() for line in text.lines for run in line.runs}
    assert "Noto Sans JP" in families
    assert rendered.image.getbbox()


@pytest.mark.parametrize(("written", "says"), [("none", "none"), ('""', "nothing"), ("{a: 1}", "text")])
def test_invalid_typefaces_are_reported_with_their_line(house: Path, written: str, says: str) -> None:
    (house / "house.yaml").write_text(BRAND.replace("typefaces: type", f"typefaces: [type, {written}]"))
    with pytest.raises(DiagnosticError) as error:
        Catalog([house / "t.yaml"]).brand("house")
    (found,) = error.value.diagnostics
    assert (found.code, found.where.line, says in found.message) == ("brand-invalid", 3, True)


def test_unknown_family_is_reported_with_those_of_the_folder(house: Path) -> None:
    (house / "type" / "torn.ttf").write_bytes(b"no font")
    (house / "house.yaml").write_text(BRAND.replace("Noto Sans JP", "cjk"))
    with pytest.raises(DiagnosticError) as error:
        Catalog([house / "t.yaml"]).brand("house")
    (found,) = error.value.diagnostics
    assert (found.code, found.where.line) == ("brand-invalid", 5)
    for named in ("Noto Sans JP", "Noto Sans KR", "Noto Sans SC", "torn.ttf", "memegen fonts"):
        assert named in found.hint


def test_user_folder_adds_faces_and_replaces_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(CJK, tmp_path)
    shutil.copy(BUNDLE / "Inter-900.ttf", tmp_path / "mine.ttf")
    monkeypatch.setenv("MEMEGEN_FONTS", os.pathsep.join([str(tmp_path), str(tmp_path / "gone")]))
    library = Library(BUNDLE, user_fonts=True)
    assert library.face(Font("Noto Sans JP")).record.source == "user"
    assert library.face(Font("Inter", 900)).record.source == "bundle"
    assert [warning.code for warning in library.warnings] == ["font-folder-not-found"]
    assert "Noto Sans JP" not in Library(BUNDLE).families


def test_missing_weight_of_a_bundled_family_is_found_in_the_user_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    rows = (BUNDLE / "index.json").read_text("utf-8").splitlines()
    kept = [row.rstrip(",") for row in rows if "Inter-400" in row or "NotoSans-" in row]
    (bundle / "index.json").write_text(f"[{', '.join(kept)}]", "utf-8")
    (tmp_path / "own").mkdir()
    shutil.copy(BUNDLE / "Inter-900.ttf", tmp_path / "own")
    monkeypatch.setenv("MEMEGEN_FONTS", str(tmp_path / "own"))
    assert Library(bundle, user_fonts=True).face(Font("Inter", 900)).record.source == "user"
    assert Library(bundle, user_fonts=True).face(Font("Inter", 400)).record.source == "bundle"


def test_user_and_system_folders_are_not_searched_unless_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    def touched() -> None:
        raise AssertionError

    monkeypatch.setattr("memegen.text.fonts.library.find_user_folders", touched)
    monkeypatch.setattr("memegen.text.fonts.library.find_system_folders", touched)
    library = Library(BUNDLE, [SYSTEM_FONTS], user_fonts=True)
    assert library.face(Font("Inter", 700)).covers("Plain")
    assert "Anton" in library.families
    Renderer().render("quote-plain", {"quote": "Ye are many — they are few."})


def test_system_fonts_are_used_only_if_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(CJK, tmp_path)
    (tmp_path / "broken.ttf").write_text("no font")
    monkeypatch.setattr("memegen.text.fonts.library.find_system_folders", lambda: (tmp_path,))
    (tmp_path / "t.yaml").write_text("fonts: [system]\ntemplates: {}\n")
    asked = Catalog([tmp_path / "t.yaml"]).fonts
    assert asked.face(Font("Noto Sans JP")).record.source == "system"
    assert asked.warnings == ()
    assert next(family for family in asked.list_families() if family.name == "Noto Sans SC").source == "system"
    with pytest.raises(DiagnosticError):
        Catalog().fonts.face(Font("Noto Sans JP"))


def test_default_folders_of_each_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEMEGEN_FONTS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert folders.default_user_folder().parts[-2:] == ("memegen", "fonts")
    for platform in ("linux", "darwin", "win32"):
        monkeypatch.setattr("sys.platform", platform)
        assert all(folder.is_dir() for folder in folders.find_system_folders())


def test_font_without_outlines_is_skipped_with_a_warning(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(BUNDLE / "Anton-400.ttf") as font:
        del font["glyf"], font["loca"]
        font.save(tmp_path / "none.ttf")
    (warning,) = Library(BUNDLE, [tmp_path]).warnings
    assert "no outlines" in warning.message


SOUND = {"collection": CJK.read_bytes(), "plain": (BUNDLE / "LeagueGothic-400.ttf").read_bytes(), "nothing": b""}


# Most of what can go wrong goes wrong in the tables' heads.
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sound=st.sampled_from(sorted(SOUND)),
    size=st.integers(0, 70_000),
    changes=st.lists(st.tuples(st.integers(0, 4000), st.binary(min_size=1, max_size=4)), max_size=40),
)
def test_broken_font_is_only_a_warning(tmp_path: Path, sound: str, size: int, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SOUND[sound][:size])
    for place, new in changes:
        data[place : place + len(new)] = new
    file = tmp_path / "any.ttf"
    file.write_bytes(data)
    try:
        records = describe(file)
    except ValueError as problem:
        assert str(problem)
        return
    for record in records:
        face = HarfBuzzFace(record)
        _ = record.scripts
        face.feature_names()
        face.has("smcp")
        try:
            covered = face.covers("図Aé")
            shaped = face.shape("図書 AVé", language="ja")
        except DiagnosticError as error:
            assert [found.code for found in error.diagnostics] == ["font-unreadable"]
            continue
        assert covered in (True, False)
        assert all(face.ink(glyph.glyph).w < 1e9 for glyph in shaped)
        assert face.metrics.ascent < 1e9


FACES = sorted(BUNDLE.glob("*.ttf"))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of cached fonts, which does not exist yet."""
    monkeypatch.setenv(disk_cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache" / "fonts"


def describe_anew(file: Path) -> tuple[FaceRecord, ...] | str:
    """Describe a file as a new process does, with the cache on disk only."""
    describe_cached.cache_clear()
    status = file.stat()
    return describe_cached(file, status.st_mtime_ns, status.st_size)


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)
def test_cached_font_equals_described_font(face: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: Path) -> None:
        raise AssertionError(f"{file} was opened")

    first = describe_anew(face)
    assert first == describe(face)
    monkeypatch.setattr(folders, "describe", refuse)
    assert describe_anew(face) == first
    assert repr(describe_anew(face)) == repr(first)


@pytest.mark.usefixtures("cache")
def test_changed_font_is_described_again(tmp_path: Path) -> None:
    file = tmp_path / "a.ttf"
    for face in FACES[:2]:
        shutil.copyfile(face, file)
        assert describe_anew(file) == describe(file)
    os.utime(file, ns=(1, 1))
    assert describe_anew(file) == describe(file)


def test_unusable_font_is_not_cached(tmp_path: Path, cache: Path) -> None:
    file = tmp_path / "a.ttf"
    file.write_bytes(b"no font")
    assert describe_anew(file) == describe_anew(file) == "it is not an OpenType or TrueType font"
    assert not cache.exists()


def test_cached_font_of_another_form_is_ignored(tmp_path: Path, cache: Path) -> None:
    file = tmp_path / "a.ttf"
    shutil.copyfile(FACES[0], file)
    status = file.stat()
    stamp = disk_cache.stamp(describe_module, folders.CACHE_VERSION, status.st_mtime_ns, status.st_size, file)
    for wrong in ([["too", "short"]], 7, [7], [[*"abcdefgh"]], {"a": 1}):
        disk_cache.store("fonts", file, stamp, wrong)
        assert describe_anew(file) == describe(file)
    assert len(list(cache.iterdir())) == 1
