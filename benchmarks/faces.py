"""How many faces are found in real photographs, and what looking for them costs.

    python benchmarks/faces.py [FOLDER] [--haar CASCADE.xml]

Looked at are the photographs of ``assets/photos`` and those of KNOWN that lie in FOLDER; docs/faces.md says which
published packages they come from. Printed for each detector: how many faces it has too few and too many, by a count of
the faces in each photo (one too few and one false may hide each other: look at the boxes as well), and the median
milliseconds. Then what each step costs beside decoding the photo and bringing it to 1080 pixels. ``--haar`` adds
OpenCV's cascade classifier, where opencv-python-headless 4 is installed, with a cascade of Debian's opencv-data.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image

from memegen.images.faces import detect_faces
from memegen.images.saliency import saliency_grid

PHOTOS = Path(__file__).resolve().parents[1] / "assets" / "photos"
# The faces that can be seen, by file; every other photo has none.
KNOWN = {
    "astronaut.png": 1,
    "basketball1.png": 2,
    "breakingbad.jpg": 2,
    "chelsea.png": 0,
    "einstein.jpg": 2,
    "faces.jpg": 3,
    "lenna.png": 1,
    "messi5.jpg": 1,
    "mill.jpg": 1,
    "portrait.jpg": 1,
    "reading.jpg": 1,
    "sample1.jpg": 3,
    "sample2.jpg": 3,
    "sample3.jpg": 3,
    "sample4.jpg": 4,
    "sample5.jpg": 5,
    "sample6.jpg": 4,
    "self-portrait-1885.jpg": 1,
    "t1.jpg": 6,
    "tongue.jpg": 1,
    "young-woman-in-mauve.jpg": 1,
}
GLANCE, PLATE = 640, 1080
Count = Callable[[Image.Image], int]


def haar(cascade: str) -> Count:
    """OpenCV's classifier with a cascade file."""
    import cv2
    import numpy

    # No types are known of what may not be installed.
    known: Any = cv2
    classifier = known.CascadeClassifier(cascade)

    def count(image: Image.Image) -> int:
        return len(classifier.detectMultiScale(numpy.asarray(image.convert("L")), 1.1, 4, minSize=(20, 20)))

    return count


def glance(path: Path, longest: int = GLANCE) -> Image.Image:
    """The photo at the size at which it is looked at."""
    with Image.open(path) as image:
        image.draft("RGB", (longest, longest))
        small = image.convert("RGB")
    small.thumbnail((longest, longest), Image.Resampling.BICUBIC)
    return small


def timed(call: Callable[[], object], rounds: int = 3) -> float:
    """The least milliseconds of a few calls."""
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        spent.append((time.perf_counter() - start) * 1000)
    return min(spent)


def judged(name: str, count: Count, paths: list[Path]) -> str:
    """A row of the table of detectors."""
    few = many = seen = 0
    spent = []
    for path in paths:
        image = glance(path)
        there, found = KNOWN.get(path.name, 0), count(image)
        seen, few, many = seen + there, few + max(0, there - found), many + max(0, found - there)
        spent.append(timed(partial(count, image)))
    return f"| {name} | {seen} | {few} | {many} | {statistics.median(spent):.0f} |"


def main() -> None:
    """Run and print the two tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path)
    options.add_argument("--haar", metavar="CASCADE.xml")
    asked = options.parse_args()
    paths = sorted(PHOTOS.glob("*.jpg"))
    if asked.folder:
        shipped = {path.name for path in paths}
        paths += [path for name in KNOWN if name not in shipped and (path := asked.folder / name).is_file()]
    detectors: dict[str, Count] = {"memegen": lambda image: len(detect_faces(image))}
    if asked.haar:
        detectors[Path(asked.haar).stem] = haar(asked.haar)
    print(f"{len(paths)} photographs\n\n| detector | faces | too few | too many | ms |\n|---|---|---|---|---|")
    for name, count in detectors.items():
        print(judged(name, count, paths))
    print("\n| step | ms |\n|---|---|")
    steps: dict[str, Callable[[Path], object]] = {
        f"decode and resize to {PLATE} px": lambda path: glance(path, PLATE),
        f"decode and resize to {GLANCE} px": glance,
        "the same, and faces": lambda path: detect_faces(glance(path)),
        "the same, and what the eye goes to": lambda path: saliency_grid(glance(path)),
    }
    for name, step in steps.items():
        print(f"| {name} | {statistics.median(timed(partial(step, path)) for path in paths):.0f} |")


if __name__ == "__main__":
    main()
