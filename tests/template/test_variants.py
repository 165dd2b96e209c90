"""Variants that are read when they are used."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.core.diagnostics import DiagnosticError
from memegen.renderer import Renderer

BODY = """
templates:
  a:
    layers: [{text: hello, id: one}]
    variants: [{}, {change: {one: {size: 9px}}}, {layers: [{txt: hello}]}]
"""


@pytest.fixture
def renderer(tmp_path: Path) -> Renderer:
    (tmp_path / "t.yaml").write_text(BODY)
    return Renderer([tmp_path / "t.yaml"])


def test_variants_are_a_sequence_that_reads_each_once(renderer: Renderer) -> None:
    variants = renderer.template("a").variants
    assert len(variants) == 3
    assert variants[0].layers[0].kind == "text"
    assert variants[1] is variants[1]
    assert variants[-2] is variants[1]
    assert variants[:2] == (variants[0], variants[1])


def test_invalid_variant_is_reported_when_it_is_used(renderer: Renderer) -> None:
    renderer.render("a", {}, variant="2")
    with pytest.raises(DiagnosticError) as error:
        renderer.render("a", {}, variant="3")
    assert [problem.where.line for problem in error.value.diagnostics] == [5]


def test_whole_template_reports_every_variant(renderer: Renderer) -> None:
    with pytest.raises(DiagnosticError):
        renderer.catalog.template("a", renderer.catalog.brand(), whole=True)
