"""Damaged picture files by the thousand: each ends in a picture or in a diagnostic, and none takes the process along.

    python tests/fuzz_photos.py [SECONDS] [FIRST]     mutates files of every format, from the case FIRST on
    python tests/fuzz_photos.py case NUMBER           tries one case again, and shows its traceback

A case follows from its number alone. A process of its own, held to a limit of memory, tries case after case; where it
dies, another goes on with the next.
"""

from __future__ import annotations

import random
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pillow_heif
from PIL import Image, ImageCms

from memegen.core.diagnostics import DiagnosticError
from memegen.images import Photos
from memegen.scene.geometry import Box

# Addresses that the process may use, and the seconds beyond which a file counts as one that hangs.
MEMORY, SLOW = 2 << 30, 30.0
EXTREMES = (0, 1, 2, 255, 256, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
SVG = (
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="6" '
    'viewBox="0 0 9 6"><style>.a{fill:#f00}</style><defs><linearGradient id="g"><stop stop-color="#00f"/>'
    '</linearGradient></defs><g transform="rotate(9)"><path class="a" d="M0 0L9 0 9 6z"/></g>'
    '<rect fill="url(#g)" width="4" height="4" opacity=".5"/></svg>'
)
Mutator = Callable[[random.Random, bytearray, bytes], bytearray]


def seeds() -> list[tuple[str, bytes]]:
    """Small sound files of every format, in many modes, with notes and profiles."""
    pillow_heif.register_heif_opener()
    noise = Image.effect_noise((57, 43), 80)
    colour = Image.merge("RGB", (noise, noise.transpose(Image.Transpose.ROTATE_180), noise))
    alpha = colour.copy()
    alpha.putalpha(noise)
    wide = Image.new("I;16", (57, 43), 40000)
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera"
    rich: dict[str, object] = {
        "exif": exif.tobytes(),
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    }
    moving: dict[str, object] = {"save_all": True, "append_images": [colour.rotate(90)]}
    made: list[tuple[str, Image.Image, dict[str, object]]] = [
        ("jpg", colour, {**rich, "comment": b"note"}),
        ("jpg", colour, {"progressive": True}),
        ("jpg", colour.convert("CMYK"), {}),
        ("jpg", noise, {}),
        ("png", colour, rich),
        ("png", alpha, moving),
        ("png", colour.quantize(16), {}),
        ("png", wide, {}),
        ("png", noise.convert("1"), {}),
        ("gif", colour, moving),
        ("tif", colour, rich),
        ("tif", alpha, {"compression": "tiff_lzw"}),
        ("tif", noise.convert("1"), {"compression": "group4"}),
        ("tif", colour, {"compression": "jpeg"}),
        ("tif", Image.merge("LAB", colour.split()), {"compression": "tiff_adobe_deflate"}),
        ("tif", noise.convert("F"), {}),
        ("bmp", colour, {}),
        ("bmp", colour.quantize(16), {}),
        ("webp", colour, rich),
        ("webp", alpha, {"lossless": True}),
        ("webp", colour, moving),
        ("avif", colour, rich),
        ("avif", colour, moving),
        ("heic", colour, rich),
        ("heic", alpha, {}),
    ]
    found = []
    for suffix, image, options in made:
        file = BytesIO()
        file.name = f"a.{suffix}"
        image.save(file, **options)  # type: ignore[arg-type]
        found.append((suffix, file.getvalue()))
    return [*found, ("svg", SVG.encode())]


def _flip(chance: random.Random, data: bytearray, _: bytes) -> bytearray:
    for _flips in range(chance.choice((1, 1, 2, 5, 40))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def _truncate(chance: random.Random, data: bytearray, _: bytes) -> bytearray:
    return data[: chance.randrange(len(data))]


def _lie(chance: random.Random, data: bytearray, _: bytes) -> bytearray:
    """A number near the start or anywhere becomes an extreme one."""
    at = chance.randrange(min(len(data), chance.choice((64, 400, len(data)))))
    form = chance.choice(("<H", ">H", "<I", ">I"))
    number = chance.choice(EXTREMES) & (0xFFFF if form[1] == "H" else 0xFFFFFFFF)
    data[at : at + struct.calcsize(form)] = struct.pack(form, number)
    return data


def _swap(chance: random.Random, data: bytearray, _: bytes) -> bytearray:
    first, second, third = sorted(chance.randrange(len(data) + 1) for _ in range(3))
    return data[:first] + data[second:third] + data[first:second] + data[third:]


def _repeat(chance: random.Random, data: bytearray, _: bytes) -> bytearray:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    times = chance.choice((2, 3, 50))
    return data[:start] + data[start:end] * times + data[end:]


def _grow(chance: random.Random, data: bytearray, _: bytes) -> bytearray:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.choice((1, 4, 300, 70_000))) + data[at:]


def _splice(chance: random.Random, data: bytearray, other: bytes) -> bytearray:
    at = chance.randrange(len(data) + 1)
    return data[:at] + other[chance.randrange(len(other)) :]


MUTATORS: tuple[Mutator, ...] = (_flip, _flip, _truncate, _lie, _lie, _lie, _swap, _repeat, _grow, _splice)


def case(number: int, sound: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """The suffix and the bytes of one damaged file."""
    chance = random.Random(number)
    # A drawing takes a process of its own, so there are fewer of them.
    suffix, data = chance.choice(sound if chance.random() < 0.3 else sound[:-1])
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        if damaged:
            damaged = chance.choice(MUTATORS)(chance, damaged, chance.choice(sound)[1])
    return suffix, bytes(damaged)


def attempt(path: Path) -> str:
    """What becomes of a file: "made", or the code of its diagnostic. Whatever else is raised is a fault."""
    try:
        photos = Photos()
        facts = photos.facts(path)
        photos.plate(path, Box(0, 0, facts.width, facts.height), (48, 32))
    except DiagnosticError as error:
        return error.diagnostics[0].code
    return "made"


def _work(folder: Path, first: int) -> None:
    """Try cases for ever; the number of the one at hand stands in a file, and what became of the others in another."""
    import resource
    import warnings

    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sound = seeds()
    with (folder / "done").open("a") as done:
        number = first
        while True:
            (folder / "at").write_text(str(number))
            suffix, data = case(number, sound)
            path = folder / f"case.{suffix}"
            path.write_bytes(data)
            start = time.perf_counter()
            try:
                became = attempt(path)
            except Exception as error:
                became = f"FAULT in case {number} ({suffix}): {type(error).__name__}: {error}"
            spent = time.perf_counter() - start
            print(
                became if spent < SLOW else f"FAULT in case {number} ({suffix}): {spent:.0f} s", file=done, flush=True
            )
            number += 1


def _run(seconds: float, first: int) -> int:
    """Try cases for so long, report, and say whether anything was amiss."""
    end = time.monotonic() + seconds
    number, faults = first, []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        while time.monotonic() < end:
            child = subprocess.Popen([sys.executable, __file__, "work", name, str(number)])
            try:
                child.wait(end - time.monotonic())
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                break
            number = int((folder / "at").read_text())
            faults.append(f"FAULT in case {number}: the process ended with {child.returncode}")
            number += 1
        lines = (folder / "done").read_text().splitlines()
    faults += [line for line in lines if line.startswith("FAULT")]
    counted = Counter(line for line in lines if not line.startswith("FAULT"))
    print(f"{len(lines)} files: {', '.join(f'{count} {word}' for word, count in counted.most_common())}")
    print("\n".join(faults) if faults else "no fault")
    return 1 if faults else 0


def _again(number: int) -> int:
    suffix, data = case(number, seeds())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"case.{suffix}"
        path.write_bytes(data)
        try:
            print(attempt(path))
        except Exception:
            traceback.print_exc()
            return 1
    return 0


def main() -> int:
    """Do as the command line says."""
    match sys.argv[1:]:
        case ["work", folder, first]:
            _work(Path(folder), int(first))
            return 0
        case ["case", number]:
            return _again(int(number))
        case [seconds, first]:
            return _run(float(seconds), int(first))
        case [seconds]:
            return _run(float(seconds), 0)
    return _run(60, 0)


if __name__ == "__main__":
    sys.exit(main())
