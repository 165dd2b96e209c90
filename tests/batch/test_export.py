"""Tables for schedulers, read back with Python's own csv."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from memegen.batch.export import Export, check_export, export
from memegen.batch.post import read_when
from memegen.batch.schedulers import SCHEDULERS
from memegen.core.diagnostics import DiagnosticError
from tests.helpers.command import Command

BASE = "https://example.org/pictures/"
CAPTION = '“Ye are many”,\nshe "said"; — Shelley #Open'
ALT = "Quote || graphic: “Ye are many”, ŵ 🎉"


def record(row: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "row": row,
        "template": "quote-photo",
        "platform": "instagram-story",
        "brand": "house",
        "file": f"out/{row:03}-ye are, many.png",
        "format": "png",
        "width": 1080,
        "height": 1920,
        "bytes": 1000,
        "sha256": "ab",
        "alt_text": ALT,
        "caption": CAPTION,
        **more,
    }


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def one(tmp_path: Path, name: str, **more: Any) -> list[str]:
    """The cells of one record's row."""
    [path] = export([record(**{"file": str(tmp_path / "001-ye are, many.png"), **more})], name, tmp_path, BASE)
    [row] = table(path)
    assert tuple(row) == SCHEDULERS[name].columns
    return list(row.values())


SUMMER = {"date": "2027-07-01", "time": "9:30", "timezone": "Europe/London"}
URL = "https://example.org/pictures/001-ye%20are%2C%20many.png"


def test_publer_columns(tmp_path: Path) -> None:
    cells = one(tmp_path, "publer", extra={**SUMMER, "label": "quotes", "link": "https://a.org"})
    alt = ALT.replace("||", "|")
    assert cells == ["2027-07-01 09:30", CAPTION, "https://a.org", URL, "", "quotes", alt, "", "", "story", "", ""]
    assert len(cells) == 12


def test_sprout_columns(tmp_path: Path) -> None:
    assert one(tmp_path, "sprout", extra=SUMMER) == ["01/07/2027", "09:30", CAPTION, URL]


def test_postfast_columns(tmp_path: Path) -> None:
    cells = one(tmp_path, "postfast", extra={**SUMMER, "account_id": "a1", "comment": "first"})
    assert cells == ["2027-07-01T08:30:00Z", "a1", CAPTION, URL, "first", "", "STORY", "", ""]
    assert one(tmp_path, "postfast", platform="facebook-square")[5:7] == ["POST", ""]


def test_highlevel_columns(tmp_path: Path) -> None:
    assert one(tmp_path, "highlevel", extra=SUMMER) == ["2027-07-01 09:30:00", CAPTION, "", URL, "", ""]
    assert one(tmp_path, "highlevel", format="gif")[3:5] == ["", URL]


def test_ayrshare_columns(tmp_path: Path) -> None:
    assert one(tmp_path, "ayrshare", extra=SUMMER) == [CAPTION, "instagram", URL, "2027-07-01T08:30:00Z"]
    assert one(tmp_path, "ayrshare", platform="x-post")[1] == "twitter"
    assert one(tmp_path, "ayrshare", platform="1400x700")[1] == ""
    assert one(tmp_path, "ayrshare", extra={"networks": ["facebook", "bluesky"]})[1] == "facebook, bluesky"


def test_generic_holds_every_known_value(tmp_path: Path) -> None:
    [path] = export([record(credit="Jo Bloggs", licence="CC BY 4.0")], "generic", tmp_path)
    [row] = table(path)
    assert (row["text"], row["alt_text"], row["url"], row["scheduled_at"]) == (CAPTION, ALT, "", "")
    assert (row["credit"], row["licence"], row["source"], row["bytes"]) == ("Jo Bloggs", "CC BY 4.0", "", "1000")


def test_hashtags_missing_from_the_caption_are_appended(tmp_path: Path) -> None:
    text = one(tmp_path, "ayrshare", hashtags=["#open", "#Durham"])[0]
    assert text == f"{CAPTION} #Durham"


