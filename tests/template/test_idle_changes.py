"""Changes that change nothing: each is reported with its place, unless it has an effect somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.core.diagnostics import Diagnostic
from memegen.template.catalog import Catalog
from memegen.template.compositions import compositions_of
from memegen.template.idle_changes import idle_changes
from tests.helpers.stage import template

TEXT = "layers: [{text: hello, id: a, size: 4vmin, at: top}]\n"


def warnings(text: str) -> list[Diagnostic]:
    return idle_changes(compositions_of(template(text)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("shapes: {wide: {a: {size: 4vmin}}}", ["size"]),
        ("shapes: {wide: {a: {size: 5vmin, at: top}}}", ["at"]),
        # A default, written in another way.
        ("shapes: {wide: {a: {hidden: false, italic: 'no', smart: 'on'}}}", ["hidden", "italic", "smart"]),
        ("change: {a: {size: 4vmin}}", ["size"]),
        ("change: {a: {size: 5vmin}}\nshapes: {tall: {a: {size: 5vmin}}}", ["size"]),
        ("shapes: {x-post: {a: {size: 4vmin}}}", ["size"]),
        ("cases: [{when: 1 = 1, change: {a: {size: 4vmin}}}]", ["size"]),
    ],
)
def test_change_to_the_value_that_is_there_is_reported(text: str, words: list[str]) -> None:
    found = warnings(TEXT + text)
    assert [problem.message.split("`")[1] for problem in found] == words
    assert {(problem.severity, problem.code) for problem in found} == {("warning", "change-unused")}
    line = text.splitlines()[-1]
    column = line.index(f"{words[0]}: ") + len(words[0]) + 3
    assert (found[0].where.line, found[0].where.column) == (2 + text.count("\n"), column)


@pytest.mark.parametrize(
    "text",
    [
        "shapes: {wide: {a: {size: 5vmin}}}",
        "change: {a: {size: 5vmin}}\nshapes: {tall: {a: {size: 4vmin}}}",
        # Which of the classes the platform has is not known.
        "shapes: {tall: {a: {size: 5vmin}}, x-post: {a: {size: 4vmin}}}",
        "shapes: {tall: {a: {size: 5vmin}}}\ncases: [{when: 1 = 1, change: {a: {size: 4vmin}}}]",
        "cases: [{when: 1 = 1, change: {a: {size: 5vmin}}}, {when: 1 = 2, change: {a: {size: 4vmin}}}]",
        # A style may be used elsewhere.
        "styles: {big: {size: 4vmin, at: bottom}}\nshapes: {wide: {a: {style: big}}}",
    ],
)
def test_change_with_an_effect_somewhere_is_not_reported(text: str) -> None:
    assert warnings(TEXT + text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("variants: [{}, {change: {a: {size: 9vmin}}}]", 0),
        ("variants: [{}, {change: {a: {at: top left}}}]", 1),
        # Without it, the size of the first composition would apply.
        ("change: {a: {size: 5vmin}}, variants: [{}, {shapes: {wide: {a: {size: 6vmin}}}}]", 0),
    ],
)
def test_change_without_effect_in_every_composition_is_reported(text: str, count: int, tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    layer = "layers: [{text: hello, id: a, size: 4vmin, at: top}], shapes: {wide: {a: {size: 4vmin}}}"
    file.write_text(f"templates:\n  a: {{{layer}, {text}}}\n")
    catalog = Catalog([file])
    assert [warning.code for warning in catalog.warnings("a", catalog.brand())] == ["change-unused"] * count


def test_change_that_replaces_an_inherited_one_is_not_reported(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    base = "{layers: [{text: hello, id: a, size: 4vmin}], shapes: {wide: {a: {size: 5vmin}}}}"
    file.write_text(f"templates:\n  a: {base}\n  b: {{extends: a, shapes: {{wide: {{a: {{size: 4vmin}}}}}}}}\n")
    catalog = Catalog([file])
    assert catalog.warnings("b", catalog.brand()) == []


def test_check_reports_changes_without_effect(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text("templates:\n  a: {layers: [{text: hi, id: a}], shapes: {wide: {a: {hidden: no}}}}\n")
    catalog = Catalog([file])
    assert [(w.code, w.where.line) for w in catalog.warnings("a", catalog.brand())] == [("change-unused", 2)]
