"""Included files, and what templates of several files share."""

from __future__ import annotations

from pathlib import Path

import pytest

from memegen.core.diagnostics import Diagnostic, DiagnosticError
from memegen.model.entities import Template
from memegen.template.catalog import Catalog
from memegen.template.include import PROJECT_FILE

USER = "templates: {t: {layers: [{use: foot}, {text: '{words.hi}', style: fact, fill: deep}]}}\n"
PARTS = "parts: {foot: [{text: foot}]}\nstyles: {fact: {rotate: 3}}\ncolours: {deep: ink 50%}\nwords: {hi: {en: Hi}}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(files: dict[str, str]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")


def read(*files: str, name: str = "t") -> Template:
    catalog = Catalog([Path(file) for file in files])
    return catalog.template(name, catalog.brand())


def problems(*files: str, name: str = "t") -> tuple[Diagnostic, ...]:
    with pytest.raises(DiagnosticError) as error:
        read(*files, name=name)
    return error.value.diagnostics


@pytest.mark.parametrize("include", ["parts.yaml", "[parts.yaml]", "[sub/more.yaml]", "[./sub/../parts.yaml]"])
def test_parts_styles_colours_and_words_of_an_included_file_are_used(include: str) -> None:
    write({"t.yaml": f"include: {include}\n{USER}", "parts.yaml": PARTS, "sub/more.yaml": "include: ../parts.yaml\n"})
    found = read("t.yaml")
    assert found.layers[0].items[0].values["text"].raw == "foot"
    assert found.layers[1].values["rotate"].raw == "3"
    assert "50" in str(found.layers[1].values["fill"].raw)
    assert found.words["hi"] == {"en": "Hi"}


def test_files_that_are_loaded_share_too_the_last_one_first() -> None:
    write({"t.yaml": USER, "parts.yaml": PARTS, "late.yaml": PARTS.replace("text: foot", "text: late")})
    assert read("parts.yaml", "t.yaml", "late.yaml").layers[0].items[0].values["text"].raw == "late"
    assert read("late.yaml", "parts.yaml", "t.yaml").layers[0].items[0].values["text"].raw == "foot"


def test_a_name_is_looked_up_where_it_is_written() -> None:
    own = PARTS.replace("text: foot", "text: own")
    write({
        "base.yaml": own + USER,
        "t.yaml": "templates: {c: {extends: t}}\n" + PARTS.replace("text: foot", "text: other"),
    })  # fmt: skip
    assert read("base.yaml", "t.yaml", name="c").layers[0].items[0].values["text"].raw == "own"


def test_what_a_template_defines_itself_wins() -> None:
    write({"t.yaml": f"include: parts.yaml\n{USER}", "parts.yaml": PARTS})
    text = Path("t.yaml").read_text().replace("{t: {", "{t: {parts: {foot: [{text: mine}]}, ")
    Path("t.yaml").write_text(text)
    assert read("t.yaml").layers[0].items[0].values["text"].raw == "mine"


@pytest.mark.parametrize(
    ("files", "code", "place", "message"),
    [
        ({}, "include-not-found", "t.yaml:1:11", "parts.yaml"),
        ({"parts.yaml": "a: ["}, "yaml-invalid", "parts.yaml", ""),
        ({"parts.yaml": "partz: {}"}, "template-invalid", "parts.yaml:1:1", "no key 'partz'"),
        ({"parts.yaml": "include: t.yaml"}, "include-cycle", "parts.yaml:1:10", "t.yaml → parts.yaml → t.yaml"),
        ({"parts.yaml": "include: parts.yaml"}, "include-cycle", "parts.yaml:1:10", "parts.yaml → parts.yaml"),
        ({"parts.yaml": "include: ../up.yaml"}, "include-outside", "parts.yaml:1:10", "outside"),
        ({"parts.yaml": "include: /etc/passwd"}, "include-outside", "parts.yaml:1:10", "outside"),
        ({"parts.yaml": "include: {a: b}"}, "template-invalid", "parts.yaml:1:10", "expected text"),
        (
            {"parts.yaml": "include: p0.yaml", **{f"p{n}.yaml": f"include: p{n + 1}.yaml" for n in range(20)}},
            "include-too-large",
            "p14.yaml:1:10",
            "16 deep",
        ),
        (
            {"parts.yaml": f"include: [{', '.join(f'p{n}.yaml' for n in range(40))}]"}
            | {f"p{n}.yaml": "words: {}" for n in range(40)},
            "include-too-large",
            "parts.yaml",
            "32 files",
        ),
    ],
)
def test_an_include_that_fails_is_told_at_its_place(files: dict[str, str], code: str, place: str, message: str) -> None:
    write({"t.yaml": f"include: [parts.yaml]\n{USER}", **files})
    found = problems("t.yaml")
    assert {problem.code for problem in found} == {code}, "\n".join(map(str, found))
    assert found[0].where.text.startswith(place)
    assert message in found[0].message


def test_a_link_leads_out_of_the_project_as_little_as_a_path(folder: Path) -> None:
    (folder / "project").mkdir()
    write({"outside.yaml": PARTS, "project/t.yaml": f"include: link.yaml\n{USER}"})
    (folder / "project" / "link.yaml").symlink_to(folder / "outside.yaml")
    assert [problem.code for problem in problems("project/t.yaml")] == ["include-outside"]


def test_the_project_is_the_folder_of_its_project_file() -> None:
    write({"parts.yaml": PARTS, "sub/t.yaml": f"include: ../parts.yaml\n{USER}"})
    assert [problem.code for problem in problems("sub/t.yaml")] == ["include-outside"]
    write({PROJECT_FILE: ""})
    assert read("sub/t.yaml").layers


def test_a_file_without_includes_opens_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    write({"t.yaml": "templates: {t: {layers: [{text: a}]}}"})
    monkeypatch.setattr("memegen.template.include.read_yaml", lambda *_: pytest.fail("a file was read"))
    assert read("t.yaml").layers