@pytest.mark.parametrize(("name", "limit"), [("sprout", 350), ("postfast", 200), ("highlevel", 90)])
def test_table_is_split_at_the_limit_of_the_scheduler(tmp_path: Path, name: str, limit: int) -> None:
    for count, sizes in ((2 * limit + 1, [limit, limit, 1]), (limit, [limit]), (0, [0])):
        files = export((record(row) for row in range(count)), name, tmp_path, BASE)
        assert [len(table(path)) for path in files] == sizes
        # What a longer list has left is gone, and so is what was written beside.
        assert sorted(tmp_path.iterdir()) == sorted(files)
    names = [path.name for path in export((record(row) for row in range(limit + 1)), name, tmp_path, BASE)]
    assert names == [f"{name}.csv", f"{name}-2.csv"]


def test_table_is_reproducible(tmp_path: Path) -> None:
    first, second = (
        export([record(1), record(2, extra=SUMMER)], "publer", tmp_path / name, BASE)[0].read_bytes() for name in "ab"
    )
    assert first == second
    assert not first.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("extra", "found"),
    [
        ({}, None),
        ({"date": "", "time": ""}, None),
        ({"scheduled_at": "2027-03-31T10:00:00+02:00"}, "2027-03-31T10:00:00+02:00"),
        ({"schedule": "2027-03-31 10:00"}, "2027-03-31T10:00:00+00:00"),
        ({"date": "2027-03-31", "time": "9:05"}, "2027-03-31T09:05:00+00:00"),
        ({"date": "2027-01-31", "time": "10:00", "timezone": "Europe/London"}, "2027-01-31T10:00:00+00:00"),
        ({"date": "2027-07-31", "time": "10:00", "timezone": "Europe/London"}, "2027-07-31T10:00:00+01:00"),
    ],
)
def test_read_when_parses_dates_and_timezones(extra: dict[str, str], found: str | None) -> None:
    when = read_when(extra)
    assert (when.isoformat() if when else None) == found


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ({"date": "2027-03-31"}, "no time of day"),
        ({"time": "09:30"}, "no date"),
        ({"date": "31/03/2027", "time": "09:30"}, "no date and time"),
        ({"date": "2027-02-30", "time": "09:30"}, "no date and time"),
        ({"date": "2027-03-31", "time": "09:30", "timezone": "Mars"}, "no timezone 'Mars'"),
        ({"date": "2027-03-31", "time": "09:30", "timezone": "../etc"}, "no timezone"),
    ],
)
def test_unreadable_time_is_a_warning_and_an_empty_cell(tmp_path: Path, extra: dict[str, str], message: str) -> None:
    with Export("publer", tmp_path, BASE) as tables:
        [found] = tables.add(record(7, extra=extra))
    assert (found.severity, found.code, found.where.row) == ("warning", "schedule-invalid", 7)
    assert message in found.message
    assert next(iter(table(tables.files[0])[0].values())) == ""


@pytest.mark.parametrize(
    ("name", "base", "code"),
    [
        ("bufer", BASE, "export-unknown"),
        ("publer", "", "export-no-url"),
        ("publer", "example.org", "export-no-url"),
        ("publer", "ftp://example.org", "export-no-url"),
        ("publer", "https://[", "export-no-url"),
        ("generic", "https://example.org/?a=b", "export-no-url"),
        ("", BASE, "export-missing"),
    ],
)
def test_invalid_export_options_are_errors(name: str, base: str, code: str) -> None:
    with pytest.raises(DiagnosticError) as caught:
        check_export(name, base)
    assert caught.value.diagnostics[0].code == code


def test_batch_exports_its_graphics(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    memegen.write("rows.csv", "quote\nYe are many\n\nfew\n" + "x" * 300 + "\n")
    batch = ("batch", "rows.csv", "-t", "plain", "-T", "mine.yaml", "-p", "90x90,80x80", "--export", "publer")
    assert "export-no-url" in memegen.run(*batch, code=2).err
    result = memegen.run(*batch, "--media-base-url", BASE, "--json", code=1)
    assert "also written: out/publer.csv\n" in result.err
    rows = [list(row.values()) for row in table(tmp_path / "out/publer.csv")]
    made = [each for each in result.records if "error" not in each]
    assert [row[3] for row in rows] == [BASE + Path(each["file"]).name for each in made]
    assert [(row[1], row[6]) for row in rows] == [(each["caption"], each["alt_text"]) for each in made]
    assert len(rows) == 4
    dry = memegen.run(*batch, "--media-base-url", BASE, "--dry-run", "-o", "dry", code=1)
    assert "also written" not in dry.err
    assert not (tmp_path / "dry").exists()
