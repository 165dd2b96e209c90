"""Rebuild this folder from the npm packages that carry the fonts: ``python fonts/rebuild.py``.

Needs the npm client and, for the index, uharfbuzz. The files are taken as they are, but for the emoji: those come as a
web font, which is unpacked (that needs brotli) and rid of its second set of drawings, which nothing here reads.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memegen.text.fonts import FaceRecord

HERE = Path(__file__).resolve().parent

# Package, version, the weights to take (`i` is italic), the genre, and the weight that it looks like where that is not
# the one it is called. The families for filling gaps come last.
FAMILIES = (
    ("anton", "0.4.2", "400", "sans narrow", 800),
    ("bebas-neue", "0.4.1", "400", "sans narrow", 700),
    ("league-gothic", "0.4.2", "400", "sans narrow", 700),
    ("archivo-black", "0.4.1", "400", "sans", 900),
    ("archivo-narrow", "0.4.2", "400 700", "sans narrow", 0),
    ("oswald", "0.4.2", "500 700", "sans narrow", 0),
    ("inter", "0.4.2", "400 700 900", "sans", 0),
    ("montserrat", "0.4.2", "700 900", "sans", 0),
    ("playfair-display", "0.4.2", "700 400i", "serif", 0),
    ("lora", "0.4.2", "400 700 400i", "serif", 0),
    ("caveat", "0.4.2", "700", "hand", 0),
    ("permanent-marker", "0.4.0", "400", "hand", 700),
    ("noto-sans", "0.4.2", "400 700", "sans", 0),
    ("noto-sans-arabic", "0.4.3", "400 700", "sans", 0),
    ("noto-nastaliq-urdu", "0.4.2", "400", "", 0),
    ("noto-sans-hebrew", "0.4.1", "400 700", "sans", 0),
    ("noto-sans-devanagari", "0.4.1", "400 700", "sans", 0),
    ("noto-sans-bengali", "0.4.4", "400 700", "sans", 0),
    ("noto-sans-tamil", "0.4.3", "400 700", "sans", 0),
    ("noto-sans-thai", "0.4.2", "400 700", "sans", 0),
)
# What the signs are taken from, the first that has one: package, version, weights.
SIGNS = (
    ("noto-sans-symbols", "0.4.1", "400 700"),
    ("noto-sans-symbols-2", "0.4.1", "400"),
    ("noto-sans-mono", "0.4.2", "400 700"),
)
EMOJI = ("noto-color-emoji", "5.3.2")


def main() -> None:
    """Fetch every family anew, then write the index."""
    for old in [*HERE.glob("*.ttf"), *HERE.glob("licences/*.txt")]:
        old.unlink()
    (HERE / "licences").mkdir(exist_ok=True)
    entries = [entry for slug, *rest in FAMILIES for entry in fetch(slug, *rest)]
    entries += [*signs(), emoji(*EMOJI)]
    rows = ",\n".join("  " + json.dumps(row(entry), ensure_ascii=False) for entry in entries)
    (HERE / "index.json").write_text(f"[\n{rows}\n]\n", "utf-8")


def row(entry: FaceRecord) -> dict[str, object]:
    """Return the index record of a face."""
    covered = entry.scripts
    sys.stdout.write(f"{entry.file.name}: {', '.join(covered)}\n")
    record: dict[str, object] = {
        "file": entry.file.name,
        "family": entry.font.family,
        "weight": entry.font.weight,
        "italic": entry.font.italic,
        "licence": entry.licence,
        "scripts": list(covered),
        "genre": entry.genre,
    }
    if entry.visual_weight:
        record["looks"] = entry.visual_weight
    if entry.has_color:
        record["coloured"] = True
    return record


def fetch(slug: str, version: str, styles: str, genre: str, looks: int) -> list[FaceRecord]:
    """Copy the faces of a package and their licence to this folder, and return the faces."""
    with unpacked(f"@expo-google-fonts/{slug}@{version}") as package:
        # The package is MIT and the font licence; the font files are under the latter alone.
        licence = json.loads((package / "package.json").read_text("utf-8"))["license"].removeprefix("MIT AND ")
        (HERE / "licences" / f"{slug}.txt").write_bytes((package / "LICENSE_FONT").read_bytes())
        taken = [take(package, style, licence) for style in styles.split()]
    return [replace(entry, genre=genre, visual_weight=looks) for entry in taken]


@contextmanager
def unpacked(package: str) -> Iterator[Path]:
    """Unpack an npm package and yield its folder; delete it on exit (context manager)."""
    with TemporaryDirectory() as folder:
        # The command is put together of the tables above alone.
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (tarball,) = Path(folder).glob("*.tgz")
        with tarfile.open(tarball) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder, "package")


def take(package: Path, style: str, licence: str) -> FaceRecord:
    """Copy the face of one *style* ("700", "400i") out of its *package*."""
    tail = "_Italic" if style.endswith("i") else ""
    (source,) = (p for p in package.glob(f"{style[:3]}*/*.ttf") if p.stem.endswith("_Italic") == bool(tail))
    family, _, _ = source.stem.partition("_")
    target = HERE / f"{family}-{style[:3]}{tail.lstrip('_')}.ttf"
    target.write_bytes(source.read_bytes())
    return described(target, licence)


def signs() -> list[FaceRecord]:
    """Build the family of signs, see `symbols.py`, and its licence: that of its sources under one copyright line."""
    import symbols

    with ExitStack() as stack:
        packages = [stack.enter_context(unpacked(f"@expo-google-fonts/{slug}@{version}")) for slug, version, _ in SIGNS]
        sources = []
        for package, (_, _, weights) in zip(packages, SIGNS, strict=True):
            files = {int(weight): next(package.glob(f"{weight}*/*.ttf")) for weight in weights.split()}
            sources.append(symbols.Source(files))
        _, _, licence = (packages[0] / "LICENSE_FONT").read_text("utf-8").partition("\n")
        (HERE / "licences" / "memegen-symbols.txt").write_text(f"{symbols.COPYRIGHT}\n{licence}", "utf-8")
        return [described(file, "OFL-1.1") for file in symbols.build(sources, HERE)]


def emoji(slug: str, version: str) -> FaceRecord:
    """Build the colour emoji font, as vector drawings with gradients (COLR version 1) only."""
    from fontTools.ttLib import TTFont

    target = HERE / "NotoColorEmoji-400.ttf"
    with unpacked(f"@fontsource/{slug}@{version}") as package:
        (HERE / "licences" / f"{slug}.txt").write_bytes((package / "LICENSE").read_bytes())
        # The other files hold a part of the emoji each.
        font = TTFont(package / "files" / f"{slug}-emoji-400-normal.woff2", recalcTimestamp=False)
        font.flavor = None
        del font["SVG "]
        font.save(target)
    return described(target, "OFL-1.1")


def described(file: Path, licence: str) -> FaceRecord:
    """Return the record of the single face in a file."""
    from memegen.text.fonts.describe import describe

    (entry,) = describe(file, licence)
    return entry


if __name__ == "__main__":
    # The checkout goes before an installed copy.
    sys.path.insert(0, str(HERE.parent))
    main()
