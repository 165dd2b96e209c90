"""What a cluster gives, and what it takes: a scheduler and two workers on this machine against two processes.

    python benchmarks/cluster.py [CARDS] [ROUNDS]

Printed, for each round: cards a second of `-j 2`, of the cluster with pictures that travel back, and of the cluster
with pictures to an S3 server on this machine, the server's own work included; the processor time that the client takes
for a card; the memory of client and scheduler at its highest; bytes a card, of pictures and of manifest. Starts and
stops all that it needs; other work on the machine spoils the figures.
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


def rows(folder: Path, cards: int) -> Path:
    """A list of so many quotes over four photos."""
    assets = Path(__file__).parents[1] / "assets" / "photos"
    lines = [f"Quote number {number}: keep it open,{assets / PHOTOS[number % 4]}" for number in range(cards)]
    file = folder / f"rows-{cards}.csv"
    file.write_text("\n".join(["quote,photo", *lines]), "utf-8")
    return file


def run(list_of: Path, out: str, *options: str, scheduler: psutil.Process | None = None) -> dict[str, float]:
    """Seconds, the client's processor time and highest memory, and the scheduler's, of one batch."""
    command = [sys.executable, "-m", "memegen", "batch", str(list_of), "-t", "quote-photo", "-p", "instagram-square"]
    began = time.monotonic()
    with Path(os.devnull).open("wb") as nowhere:
        process = psutil.Popen([*command, "-o", out, "--no-contact-sheet", *options], stdout=nowhere, stderr=nowhere)
        found = {"client": 0.0, "scheduler": 0.0, "cpu": 0.0}
        while process.poll() is None:
            try:
                found["client"] = max(found["client"], process.memory_info().rss / MEBIBYTE)
                found["cpu"] = sum(process.cpu_times()[:2])
            except psutil.Error:
                break
            if scheduler:
                found["scheduler"] = max(found["scheduler"], scheduler.memory_info().rss / MEBIBYTE)
            time.sleep(0.05)
    if process.wait():
        sys.exit(f"{' '.join(command)} failed")
    return {**found, "seconds": time.monotonic() - began}


def main() -> None:
    """Run and print."""
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
        run(rows(folder, 8), str(folder / "first"), *far)
        print(f"{'':24}{'cards/s':>8}{'client ms/card':>16}{'client MiB':>12}{'scheduler MiB':>15}")
        for number in range(rounds):
            for count in (cards // 4, cards):
                list_of = rows(folder, count)
                out = f"{number}-{count}"
                show(count, "-j 2", run(list_of, str(folder / f"near-{out}"), "-j", "2"))
                show(count, "cluster", run(list_of, str(folder / f"far-{out}"), *far, scheduler=scheduler))
                show(count, "cluster to S3", run(list_of, f"s3://campaign/{out}", *far, scheduler=scheduler))
        weigh(folder / f"far-0-{cards}")
        cluster.stop()
        bucket.stop()


def show(count: int, what: str, found: dict[str, float]) -> None:
    """One line of the table."""
    rate, cpu = count / found["seconds"], 1000 * found["cpu"] / count
    memory = f"{found['client']:12.0f}{found['scheduler']:15.0f}" if found["scheduler"] else f"{found['client']:12.0f}"
    print(f"{what + f', {count} cards':24}{rate:8.1f}{cpu:16.1f}{memory}", flush=True)


def weigh(out: Path) -> None:
    """Bytes a card."""
    told = [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
    pictures = sum(record["bytes"] for record in told) / len(told)
    manifest = (out / "manifest.jsonl").stat().st_size / len(told)
    table = (out / "manifest.csv").stat().st_size / len(told)
    print(f"a card: {pictures:,.0f} bytes of picture, {manifest:,.0f} of manifest.jsonl, {table:,.0f} of manifest.csv")


if __name__ == "__main__":
    main()
