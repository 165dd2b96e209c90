"""Never twice: what a batch has made is known to the next one, and made anew only when something has changed."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from memegen.batch import incremental
from memegen.batch.fingerprint import Fingerprint
from memegen.batch.incremental import IncrementalBuild
from memegen.batch.job import Job, KeyState, Made
from memegen.batch.job_runner import JobRunner
from memegen.batch.manifest import ORIGIN_KEYS, parse_finding
from memegen.batch.plan import BatchOptions, Plan
from memegen.batch.rows import Row
from memegen.batch.store import FolderStore
from memegen.core.diagnostics import Diagnostic, Where
from memegen.renderer import Renderer
from memegen.rendering.rendered import Rendered
from tests.helpers.command import Command

SMALL = ("-T", "mine.yaml", "-p", "60x60")
PHOTO = """
brand: house
templates:
  shot:
    fields: {quote: {required: true}, photo: {type: photo}}
    background: [{photo: "{photo}"}]
    layers: [{text: "{quote}", id: quote, size: 9vmin}]
    alt: "{quote} {photo.credit}"
    caption: "{quote} #OpenShelves #openshelves #2027"
"""
OUTSIDE = (
    b'{"file": "../rows.csv", "key": "k", "sha256": "", "format": "", "platform": "", "bytes": 1, "findings": [],'
    b'"extra": {}}\n'
)


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    command = Command(tmp_path)
    command.write("rows.csv", "quote,file\na,x\nb,y\nc,z\n")
    return command


def batch(memegen: Command, *more: str, code: int = 0) -> list[tuple[str, bool]]:
    """What was made of rows.csv, and whether it was there already."""
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "--json", *more, code=code)
    return [(Path(record["file"]).name[0], record["cached"]) for record in result.records if "file" in record]


def manifest(memegen: Command, folder: str = "out") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (memegen.folder / folder / "manifest.jsonl").read_text("utf-8").splitlines()]


def test_unchanged_rows_are_cached(memegen: Command) -> None:
    assert batch(memegen) == [("x", False), ("y", False), ("z", False)]
    before = [(memegen.folder / "out" / name).stat().st_mtime_ns for name in memegen.pictures("out")]
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL)
    assert "0 rendered, 3 unchanged in" in result.err
    assert before == [(memegen.folder / "out" / name).stat().st_mtime_ns for name in memegen.pictures("out")]
    assert batch(memegen, "--force") == [("x", False), ("y", False), ("z", False)]


def test_only_a_changed_row_is_rendered_again(memegen: Command) -> None:
    batch(memegen)
    memegen.write("rows.csv", "quote,file\na,x\nB,y\nc,z\n")
    assert batch(memegen) == [("x", True), ("y", False), ("z", True)]


def test_record_of_a_cached_graphic_differs_only_in_cached(memegen: Command) -> None:
    memegen.write("rows.csv", "quote,file\n\U000e0fff a,x\n")
    runs = [memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "--json") for _ in range(2)]
    [first], [second] = (run.records for run in runs)
    assert first["findings"]
    assert {**first, "cached": True} == second
    messages = [run.err.splitlines()[:-1] for run in runs]
    assert messages[0] == messages[1]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("mine.yaml", "fill: paper, margin", "fill: sun, margin"),
        ("mine.yaml", 'alt: "{quote} {by}"', 'alt: "{by} {quote}"'),
        ("house.yaml", "#ffffff", "#eeeeee"),
    ],
)
def test_changed_template_or_brand_renders_again(memegen: Command, file: str, old: str, new: str) -> None:
    batch(memegen)
    text = (memegen.folder / file).read_text("utf-8")
    assert old in text
    memegen.write(file, text.replace(old, new))
    assert batch(memegen) == [("x", False), ("y", False), ("z", False)]


def test_comments_and_file_times_do_not_render_again(memegen: Command) -> None:
    batch(memegen)
    text = (memegen.folder / "mine.yaml").read_text("utf-8")
    memegen.write("mine.yaml", "# A remark\n\n" + text)
    os.utime(memegen.folder / "house.yaml", (1, 1))
    assert {cached for _, cached in batch(memegen)} == {True}


def test_changed_format_renders_again_and_leaves_stale_files(memegen: Command) -> None:
    batch(memegen)
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "-f", "webp")
    assert "3 rendered, 3 stale" in result.err


def test_photo_is_compared_by_content(memegen: Command) -> None:
    memegen.write("mine.yaml", PHOTO)
    memegen.write("rows.csv", "quote,file,photo\na,x,p.png\n")
    photo = memegen.folder / "p.png"

    def shot() -> bool:
        result = memegen.run("batch", "rows.csv", "-t", "shot", *SMALL, "--json")
        return bool(result.records[0]["cached"])

    Image.new("RGB", (60, 60), "red").save(photo)
    assert not shot()
    os.utime(photo, (1, 1))
    assert shot()
    Image.new("RGB", (60, 60), "blue").save(photo)
    os.utime(photo, (1, 1))
    assert not shot()
    memegen.write("p.png.yaml", "credit: Ann")
    assert not shot()


@pytest.mark.parametrize("harm", [b"", b"short", None])
def test_damaged_or_missing_graphic_is_rendered_again(memegen: Command, harm: bytes | None) -> None:
    batch(memegen)
    file = memegen.folder / "out" / "y-60x60.png"
    whole = file.read_bytes()
    if harm is None:
        file.unlink()
    else:
        file.write_bytes(harm)
    assert batch(memegen) == [("x", True), ("y", False), ("z", True)]
    assert file.read_bytes() == whole


def test_changed_byte_is_detected_with_restored_file_time(memegen: Command) -> None:
    batch(memegen)
    file = memegen.folder / "out" / "y-60x60.png"
    state, data = file.stat(), bytearray(file.read_bytes())
    data[60] ^= 1
    file.write_bytes(data)
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert batch(memegen) == [("x", True), ("y", False), ("z", True)]


def test_copied_folder_is_cached(memegen: Command) -> None:
    batch(memegen)
    shutil.copytree(memegen.folder / "out", memegen.folder / "other")
    assert {cached for _, cached in batch(memegen, "-o", "other")} == {True}


def test_inserted_row_renames_the_cached_graphics(memegen: Command) -> None:
    memegen.write("rows.csv", "quote\na\nb\n")
    batch(memegen)
    memegen.write("rows.csv", "quote\nnew\na\nb\n")
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "--json", "--prune")
    assert [(record["row"], record["cached"]) for record in result.records] == [(1, False), (2, True), (3, True)]
    assert memegen.pictures("out") == ["001-new-60x60.png", "002-a-60x60.png", "003-b-60x60.png"]
    for record in result.records:
        assert hashlib.sha256((memegen.folder / record["file"]).read_bytes()).hexdigest() == record["sha256"]


def test_moved_rows_rename_their_graphics_and_touch_no_other(memegen: Command) -> None:
    memegen.write("other.csv", "quote,file\na,elsewhere\n")
    memegen.run("batch", "other.csv", "-t", "plain", *SMALL)
    memegen.write("rows.csv", "quote\na\nb\nb\nc\n")
    batch(memegen)
    drawn = memegen.folder / "out" / "004-c-60x60.png"
    drawn.write_bytes(b"drawn over by hand")
    # The second of two equal rows is deleted, which is no move.
    memegen.write("rows.csv", "quote\nc\nb\na\n")
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL)
    assert "renamed (its row has moved): out/001-a-60x60.png\n" in result.err
    assert result.err.count("renamed") == 1
    names = ["001-c-60x60.png", "002-b-60x60.png", "003-a-60x60.png"]
    left = ["003-b-60x60.png", "004-c-60x60.png", "elsewhere-60x60.png"]
    assert memegen.pictures("out") == sorted([*names, *left])
    assert sorted(record["file"] for record in manifest(memegen)) == sorted({*names, *left} - {drawn.name})
    # A row that cannot be read may be the one that needs the name.
    memegen.write("rows.csv", "quote,template\nb,\nc,nothing\n")
    memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, code=1)
    assert {"001-b-60x60.png", "002-b-60x60.png"} <= {*memegen.pictures("out")}


def test_manifest_holds_every_record_as_jsonl_and_csv(memegen: Command) -> None:
    memegen.write("mine.yaml", PHOTO)
    Image.new("RGB", (60, 60), "red").save(memegen.folder / "p.png")
    memegen.write("p.png.yaml", "credit: Ann\nlicence: CC BY 4.0\nsource: Box 7")
    memegen.write("rows.csv", "quote,file,photo,schedule,source\na #Now,x,p.png,2027-01-02 09:00,a book\nb,y,p.png,,\n")
    result = memegen.run("batch", "rows.csv", "-t", "shot", *SMALL, "--json")
    kept = manifest(memegen)
    own = [{key: value for key, value in record.items() if key not in ORIGIN_KEYS} for record in kept]
    assert [{**record, "file": f"out/{record['file']}"} for record in own] == result.records
    first = kept[0]
    assert (first["file"], first["credit"], first["licence"], first["source"]) == (
        "x-60x60.jpg",
        "Ann",
        "CC BY 4.0",
        "Box 7",
    )
    assert first["hashtags"] == ["#Now", "#OpenShelves"]
    assert first["extra"] == {"schedule": "2027-01-02 09:00", "source": "a book"}
    assert len(first["key"]) == 40
    with (memegen.folder / "out" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["schedule"] for row in table] == ["2027-01-02 09:00", ""]
    assert (table[0]["hashtags"], table[0]["source"], table[0]["row_source"]) == (
        "#Now #OpenShelves",
        "Box 7",
        "a book",
    )
    assert table[0]["cached"] == "false"
    assert json.loads(table[0]["boxes"]) == first["boxes"]
    assert set(first) - {"extra"} <= set(table[0])


def test_stale_files_are_listed_and_pruned(memegen: Command) -> None:
    batch(memegen)
    (memegen.folder / "out" / "mine.png").write_bytes(b"not memegen's")
    memegen.write("rows.csv", "quote,file\na,x\n")
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL)
    assert "stale (no row produces it): out/y-60x60.png" in result.err
    assert "2 stale (delete with --prune)" in result.err
    assert len(manifest(memegen)) == 3
    (memegen.folder / "out" / "z-60x60.png").write_bytes(b"drawn over by hand")
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "--prune")
    assert "deleted (stale): out/y-60x60.png" in result.err
    assert "kept (stale, but modified by hand): out/z-60x60.png" in result.err
    assert memegen.pictures("out") == ["mine.png", "x-60x60.png", "z-60x60.png"]
    assert [record["file"] for record in manifest(memegen)] == ["x-60x60.png"]


@pytest.mark.parametrize("prune", [(), ("--prune",)])
def test_stale_files_after_the_first_five_are_counted(memegen: Command, prune: tuple[str, ...]) -> None:
    memegen.write("rows.csv", "quote,file\n" + "".join(f"a,x{i}\n" for i in range(12)))
    batch(memegen)
    memegen.write("rows.csv", "quote,file\na,x0\n")
    err = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, *prune).err
    assert err.count(": out/x") == 5
    prefix = "deleted (stale)" if prune else "stale (no row produces it)"
    assert f"{prefix}: 6 more like this\n" in err
    assert ("11 stale" in err) == (not prune)


def test_files_of_another_list_are_not_stale(memegen: Command) -> None:
    memegen.write("other.csv", "quote,file\nelsewhere,other\n")
    batch(memegen)
    memegen.run("batch", "other.csv", "-t", "plain", *SMALL)
    memegen.write("rows.csv", "quote,file\na,a\n")
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "--prune")
    assert "kept 1 of other lists" in result.err
    assert "other-60x60.png" in memegen.pictures("out")
    # The list is known by its place relative to the folder.
    other = Command(memegen.folder / "out")
    result = other.run(
        "batch", "../other.csv", "-t", "plain", "-T", "../mine.yaml", "-p", "60x60", "-o", ".", "--prune"
    )
    assert "kept 1 of other lists" in result.err


def test_graphic_in_another_format_replaces_the_one_before(memegen: Command) -> None:
    memegen.write("rows.csv", "quote,file\na,a\n")
    plain = ("batch", "rows.csv", "-t", "plain", *SMALL)
    memegen.run(*plain, "-f", "webp")
    # A format that was asked for stays.
    memegen.run(*plain)
    assert memegen.pictures("out") == ["a-60x60.png", "a-60x60.webp"]
    # The same row is flat art instead of a photograph.
    memegen.write("shot.yaml", PHOTO)
    Image.new("RGB", (80, 80), "teal").save(memegen.folder / "crowd.jpg")
    line = ("batch", "shots.csv", "-T", "shot.yaml", "-t", "shot", "-p", "60x60", "-o", "shots")
    memegen.write("shots.csv", "quote,photo,file\na,crowd.jpg,a\n")
    memegen.run(*line)
    memegen.write("shots.csv", "quote,photo,file\na,,a\n")
    assert "now has another format): shots/a-60x60.jpg" in memegen.run(*line).err
    assert memegen.pictures("shots") == ["a-60x60.png"]


def test_prune_deletes_nothing_if_a_row_fails(memegen: Command) -> None:
    batch(memegen)
    memegen.write("rows.csv", "quote,file\na,x\n,y\n")
    result = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "--prune", code=1)
    assert "--prune skipped: 1 row failed" in result.err
    assert len(memegen.pictures("out")) == 3
    memegen.write("rows.csv", "quote,file\na,x\nb,y\nc,z\n")
    assert {cached for _, cached in batch(memegen)} == {True}


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b'{"row": 1, "fi',
        b"[]\n",
        b"{}\n",
        b"\xff\xfe\n",
        OUTSIDE,
    ],
)
def test_invalid_manifest_lines_are_ignored(memegen: Command, line: bytes) -> None:
    batch(memegen)
    file = memegen.folder / "out" / "manifest.jsonl"
    file.write_bytes(file.read_bytes() + line)
    assert {cached for _, cached in batch(memegen, "--prune")} == {True}
    assert len(manifest(memegen)) == 3
    assert (memegen.folder / "rows.csv").exists()


def test_dry_run_does_not_change_the_manifest(memegen: Command) -> None:
    batch(memegen)
    before = (memegen.folder / "out" / "manifest.jsonl").read_bytes()
    memegen.write("rows.csv", "quote,file\na,x\n")
    batch(memegen, "--dry-run", "--prune")
    assert (memegen.folder / "out" / "manifest.jsonl").read_bytes() == before
    assert len(memegen.pictures("out")) == 3


def test_dry_run_lists_the_files_to_prune(memegen: Command) -> None:
    dry = ("batch", "rows.csv", "-t", "plain", *SMALL, "--prune", "--dry-run")
    assert "removed" not in memegen.run(*dry).err
    batch(memegen)
    assert "removed" not in memegen.run(*dry).err
    memegen.write("rows.csv", "quote,file\na,x\n")
    (memegen.folder / "out" / "z-60x60.png").write_bytes(b"drawn over by hand")
    before = memegen.files("out")
    err = memegen.run(*dry).err
    assert "would be deleted (stale): out/y-60x60.png\n" in err
    assert "would be kept (stale, but modified by hand): out/z-60x60.png\n" in err
    assert "x-60x60" not in err
    assert memegen.files("out") == before
    # It says what comes to pass.
    assert "deleted (stale): out/y-60x60.png" in memegen.run(*dry[:-1]).err
    memegen.write("rows.csv", "quote,file\na,v\n,w\n")
    err = memegen.run(*dry, code=1).err
    assert "--prune skipped: 1 row failed" in err
    assert "would" not in err.replace("would be rendered", "")


def test_dry_run_lists_graphics_of_a_killed_batch(memegen: Command) -> None:
    batch(memegen)
    folder = memegen.folder / "out"
    (folder / ".memegen").mkdir()
    (folder / "manifest.jsonl").rename(folder / ".memegen" / "7-killed.jsonl")
    memegen.write("rows.csv", "quote,file\na,x\n")
    err = memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "--prune", "--dry-run").err
    assert err.count("would be deleted") == 2


def test_unwritable_journal_is_an_error(memegen: Command) -> None:
    (memegen.folder / "out").mkdir()
    (memegen.folder / "out" / ".memegen").write_text("a file")
    assert "manifest-unwritable" in memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, code=2).err


POSIX = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
END = b"IEND\xaeB`\x82"


@POSIX
def test_killed_batch_is_resumed(memegen: Command) -> None:
    memegen.write("many.txt", "".join(f"Quote number {number}\n" for number in range(120)))
    arguments = ("batch", "many.txt", "-t", "plain", *SMALL, "--json")
    whole: set[str] = set()
    for workers in ("1", "2", "1"):
        process = memegen.start(*arguments, "-j", workers, start_new_session=True)
        assert process.stdout
        # As far as it was before, and ten cards more.
        records = [json.loads(process.stdout.readline()) for _ in range(len(whole) + 10)]
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        known = {Path(record["file"]).name for record in records if record["cached"]}
        assert whole <= known
        whole = {Path(record["file"]).name for record in records}
        pictures = [memegen.folder / "out" / name for name in memegen.pictures("out") if name.endswith(".png")]
        assert all(picture.read_bytes().endswith(END) for picture in pictures)
        assert whole <= {picture.name for picture in pictures}
    result = memegen.run(*arguments)
    assert whole <= {Path(record["file"]).name for record in result.records if record["cached"]}
    assert [record["row"] for record in manifest(memegen)] == list(range(1, 121))
    assert len(memegen.pictures("out")) == 120


def test_abandoned_journal_is_merged_and_deleted(memegen: Command) -> None:
    batch(memegen)
    out, journals = memegen.folder / "out", memegen.folder / "out" / ".memegen"
    journals.mkdir()
    lines = (out / "manifest.jsonl").read_bytes()
    (out / "manifest.jsonl").unlink()
    (journals / "77-x.jsonl").write_bytes(lines[:-20])
    (journals / "77-x.part").write_bytes(b"half a pict")
    assert batch(memegen) == [("x", True), ("y", True), ("z", False)]
    assert not journals.exists()


@POSIX
def test_concurrent_batches_in_one_folder_keep_all_records(memegen: Command) -> None:
    for name in ("one", "two"):
        memegen.write(f"{name}.txt", "".join(f"{name} {number}\n" for number in range(40)))
    pattern = ("--name", "{quote|slug}")
    runs = [memegen.start("batch", f"{name}.txt", "-t", "plain", *SMALL, *pattern) for name in ("one", "two", "one")]
    for run in runs:
        out, err = run.communicate(timeout=60)
        assert run.returncode == 0, err.decode()
        assert len(out.splitlines()) == 40
    assert len(memegen.pictures("out")) == 80
    assert len({record["file"] for record in manifest(memegen)}) == 80
    assert len(manifest(memegen)) == 80
    for name in ("one", "two"):
        result = memegen.run("batch", f"{name}.txt", "-t", "plain", *SMALL, *pattern)
        assert "0 rendered, 40 unchanged" in result.err


@POSIX
def test_prune_spares_graphics_of_a_concurrent_batch(memegen: Command) -> None:
    memegen.write("many.txt", "".join(f"Quote number {number}\n" for number in range(3000)))
    process = memegen.start("batch", "many.txt", "-t", "plain", *SMALL, "-j", "1")
    assert process.stdout
    seen = [process.stdout.readline().decode().strip() for _ in range(3)]
    assert len(batch(memegen, "--prune")) == 3
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
    files = {record["file"] for record in manifest(memegen)}
    assert {Path(line).name for line in seen} | {"x-60x60.png", "y-60x60.png", "z-60x60.png"} <= files
    assert files == set(memegen.pictures("out"))


@pytest.mark.parametrize(
    "where",
    [
        Where(),
        Where("mine.yaml", 12, 5),
        Where("C:\\mine.yaml", 12),
        Where("rows.csv", 3, row=2, field="quote"),
        Where(row=4),
        Where("a\nb.yaml", 1),
    ],
)
def test_finding_is_parsed_from_its_json(where: Where) -> None:
    found = Diagnostic("warning", "text-small", where, "a message", "a hint")
    assert parse_finding(found.to_json()) == found


def test_interrupted_large_batch_leaves_its_journal_to_the_next(
    memegen: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(memegen)
    out = memegen.folder / "out"
    [first, *_] = manifest(memegen)
    monkeypatch.setattr(incremental, "MAX_INTERRUPTED_RECORDS", 0)
    monkeypatch.chdir(memegen.folder)
    kept = IncrementalBuild(FolderStore(out), Fingerprint(Renderer(["mine.yaml"])))
    kept.record(Made(1, "60x60", str(out / first["file"]), b"", {**first, "row": 99}, ()))
    kept.interrupt()
    assert len(list((out / ".memegen").glob("*.jsonl"))) == 1
    assert {cached for _, cached in batch(memegen)} == {True}
    assert not (out / ".memegen").exists()


def test_cache_key_does_not_depend_on_list_or_row(memegen: Command) -> None:
    renderer = Renderer([memegen.folder / "mine.yaml"])
    keys = []
    for number, file in ((1, "rows.csv"), (7, "other/list.csv")):
        row = Row(number, Where(file, number + 1, row=number), {"quote": "a"}, file=f"n{number}")
        [job] = Plan(renderer, BatchOptions("plain", ("60x60",))).jobs(iter([row]))
        keys.append(Fingerprint(renderer).key(job))  # type: ignore[arg-type]
    [key] = set(keys)
    assert isinstance(key, str) and len(key) == 40


def test_cache_key_uses_the_photo_as_it_was_before_rendering(memegen: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = memegen.folder / "photo.png"
    memegen.write("mine.yaml", PHOTO)
    Image.new("RGB", (80, 80), "red").save(photo)
    renderer = Renderer([memegen.folder / "mine.yaml"])
    row = Row(1, Where(str(memegen.folder / "rows.csv"), 2, row=1), {"quote": "a", "photo": "photo.png"})
    [job] = Plan(renderer, BatchOptions("shot", ("60x60",))).jobs(iter([row]))
    assert isinstance(job, Job)
    before = Fingerprint(renderer).key(job)

    def changing(*given: Any) -> Rendered:
        Image.new("RGB", (81, 80), "blue").save(photo)
        return Renderer.render_card(renderer, *given)

    monkeypatch.setattr(renderer, "render_card", changing)
    made = JobRunner(renderer).make(replace(job, key=KeyState.DEFERRED))
    assert isinstance(made, Made)
    # Made of the new one, told of the old one: so it is made again.
    assert made.record["key"] == before != Fingerprint(renderer).key(job)


def test_cached_graphics_are_on_the_sheets_and_in_the_exports(memegen: Command) -> None:
    memegen.write("rows.csv", "quote,file,schedule\na,x,2027-01-02 09:00\nb,y,2027-01-03 10:00\n")
    batch = ("batch", "rows.csv", "-t", "plain", *SMALL, "--export", "generic", "--sheet", "sheet.png")
    found = []
    for _ in range(2):
        result = memegen.run(*batch, "--json")
        out = memegen.folder / "out"
        page = (out / "contact-sheet.html").read_text("utf-8")
        assert page.count('<article class="card"') == 2
        found.append(
            (page, (out / "generic-other.csv").read_text("utf-8"), (memegen.folder / "sheet.png").read_bytes())
        )
    assert all(record["cached"] for record in result.records)
    assert found[0] == found[1]
    assert "2027-01-03T10:00:00Z" in found[1][1]


def test_prune_keeps_sheets_and_exports(memegen: Command) -> None:
    memegen.write("rows.csv", "quote,file\na,x\nb,y\n")
    beside = ("--export", "generic", "--sheet", "out/sheet.png")
    memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, *beside)
    before = memegen.files("out")
    memegen.write("rows.csv", "quote,file\na,x\n")
    memegen.run("batch", "rows.csv", "-t", "plain", *SMALL, "--prune", "--no-contact-sheet")
    assert set(before) - set(memegen.files("out")) == {"y-60x60.png"}


def test_changed_quality_or_metadata_renders_again(memegen: Command) -> None:
    memegen.write("rows.csv", "quote,file\na,x\n")
    brand = (memegen.folder / "house.yaml").read_text("utf-8")
    batch = ("batch", "rows.csv", "-t", "plain", *SMALL, "-f", "webp", "--json")

    def cached(*more: str) -> bool:
        return bool(memegen.run(*batch, *more).records[0]["cached"])

    assert [cached(), cached(), cached("--quality", "20"), cached("--quality", "20")] == [False, True, False, True]
    for line in ("imprint: Published by A", "imprint: Published by B", "language: cy"):
        memegen.write("house.yaml", f"{brand}{line}\n")
        assert [cached("--quality", "20"), cached("--quality", "20")] == [False, True], line
