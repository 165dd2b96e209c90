"""Compare how memegen and Chromium draw SVG files: those in docs/drawings, or in the folders given as arguments.

Writes a sheet to out/drawings with both and the difference, of the drawings that differ first.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np
from chromium import screenshot
from PIL import Image, ImageCms

from memegen.core.diagnostics import DiagnosticError
from memegen.images.facts import read_facts
from memegen.images.svg_draw import draw_svg

HERE = Path(__file__).parent
DRAWINGS, OUT = HERE / "drawings", HERE.parent / "out" / "drawings"
# Longer side of a drawing, and of the square that it is in, px; squares in a row, and on a page.
SIDE, SQUARE, COLUMNS, ON_PAGE = 200, 208, 6, 48
# Colour difference (CIE76) from which a pixel differs: more than that of edges that are smoothed in another way.
DIFFERS = 12
# Share of the pixels that may differ in a drawing that counts as equal.
EQUAL = 0.02
GROUND = (255, 255, 255)
# Drawings on the sheet.
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Comparison:
    """A drawing by memegen and by Chromium.

    Attributes:
        file: the drawing.
        ours: pixels by memegen; None where it has an error instead.
        theirs: pixels by Chromium.
        error: the error.
    """

    file: Path
    ours: Image.Image | None
    theirs: Image.Image
    error: str = ""

    def differences(self) -> np.ndarray:
        """Return the colour difference of each pixel, CIE76."""
        if self.ours is None:
            return np.full((SQUARE, SQUARE), 100.0)
        return np.sqrt(((_lab(self.ours) - _lab(self.theirs)) ** 2).sum(axis=-1))

    def share(self) -> float:
        """Return the share of the pixels that differ."""
        return float((self.differences() > DIFFERS).mean())


def _lab(image: Image.Image) -> np.ndarray:
    lab = ImageCms.profileToProfile(
        image, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    values = np.asarray(lab or image).astype(float)
    return np.stack([values[..., 0] / 2.55, *((values[..., n] + 128) % 256 - 128 for n in (1, 2))], axis=-1)


def sizes(file: Path) -> tuple[int, int]:
    """Return width and height at which a drawing is compared, px."""
    try:
        facts = read_facts(file)
    except DiagnosticError:
        return SIDE, SIDE
    scale = SIDE / max(facts.width, facts.height)
    return max(1, round(facts.width * scale)), max(1, round(facts.height * scale))


def ours(file: Path) -> tuple[Image.Image | None, str]:
    """Return a drawing by memegen in its square, or the error."""
    size = sizes(file)
    square = Image.new("RGB", (SQUARE, SQUARE), GROUND)
    try:
        drawn = draw_svg(file, size)
    except DiagnosticError as problem:
        return None, problem.diagnostics[0].message.partition(" read: ")[2] or problem.diagnostics[0].message
    square.paste(drawn, (0, 0), drawn)
    return square, ""


def theirs(files: Sequence[Path]) -> list[Image.Image]:
    """Return drawings by Chromium, each in its square."""
    tags = []
    for n, file in enumerate(files):
        width, height = sizes(file)
        left, top = n % COLUMNS * SQUARE, n // COLUMNS * SQUARE
        place = f"position:absolute;left:{left}px;top:{top}px;width:{width}px;height:{height}px"
        tags.append(f'<img src="{escape(file.resolve().as_uri())}" style="{place}">')
    rows = -(-len(files) // COLUMNS)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f"<!doctype html><body style='margin:0;background:white'>{''.join(tags)}", encoding="utf-8")
        shot = screenshot(page, COLUMNS * SQUARE, rows * SQUARE)
    corners = [(n % COLUMNS * SQUARE, n // COLUMNS * SQUARE) for n in range(len(files))]
    return [shot.crop((x, y, x + SQUARE, y + SQUARE)) for x, y in corners]


def compare(files: Sequence[Path]) -> Iterator[Comparison]:
    """Yield the comparison of each file."""
    for start in range(0, len(files), ON_PAGE):
        part = files[start : start + ON_PAGE]
        for file, image in zip(part, theirs(part), strict=True):
            drawn, error = ours(file)
            yield Comparison(file, drawn, image, error)


def sheet(found: Sequence[Comparison]) -> Image.Image:
    """Return an image with each drawing by memegen, by Chromium, and what differs, in black."""
    whole = Image.new("RGB", (SQUARE * 6, SQUARE * -(-len(found) // 2)), "grey")
    for n, one in enumerate(found):
        x, y = n % 2 * 3 * SQUARE, n // 2 * SQUARE
        if one.ours:
            whole.paste(one.ours, (x, y))
        whole.paste(one.theirs, (x + SQUARE, y))
        whole.paste(Image.fromarray(np.where(one.differences() > DIFFERS, 0, 255).astype("uint8")), (x + 2 * SQUARE, y))
    return whole


def main() -> None:
    """Compare, print a row for each drawing that differs, and the number of those that do not."""
    folders = [Path(argument) for argument in sys.argv[1:]] or [DRAWINGS]
    found = sorted(
        compare(sorted(file for folder in folders for file in folder.rglob("*.svg"))),
        key=lambda one: -one.share(),
    )
    print("| drawing | pixels that differ | mean ΔE | error |\n| --- | --: | --: | --- |")
    for one in found:
        if one.error or one.share() > EQUAL:
            print(f"| {one.file.stem} | {one.share():.1%} | {one.differences().mean():.1f} | {one.error} |")
    equal = [one for one in found if not one.error and one.share() <= EQUAL]
    errors = sum(bool(one.error) for one in found)
    mean = np.mean([one.differences().mean() for one in equal]) if equal else 0
    print(f"\n{len(found)} drawings: {len(equal)} equal (mean ΔE {mean:.2f}), {errors} errors")
    OUT.mkdir(parents=True, exist_ok=True)
    sheet(found[:SHOWN]).save(OUT / "sheet.png")


if __name__ == "__main__":
    main()
