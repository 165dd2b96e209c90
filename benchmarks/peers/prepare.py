"""Adds memegen to a benchmark of quote-card generators, which times whole command lines side by side.

    python benchmarks/peers/prepare.py DATA FOLDER

DATA is the benchmark's input: jobs.csv (id, quote, author, hashtag, photo), photos/, fonts/ and logo.png. FOLDER gets
the card's template and brand beside them, and product.json with memegen's command lines: batches with all that a batch
does (manifest, contact sheet, measured contrast, alt text), and single cards by `memegen make`.
"""

from __future__ import annotations

import compileall
import csv
import json
import shutil
import sys
from pathlib import Path

import memegen

HERE = Path(__file__).resolve().parent
# The card that is made alone, and the sizes that it is made in.
ALONE = "110"
SIZES = ("1080x1080", "1080x1350", "1080x1920", "1200x675", "1200x630", "1500x500")


def command(folder: Path, data: Path, rows: Path, *more: str) -> list[str]:
    """Return the command line of a batch into the benchmark's output folder."""
    memegen = str(Path(sys.executable).with_name("memegen"))
    given = [memegen, "batch", str(rows), "-t", "card", "-T", str(folder / "card.yaml")]
    return [*given, "--photos", str(data / "photos"), "-o", "{out}", *more]


def alone(folder: Path, data: Path, job: dict[str, str], out: str, *more: str) -> list[str]:
    """Return the command line of one card, as a user types it."""
    memegen = str(Path(sys.executable).with_name("memegen"))
    given = [f"--{field}={job[field]}" for field in ("quote", "author", "hashtag")]
    photo = str(data / "photos" / job["photo"])
    return [memegen, "make", "card", "-T", str(folder / "card.yaml"), *given, "--photo", photo, "-o", out, *more]


def main() -> None:
    """Write the folder."""
    # An installed package is compiled; a checkout may not be.
    compileall.compile_dir(Path(memegen.__file__).parent, quiet=1)
    data, folder = (Path(word).resolve() for word in sys.argv[1:3])
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("card.yaml", "plain.yaml"):
        shutil.copyfile(HERE / name, folder / name)
    shutil.copyfile(data / "logo.png", folder / "logo.png")
    shutil.copytree(data / "fonts", folder / "fonts", dirs_exist_ok=True)
    with (data / "jobs.csv").open(newline="", encoding="utf-8") as file:
        jobs = list(csv.DictReader(file))
    job = next(job for job in jobs if job["id"] == ALONE)
    every = data / "jobs.csv"
    named = ("--name", "{id}")
    works = {
        "w1": command(folder, data, every, *named, "-f", "png", "-j", "1"),
        "w1x2": command(folder, data, every, *named, "-f", "png", "-j", "2"),
        "w2": command(folder, data, every, *named, "-f", "jpeg", "-j", "1"),
        "w2x2": command(folder, data, every, *named, "-f", "jpeg", "-j", "2"),
        "w3": alone(folder, data, job, "{out}/card.png"),
        "w4": alone(folder, data, job, "{out}", "-f", "png", "-p", ",".join(SIZES)),
    }
    product = folder / "product.json"
    product.write_text(json.dumps([{"name": "memegen", "commands": works}], indent=1) + "\n", encoding="utf-8")
    print(product)


if __name__ == "__main__":
    main()
