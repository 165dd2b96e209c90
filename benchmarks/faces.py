"""Count the faces that are detected in real photographs, and measure what detection costs.

    python benchmarks/faces.py [FOLDER] [--haar CASCADE.xml]

The photographs are those of ``assets/photos`` and those of KNOWN that are in FOLDER; docs/faces.md names the published
packages that contain them. Prints for each detector how many faces it missed and how many it found too many, by the
number of faces in each photo (a missed and a false one may cancel out: look at the boxes as well), and the median in
milliseconds; then the cost of each step next to decoding the photo and resizing it to 1080 px. ``--haar`` adds OpenCV's
cascade classifier, if opencv-python-headless 4 is installed, with a cascade of Debian's opencv-data.
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
# Number of visible faces by file; all other photos have none.
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
# Long side of a photo in px: for detection, and as in a post.
DETECTION_SIDE, POST_SIDE = 640, 1080
# Returns the number of faces that a detector finds.
Count = Callable[[Image.Image], int]


def haar(cascade: str) -> Count:
    """Return OpenCV's classifier with a cascade file as a detector."""
    import cv2
    import numpy

    # OpenCV may not be installed, so that there are no types of it.
    untyped: Any = cv2
    classifier = untyped.CascadeClassifier(cascade)

    def count(image: Image.Image) -> int:
        return len(classifier.detectMultiScale(numpy.asarray(image.convert("L")), 1.1, 4, minSize=(20, 20)))

    return count


def open_photo(path: Path, longest: int = DETECTION_SIDE) -> Image.Image:
    """Open a photo, and shrink its long side to *longest* px."""
    with Image.open(path) as image:
        image.draft("RGB", (longest, longest))
        small = image.convert("RGB")
    small.thumbnail((longest, longest), Image.Resampling.BICUBIC)
    return small


def timed(call: Callable[[], object], rounds: int = 3) -> float:
    """Return the minimum time of some calls in milliseconds."""
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        spent.append((time.perf_counter() - start) * 1000)
    return min(spent)


def detector_row(name: str, count: Count, paths: list[Path]) -> str:
    """Return a detector's row of the table."""
    few = many = total = 0
    spent = []
    for path in paths:
        image = open_photo(path)
        actual, found = KNOWN.get(path.name, 0), count(image)
        total, few, many = total + actual, few + max(0, actual - found), many + max(0, found - actual)
        spent.append(timed(partial(count, image)))
    return f"| {name} | {total} | {few} | {many} | {statistics.median(spent):.0f} |"


def main() -> None:
    """Measure, and print the two tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path)
    options.add_argument("--haar", metavar="CASCADE.xml")
    arguments = options.parse_args()
    paths = sorted(PHOTOS.glob("*.jpg"))
    if arguments.folder:
        shipped = {path.name for path in paths}
        paths += [path for name in KNOWN if name not in shipped and (path := arguments.folder / name).is_file()]
    detectors: dict[str, Count] = {"memegen": lambda image: len(detect_faces(image))}
    if arguments.haar:
        detectors[Path(arguments.haar).stem] = haar(arguments.haar)
    print(f"{len(paths)} photographs\n\n| detector | faces | too few | too many | ms |\n|---|---|---|---|---|")
    for name, count in detectors.items():
        print(detector_row(name, count, paths))
    print("\n| step | ms |\n|---|---|")
    steps: dict[str, Callable[[Path], object]] = {
        f"decode and resize to {POST_SIDE} px": lambda path: open_photo(path, POST_SIDE),
        f"decode and resize to {DETECTION_SIDE} px": open_photo,
        "the same, and faces": lambda path: detect_faces(open_photo(path)),
        "the same, and what the eye goes to": lambda path: saliency_grid(open_photo(path)),
    }
    for name, step in steps.items():
        print(f"| {name} | {statistics.median(timed(partial(step, path)) for path in paths):.0f} |")


if __name__ == "__main__":
    main()
