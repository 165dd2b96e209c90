"""Compare the time of a check with that of rendering the same list.

    python benchmarks/checking.py [--rows N] [TEMPLATE …]

A list of different quotes over the shipped photographs (1,000 by default) is rendered on six platforms, by as many
processes as memegen chooses; it is then checked for the first time, again after one row in a hundred has changed, and
again unchanged. Prints seconds and the fraction of the time that rendering takes, for each template (by default
quote-plain, quote-split and quote-full: no photo, one beside the text, one behind it).
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from growth import write_rows

TEMPLATES = ("quote-plain", "quote-split", "quote-full")
PLATFORMS = "instagram-square,instagram-portrait,instagram-story,x-post,linkedin-square,facebook-link"
# One row of so many is changed.
CHANGED = 100


def seconds(folder: Path, *arguments: str) -> float:
    """Return how long a command takes that uses no cache but that of *folder*."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "memegen", *arguments]
    environment = {**os.environ, "MEMEGEN_CACHE": str(folder / "cache")}
    subprocess.run(command, check=True, cwd=folder, env=environment, capture_output=True)
    return time.perf_counter() - start


def change_rows(file: Path) -> None:
    """Change the quote of some rows."""
    with file.open(newline="", encoding="utf-8") as table:
        rows = list(csv.reader(table))
    for row in rows[1::CHANGED]:
        row[0] += " Indeed."
    with file.open("w", newline="", encoding="utf-8") as table:
        csv.writer(table).writerows(rows)


def measure(template: str, count: int, folder: Path) -> list[float]:
    """Return the seconds of rendering, and of the three checks."""
    write_rows(folder / "rows.csv", count)
    shared = ("rows.csv", "-t", template, "-b", "keep-it-open", "-p", PLATFORMS)
    # Templates and fonts are read once before, as they are on any machine in use.
    seconds(folder, "check", *shared, "--rows", "1")
    times = [seconds(folder, "batch", *shared, "-o", "out", "--no-contact-sheet"), seconds(folder, "check", *shared)]
    change_rows(folder / "rows.csv")
    return [*times, seconds(folder, "check", *shared), seconds(folder, "check", *shared)]


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("templates", nargs="*", default=TEMPLATES)
    given = parser.parse_args()
    print("| template | batch, s | first check | 1 % of rows changed | unchanged |\n|---|---|---|---|---|")
    for template in given.templates:
        with tempfile.TemporaryDirectory() as folder:
            batch, *checks = measure(template, given.rows, Path(folder))
        cells = " | ".join(f"{check:.1f} s, {check / batch:.0%}" for check in checks)
        print(f"| {template} | {batch:.1f} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
