"""What a template does to inherited layers: one error where it replaces them, a warning where a change misses some."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.core.diagnostics import Diagnostic
from memegen.template.catalog import Catalog
from tests.helpers.stage import complaints

BASE = """\
templates:
  base:
    fields: {thanks: {default: Thanks}}
    layers: [{text: "{thanks}", id: a, size: 9vmin}, {text: more, id: b}]
    KIND:
      - {}
      - {change: {b: {hidden: yes}}}
      - {layers: [{text: "{thanks}", at: top}], shapes: {wide: {}}}
"""


def catalog(tmp_path: Path, own: str, kind: str = "variants") -> Catalog:
    (tmp_path / "base.yaml").write_text(BASE.replace("KIND", kind))
    (tmp_path / "own.yaml").write_text(f"templates:\n  own:\n    extends: base\n{own}")
    return Catalog([tmp_path / "base.yaml", tmp_path / "own.yaml"])


def warnings(tmp_path: Path, own: str) -> list[Diagnostic]:
    found = catalog(tmp_path, own)
    return found.warnings("own", found.brand())


@pytest.mark.parametrize("kind", ["variants", "pages"])
@pytest.mark.parametrize("whole", [True, False])
def test_replaced_layers_are_one_error_at_the_replacement(tmp_path: Path, kind: str, whole: bool) -> None:
    found = catalog(tmp_path, "    layers: [{text: hello, id: c}]\n", kind)

    def read() -> None:
        tuple(found.template("own", found.brand(), whole=whole).variants)

    (error,) = complaints(read)
    assert (Path(error.where.file).name, error.where.line, error.where.column) == ("own.yaml", 4, 5)
    assert f"{kind}: []" in error.hint


def test_mistake_of_the_template_itself_stays_where_it_is(tmp_path: Path) -> None:
    found = catalog(tmp_path, "    layers: [{text: hello, id: c}]\n    change: {d: {size: 4vmin}}\n    variants: []\n")
    (error,) = complaints(lambda: found.template("own", found.brand(), whole=True))
    assert (error.where.line, "`layers`" in error.message) == (5, False)


def test_layers_without_the_variants_are_no_error(tmp_path: Path) -> None:
    assert warnings(tmp_path, "    layers: [{text: hello, id: c}]\n    variants: []\n") == []


@pytest.mark.parametrize(
    ("change", "variants"),
    [
        # The third variant has no such layer.
        ("change: {b: {size: 4vmin}}", "variants 1, 2 only"),
        ("cases: [{when: 1 = 1, change: {b: {size: 4vmin}}}]", "variants 1, 2 only"),
        ("shapes: {wide: {b: {size: 4vmin}}}", "variants 1, 2 only"),
        ("change: {a: {text: Diolch}}", "variants 1, 2 only"),
    ],
)
def test_change_that_misses_a_variant_is_reported_at_the_change(tmp_path: Path, change: str, variants: str) -> None:
    (found,) = warnings(tmp_path, f"    {change}\n")
    assert (found.severity, found.code) == ("warning", "change-partial")
    assert variants in found.message
    assert (found.where.line, found.where.column) == (4, 5 + change.rindex("{", 0, change.rindex("{")) + 1)
    assert ("thanks: {default" in found.hint) == ("Diolch" in change)


def test_text_that_another_layer_draws_too_is_reported(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(
        BASE.replace("KIND", "variants").replace("at: top}]", 'at: top}, {text: "x", id: a}]')
    )
    (tmp_path / "own.yaml").write_text("templates:\n  own: {extends: base, change: {a: {text: Diolch}}}\n")
    found = Catalog([tmp_path / "base.yaml", tmp_path / "own.yaml"])
    assert [warning.code for warning in found.warnings("own", found.brand())] == ["change-partial"]


def test_change_in_all_variants_is_not_reported(tmp_path: Path) -> None:
    own = "    change: {a: {size: 4vmin}}\n    variants: [{}, {change: {b: {hidden: yes}}}]\n"
    assert warnings(tmp_path, own) == []
