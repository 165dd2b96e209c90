"""Series and variants in batches and on the command line: names, records, what is up to date, what is stale."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.helpers.command import Command
from tests.helpers.series import TEMPLATES

OPTIONS = ("-T", "series.yaml", "-p", "90x120")


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    command = Command(tmp_path)
    command.write("series.yaml", TEMPLATES)
    return command


def rows(memegen: Command, *counts: int, **more: str) -> None:
    """Write a list whose rows have so many reasons."""
    listed = [
        {"file": f"r{i}", "title": f"Row {i}", "reasons": [f"reason {n}" for n in range(count)], **more}
        for i, count in enumerate(counts, 1)
    ]
    memegen.write("rows.json", json.dumps(listed))


def batch(memegen: Command, *more: str, code: int = 0) -> str:
    return memegen.run("batch", "rows.json", "-t", "why", *OPTIONS, *more, code=code).err


def files(memegen: Command) -> list[str]:
    return sorted(file.name for file in (memegen.folder / "out").iterdir() if file.suffix in (".png", ".jpg", ".pdf"))


def manifest(memegen: Command) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (memegen.folder / "out" / "manifest.jsonl").read_text("utf-8").splitlines()]


def test_each_row_makes_a_numbered_series(memegen: Command) -> None:
    rows(memegen, 1, 0)
    batch(memegen)
    assert files(memegen) == [f"r1-90x120-{i}.png" for i in (1, 2, 3)] + [f"r2-90x120-{i}.png" for i in (1, 2)]
    records = manifest(memegen)
    assert [(each["row"], each["page"], each["pages"], each["series"]) for each in records] == [
        *((1, page, 3, "r1-90x120") for page in (1, 2, 3)),
        *((2, page, 2, "r2-90x120") for page in (1, 2)),
    ]
    assert len({each["key"] for each in records}) == 5
    page = (memegen.folder / "out" / "contact-sheet.html").read_text("utf-8")
    assert page.index("Page 1 of 3") < page.index("Page 2 of 3") < page.index("Page 3 of 3") < page.index("Page 1 of 2")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_series_that_has_not_changed_is_cached(memegen: Command, jobs: str) -> None:
    rows(memegen, 8, 1)
    batch(memegen, "-j", jobs)
    assert files(memegen)[0] == "r1-90x120-01.png"
    assert "13 unchanged" in batch(memegen, "-j", jobs)
    (memegen.folder / "out" / "r1-90x120-04.png").write_bytes(b"broken")
    assert "10 rendered, 3 unchanged" in batch(memegen, "-j", jobs)
    before = manifest(memegen)
    assert "13 rendered" in batch(memegen, "-j", jobs, "--force")
    assert [{**each, "cached": False} for each in before] == manifest(memegen)


def test_pages_that_a_row_has_no_more_are_stale(memegen: Command) -> None:
    rows(memegen, 3, 1)
    batch(memegen)
    rows(memegen, 1, 1)
    assert "2 stale" in batch(memegen)
    assert "r1-90x120-5.png" in files(memegen)
    batch(memegen, "--prune")
    assert files(memegen) == [f"r{row}-90x120-{i}.png" for row in (1, 2) for i in (1, 2, 3)]
    rows(memegen, 8)
    batch(memegen, "--prune")
    assert files(memegen) == [f"r1-90x120-{i:02}.png" for i in range(1, 11)]


def test_row_that_fails_leaves_no_page_and_keeps_those_of_before(memegen: Command) -> None:
    rows(memegen, 2)
    batch(memegen)
    before = files(memegen)
    memegen.write("series.yaml", TEMPLATES.replace("{text: Come,", '{photo: "{title}.jpg"}, {text: Come,'))
    assert "photo-not-found" in batch(memegen, code=1)
    assert files(memegen) == before
    rows(memegen, 0, 0)
    batch(memegen, "--name", "{title}", code=1)
    assert files(memegen) == before


def test_names_of_series_do_not_collide(memegen: Command) -> None:
    listed = [{"file": name, "title": name, "template": "why"} for name in ("a", "a-2", "a")]
    listed.append({"file": "a-90x120-1", "words": "x", "template": "mood"})
    memegen.write("rows.json", json.dumps(listed))
    memegen.run("batch", "rows.json", *OPTIONS)
    assert len(files(memegen)) == 7


def test_document_is_one_file_a_row(memegen: Command) -> None:
    rows(memegen, 2, 1)
    batch(memegen, "-f", "pdf")
    assert files(memegen) == ["r1-90x120.pdf", "r2-90x120.pdf"]
    assert [len(pypdf.PdfReader(memegen.folder / "out" / name).pages) for name in files(memegen)] == [4, 3]
    assert [each["pages"] for each in manifest(memegen)] == [4, 3]
    assert "2 unchanged" in batch(memegen, "-f", "pdf")
    batch(memegen, "--prune")
    assert len(files(memegen)) == 7
    batch(memegen, "-f", "pdf", "--prune")
    assert files(memegen) == ["r1-90x120.pdf", "r2-90x120.pdf"]


def test_post_of_a_series_has_all_pages(memegen: Command) -> None:
    rows(memegen, 1, 0)
    for scheduler, count in (("publer", 2), ("ayrshare", 2), ("generic", 2), ("sprout", 5)):
        batch(memegen, "--export", scheduler, "--media-base-url", "https://example.org")
        with (memegen.folder / "out" / f"{scheduler}-other.csv").open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file))
        assert len(table) == count, scheduler
        if scheduler == "publer":
            urls = [f"https://example.org/r1-90x120-{i}.png" for i in (1, 2, 3)]
            assert table[0]["Media URL(s) - Separated by comma"] == ",".join(urls)
            assert table[0]["Alt text(s) - Separated by ||"] == "Row 1||reason 0||Row 1"
        if scheduler == "generic":
            assert (table[0]["series"], table[0]["page"], table[0]["pages"]) == ("r1-90x120", "1 | 2 | 3", "3")


def test_make_numbers_the_pages_beside_the_name(memegen: Command) -> None:
    example = ("make", "why", "--example", *OPTIONS)
    made = memegen.run(*example, "-o", "new/x.png")
    assert made.lines == [f"new/x-{i}.png" for i in (1, 2, 3, 4)]
    records = [json.loads(line) for line in memegen.run(*example, "-o", "y", "--json").lines]
    assert [(each["file"], each["page"], each["series"]) for each in records] == [
        (f"y-{i}.png", i, "y") for i in (1, 2, 3, 4)
    ]
    assert memegen.run(*example, "-o", "x.pdf").lines == ["x.pdf"]
    assert "output-conflict" in memegen.run(*example, "-o", "-", code=2).err
    assert memegen.run(*example, "-o", "-", "-f", "pdf").raw.startswith(b"%PDF")


def test_long_text_goes_on_in_a_batch(memegen: Command) -> None:
    memegen.write("rows.json", json.dumps([{"file": "a", "words": "Some more words. " * 12}]))
    memegen.run("batch", "rows.json", "-t", "long", *OPTIONS)
    assert len(files(memegen)) > 1
    made = len(files(memegen))
    assert f"{made} unchanged" in memegen.run("batch", "rows.json", "-t", "long", *OPTIONS).err


def variants(memegen: Command, *more: str, code: int = 0) -> list[int]:
    run = memegen.run("batch", "rows.json", "-t", "mood", *OPTIONS, "--json", *more, code=code)
    return [record["variant"] for record in map(json.loads, run.lines) if "variant" in record]


def test_variant_of_a_row_does_not_depend_on_the_order(memegen: Command) -> None:
    listed = [{"file": f"n{i}", "words": f"words {i}"} for i in range(9)]
    memegen.write("rows.json", json.dumps(listed))
    auto = variants(memegen)
    assert set(auto) == {1, 2, 3}
    memegen.write("rows.json", json.dumps(listed[::-1]))
    assert variants(memegen) == auto[::-1]
    assert "9 unchanged" in memegen.run("batch", "rows.json", "-t", "mood", *OPTIONS).err
    assert variants(memegen, "--variant", "turn") == [1, 2, 3] * 3
    assert variants(memegen, "--variant", "2") == [2] * 9


def test_column_variant_wins_and_is_checked(memegen: Command) -> None:
    listed = [{"words": "a", "variant": "3"}, {"words": "b", "variant": "turn"}, {"words": "c"}]
    memegen.write("rows.json", json.dumps(listed))
    assert variants(memegen, "--variant", "1") == [3, 2, 1]
    memegen.write("rows.json", json.dumps([{"words": "a", "variant": "9"}, {"words": "b"}]))
    assert len(variants(memegen, code=1)) == 1
    run = memegen.run("batch", "rows.json", "-t", "mood", *OPTIONS, code=1)
    assert "rows.json" in run.err
    assert "error[variant-unknown]" in run.err


def test_check_tries_all_variants_and_pages(memegen: Command) -> None:
    memegen.write(
        "series.yaml", TEMPLATES.replace("{colour: cool}]}", "{colour: cool}], change: {words: {size: 2px}}}")
    )
    run = memegen.run("check", "series.yaml")
    assert "text-small" in run.err
    assert "mood 3 on" in run.err
    shown = memegen.run("show", "why", "-T", "series.yaml").raw.decode()
    assert "page 2: each reasons" in shown
    record = json.loads(memegen.run("show", "mood", "-T", "series.yaml", "--json").raw)
    assert (len(record["variants"]), record["variant"], record["pages"]) == (3, "auto", [])
