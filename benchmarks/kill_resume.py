"""Kill a batch at random moments and resume it each time; check that nothing is lost or doubled.

    python benchmarks/kill_resume.py [KILLS] [CARDS] [SEED]

Every other kill ends the whole process group, the others the parent alone. After each kill every file in the folder
must be complete; at the end all must exist, each once in the manifest, with the bytes of an undisturbed batch. Prints
how many graphics each run rendered and how many were cached; a graphic is rendered again only if the kill came between
the file and its line in the journal.
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

# The end of every PNG file: the chunk IEND with its checksum.
END = b"IEND\xaeB`\x82"


def batch(rows: Path, out: Path, workers: int) -> subprocess.Popen[bytes]:
    """Start a batch that writes its JSON to a file next to the list."""
    options = ["-t", "quote-plain", "-p", "400x400", "-f", "png", "-j", str(workers), "--json", "-o", str(out)]
    with rows.with_suffix(".jsonl").open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "memegen", "batch", str(rows), *options],
            stdout=file,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def printed_records(rows: Path) -> list[dict[str, Any]]:
    """Return the records that the last batch printed, without a line that it did not finish."""
    lines = rows.with_suffix(".jsonl").read_bytes().splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


def counts(rows: Path) -> tuple[int, int]:
    """Return how many graphics the last batch rendered, and how many were cached."""
    cached = [record["cached"] for record in printed_records(rows)]
    return cached.count(False), cached.count(True)


def kill(process: subprocess.Popen[bytes], after: float, *, group: bool) -> bool:
    """Kill a process after *after* seconds; return False if it ended before."""
    time.sleep(after)
    if process.poll() is not None:
        return False
    if group:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    return True


def require(condition: bool, message: str) -> None:
    """Exit with a message unless a condition is met."""
    if not condition:
        sys.exit(message)


def incomplete(out: Path) -> list[str]:
    """Return the names of incomplete files."""
    return [file.name for file in out.glob("*.png") if not file.read_bytes().endswith(END)]


def main() -> None:
    """Run the batches, and exit with a message if anything is lost or doubled."""
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
            rendered, cached = counts(rows)
            made += rendered
            print(f"{number + 1:2}: {'killed' if cut else 'done'}, {rendered} made, {cached} cached")
            require(not incomplete(out), f"these are not whole: {incomplete(out)}")
        require(batch(rows, out, 2).wait() == 0, "the last batch failed")
        rendered, cached = counts(rows)
        print(f"at the end: {rendered} made, {cached} cached; {made + rendered} made in all for {cards} cards")
        check(rows, out, folder / "undisturbed")


def check(rows: Path, out: Path, other: Path) -> None:
    """Check that the folder is equal to that of an undisturbed batch, and its manifest complete."""
    records = [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
    require(batch(rows, other, 2).wait() == 0, "the undisturbed batch failed")
    names = sorted(file.name for file in other.iterdir())
    require(names == sorted(file.name for file in out.iterdir()), "something is lost, or left over")
    require([record["row"] for record in records] == list(range(1, len(records) + 1)), "the manifest is out of order")
    for record in records:
        name = record["file"]
        require((out / name).read_bytes() == (other / name).read_bytes(), f"{name} is another picture")
    print(f"{len(records)} pictures, each once, each with the bytes of an undisturbed batch")


if __name__ == "__main__":
    main()
