"""Names after a pattern: what they are made of, that every file system takes them, and what is said of bad ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memegen.batch.file_names import MAX_STEM_BYTES
from memegen.batch.name_pattern import NamePattern
from memegen.core.diagnostics import DiagnosticError
from memegen.model.entities import Raw
from tests.helpers.command import Command

VALUES: dict[str, Raw] = {
    "by": "Zoë O’Neil",
    "quote": "../../etc/pass:wd",
    "platform": "x-post",
    "tags": ("a", "b"),
    "name": "CON",
}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{row:03}-{by|slug}-{platform}", "007-zoe-oneil-x-post"),
        ("{row}", "7"),
        ("{row:5}", "7"),
        ("{ by | slug }_{row}", "zoe-oneil_7"),
        ("{by}", "Zoë O’Neil"),
        ("{quote}", "etc-pass-wd"),
        ("../{by|slug}/..", "zoe-oneil"),
        ("/{row}", "7"),
        ("{platform}/{by|slug}/{row}", "x-post/zoe-oneil/7"),
        ("{role}/{quote}", "etc-pass-wd"),
        ("..//./{row}", "7"),
        ("card", "card"),
        ("{tags|slug}", "a-b"),
        ("{name}", "_CON"),
        ("{missing}-{row}", "7"),
        ("{missing}", "007"),
        ("{row}.png", "7"),
    ],
)
def test_pattern_is_expanded_to_a_safe_name(pattern: str, expected: str) -> None:
    assert NamePattern(pattern).stem(7, VALUES) == expected


def test_long_name_is_truncated_to_the_maximum_bytes() -> None:
    assert len(NamePattern("{quote}").stem(1, {"quote": "人" * 300}).encode()) <= MAX_STEM_BYTES


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{row", "it has an unpaired brace"),
        ("row}", "it has an unpaired brace"),
        ("{}", "{} names no column"),
        ("{|slug}", "{|slug} names no column"),
        ("{by:03}", "{by:03}"),
        ("{row:x}", "{row:x}"),
        ("{by|slg}", "did you mean slug?"),
        ("{qoute}", "did you mean quote?"),
        ("{plattform}-{row}", "did you mean platform?"),
    ],
)
def test_invalid_pattern_is_an_error(pattern: str, says: str) -> None:
    with pytest.raises(DiagnosticError) as caught:
        NamePattern(pattern).check(["quote", "by"])
    [found] = caught.value.diagnostics
    assert found.code == "name-invalid"
    assert says in str(found)


def lines(tmp_path: Path, rows: str, *more: str) -> list[str]:
    memegen = Command(tmp_path)
    memegen.write("rows.csv", rows)
    return memegen.run("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", *more).lines


def test_batch_names_files_by_the_pattern(tmp_path: Path) -> None:
    rows = "quote,by,schedule\na,Ann Lee,monday\nb,,\n"
    found = lines(tmp_path, rows, "-p", "60x60,50x50", "--name", "{schedule}-{row:02}-{by|slug}-{platform}")
    assert found == [
        "out/monday-01-ann-lee-60x60.png",
        "out/monday-01-ann-lee-50x50.png",
        "out/02-60x60.png",
        "out/02-50x50.png",
    ]


def test_platform_is_appended_to_the_name_if_there_are_several(tmp_path: Path) -> None:
    assert lines(tmp_path, "quote\na\n", "-p", "60x60", "--name", "{quote}") == ["out/a.png"]
    found = lines(tmp_path, "quote\na\n", "-p", "60x60,50x50", "--name", "{quote}")
    assert found == ["out/a-60x60.png", "out/a-50x50.png"]


def test_duplicate_names_are_numbered(tmp_path: Path) -> None:
    found = lines(tmp_path, "quote,by\na,X\nb,x\n", "-p", "60x60", "--name", "{by}-{platform}")
    assert found == ["out/X-60x60.png", "out/x-60x60-2.png"]


def test_name_column_overrides_the_pattern(tmp_path: Path) -> None:
    rows = "quote,file\na,mine\nb,\n"
    assert lines(tmp_path, rows, "-p", "60x60", "--name", "{row:02}") == ["out/mine-60x60.png", "out/02.png"]
    assert lines(tmp_path, rows, "-p", "60x60", "--name", "{row:02}-{file}") == ["out/01-mine.png", "out/02.png"]


def test_unknown_column_in_a_pattern_is_reported_before_rendering(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    memegen.write("rows.csv", "quote\na\n")
    result = memegen.run("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "--name", "{qote}", code=2)
    assert "did you mean quote?" in result.err
    assert not (tmp_path / "out").exists()


def test_fixed_name_is_for_one_row(tmp_path: Path) -> None:
    assert lines(tmp_path, "quote\na\n", "-p", "60x60", "--name", "card") == ["out/card.png"]
    assert lines(tmp_path, "quote\na\n", "-p", "60x60,50x50", "--name", "card") == [
        "out/card-60x60.png",
        "out/card-50x50.png",
    ]
    memegen = Command(tmp_path)
    memegen.write("rows.csv", "quote\na\nb\n")
    command = ("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "--name", "{template}")
    assert "all rows would have the same name" in memegen.run(*command, code=2).err


def test_name_has_the_brand_that_is_worn(tmp_path: Path) -> None:
    rows = "quote,brand\na,\nb,leeds\n"
    assert lines(tmp_path, rows, "-p", "60x60", "--name", "{brand}-{row}") == ["out/house-1.png", "out/leeds-2.png"]


def test_slashes_of_a_pattern_make_folders(tmp_path: Path) -> None:
    pattern = ("-p", "60x60", "--name", "{by|slug}/{row:02}")
    assert lines(tmp_path, "quote,by\na,X/Y\nb,Z\n", *pattern) == ["out/x-y/01.png", "out/z/02.png"]
    memegen = Command(tmp_path)
    records = [json.loads(line) for line in (tmp_path / "out/manifest.jsonl").read_text("utf-8").splitlines()]
    assert [record["file"] for record in records] == ["x-y/01.png", "z/02.png"]
    assert 'href="z/02.png"' in (tmp_path / "out/contact-sheet.html").read_text("utf-8")
    # What is not changed is not rendered again; what no row makes is deleted, with its folder.
    memegen.write("rows.csv", "quote,by\na,X/Y\n")
    command = ("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", *pattern)
    assert "(stale): out/z/02.png" in memegen.run(*command, "--prune", "--dry-run").err
    assert "0 rendered, 1 unchanged" in memegen.run(*command, "--prune").err
    assert memegen.pictures("out") == ["x-y"]


def test_address_takes_no_folders(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    memegen.write("rows.csv", "quote\na\n")
    command = ("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "-o", "memory://x", "--name", "a/{row}")
    assert "folders are not possible at an address" in memegen.run(*command, code=2).err
