"""Rebuild this folder from the npm packages that carry the fonts: ``python fonts/rebuild.py``.

Needs the npm client and, for the index, uharfbuzz. The files are taken as they are; nothing in them is changed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memegen.fonts import Entry

HERE = Path(__file__).resolve().parent

# Package, version, and the weights to take; `i` is italic. The families for filling gaps come last.
FAMILIES = (
    ("anton", "0.4.2", "400"),
    ("bebas-neue", "0.4.1", "400"),
    ("league-gothic", "0.4.2", "400"),
    ("archivo-black", "0.4.1", "400"),
    ("archivo-narrow", "0.4.2", "400 700"),
    ("oswald", "0.4.2", "500 700"),
    ("inter", "0.4.2", "400 700 900"),
    ("montserrat", "0.4.2", "700 900"),
    ("playfair-display", "0.4.2", "700 400i"),
    ("lora", "0.4.2", "400 700 400i"),
    ("caveat", "0.4.2", "700"),
    ("permanent-marker", "0.4.0", "400"),
    ("noto-sans", "0.4.2", "400 700"),
)


def main() -> None:
    """Fetch every family anew, then write the index."""
    for old in [*HERE.glob("*.ttf"), *HERE.glob("licences/*.txt")]:
        old.unlink()
    (HERE / "licences").mkdir(exist_ok=True)
    index: list[dict[str, object]] = []
    for slug, version, styles in FAMILIES:
        for entry in fetch(slug, version, styles.split()):
            sys.stdout.write(f"{entry.file.name}: {', '.join(entry.scripts)}\n")
            index.append(
                {
                    "file": entry.file.name,
                    "family": entry.font.family,
                    "weight": entry.font.weight,
                    "italic": entry.font.italic,
                    "licence": entry.licence,
                    "scripts": list(entry.scripts),
                }
            )
    rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in index)
    (HERE / "index.json").write_text(f"[\n{rows}\n]\n", "utf-8")


def fetch(slug: str, version: str, styles: list[str]) -> list[Entry]:
    """The faces of one package, put here with their licence."""
    with TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"@expo-google-fonts/{slug}@{version}"]
        # The command is put together of the table above alone.
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (tarball,) = Path(folder).glob("*.tgz")
        with tarfile.open(tarball) as archive:
            archive.extractall(folder, filter="data")
        package = Path(folder, "package")
        # The package is MIT and the font licence; the font files are under the latter alone.
        licence = json.loads((package / "package.json").read_text("utf-8"))["license"].removeprefix("MIT AND ")
        (HERE / "licences" / f"{slug}.txt").write_bytes((package / "LICENSE_FONT").read_bytes())
        return [take(package, style, licence) for style in styles]


def take(package: Path, style: str, licence: str) -> Entry:
    """Copy the face of one *style* ("700", "400i") out of its *package*."""
    tail = "_Italic" if style.endswith("i") else ""
    (source,) = (p for p in package.glob(f"{style[:3]}*/*.ttf") if p.stem.endswith("_Italic") == bool(tail))
    family, _, _ = source.stem.partition("_")
    target = HERE / f"{family}-{style[:3]}{tail.lstrip('_')}.ttf"
    target.write_bytes(source.read_bytes())
    from memegen.fonts.entry import describe

    (entry,) = describe(target, licence, bundled=True)
    return entry


if __name__ == "__main__":
    # The checkout goes before an installed copy.
    sys.path.insert(0, str(HERE.parent))
    main()
