"""A batch that is killed twenty times at random moments, and goes on each time: nothing is lost, nothing made twice.

    python benchmarks/kill_resume.py [KILLS] [CARDS] [SEED]

Every other time the whole group of processes is killed, else the parent alone. After each kill every picture in the
folder must be whole; at the end all must be there, each once in the manifest, with the bytes of a batch that nobody
killed. Printed: how many cards each run made and how many it found made; a card is made again only where it was killed
between the picture and the line in the journal.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

END = b"IEND\xaeB`\x82"


def batch(rows: Path, out: Path, workers: int) -> subprocess.Popen[bytes]:
    """A batch that has begun, its JSON going to a file beside the list."""
    options = ["-t", "quote-plain", "-p", "400x400", "-f", "png", "-j", str(workers), "--json", "-o", str(out)]
    with rows.with_suffix(".jsonl").open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "memegen", "batch", str(rows), *options],
            stdout=file,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def said(rows: Path) -> list[dict[str, Any]]:
    """What the last batch said of its pictures, as far as it came."""
    lines = rows.with_suffix(".jsonl").read_bytes().splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


def counts(rows: Path) -> tuple[int, int]:
    """How many cards the last batch made, and how many it found made."""
    cached = [record["cached"] for record in said(rows)]
    return cached.count(False), cached.count(True)


def kill(process: subprocess.Popen[bytes], after: float, *, group: bool) -> bool:
    """Kill it after so many seconds; False where it was done before."""
    time.sleep(after)
    if process.poll() is not None:
        return False
    if group:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    return True


def expect(holds: bool, otherwise: str) -> None:
    """End with that word where it does not hold."""
    if not holds:
        sys.exit(otherwise)


def halves(out: Path) -> list[str]:
    """The pictures that are not whole."""
    return [file.name for file in out.glob("*.png") if not file.read_bytes().endswith(END)]


def main() -> None:
    """Run, print, and fail where anything is lost or doubled."""
    kills, cards, seed = (int(value) for value in (*sys.argv[1:], "20", "3000", "1")[:3])
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows, out = folder / "rows.txt", folder / "out"
        rows.write_text("".join(f"Quote number {number}\n" for number in range(cards)), "utf-8")
        made = 0
        for number in range(kills):
            process = batch(rows, out, 1 + number % 3)
            cut = kill(process, chance.uniform(0.4, 1.4), group=number % 2 == 0)
            fresh, cached = counts(rows)
            made += fresh
            print(f"{number + 1:2}: {'killed' if cut else 'done'}, {fresh} made, {cached} cached")
            expect(not halves(out), f"these are not whole: {halves(out)}")
        expect(batch(rows, out, 2).wait() == 0, "the last batch failed")
        fresh, cached = counts(rows)
        print(f"at the end: {fresh} made, {cached} cached; {made + fresh} made in all for {cards} cards")
        check(rows, out, folder / "undisturbed")


def check(rows: Path, out: Path, other: Path) -> None:
    """Everything is there, once, and as if nothing had happened."""
    told = [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
    expect(batch(rows, other, 2).wait() == 0, "the undisturbed batch failed")
    names = sorted(file.name for file in other.iterdir())
    expect(names == sorted(file.name for file in out.iterdir()), "something is lost, or left over")
    expect([record["row"] for record in told] == list(range(1, len(told) + 1)), "the manifest is out of order")
    for record in told:
        name = record["file"]
        expect((out / name).read_bytes() == (other / name).read_bytes(), f"{name} is another picture")
    print(f"{len(told)} pictures, each once, each as if nobody had killed anything")


if __name__ == "__main__":
    main()
