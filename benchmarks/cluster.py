"""Compare a cluster of a scheduler and two workers on this machine with a batch of two processes.

    python benchmarks/cluster.py [CARDS] [ROUNDS]

Prints, for each round, graphics a second: of `-j 2`, of the cluster whose graphics return to the client, and of the
cluster that writes to an S3 server on this machine, whose own work is included. Also: the client's CPU time for a
graphic, the peak memory of client and scheduler, and bytes a graphic of image and manifest. Starts and stops everything
that it needs; other work on the machine distorts the figures.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import psutil

from tests.helpers.servers import Bucket, Cluster

PHOTOS = ("shore.jpg", "stairs.jpg", "street.jpg", "hall.jpg")
MEBIBYTE = 1 << 20


def write_rows(folder: Path, cards: int) -> Path:
    """Write a list of *cards* quotes over four photos, and return its file."""
    assets = Path(__file__).parents[1] / "assets" / "photos"
    lines = [f"Quote number {number}: keep it open,{assets / PHOTOS[number % 4]}" for number in range(cards)]
    file = folder / f"rows-{cards}.csv"
    file.write_text("\n".join(["quote,photo", *lines]), "utf-8")
    return file


def run(rows: Path, out: str, *options: str, scheduler: psutil.Process | None = None) -> dict[str, float]:
    """Run a batch; return seconds, the client's CPU time in s, and peak memory of both sides in MiB."""
    command = [sys.executable, "-m", "memegen", "batch", str(rows), "-t", "quote-photo", "-p", "instagram-square"]
    began = time.monotonic()
    with Path(os.devnull).open("wb") as nowhere:
        process = psutil.Popen([*command, "-o", out, "--no-contact-sheet", *options], stdout=nowhere, stderr=nowhere)
        figures = {"client": 0.0, "scheduler": 0.0, "cpu": 0.0}
        while process.poll() is None:
            try:
                figures["client"] = max(figures["client"], process.memory_info().rss / MEBIBYTE)
                figures["cpu"] = sum(process.cpu_times()[:2])
            except psutil.Error:
                break
            if scheduler:
                figures["scheduler"] = max(figures["scheduler"], scheduler.memory_info().rss / MEBIBYTE)
            time.sleep(0.05)
    if process.wait():
        sys.exit(f"{' '.join(command)} failed")
    return {**figures, "seconds": time.monotonic() - began}


def main() -> None:
    """Measure, and print the figures."""
    cards, rounds = (int(value) for value in (*sys.argv[1:], "200", "3")[:2])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bucket = Bucket()
        os.environ |= {**bucket.environment, "MEMEGEN_CACHE": str(folder / "cache")}
        cluster = Cluster(folder, {})
        for _ in range(2):
            cluster.work()
        scheduler = psutil.Process(cluster.scheduler.pid)
        far = ("--cluster", cluster.address)
        run(write_rows(folder, 8), str(folder / "first"), *far)
        print(f"{'':24}{'cards/s':>8}{'client ms/card':>16}{'client MiB':>12}{'scheduler MiB':>15}")
        for number in range(rounds):
            for count in (cards // 4, cards):
                rows = write_rows(folder, count)
                out = f"{number}-{count}"
                print_line(count, "-j 2", run(rows, str(folder / f"near-{out}"), "-j", "2"))
                print_line(count, "cluster", run(rows, str(folder / f"far-{out}"), *far, scheduler=scheduler))
                print_line(count, "cluster to S3", run(rows, f"s3://campaign/{out}", *far, scheduler=scheduler))
        print_bytes(folder / f"far-0-{cards}")
        cluster.stop()
        bucket.stop()


def print_line(count: int, name: str, figures: dict[str, float]) -> None:
    """Print a line of the table."""
    rate, cpu = count / figures["seconds"], 1000 * figures["cpu"] / count
    memory = (
        f"{figures['client']:12.0f}{figures['scheduler']:15.0f}"
        if figures["scheduler"]
        else f"{figures['client']:12.0f}"
    )
    print(f"{name + f', {count} cards':24}{rate:8.1f}{cpu:16.1f}{memory}", flush=True)


def print_bytes(out: Path) -> None:
    """Print the bytes a graphic of image, manifest and table."""
    records = [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
    pictures = sum(record["bytes"] for record in records) / len(records)
    manifest = (out / "manifest.jsonl").stat().st_size / len(records)
    table = (out / "manifest.csv").stat().st_size / len(records)
    print(f"a card: {pictures:,.0f} bytes of picture, {manifest:,.0f} of manifest.jsonl, {table:,.0f} of manifest.csv")


if __name__ == "__main__":
    main()
