"""Words that a brand lacks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from memegen.core.diagnostics import DiagnosticError
from memegen.template.brand_words import lacking_words
from memegen.template.catalog import Catalog
from tests.helpers.stage import BRAND, template

WORDS = {"thanks": "Thank you", "vote": "Vote"}
BRANDED = replace(BRAND, words=WORDS)


def found(text: str) -> list[tuple[str, int, int]]:
    problems = lacking_words(template(text), BRANDED, lambda: {*WORDS, "photo"})
    assert all(problem.code == "word-unknown" and problem.hint for problem in problems)
    return [(problem.severity, problem.where.line, problem.where.column) for problem in problems]


@pytest.mark.parametrize(
    ("value", "severity"),
    [
        ("{brand.words.thanks}", ""),
        ("[{brand.words.thanks}]", ""),
        ("{brand.words.thankz}", "error"),
        ("{brand.words.photo}", "warning"),
        ("[{brand.words.photo} ]x", ""),
        ("[{brand.words.foto} ]x", "warning"),
        ("[of {brand.words.foto}](sun)", "error"),
        ("{brand.words.photo or 'x'}", ""),
        ("{brand.words.foto or 'x'}", "warning"),
        ("{upper(brand.words.thanks)}", ""),
    ],
)
def test_lacking_word_is_told_by_what_it_does(value: str, severity: str) -> None:
    assert found(f'layers: [{{text: "{value}"}}]') == ([(severity, 1, 17)] if severity else [])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("fields: {a: {default: '{brand.words.x}'}}\nlayers: [{text: '{a}'}]", (1, 13)),
        ("layers: [{column: [{text: '{brand.words.x}'}]}]", (1, 27)),
        ("layers: [{text: a, id: b}]\nshapes: {wide: {b: {text: '{brand.words.x}'}}}", (2, 27)),
        ("words: {a: 'By {brand.words.x}', b: '{words.a}'}\nlayers: [{text: '{words.b}'}]", (2, 17)),
        ("background: [{image: '{brand.words.x}'}]", (1, 22)),
        ("layers: [{text: a}]\nalt: '{brand.words.x}'", (2, 6)),
        ("layers: [{text: a}]\ncaption: '{brand.words.x}'", (2, 10)),
    ],
)
def test_lacking_word_is_told_wherever_it_stands(text: str, place: tuple[int, int]) -> None:
    assert found(text) == [("error", *place)]


def test_word_that_the_condition_is_about_may_be_lacking() -> None:
    assert found("layers: [{text: '{brand.words.photo}', when: brand.words.photo}]") == []


def test_hint_has_the_word_that_is_meant() -> None:
    [problem] = lacking_words(template("layers: [{text: '{brand.words.thankz}'}]"), BRANDED, lambda: WORDS)
    assert problem.hint.startswith("did you mean thanks?")
    assert "thanks, vote" in problem.hint
    [problem] = lacking_words(
        template("layers: [{text: '{brand.words.slogan}'}]"), replace(BRAND, words={}), lambda: WORDS
    )
    assert "`words:`" in problem.hint
    assert "did you mean" not in problem.hint


def test_catalog_knows_the_words_of_all_brands_of_a_project(tmp_path: Path) -> None:
    file, brands = tmp_path / "t.yaml", tmp_path / "brands"
    brands.mkdir()
    (brands / "one.yaml").write_text("extends: keep-it-open\nwords: {slogan: Go}\n")
    (brands / "two.yaml").write_text("extends: keep-it-open\n")
    (brands / "bad.yaml").write_text("extends: nothing\n")
    file.write_text(
        "templates:\n  a: {layers: [{text: '{brand.words.slogan}'}]}\n  b: {layers: [{text: '{brand.words.slogn}'}]}\n"
    )
    catalog = Catalog([file])
    assert catalog.warnings("a", catalog.brand("one")) == []
    [warning] = catalog.warnings("a", catalog.brand("two"))
    assert (warning.severity, warning.code) == ("warning", "word-unknown")
    with pytest.raises(DiagnosticError, match="did you mean slogan"):
        catalog.template("b", catalog.brand("one"))


def test_every_shipped_brand_has_the_words_of_the_templates() -> None:
    catalog = Catalog()
    for brand in map(catalog.brand, catalog.brands.names()):
        for name in catalog.names:
            assert catalog.warnings(name, brand) == []
