"""Tables for schedulers, read back with Python's own csv."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from memegen.batch.export import Export, check_export, export
from memegen.batch.schedulers import SCHEDULERS
from memegen.core.diagnostics import DiagnosticError
from memegen.model.entities import Platform
from memegen.model.post_limits import PostLimits
from tests.helpers.command import Command
from tests.helpers.stage import tells

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


def test_appended_hashtags_keep_to_the_limit_of_the_platform(tmp_path: Path) -> None:
    threads = Platform("threads", "Threads", 1080, 1350, post=PostLimits(hashtags=1))
    one_tag = record(platform="threads", caption="Open", hashtags=["#Open", "#Durham"])
    [path] = export([one_tag], "generic", tmp_path, platforms={"threads": threads})
    assert table(path)[0]["text"] == "Open #Open"


def test_post_of_more_rows_than_the_platform_takes_is_a_warning(tmp_path: Path) -> None:
    x = Platform("x-post", "X", 1600, 900, post=PostLimits(media=2))
    with Export("generic", tmp_path, platforms={"x-post": x}) as tables:
        rows = [record(row, platform="x-post", extra={"post": "all"}) for row in (1, 2, 3)]
        assert [warning for row in rows for warning in tables.add(row)] == []
        [found] = tables.finish()
    assert (found.code, found.where.row) == ("series-too-long", 1)


def test_picture_that_a_scheduler_may_refuse_is_a_warning_once(tmp_path: Path) -> None:
    grid = Platform("instagram-grid", "3x4", 1080, 1440)
    with Export("ayrshare", tmp_path, BASE, {grid.name: grid}) as tables:
        found = [tables.add(record(row, platform=grid.name)) for row in (1, 2)]
    assert [[warning.code for warning in each] for each in found] == [["ratio-unsupported"], []]


@pytest.mark.parametrize(("name", "limit"), [("sprout", 350), ("postfast", 200), ("highlevel", 90)])
def test_table_is_split_at_the_limit_of_the_scheduler(tmp_path: Path, name: str, limit: int) -> None:
    for count, sizes in ((2 * limit + 1, [limit, limit, 1]), (limit, [limit]), (0, [])):
        files = export((record(row) for row in range(count)), name, tmp_path, BASE)
        assert [len(table(path)) for path in files] == sizes
        # What a longer list has left is gone, and so is what was written beside.
        assert sorted(tmp_path.iterdir()) == sorted(files)
    names = [path.name for path in export((record(row) for row in range(limit + 1)), name, tmp_path, BASE)]
    assert names == [f"{name}-instagram.csv", f"{name}-instagram-2.csv"]


def test_table_is_reproducible(tmp_path: Path) -> None:
    first, second = (
        export([record(1), record(2, extra=SUMMER)], "publer", tmp_path / name, BASE)[0].read_bytes() for name in "ab"
    )
    assert first == second
    assert not first.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ({"date": "2027-03-31"}, "no time of day"),
        ({"time": "09:30"}, "no date"),
        ({"date": "soon", "time": "09:30"}, "no date and time"),
        ({"date": "2027-02-30", "time": "09:30"}, "no date and time"),
        ({"date": "2027-03-31", "time": "09:30", "timezone": "Mars"}, "no timezone 'Mars'"),
        ({"date": "2027-03-31", "time": "09:30", "timezone": "../etc"}, "no timezone"),
    ],
)
def test_unreadable_time_is_a_warning_and_an_empty_cell(tmp_path: Path, extra: dict[str, str], message: str) -> None:
    with Export("publer", tmp_path, BASE) as tables:
        [found] = tables.add(record(7, extra=extra))
    assert (found.severity, found.code, found.where.row) == ("warning", "schedule-invalid", 7)
    assert tells(found, message)
    assert next(iter(table(tables.files[0])[0].values())) == ""


@pytest.mark.parametrize(
    ("name", "base", "code"),
    [
        ("bufer", BASE, "export-unknown"),
        ("publer", "", "media-url-required"),
        ("publer", "example.org", "media-url-invalid"),
        ("publer", "ftp://example.org", "media-url-invalid"),
        ("publer", "https://[", "media-url-invalid"),
        ("generic", "https://example.org/?a=b", "media-url-invalid"),
        ("", BASE, "export-required"),
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
    assert "media-url-required" in memegen.run(*batch, code=2).err
    result = memegen.run(*batch, "--media-base-url", BASE, "--json", code=1)
    assert "also written: out/publer-other.csv\n" in result.err
    rows = [list(row.values()) for row in table(tmp_path / "out/publer-other.csv")]
    made = [each for each in result.records if "error" not in each]
    assert [row[3] for row in rows] == [BASE + Path(each["file"]).name for each in made]
    assert [(row[1], row[6]) for row in rows] == [(each["caption"], each["alt_text"]) for each in made]
    assert len(rows) == 4
    dry = memegen.run(*batch, "--media-base-url", BASE, "--dry-run", "-o", "dry", code=1)
    assert "also written" not in dry.err
    assert not (tmp_path / "dry").exists()


def grouped(tmp_path: Path, name: str, *records: dict[str, Any]) -> dict[str, list[dict[str, str]]]:
    """The tables of records, by their names, in the folder that holds the files."""
    placed = [{**each, "file": str(tmp_path / each["file"])} for each in records]
    return {path.stem: table(path) for path in export(placed, name, tmp_path, BASE)}


def in_post(row: int, post: str, platform: str = "instagram-square", **extra: str) -> dict[str, Any]:
    more = {"caption": f"c{row}", "alt_text": f"a{row}", "extra": {"post": post, **extra}}
    return record(row, platform=platform, file=f"{row}-{platform}.png", **more)


def test_each_network_has_a_table_of_its_own(tmp_path: Path) -> None:
    platforms = ("instagram-square", "x-post", "instagram-story", "1400x700")
    found = grouped(tmp_path, "publer", *(record(row, platform=name) for row, name in enumerate(platforms, 1)))
    assert {name: len(rows) for name, rows in found.items()} == {
        "publer-instagram": 2,
        "publer-x": 1,
        "publer-other": 1,
    }


def test_rows_of_one_post_are_one_row_with_all_media(tmp_path: Path) -> None:
    rows = [in_post(1, "A"), in_post(2, "A", date="2027-03-31 9:30"), in_post(3, "B"), in_post(4, "")]
    first, second, third = grouped(tmp_path, "publer", *rows)["publer-instagram"]
    media, alt = "Media URL(s) - Separated by comma", "Alt text(s) - Separated by ||"
    assert first[media] == f"{BASE}1-instagram-square.png,{BASE}2-instagram-square.png"
    assert (first["Text"], first[alt], first["Date - Intl. format or prompt"]) == ("c1", "a1||a2", "2027-03-31 09:30")
    assert (second["Text"], third["Text"]) == ("c3", "c4")


def test_platforms_of_one_network_are_one_post_and_networks_are_several(tmp_path: Path) -> None:
    names = ("instagram-square", "x-post", "instagram-story", "instagram-portrait")
    found = grouped(tmp_path, "generic", *(in_post(1, "A", name) for name in names))
    [instagram, story], [x] = found["generic-instagram"], found["generic-x"]
    assert story["platform"] == "instagram-story"
    assert instagram["platform"] == "instagram-square | instagram-portrait"
    assert instagram["url"].count(",") == 1
    assert (x["platform"], x["row"], instagram["row"]) == ("x-post", "1", "1")


def test_table_with_one_picture_a_row_has_a_row_for_each(tmp_path: Path) -> None:
    assert len(grouped(tmp_path, "sprout", in_post(1, "A"), in_post(2, "A"))["sprout-instagram"]) == 2


def test_rows_of_a_post_that_are_apart_are_reported(tmp_path: Path) -> None:
    with Export("generic", tmp_path) as tables:
        found = [each for row in (in_post(1, "A"), in_post(2, "B"), in_post(3, "A")) for each in tables.add(row)]
    assert [(each.code, each.where.row) for each in found] == [("post-split", 3)]
    assert len(table(tables.files[0])) == 3


def test_pages_of_a_series_are_one_post_for_each_platform(tmp_path: Path) -> None:
    def pages(platform: str) -> list[dict[str, Any]]:
        return [record(1, platform=platform, page=page, pages=2, series="s") for page in (1, 2)]

    found = grouped(tmp_path, "publer", *pages("instagram-square"), *pages("instagram-portrait"))
    assert len(found["publer-instagram"]) == 2


def test_tables_of_networks_that_are_no_more_are_deleted(tmp_path: Path) -> None:
    grouped(tmp_path, "generic", record(1, platform="x-post"), record(2))
    mine = tmp_path / "generic-mine.csv"
    mine.write_text("a,b\n", "utf-8")
    assert set(grouped(tmp_path, "generic", record(2))) == {"generic-instagram"}
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["generic-instagram.csv", "generic-mine.csv"]


def test_fields_called_date_time_or_link_swallow_nothing(tmp_path: Path) -> None:
    memegen = Command(tmp_path)
    fields = "{what: {}, date: {}, time: {}, link: {}}"
    memegen.write("t.yaml", f"templates: {{t: {{fields: {fields}, layers: [{{text: '{{what}}'}}]}}}}")
    header, cells = "what,date,time,link", "Fair,2027-05-01,14:00,https://example.org/fair"
    batch = ("batch", "rows.csv", "-t", "t", "-T", "t.yaml", "-p", "x-post", "--export", "publer")
    options = ("--media-base-url", BASE)
    memegen.write("rows.csv", f"{header}\n{cells}\n")
    assert "warning[schedule-required]: posts of t have no time" in memegen.run(*batch, *options).err
    date, link = "Date - Intl. format or prompt", "Link(s) - Separated by comma for FB carousels"
    [row] = table(tmp_path / "out/publer-x.csv")
    assert (row[date], row[link]) == ("", "https://example.org/fair")
    more = "post date,post time,post link"
    memegen.write("rows.csv", f"{header},{more}\n{cells},2027-04-20,9:30,https://example.org/post\n")
    assert "schedule" not in memegen.run(*batch, *options).err
    [row] = table(tmp_path / "out/publer-x.csv")
    assert (row[date], row[link]) == ("2027-04-20 09:30", "https://example.org/post")


def test_dates_are_read_in_the_language_of_the_brand(tmp_path: Path) -> None:
    american = record(1, extra={"date": "3/4/2027 9:30 PM"}, language="en-US")
    [row] = grouped(tmp_path, "generic", american)["generic-instagram"]
    assert row["scheduled_at"] == "2027-03-04T21:30:00Z"
