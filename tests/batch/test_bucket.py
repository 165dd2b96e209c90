"""Photos read from, and pictures written to, addresses: with a server that speaks S3."""

from __future__ import annotations

import io
import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from memegen.batch.schedulers import SCHEDULERS
from memegen.images.limits import MAX_BYTES
from tests.helpers.command import Command
from tests.helpers.records import without_list_key
from tests.helpers.servers import Bucket, rest, wait

SMALL = ("-T", "mine.yaml", "-p", "60x60")
PLAIN = ("-t", "plain", *SMALL)
PHOTO = """
brand: house
templates:
  shot:
    fields: {quote: {required: true}, photo: {type: photo}}
    background: [{photo: "{photo}"}]
    layers: [{text: "{quote}", id: quote, size: 9vmin}]
    alt: "{quote} {photo.credit}"
    caption: "{quote}"
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    bucket = Bucket()
    try:
        yield bucket
    finally:
        bucket.stop()


@pytest.fixture
def memegen(tmp_path: Path, server: Bucket, monkeypatch: pytest.MonkeyPatch) -> Command:
    for name, value in {**server.environment, "MEMEGEN_CACHE": str(tmp_path / "cache")}.items():
        monkeypatch.setenv(name, value)
    command = Command(tmp_path)
    command.write("rows.csv", "quote,file\na,x\nb,y\nc,z\n")
    server.empty()
    return command


def png(colour: str, side: int = 60) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(file, "PNG")
    return file.getvalue()


def batch(memegen: Command, *more: str, code: int = 0) -> Any:
    return memegen.run("batch", "rows.csv", *PLAIN, "-o", "s3://campaign/out", *more, code=code)


def cached(memegen: Command, *more: str) -> list[bool]:
    return [record["cached"] for record in batch(memegen, "--json", *more).records]


def test_bucket_receives_the_same_files_as_a_folder(memegen: Command, server: Bucket) -> None:
    remote = batch(memegen, "--json").records
    local = memegen.run("batch", "rows.csv", *PLAIN, "--json").records
    assert [record["file"] for record in remote] == [f"s3://campaign/{record['file']}" for record in local]
    assert [{**record, "file": ""} for record in remote] == [{**record, "file": ""} for record in local]
    assert server.keys("") == [f"out/{name}" for name in memegen.files("out")]
    there = {name: server.get(f"out/{name}") for name in memegen.files("out")}
    here = {name: (memegen.folder / "out" / name).read_bytes() for name in there}
    assert without_list_key(there) == without_list_key(here)
    assert memegen.files("cache/batches") == []


def test_scheduler_tables_are_uploaded_and_stale_ones_deleted(memegen: Command, server: Bucket) -> None:
    header = ",".join(SCHEDULERS["ayrshare"].columns).encode() + b"\r\n"
    for name in ("ayrshare-other-2", "ayrshare-x", "ayrshare"):
        server.put(f"out/{name}.csv", header + b"of an earlier list,,,\r\n")
    server.put("out/ayrshare-mine.csv", b"of another program")
    batch(memegen, "--export", "ayrshare", "--media-base-url", "https://example.org/p")
    assert "https://example.org/p/x-60x60.png" in server.get("out/ayrshare-other.csv").decode()
    tables = [key for key in server.keys("out/") if "ayrshare" in key]
    assert tables == ["out/ayrshare-mine.csv", "out/ayrshare-other.csv"]


def test_unchanged_objects_are_cached(memegen: Command, server: Bucket) -> None:
    assert cached(memegen) == [False] * 3
    assert cached(memegen) == [True] * 3
    assert cached(memegen, "--force") == [False] * 3
    server.put("out/y-60x60.png", b"drawn over by hand")
    server.client.delete_object(Bucket=server.name, Key="out/z-60x60.png")
    assert cached(memegen) == [True, False, False]
    before = server.get("out/x-60x60.png")
    memegen.write("rows.csv", "quote,file\na,moved\n")
    result = batch(memegen, "--json")
    assert result.records[0]["cached"]
    assert server.get("out/moved-60x60.png") == before


def test_changed_object_of_equal_size_is_rendered_again(memegen: Command, server: Bucket) -> None:
    batch(memegen)
    whole = server.get("out/y-60x60.png")
    server.put("out/y-60x60.png", whole[:-1] + b"?")
    assert cached(memegen) == [True, False, True]
    assert server.get("out/y-60x60.png") == whole


def test_stale_objects_are_pruned(memegen: Command, server: Bucket) -> None:
    batch(memegen)
    server.put("out/mine.png", b"of another program")
    server.put("out/y-60x60.png", b"drawn over by hand")
    memegen.write("rows.csv", "quote,file\na,x\n")
    assert "1 stale" in batch(memegen).err
    result = batch(memegen, "--prune")
    assert "deleted (stale): s3://campaign/out/z-60x60.png" in result.err
    assert [key for key in server.keys("out/") if key.endswith(".png")] == [
        "out/mine.png",
        "out/x-60x60.png",
        "out/y-60x60.png",
    ]


def test_killed_batch_is_resumed_without_downloads(memegen: Command, server: Bucket) -> None:
    memegen.write("many.txt", "".join(f"Quote number {number}\n" for number in range(2000)))
    arguments = ("batch", "many.txt", *PLAIN, "-o", "s3://campaign/many", "--json", "--no-contact-sheet")
    process = memegen.start(*arguments, "-j", "1", start_new_session=True)
    wait(lambda: any(key.endswith(".jsonl") for key in server.keys("many/.memegen/")))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    [part] = [key for key in server.keys("many/.memegen/") if key.endswith(".jsonl")]
    written = [json.loads(line) for line in server.get(part).splitlines()]
    memegen.write("many.txt", "".join(f"Quote number {number}\n" for number in range(len(written) + 5)))
    before = len(server.requests)
    records = memegen.run(*arguments).records
    assert [record["cached"] for record in records] == [True] * len(written) + [False] * 5
    # What is there is known by its journal and by the listing: no picture is fetched for it.
    assert len([path for method, path in server.requests[before:] if (method, path[-4:]) == ("GET", ".png")]) < 25
    assert not server.keys("many/.memegen/")
    recorded = [json.loads(line) for line in server.get("many/manifest.jsonl").splitlines()]
    assert [record["row"] for record in recorded[: len(records)]] == list(range(1, len(records) + 1))


def test_interrupted_batch_uploads_its_manifest(memegen: Command, server: Bucket) -> None:
    memegen.write("many.txt", "".join(f"Quote number {number}\n" for number in range(2000)))
    process = memegen.start("batch", "many.txt", *PLAIN, "-o", "s3://campaign/many", "-j", "1")
    assert process.stdout
    seen = [process.stdout.readline().decode().strip() for _ in range(3)]
    process.send_signal(signal.SIGINT)
    out, err = rest(process)
    assert process.returncode == 130, err
    recorded = {json.loads(line)["file"] for line in server.get("many/manifest.jsonl").splitlines()}
    # What is written when the signal comes is in the manifest, though no line may say so any more.
    assert {Path(file).name for file in (*seen, *out.decode().split())} <= recorded
    assert {f"many/{file}" for file in recorded} <= set(server.keys("many/"))
    assert not server.keys("many/.memegen/")
    assert "many/contact-sheet.html" in server.keys("many/")


def test_concurrent_batches_to_one_prefix_keep_all_records(memegen: Command, server: Bucket) -> None:
    for name in ("one", "two"):
        memegen.write(f"{name}.txt", "".join(f"{name} {number}\n" for number in range(20)))
    target = ("--name", "{quote|slug}", "-o", "s3://campaign/both")
    runs = [memegen.start("batch", f"{name}.txt", *PLAIN, *target) for name in ("one", "two")]
    for run in runs:
        _, err = run.communicate(timeout=60)
        assert run.returncode == 0, err.decode()
    recorded = [json.loads(line)["file"] for line in server.get("both/manifest.jsonl").splitlines()]
    assert len(recorded) == len(set(recorded)) == 40
    assert not server.keys("both/.memegen/")


def shot(memegen: Command, photo: str = "p.png", *more: str, code: int = 0) -> Any:
    memegen.write("mine.yaml", PHOTO)
    memegen.write("rows.csv", f"quote,file,photo\na,x,{photo}\n")
    options = ("-t", "shot", *SMALL, "--json", "--photos", "s3://campaign/photos", *more)
    return memegen.run("batch", "rows.csv", *options, code=code)


def test_remote_photos_render_the_same_as_local_ones(memegen: Command, server: Bucket) -> None:
    server.put("photos/deep/p.png", png("red"))
    server.put("photos/deep/p.png.yaml", b"credit: Ann")
    remote = shot(memegen, "deep/p.png").records
    picture = (memegen.folder / "out" / "x-60x60.jpg").read_bytes()
    assert remote[0]["credit"] == "Ann"
    before = len(server.requests)
    by_address = shot(memegen, "s3://campaign/photos/deep/p.png").records
    assert by_address == [{**remote[0], "cached": True}]
    assert "GET" not in {method for method, path in server.requests[before:] if "p.png" in path}
    (memegen.folder / "deep").mkdir()
    (memegen.folder / "deep" / "p.png").write_bytes(png("red"))
    memegen.write("deep/p.png.yaml", "credit: Ann")
    local = memegen.run("batch", "rows.csv", "-t", "shot", *SMALL, "--json", "-o", "near", code=1)
    assert "photo-outside" in local.err
    memegen.write("rows.csv", "quote,file,photo\na,x,deep/p.png\n")
    local = memegen.run("batch", "rows.csv", "-t", "shot", *SMALL, "--json", "-o", "near")
    assert local.records == [{**remote[0], "file": "near/x-60x60.jpg"}]
    assert (memegen.folder / "near" / "x-60x60.jpg").read_bytes() == picture


def test_changed_remote_photo_or_sidecar_is_downloaded_again(memegen: Command, server: Bucket) -> None:
    server.put("photos/p.png", png("red"))
    assert not shot(memegen).records[0]["cached"]
    assert shot(memegen).records[0]["cached"]
    server.put("photos/p.png", png("blue"))
    assert not shot(memegen).records[0]["cached"]
    assert Image.open(memegen.folder / "out" / "x-60x60.jpg").getpixel((2, 2))[2] > 200  # type: ignore[index]
    server.put("photos/p.png.yaml", b"credit: Ann")
    assert shot(memegen).records[0]["credit"] == "Ann"


def test_photo_errors_name_the_remote_address(memegen: Command, server: Bucket) -> None:
    server.put("photos/p.png", b"no picture")
    error = shot(memegen, code=1).records[0]["error"]
    assert error["code"] == "photo-unreadable"
    assert "s3://campaign/photos/p.png" in error["message"]
    assert str(memegen.folder) not in json.dumps(error)
    server.put("photos/p.png", png("red", 20))
    server.put("photos/p.png.yaml", b"[")
    error = shot(memegen, code=1).records[0]["error"]
    assert (error["code"], error["where"]) == ("yaml-invalid", "rows.csv:2 (row 1)")
    assert [note["where"] for note in error["notes"]] == ["s3://campaign/photos/p.png.yaml:2:1"]


@pytest.mark.parametrize(
    ("photo", "code"),
    [
        ("s3://campaign/elsewhere/p.png", "photo-outside"),
        ("s3://campaign/photos/../elsewhere/p.png", "photo-outside"),
        ("s3://campaign/photos2/p.png", "photo-outside"),
        ("s3://campaign/photos/missing.png", "photo-not-found"),
        ("https://example.org/p.png", "photo-outside"),
        ("../elsewhere/p.png", "photo-outside"),
        ("missing.png", "photo-not-found"),
        ("large.png", "photo-too-large"),
    ],
)
def test_row_cannot_reach_other_remote_folders(memegen: Command, server: Bucket, photo: str, code: str) -> None:
    server.put("elsewhere/p.png", png("red"))
    server.put("photos2/p.png", png("red"))
    server.put("photos/large.png", bytes(MAX_BYTES + 1))
    before = len(server.requests)
    [record] = shot(memegen, photo, code=1).records
    assert record["error"]["code"] == code
    assert "row 1" in record["error"]["where"]
    sent = server.requests[before:]
    assert not [path for _, path in sent if "elsewhere" in path or "photos2" in path]
    assert "GET" not in {method for method, path in sent if "large" in path}


def test_missing_bucket_is_an_error(memegen: Command) -> None:
    result = memegen.run("batch", "rows.csv", *PLAIN, "-o", "s3://nowhere/out", code=2)
    assert "output-unwritable" in result.err
    assert "make the bucket" in result.err
    memegen.write("mine.yaml", PHOTO)
    memegen.write("rows.csv", "quote,photo\na,p.png\n")
    result = memegen.run("batch", "rows.csv", "-t", "shot", *SMALL, "--photos", "s3://nowhere/photos", code=1)
    assert "photo-not-found" in result.err


def test_missing_credentials_are_an_error(memegen: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    result = batch(memegen, code=2)
    assert "output-unwritable" in result.err
    assert "AWS_ACCESS_KEY_ID" in result.err
    [record] = shot(memegen, code=1).records
    assert record["error"]["code"] == "photo-unreachable"
    assert "row 1" in record["error"]["where"]


def test_unreachable_server_fails_within_30_seconds(memegen: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    began = time.monotonic()
    assert "output-unwritable" in batch(memegen, code=2).err
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("nosuch://place/out", "remote-unknown"),
        ("gs://bucket/out", "remote-not-installed"),
        ("ftp://ann:secret@example.org/out", "remote-password"),
    ],
)
def test_unusable_addresses_are_errors_that_hide_the_password(memegen: Command, place: str, code: str) -> None:
    result = memegen.run("batch", "rows.csv", *PLAIN, "-o", place, code=2)
    assert f"error[{code}]" in result.err
    assert "secret" not in result.err
    assert "hint: " in result.err


def test_file_address_behaves_like_a_folder(memegen: Command) -> None:
    target = f"file://{memegen.folder.as_posix()}/far"
    result = memegen.run("batch", "rows.csv", *PLAIN, "-o", target, "--json")
    assert [record["cached"] for record in result.records] == [False] * 3
    memegen.run("batch", "rows.csv", *PLAIN)
    assert memegen.files("far") == memegen.files("out")
    result = memegen.run("batch", "rows.csv", *PLAIN, "-o", target, "--json")
    assert [record["cached"] for record in result.records] == [True] * 3


def test_image_sheet_of_remote_graphics_is_rejected(memegen: Command) -> None:
    assert "sheet-unsupported" in batch(memegen, "--sheet", "sheet.png", code=2).err


def test_dry_run_uploads_nothing(memegen: Command, server: Bucket) -> None:
    batch(memegen, "--dry-run")
    assert server.keys("") == []
