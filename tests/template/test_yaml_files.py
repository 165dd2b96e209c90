"""The cache of parsed YAML files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from memegen.core import disk_cache, environment
from memegen.core.diagnostics import DiagnosticError
from memegen.template import yaml
from memegen.template.yaml import parse
from memegen.template.yaml_files import parse_cached

TEXT = "a: &x [1, 'two', \"\"]\nb: {c: *x, d: ~, é: “…”}\ne:\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(disk_cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache" / "trees"


@pytest.fixture
def no_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: bytes, file: str) -> None:
        raise AssertionError(f"{file} was parsed")

    monkeypatch.setattr(yaml, "parse", refuse)


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("data", [TEXT.encode(), b"", b"just text", environment.TEMPLATES.read_bytes()])
def test_cached_tree_equals_the_parsed_one(data: bytes, folder: Path, request: pytest.FixtureRequest) -> None:
    place = Path("a.yaml")
    first = parse_cached(data, place, "a.yaml")
    request.getfixturevalue("no_parsing")
    assert parse_cached(data, place, "a.yaml") == first
    assert parse_cached(data, place, "b.yaml").where.file == "b.yaml"
    assert len(files(folder)) == 1


def test_changed_file_is_parsed_again(folder: Path) -> None:
    place = Path("a.yaml")
    for data in (b"a: 1", b"a: 2", b"a: 1"):
        assert parse_cached(data, place, "a.yaml") == parse(data, "a.yaml")
    assert len(files(folder)) == 1


def test_file_with_problems_is_not_cached(folder: Path) -> None:
    for _ in range(2):
        with pytest.raises(DiagnosticError, match="yaml-key-duplicate"):
            parse_cached(b"a: 1\na: 2", Path("a.yaml"), "a.yaml")
    assert not files(folder)


def test_damaged_cache_entry_is_ignored_and_replaced(folder: Path) -> None:
    place, data = Path("a.yaml"), TEXT.encode()
    parse_cached(data, place, "a.yaml")
    (file,) = files(folder)
    whole = file.read_bytes()
    head = whole.partition(b"[")[0]
    for wrong in (
        b"",
        whole[:-5],
        whole.replace(b"two", b"six"),
        whole[:-3] + b"9" + whole[-2:],
        head + b"[1,2]",
        b"\xff\n\n",
        b"a\n" * 9,
    ):
        file.write_bytes(wrong)
        assert parse_cached(data, place, "a.yaml") == parse(data, "a.yaml")
        assert file.read_bytes() == whole


def test_cache_entry_of_another_parser_is_ignored(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse_cached(b"a: 1", Path("a.yaml"), "a.yaml")
    other = tmp_path / "source.py"
    other.write_text("# Reads everything otherwise.")
    monkeypatch.setattr(yaml, "__file__", str(other))
    monkeypatch.setattr(yaml, "parse", lambda text, file: parse(b"a: other", file))
    assert parse_cached(b"a: 1", Path("a.yaml"), "a.yaml") == parse(b"a: other", "a.yaml")


def test_file_is_parsed_if_the_cache_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    for where in (str(blocked), "", "\0"):
        monkeypatch.setattr(os, "environ", {disk_cache.VARIABLE: where})
        assert parse_cached(b"a: 1", Path("a.yaml"), "a.yaml") == parse(b"a: 1", "a.yaml")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
