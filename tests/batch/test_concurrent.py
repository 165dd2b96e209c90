"""Several batches at once in one folder: none harms what another makes, not even where one of them is killed."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.helpers.command import Command

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
CARDS = 60
SMALL = ("-T", "mine.yaml", "-t", "plain", "-p", "90x90", "-o", "out")


@pytest.fixture
def memegen(tmp_path: Path) -> Command:
    memegen = Command(tmp_path)
    for name in ("one", "two"):
        memegen.write(f"{name}.txt", "".join(f"{name} {number}\n" for number in range(CARDS)))
    return memegen


def at_once(memegen: Command, *lists: str, more: Sequence[str] = ()) -> None:
    """These lists at the same time, each to its end."""
    runs = [memegen.start("batch", file, *SMALL, *more) for file in lists]
    for run in runs:
        out, err = run.communicate(timeout=120)
        assert run.returncode == 0, err.decode()
        assert len(out.splitlines()) == CARDS


def check(memegen: Command, count: int) -> list[dict[str, Any]]:
    """The manifest, which names each picture once, and as it is; the pictures are whole, and nothing else is left."""
    out = memegen.folder / "out"
    lines: list[dict[str, Any]] = [
        json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()
    ]
    assert sorted(record["file"] for record in lines) == memegen.pictures("out")
    assert len(lines) == count
    for record in lines:
        assert hashlib.sha256((out / record["file"]).read_bytes()).hexdigest() == record["sha256"]
        with Image.open(out / record["file"]) as image:
            image.load()
    with (out / "manifest.csv").open(encoding="utf-8", newline="") as file:
        assert [row["file"] for row in csv.DictReader(file)] == [record["file"] for record in lines]
    return lines


def all_cached(memegen: Command, *lists: str) -> None:
    for file in lists:
        assert f"0 rendered, {CARDS} unchanged" in memegen.run("batch", file, *SMALL).err


@pytest.mark.parametrize("lists", [("one.txt", "two.txt"), ("one.txt", "one.txt")])
def test_concurrent_batches_share_one_complete_manifest(memegen: Command, lists: tuple[str, ...]) -> None:
    at_once(memegen, *lists)
    check(memegen, CARDS * len(set(lists)))
    all_cached(memegen, *set(lists))
    check(memegen, CARDS * len(set(lists)))


@pytest.mark.parametrize("kill", [os.kill, os.killpg])
@pytest.mark.parametrize("lists", [("one.txt", "two.txt"), ("one.txt", "one.txt")])
def test_killed_batch_does_not_affect_a_concurrent_one(
    memegen: Command, lists: tuple[str, ...], kill: Callable[[int, int], None]
) -> None:
    killed = memegen.start("batch", lists[0], *SMALL, "-j", "2", start_new_session=True)
    other = memegen.start("batch", lists[1], *SMALL, "-j", "1")
    assert killed.stdout
    for _ in range(10):
        assert killed.stdout.readline()
    kill(killed.pid, signal.SIGKILL)
    killed.communicate(timeout=20)
    out, err = other.communicate(timeout=120)
    assert other.returncode == 0, err.decode()
    assert len(out.splitlines()) == CARDS
    memegen.run("batch", lists[0], *SMALL)
    check(memegen, CARDS * len(set(lists)))
    all_cached(memegen, *set(lists))


def test_concurrent_batches_with_equal_file_names_keep_the_manifest_true(memegen: Command) -> None:
    # Who writes last has it; what the manifest says must be true all the same.
    memegen.write("other.yaml", "extends: house\npalette: {ink: '#222222'}\n")
    runs = [memegen.start("batch", "one.txt", *SMALL, "-b", brand) for brand in ("house", "other.yaml") * 2]
    for run in runs:
        err = run.communicate(timeout=120)[1]
        assert run.returncode == 0, err.decode()
    check(memegen, CARDS)
    memegen.run("batch", "one.txt", *SMALL, "-b", "house")
    assert {record["brand"] for record in check(memegen, CARDS)} == {"house"}
