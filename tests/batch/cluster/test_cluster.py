"""Batches on a Dask cluster: a real scheduler, real workers that come and go, a server that speaks S3."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from memegen.batch.cluster.client import Cluster as Run
from memegen.core.diagnostics import DiagnosticError
from memegen.renderer import Renderer
from tests.helpers.command import Command
from tests.helpers.paths import ROOT
from tests.helpers.records import without_list_key
from tests.helpers.servers import Bucket, Cluster, rest, wait

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
TEMPLATES = """
brand: house
fonts: [more]
templates:
  shot:
    fields: {quote: {required: true}, photo: {type: photo, default: usual.png}, place: {default: leeds}}
    background: [{photo: "{photo}", tone: duotone, tones: [ink, paper]}]
    layers:
      - {logo: brand, at: top right, height: 12vmin, ground: ink}
      - {image: "places/{place}.png", at: bottom left, height: 12vmin}
      - {text: "{quote}", id: quote, font: display, size: 5vmin..9vmin, margin: 7vmin}
    alt: "{quote} {photo.credit}"
    caption: "{quote}"
"""
BRAND = """
name: House
palette: {ink: "#111111", paper: "#ffffff", accent: "#aa0044", sun: "#ffcc00", cool: "#004488"}
typefaces: [faces]
fonts: {display: Inter, text: Archivo Narrow, hand: Caveat}
logos: {dark: logo.png, light: logo.png}
"""
SMALL = ("-t", "shot", "-T", "mine.yaml", "-p", "60x60,120x90", "--json")


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    bucket = Bucket()
    try:
        yield bucket
    finally:
        bucket.stop()


@pytest.fixture(scope="module")
def cluster(server: Bucket, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    made = Cluster(folder, {**server.environment, "MEMEGEN_CACHE": str(folder / "cache")})
    try:
        for _ in range(2):
            made.work(spoiled="slow")
        yield made
    finally:
        made.stop()


@pytest.fixture
def memegen(tmp_path: Path, server: Bucket, monkeypatch: pytest.MonkeyPatch) -> Command:
    """A campaign with everything that may have to travel."""
    for name, value in {**server.environment, "MEMEGEN_CACHE": str(tmp_path / "cache")}.items():
        monkeypatch.setenv(name, value)
    server.empty()
    command = Command(tmp_path)
    command.write("mine.yaml", TEMPLATES)
    command.write("house.yaml", BRAND)
    for folder in ("places", "faces", "more", "own"):
        (tmp_path / folder).mkdir()
    fonts = {"faces": "lora/Lora-Regular.ttf", "more": "oswald/Oswald-Medium.ttf", "own": "anton/Anton-Regular.ttf"}
    for folder, font in fonts.items():
        found = sorted((ROOT / "fonts").rglob(Path(font).name.split("-")[0] + "*.ttf"))[0]
        shutil.copy(found, tmp_path / folder)
    monkeypatch.setenv("MEMEGEN_FONTS", str(tmp_path / "own"))
    for name, colour in (("usual", "red"), ("a", "green"), ("b", "blue"), ("places/leeds", "white"), ("logo", "black")):
        Image.linear_gradient("L").convert("RGB").resize((90, 80)).save(tmp_path / f"{name}.png")
        Image.blend(Image.open(tmp_path / f"{name}.png"), Image.new("RGB", (90, 80), colour), 0.5).save(
            tmp_path / f"{name}.png"
        )
    command.write("a.png.yaml", "credit: Ann")
    command.write("rows.csv", rows(12))
    return command


def rows(count: int, *more: str) -> str:
    photos = ("a.png", "b.png", "", "a.png")
    lines = [f"Quote number {number} \U000e0fff,{photos[number % 4]},,{number}:00" for number in range(count)]
    return "\n".join(["quote,photo,place,time", *lines, *more, ""])


def batch(memegen: Command, out: str, *more: str, code: int = 0) -> Any:
    return memegen.run("batch", "rows.csv", *SMALL, "-o", out, *more, code=code)


def same(memegen: Command, out: str, other: str) -> None:
    """Two folders hold the same, but for the contact sheet, which is not compared."""
    assert memegen.files(out) == memegen.files(other)
    for name in memegen.files(out):
        assert (memegen.folder / out / name).read_bytes() == (memegen.folder / other / name).read_bytes(), name


def unplaced(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**record, "file": Path(record.get("file", "")).name} for record in records]


def test_cluster_writes_the_same_files_as_one_process(memegen: Command, cluster: Cluster) -> None:
    # What cannot be made fails in the same words; a file that is no picture, one that is not there, a row too short.
    memegen.write("c.png", "no picture")
    memegen.write("rows.csv", rows(12, "broken,c.png", "gone,d.png", ",a.png", "placeless,,nowhere"))
    clustered = batch(memegen, "far", "--cluster", cluster.address, code=1)
    local = batch(memegen, "near", "-j", "1", code=1)
    assert any(record.get("findings") for record in local.records)
    assert unplaced(clustered.records) == unplaced(local.records)
    same(memegen, "far", "near")
    messages = [[line for line in run.err.splitlines() if " rendered, " not in line] for run in (clustered, local)]
    assert messages[0] == [line.replace("near/", "far/") for line in messages[1]]
    assert all(record["cached"] for record in batch(memegen, "far", code=1).records if "file" in record)


def test_cluster_reads_and_writes_remote_files(memegen: Command, cluster: Cluster, server: Bucket) -> None:
    for name in ("a.png", "a.png.yaml", "b.png"):
        server.put(f"photos/{name}", (memegen.folder / name).read_bytes())
        (memegen.folder / name).rename(memegen.folder / f"local-{name}")
    photos = ("--photos", "s3://campaign/photos")
    clustered = batch(memegen, "s3://campaign/out", *photos, "--cluster", cluster.address).records
    for name in ("a.png", "a.png.yaml", "b.png"):
        (memegen.folder / f"local-{name}").rename(memegen.folder / name)
    local = batch(memegen, "near", "-j", "1").records
    assert {record["file"].rpartition("/")[0] for record in clustered} == {"s3://campaign/out"}
    assert unplaced(clustered) == unplaced(local)
    assert server.keys("") == [*(f"out/{name}" for name in memegen.files("near")), *server.keys("photos/")]
    # The record of the batch has the command, which names the photos' address.
    there = {name: server.get(f"out/{name}") for name in memegen.files("near") if name != "batch.json"}
    here = {name: (memegen.folder / "near" / name).read_bytes() for name in there}
    assert without_list_key(there) == without_list_key(here)


def test_endless_card_times_out(memegen: Command, cluster: Cluster) -> None:
    memegen.write("rows.csv", rows(3, "endless", "after all"))
    records = batch(memegen, "far", "--cluster", cluster.address, "--limit", "1", "-p", "60x60", code=1).records
    assert [record.get("error", {}).get("code") for record in records[::2]] == [None] * 3 + ["render-timeout", None]


def test_ctrl_c_keeps_the_finished_graphics(memegen: Command, cluster: Cluster) -> None:
    memegen.write("rows.csv", rows(1000))
    process = memegen.start("batch", "rows.csv", *SMALL, "-o", "far", "--cluster", cluster.address)
    assert process.stdout
    lines = [process.stdout.readline() for _ in range(5)]
    assert all(lines), process.communicate()[1].decode()
    seen = [json.loads(line) for line in lines]
    process.send_signal(signal.SIGINT)
    out, err = rest(process)
    assert process.returncode == 130, err
    assert err.decode().startswith("interrupted: ") or b"\ninterrupted: " in err
    assert b"Traceback" not in err
    files = [json.loads(line)["file"] for line in (memegen.folder / "far" / "manifest.jsonl").read_bytes().splitlines()]
    shown = [*seen, *map(json.loads, out.splitlines())]
    # One may have been written when there was no time left to say so.
    assert [Path(record["file"]).name for record in shown] in (files, files[:-1])
    assert len(files) < 1000
    memegen.write("rows.csv", rows(3))
    assert all(record["cached"] for record in batch(memegen, "far", "--cluster", cluster.address).records[:5])


def test_cards_of_a_lost_worker_are_rendered_by_another(memegen: Command, cluster: Cluster) -> None:
    memegen.write("rows.csv", rows(60))
    process = memegen.start("batch", "rows.csv", *SMALL, "-o", "far", "--cluster", cluster.address)
    assert process.stdout
    lines = [process.stdout.readline() for _ in range(10)]
    assert all(lines), process.communicate()[1].decode()
    seen = [json.loads(line) for line in lines]
    cluster.kill(cluster.workers[0])
    out, err = rest(process)
    assert process.returncode == 0, err
    clustered = [*seen, *map(json.loads, out.splitlines())]
    assert len(seen) < len(clustered) == len({record["file"] for record in clustered}) == 120
    local = batch(memegen, "near", "-j", "1").records
    assert unplaced(clustered) == unplaced(local)
    same(memegen, "far", "near")


@pytest.fixture
def another(server: Bucket, tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "another"
    folder.mkdir()
    made = Cluster(folder, {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"})
    try:
        yield made
    finally:
        made.stop()


def test_card_that_kills_its_workers_fails_alone(memegen: Command, another: Cluster) -> None:
    for _ in range(2):
        another.work(nanny=True, spoiled="deadly")
    memegen.write("rows.csv", rows(5, "deadly,a.png", "and on,a.png"))
    records = batch(memegen, "far", "--cluster", another.address, "-p", "60x60", code=1).records
    codes = [record.get("error", {}).get("code") for record in records]
    assert [code for code in codes if code] == ["worker-crashed"] * (len(records) - len([c for c in codes if not c]))
    assert {record["row"] for record in records if "error" in record} == {6}


def test_unusable_clusters_are_errors(memegen: Command, another: Cluster) -> None:
    """None there, none that works, one that would make other pictures: said within seconds, and nothing is made."""
    start = ("batch", "rows.csv", *SMALL, "--cluster")
    runs = [memegen.start(*start, address) for address in ("tcp://127.0.0.1:9", "nonsense://x", another.address)]
    messages = [run.communicate(timeout=40)[1].decode() for run in runs]
    assert [run.returncode for run in runs] == [2] * 3
    for text, code in zip(messages, ("cluster-unreachable", "cluster-unreachable", "cluster-empty"), strict=True):
        assert f"error[{code}]" in text
        assert "hint: " in text
        assert "Traceback" not in text
    for kind in ("another", "none"):
        another.work(spoiled=kind)
    from distributed import Client

    with Client(another.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        wait(lambda: len(client.nthreads()) == 2)
    result = memegen.run(*start, another.address, code=2)
    assert "has memegen 0.0.0" in result.err
    assert "has no memegen" in result.err
    assert result.err.count("cluster-differs") == 2


def test_lost_scheduler_ends_the_batch_with_an_error(memegen: Command, another: Cluster) -> None:
    another.work()
    memegen.write("rows.csv", rows(1000))
    process = memegen.start("batch", "rows.csv", *SMALL, "-o", "far", "--cluster", another.address)
    assert process.stdout
    process.stdout.readline()
    another.stop()
    _, err = rest(process)
    assert process.returncode == 2
    assert b"cluster-disconnected" in err
    assert b"Traceback" not in err


def test_options_that_conflict_with_a_cluster_are_errors(memegen: Command) -> None:
    assert "jobs-conflict" in batch(memegen, "far", "--cluster", "tcp://x", "-j", "2", code=2).err
    memegen.write("house.yaml", BRAND.replace("[faces]", "[faces, system]"))
    memegen.write("mine.yaml", TEMPLATES.replace("[more]", "[system]"))
    assert "cluster-fonts-unsupported" in batch(memegen, "far", "--cluster", "tcp://x", code=2).err


def test_missing_extra_is_named_in_the_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DiagnosticError, match=r"memegen-cli\[cluster\]"):
        Run("tcp://127.0.0.1:9", Renderer())
    monkeypatch.setitem(sys.modules, "s3fs", None)
