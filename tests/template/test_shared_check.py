"""Checking what a file shares when no template uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.template.catalog import CHECK_PLATFORM, Catalog
from memegen.template.shared_check import shared_problems

FILE = """\
styles: {fact: {wieght: bold}, loud: {style: fact, rotate: 3}}
colours: {soft: river, fine: ink 50%}
parts:
  foot: {takes: {a: , b: x}, row: [{text: "{a} {unknown}", fil: ink}, {use: nope}]}
  good: {takes: {list: }, text: "{e}{c}", each: list, as: e, style: loud}
"""


def test_styles_colours_and_parts_are_checked_but_not_their_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("parts.yaml").write_text(FILE, "utf-8")
    catalog = Catalog([Path("parts.yaml")])
    found = shared_problems("parts.yaml", catalog.sharing, catalog.context(catalog.brand(), CHECK_PLATFORM))
    places = [(problem.code, problem.where.line, problem.where.column) for problem in found]
    assert places == [
        ("template-invalid", 1, 17),
        ("template-invalid", 2, 17),
        ("template-invalid", 4, 60),
        ("template-invalid", 1, 17),
        ("part-unknown", 4, 77),
    ], "\n".join(map(str, found))


def test_a_file_that_shares_nothing_has_no_problems(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("templates: {t: {layers: [{text: a}]}}", "utf-8")
    catalog = Catalog([path])
    assert not shared_problems(str(path), catalog.sharing, catalog.context(catalog.brand(), CHECK_PLATFORM))
