"""Measure time and memory of a batch by the length of its list.

    python benchmarks/growth.py [--side PIXELS] [--format jpeg|png] [ROWS …]

For each number of rows (by default 100, 1,000, 10,000 and 100,000) a list of different quotes over the shipped
photographs is rendered into a new folder by two processes. Prints seconds, graphics a second, milliseconds a graphic
after the first, and the peak memory of the main process and of the largest worker in MiB (Linux only).
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
# Size of a memory page in MiB.
PAGE = 4096 / (1 << 20)


def write_rows(file: Path, count: int) -> None:
    """Write *count* rows: a number, so that all differ, and 5 to 40 words of a speech."""
    speech = SPEECH.split()
    photos = sorted((ROOT / "assets" / "photos").glob("*.jpg"))
    with file.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow(["quote", "by", "photo"])
        for number in range(count):
            start, length = number * 7 % len(speech), 5 + number * 11 % 36
            words = [speech[(start + step) % len(speech)] for step in range(length)]
            table.writerow([f"{number}: {' '.join(words)}.", "Frederick Douglass", str(photos[number % len(photos)])])


class Memory(threading.Thread):
    """Records the peak memory in MiB of a process, ``main``, and of its largest child, ``worker``."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.main = self.worker = 0.0
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(0.1):
            self.main = max(self.main, _resident(self.process))
            self.worker = max([self.worker, *map(_resident, _children(self.process))])


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
    """Render a list, and return its line of the table."""
    file, out = folder / "rows.csv", folder / "out"
    write_rows(file, count)
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
    memory.stopped.set()
    made = sum(1 for _ in (out / "manifest.jsonl").open("rb"))
    if process.returncode or made != count:
        sys.exit(f"{made} of {count} were made, exit code {process.returncode}")
    shutil.rmtree(out)
    whole, each = ended - begun, (ended - (first or begun)) / count * 1000
    return f"| {count:,} | {whole:.1f} | {count / whole:.1f} | {each:.2f} | {memory.main:.0f} | {memory.worker:.0f} |"


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description="Time and memory by the number of rows.")
    parser.add_argument("rows", nargs="*", type=int, default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--side", type=int, default=400)
    parser.add_argument("--format", choices=["jpeg", "png"], default="jpeg")
    options = parser.parse_args()
    print("| rows | s | cards/s | ms a card | lead MiB | worker MiB |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for count in options.rows:
            print(measure(count, options.side, options.format, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
