"""`memegen schema`: the schema of each kind of file, printed or written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memegen.cli.run import run
from memegen.cli.schema import KINDS, STATIC, modeline, schema_files


def test_schemas_of_all_kinds_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours.yaml").write_text("templates: {t: {fields: {motto: {}}, layers: [{text: '{motto}'}]}}\n")
    assert run(["schema", "-T", "ours.yaml", "-o", "schemas"]) == 0
    files = sorted((tmp_path / "schemas").iterdir())
    assert sorted(capsys.readouterr().out.split()) == sorted(f"schemas/{kind}.json" for kind in KINDS)
    assert [file.stem for file in files] == sorted(KINDS)
    rows = json.loads((tmp_path / "schemas/rows.json").read_text("utf-8"))
    assert {"motto", "quote"} < {*rows["$defs"]["row"]["properties"]}


def test_unknown_kind_has_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "projects"]) == 2
    assert "did you mean project?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("memegen.yaml", "schemas/project.json"),
        ("templates.yaml", "schemas/templates.json"),
        ("brands/ours.yaml", "../schemas/brand.json"),
        ("photos/pier.jpg.yaml", "../schemas/sidecar.json"),
        ("photos/pier.jpg", ""),
        ("README.md", ""),
    ],
)
def test_modeline_names_the_schema_from_the_folder_of_the_file(file: str, schema: str) -> None:
    line = modeline(Path(file))
    assert line == (f"# yaml-language-server: $schema={schema}\n" if schema else "")
    assert not schema or Path(file).parent.joinpath(schema).as_posix().replace("brands/../", "").replace(
        "photos/../", ""
    ) in {path.as_posix() for path in schema_files()}


def test_new_project_has_the_schemas_that_do_not_depend_on_templates() -> None:
    assert {path.stem for path in schema_files()} == {*STATIC}
    assert all(json.loads(text)["$schema"].endswith("2020-12/schema") for text in schema_files().values())


def test_schema_key_at_the_top_of_every_kind_of_file_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "t.yaml": "templates: {t: {fields: {quote: {}}, background: [{colour: ink}], layers: [{text: '{quote}'}]}}",
        "b.yaml": "extends: keep-it-open",
        "memegen.yaml": "brand: keep-it-open",
        "p.yaml": "platforms: {p: {size: [900, 900]}}",
        "march.jpg.yaml": "licence: CC0",
        "rows.yaml": "rows: [{quote: Peace!}]",
        "row.yaml": "quote: Peace!",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(f"$schema: schemas/kind.json\n{text}\n", "utf-8")
    (tmp_path / "rows.json").write_text('{"$schema": "rows.json", "rows": [{"quote": "Peace!"}]}', "utf-8")
    assert run(["check", *files, "rows.json", "-t", "t", "--json"]) == 0
    assert capsys.readouterr().out == ""
