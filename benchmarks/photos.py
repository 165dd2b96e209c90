"""What taking in a photo costs, beside bare Pillow doing only decode and resize, in the same run.

    python benchmarks/photos.py [ROUNDS]

Each file is cropped to a square of 1080 pixels: by Photos, which looks at the file, checks it against its limits, turns
it upright and brings it to sRGB; and by Pillow, which opens, decodes and resizes. The two take turns, round by round; a
first round is not counted. Printed: the median of each in milliseconds, and their ratio.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageCms

from memegen.images import Photos
from memegen.scene.geometry import Box

SIDE = 1080
SIZE = (6000, 4000)
SQUARE = (1000, 0, 5000, 4000)


def files(folder: Path) -> list[Path]:
    """Write a photograph of 24 megapixels in each format, and a second JPEG as a phone writes it."""
    source = Path(__file__).parents[1] / "assets" / "photos" / "street.jpg"
    image = Image.open(source).convert("RGB").resize(SIZE, Image.Resampling.BICUBIC)
    exif = Image.Exif()
    exif[0x0112] = 3
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # Pillow skips the conversion of profiles called sRGB.
    profile = profile.replace("sRGB".encode("utf-16-be"), "Mine".encode("utf-16-be"))
    image.save(folder / "plain.jpg", quality=88)
    image.save(folder / "turned-with-profile.jpg", quality=88, exif=exif.tobytes(), icc_profile=profile)
    image.save(folder / "photo.png", compress_level=1)
    image.save(folder / "photo.tif", compression="tiff_lzw")
    image.save(folder / "photo.bmp")
    image.resize((4000, 4000)).save(folder / "square.webp", quality=85, method=1)
    image.save(folder / "photo.avif", quality=60, speed=10)
    return sorted(folder.iterdir())


def ours(path: Path) -> None:
    """Prepare the photo with memegen, without cached facts or plates."""
    photos = Photos()
    facts = photos.facts(path)
    left = (facts.width - facts.height) / 2
    photos.plate(path, Box(left, 0, facts.height, facts.height), (SIDE, SIDE))


def bare(path: Path) -> None:
    """Decode the whole file and resize with Pillow."""
    with Image.open(path) as image:
        left = (image.width - image.height) // 2
        image.resize((SIDE, SIDE), Image.Resampling.BICUBIC, box=(left, 0, left + image.height, image.height))


def drafted(path: Path) -> None:
    """Do the same, but decode a JPEG only as large as needed, as experienced users of Pillow do."""
    with Image.open(path) as image:
        left, height = (image.width - image.height) // 2, image.height
        image.draft("RGB", (SIDE * image.width // height, SIDE))
        scale = image.height / height
        box = (left * scale, 0, left * scale + image.height, image.height)
        image.resize((SIDE, SIDE), Image.Resampling.BICUBIC, box=box, reducing_gap=2.0)


def main() -> None:
    """Measure, and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    ways = (ours, bare, drafted)
    sys.stdout.write(
        "| file | memegen ms | Pillow ms | ratio | Pillow with draft ms | ratio |\n|---|---|---|---|---|---|\n"
    )
    with tempfile.TemporaryDirectory() as name:
        for path in files(Path(name)):
            spent: dict[str, list[float]] = {way.__name__: [] for way in ways}
            for number in range(rounds + 1):
                for way in ways:
                    start = time.perf_counter()
                    way(path)
                    if number:
                        spent[way.__name__].append((time.perf_counter() - start) * 1000)
            mine, plain, draft = (statistics.median(spent[way.__name__]) for way in ways)
            figures = f"{mine:.0f} | {plain:.0f} | {mine / plain:.2f} | {draft:.0f} | {mine / draft:.2f}"
            sys.stdout.write(f"| {path.name} | {figures} |\n")


if __name__ == "__main__":
    main()
