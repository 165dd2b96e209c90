"""The project file: where it is found, what it says, and that its mistakes are reported with their places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from memegen.core.diagnostics import DiagnosticError
from memegen.core.file_roles import PROJECT_FILES
from memegen.template.json_schema_files import project_schema
from memegen.template.project import PROJECT_KEYS, find_project, read_project
from tests.helpers.paths import ROOT

WHOLE = """\
brand: house
templates: [mine.yaml]
platforms: [x-post, 90x90]
photos: [photos, s3://bucket/photos]
output: out
name: "{row:03}"
columns: {by: Your name}
severity: {contrast-low: error, photo-small: ignore}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    (tmp_path / "mine.yaml").touch()
    (tmp_path / "sub" / "deep").mkdir(parents=True)
    return tmp_path


def problems(folder: Path, text: str) -> list[tuple[int, int, str]]:
    """Line, column and hint of each problem of a project file with that text."""
    (folder / "memegen.yaml").write_text(text, "utf-8")
    _, found = read_project(folder / "memegen.yaml")
    return [(each.where.line, each.where.column, each.hint) for each in found]


@pytest.mark.parametrize("name", PROJECT_FILES)
def test_nearest_project_file_upward_is_found(folder: Path, name: str) -> None:
    (folder / name).touch()
    assert find_project(folder) == Path(name)
    assert find_project(folder / "sub" / "deep") == Path("..", "..", name)
    (folder / "sub" / name).touch()
    assert find_project(folder / "sub" / "deep") == Path("..", name)


def test_folder_of_that_name_is_no_project_file(folder: Path) -> None:
    (folder / "memegen.yml").touch()
    (folder / "sub" / "memegen.yaml").mkdir()
    assert find_project(folder / "sub") == Path("..", "memegen.yml")


def test_two_project_files_in_one_folder_are_reported(folder: Path) -> None:
    for name in PROJECT_FILES:
        (folder / name).touch()
    with pytest.raises(DiagnosticError) as caught:
        find_project(folder / "sub")
    (found,) = caught.value.diagnostics
    assert (found.code, found.where.file) == ("project-conflict", str(Path("..", "memegen.yaml")))


def test_values_are_relative_to_the_file(folder: Path) -> None:
    assert problems(folder, WHOLE) == []
    project, _ = read_project(folder / "memegen.yaml")
    assert project.brand.raw == "house"
    assert project.templates == (folder / "mine.yaml",)
    assert [name.raw for name in project.platforms] == ["x-post", "90x90"]
    assert project.photos == (str(folder / "photos"), "s3://bucket/photos")
    assert project.output == str(folder / "out")
    assert project.name.raw == "{row:03}"
    assert [(field.raw, column) for field, column in project.columns] == [("by", "Your name")]


def test_one_text_is_a_list_of_one(folder: Path) -> None:
    assert problems(folder, "templates: mine.yaml\nphotos: photos\nplatforms: x-post\nbrand: b/house.yaml\n") == []
    project, _ = read_project(folder / "memegen.yaml")
    assert project.templates == (folder / "mine.yaml",)
    assert project.brand.raw == str(folder / "b/house.yaml")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", *(f"{key}:\n" for key in PROJECT_KEYS)])
def test_empty_file_or_key_says_nothing(folder: Path, text: str) -> None:
    assert problems(folder, text) == []


@pytest.mark.parametrize(
    ("text", "line", "column", "hint"),
    [
        ("templats: mine.yaml", 1, 1, "did you mean templates?"),
        ("brand: house\ntemplates: [main.yaml]", 2, 13, "did you mean mine.yaml?"),
        ("templates: {plain: {layers: []}}", 1, 12, "move"),
        ("photos:\n  - pictures", 2, 5, "create it"),
        ("output: [a, b]", 1, 9, ""),
        ("brand: {name: House}", 1, 8, ""),
        ("platforms: {x: y}", 1, 12, ""),
        ("columns: [by]", 1, 10, ""),
        ("- brand", 1, 1, ""),
    ],
)
def test_mistake_is_reported_with_its_place(folder: Path, text: str, line: int, column: int, hint: str) -> None:
    (found,) = problems(folder, text)
    assert found[:2] == (line, column)
    assert found[2].startswith(hint)


def test_all_mistakes_are_reported_at_once(folder: Path) -> None:
    text = "templats: a\ntemplates: no.yaml\nphotos: nowhere\noutput: {}\n"
    assert [line for line, _, _ in problems(folder, text)] == [1, 2, 3, 4]


SCHEMA = Draft202012Validator(project_schema())


@pytest.mark.parametrize("text", ["", WHOLE, "templates: a.yaml", *(f"{key}:\n" for key in PROJECT_KEYS)])
def test_schema_accepts_valid_files(text: str) -> None:
    assert SCHEMA.is_valid(yaml.safe_load(text))


@pytest.mark.parametrize("text", ["templats: a.yaml", "templates: {plain: {}}", "brand: [a]", "columns: by", "- a"])
def test_schema_refuses_mistakes(text: str) -> None:
    assert not SCHEMA.is_valid(yaml.safe_load(text))


def test_example_of_the_guide_is_valid_and_lists_all_keys() -> None:
    page = (ROOT / "docs" / "projects.md").read_text("utf-8")
    [block] = re.findall(r"<!-- project -->\n```yaml\n(.*?)```", page, re.DOTALL)
    assert SCHEMA.is_valid(yaml.safe_load(block))
    assert re.findall(r"^\| `([$\w]+)` \|", page, re.MULTILINE) == list(PROJECT_KEYS)


@given(st.integers(0, len(WHOLE)), st.integers(0, 6), st.text(alphabet=" \n:-[]{}&*!|>'\"#\t\x00é", max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_slip_is_read_or_reported_with_its_place(folder: Path, at: int, cut: int, put: str) -> None:
    (folder / "memegen.yaml").write_text(WHOLE[:at] + put + WHOLE[at + cut :], "utf-8")
    try:
        _, found = read_project(folder / "memegen.yaml")
    except DiagnosticError as error:
        found = list(error.diagnostics)
    assert all(each.where.line and each.where.column and each.where.file for each in found)


def test_mistakes_in_severities_are_placed(folder: Path) -> None:
    text = "severity:\n  contrast-lo: error\n  photo-small: silent\n  field-required: ignore\n"
    found = problems(folder, text)
    assert [place[:2] for place in found] == [(2, 3), (3, 16), (4, 3)]
    assert found[0][2] == "did you mean contrast-low?"
    schema = Draft202012Validator(project_schema())
    assert len([*schema.iter_errors(yaml.safe_load(text))]) == 3
