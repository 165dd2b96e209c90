"""Measure the time that a batch spends on photos, by the number of photos in its rows.

    python benchmarks/photo_order.py [--rows ROWS] [--rounds ROUNDS] [--python PYTHON] [PHOTOS …]

For each number of photos (2, 6, 12 and 40 by default) a list is written whose rows take the photos in turn, so that no
two neighbours share one, and rendered for two platforms into a new folder, with one process and with two. The photos
are JPEG files of 2400 × 1600 pixels. Printed: milliseconds for each graphic that ``batch --profile`` reports for the
stage "photos", summed over processes; the minimum of all rounds. *PYTHON* is an interpreter that has another version of
memegen installed.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
SIZE = (2400, 1600)
PLATFORMS = "instagram-square,x-post"
PROCESSES = (1, 2)
# Column of the milliseconds for each graphic, in the table of ``batch --profile``.
MS_COLUMN = 2


def write_photos(folder: Path, count: int) -> list[Path]:
    """Write *count* different photos, made of those that come with memegen."""
    sources = sorted((ROOT / "assets" / "photos").glob("*.jpg"))
    files = []
    for number in range(count):
        with Image.open(sources[number % len(sources)]) as source:
            image = source.convert("RGB").resize(SIZE, Image.Resampling.BICUBIC)
        file = folder / f"{number}.jpg"
        # Each repetition of a photo is rolled by some columns.
        shift = number // len(sources) * 97
        rolled = image.copy()
        rolled.paste(image.crop((0, 0, shift, SIZE[1])), (SIZE[0] - shift, 0))
        rolled.paste(image.crop((shift, 0, *SIZE)), (0, 0))
        rolled.save(file, quality=88)
        files.append(file)
    return files


def write_rows(file: Path, photos: list[Path], count: int) -> None:
    """Write a list of *count* rows that take the photos in turn."""
    with file.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow(["quote", "by", "photo"])
        for number in range(count):
            table.writerow([f"Quote number {number} of many", "Frederick Douglass", str(photos[number % len(photos)])])


def measure(rows: Path, processes: int, python: str, folder: Path) -> float:
    """Render the list once; return the milliseconds a graphic that were spent on photos."""
    out = folder / "out"
    arguments = ["-t", "quote-photo", "-p", PLATFORMS, "-f", "jpeg", "-j", str(processes), "-o", str(out), "--profile"]
    command = [python, "-m", "memegen", "batch", str(rows), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    shutil.rmtree(out, ignore_errors=True)
    if done.returncode:
        sys.exit(done.stderr)
    line = next(line for line in done.stderr.splitlines() if line.startswith("photos "))
    return float(line.split()[MS_COLUMN])


def main() -> None:
    """Run and print the table."""
    parser = argparse.ArgumentParser(description="Time spent on photos by their number.")
    parser.add_argument("photos", nargs="*", type=int, default=[2, 6, 12, 40])
    parser.add_argument("--rows", type=int, default=240)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--python", default=sys.executable)
    options = parser.parse_args()
    columns = [f"-j {processes}, ms a graphic" for processes in PROCESSES]
    print(f"| photos | {' | '.join(columns)} |\n|{'---|' * (1 + len(columns))}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        photos = write_photos(folder, max(options.photos))
        for count in options.photos:
            rows = folder / "rows.csv"
            write_rows(rows, photos[:count], options.rows)
            figures = [
                min(measure(rows, processes, options.python, folder) for _ in range(options.rounds))
                for processes in PROCESSES
            ]
            print(f"| {count} | {' | '.join(f'{figure:.1f}' for figure in figures)} |", flush=True)


if __name__ == "__main__":
    main()
