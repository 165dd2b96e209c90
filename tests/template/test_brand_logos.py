"""Logos are opened when their brand is read: what cannot be drawn is reported before any graphic needs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from memegen.core.diagnostics import DiagnosticError
from memegen.template.brand import BrandError
from memegen.template.brand_logos import logo_defect
from memegen.template.catalog import Catalog
from tests.helpers.command import BRAND

SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{}</svg>"
BROKEN = {
    "text": (SVG.format("<text y='9'>A</text>"), "it holds text"),
    "an external image": (SVG.format("<image href='other.png' width='9' height='9'/>"), "refers to another file"),
    "invalid XML": (SVG.format("<path d='M0 0'>"), "not valid XML"),
    "a font": ("\0\1\0\0\0\x0c\0\x80", "not an image"),
    "nothing": ("", "it is empty"),
}


@pytest.mark.parametrize(("content", "reason"), BROKEN.values(), ids=BROKEN)
def test_broken_logo_is_an_error_of_the_brand(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "mark.svg").write_text(content, encoding="utf-8")
    (tmp_path / "house.yaml").write_text(f"{BRAND}logos:\n  dark: mark.svg\n  light: none.svg\n", encoding="utf-8")
    with pytest.raises(BrandError) as caught:
        Catalog().brand(str(tmp_path / "house.yaml"))
    line = BRAND.count("\n") + 2
    places = [(found.code, found.where.line, found.where.column) for found in caught.value.diagnostics]
    assert places == [("brand-invalid", line, 9), ("brand-invalid", line + 1, 10)]
    assert "the logo of brand house for dark backgrounds" in caught.value.diagnostics[0].message
    assert reason in caught.value.diagnostics[0].message
    assert caught.value.fallback.logos == {}


def test_broken_logo_is_reported_with_all_else_that_is_wrong_in_the_brand(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text(f"{BRAND}logos: {{dark: none.png}}\nlanguage: '?'\n", encoding="utf-8")
    with pytest.raises(DiagnosticError) as caught:
        Catalog().brand(str(tmp_path / "house.yaml"))
    assert len(caught.value.diagnostics) == 2


def test_logo_that_is_damaged_or_fully_transparent_is_found_when_it_is_drawn(tmp_path: Path) -> None:
    whole, clear, cut = tmp_path / "whole.png", tmp_path / "clear.png", tmp_path / "cut.png"
    Image.effect_noise((64, 64), 90).save(whole)
    Image.new("RGBA", (64, 64)).save(clear)
    cut.write_bytes(whole.read_bytes()[:-400])
    assert [logo_defect(path) for path in (whole, clear, cut)] == [None, None, None]
    defects = [logo_defect(path, drawn=True) for path in (whole, clear, cut)]
    assert defects[0] is None
    assert [bool(defect and defect.hint) for defect in defects] == [False, True, True]
