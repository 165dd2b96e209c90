"""Whether a batch stays as quick a card, and as small, however long its list.

    python benchmarks/growth.py [--side PIXELS] [--format jpeg|png] [ROWS …]

For each number of rows (100, 1,000, 10,000 and 100,000 without one) a list is written, of quotes that are all different
over the photographs that memegen comes with, and made into a new folder, with two processes. Printed: seconds, cards a
second, milliseconds a card once the first is there, and the most memory of the process that leads and of the largest
that works, in MiB (Linux only).
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPEECH = """
If there is no struggle there is no progress power concedes nothing without a demand it never did and it never will
find out just what any people will quietly submit to and you have found out the exact measure of injustice and wrong
which will be imposed upon them
"""
PAGE = 4096 / (1 << 20)


def rows(file: Path, count: int) -> None:
    """A list of *count* rows: a number, so that no two are alike, and 5 to 40 words of a speech."""
    said = SPEECH.split()
    photos = sorted((ROOT / "assets" / "photos").glob("*.jpg"))
    with file.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow(["quote", "by", "photo"])
        for number in range(count):
            start, length = number * 7 % len(said), 5 + number * 11 % 36
            words = [said[(start + step) % len(said)] for step in range(length)]
            table.writerow([f"{number}: {' '.join(words)}.", "Frederick Douglass", str(photos[number % len(photos)])])


class Memory(threading.Thread):
    """Watches a process and its children; ``lead`` and ``work`` are the most MiB that either has had."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.lead = self.work = 0.0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.1):
            self.lead = max(self.lead, _resident(self.process))
            self.work = max([self.work, *map(_resident, _children(self.process))])


def _resident(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * PAGE
    except (OSError, IndexError):
        return 0.0


def _children(process: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]
    except OSError:
        return []


def measure(count: int, side: int, format: str, folder: Path) -> str:
    """A line of the table."""
    file, out = folder / "rows.csv", folder / "out"
    rows(file, count)
    arguments = ["-t", "quote-photo", "-p", f"{side}x{side}", "-f", format, "-j", "2", "-o", str(out)]
    arguments += ["--photos", str(ROOT / "assets" / "photos")]
    begun = time.perf_counter()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, "-m", "memegen", "batch", str(file), *arguments], **quiet)
    memory = Memory(process.pid)
    memory.start()
    first = 0.0
    while process.poll() is None:
        time.sleep(0.02)
        if not first and next(out.glob(f"*.{format[:2]}*"), None):
            first = time.perf_counter()
    ended = time.perf_counter()
    memory.over.set()
    made = sum(1 for _ in (out / "manifest.jsonl").open("rb"))
    if process.returncode or made != count:
        sys.exit(f"{made} of {count} were made, exit code {process.returncode}")
    shutil.rmtree(out)
    whole, each = ended - begun, (ended - (first or begun)) / count * 1000
    return f"| {count:,} | {whole:.1f} | {count / whole:.1f} | {each:.2f} | {memory.lead:.0f} | {memory.work:.0f} |"


def main() -> None:
    """Run and print the table."""
    parser = argparse.ArgumentParser(description="Time and memory by the number of rows.")
    parser.add_argument("rows", nargs="*", type=int, default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--side", type=int, default=400)
    parser.add_argument("--format", choices=["jpeg", "png"], default="jpeg")
    asked = parser.parse_args()
    print("| rows | s | cards/s | ms a card | lead MiB | worker MiB |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for count in asked.rows:
            print(measure(count, asked.side, asked.format, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
