"""The sheet by which legibility is judged: many photographs under three templates in five shapes, and their contrasts.

    python docs/legibility_sheet.py          writes out/legibility/ and docs/pictures/scrim-before-after.jpg
    python docs/legibility_sheet.py street   only for the photographs so named

In out/legibility come to stand TEMPLATE.jpg, a row of five shapes for each photograph; the cards at their full size in
cards/; before-after.jpg, each photograph under the same words without a scrim and with `scrim: auto`; and contrast.csv,
the worst contrast of every text with what it needs. Ends in a failure if one is below that.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from memegen.renderer import Rendered, Renderer
from memegen.rendering.text_report import CONTRAST_TOLERANCE

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "out" / "legibility"
PICTURE = ROOT / "docs" / "pictures" / "scrim-before-after.jpg"
PHOTOS = (*sorted((ROOT / "assets" / "photos").glob("*.jpg")), *sorted((ROOT / "assets" / "drawn").glob("crowd.jpg")))
SHAPES = ("instagram-square", "instagram-portrait", "instagram-story", "x-post", "x-header")
# Faces that can be recognised stand beside the campaign's own words only, so all of them do.
WORDS = {
    "quote": "Every branch library *stays* open, six days a week.",
    "by": "Friends of Millbrook Library",
    "role": "Members' meeting, 12 March",
}
TEMPLATES = {
    "quote-full": {**WORDS, "tone": "none"},
    "quote-photo": {**WORDS, "tone": "none"},
    "hashtag": {"line": "Every library in Millbrook", "when": "Saturday 12 March"},
}
BARE = "templates: {bare: {extends: quote-full, change: {shade: {hidden: yes}, sky: {hidden: yes}}}}"
HIGH, GAP, GREY = 300, 10, (136, 136, 136)
# The picture of the documentation: photographs of few and of many lights, at this size.
SHOWN, SMALL, QUALITY = ("street", "shore", "fruit"), 252, 76


class Reading(NamedTuple):
    """What is written of one text of a card."""

    template: str
    photo: str
    platform: str
    layer: str
    contrast: float | None
    needs: float
    findings: str

    @property
    def reads(self) -> bool:
        return self.contrast is None or self.contrast >= self.needs - CONTRAST_TOLERANCE


def readings(card: Rendered, photo: str) -> Iterator[Reading]:
    """A reading of each text on the card."""
    record = card.record()
    found = " ".join(sorted({finding["code"] for finding in record["findings"]}))
    needs = [text.needs for text in card.scene.texts() if text.layer]
    for box, need in zip(record["boxes"], needs, strict=True):
        yield Reading(record["template"], photo, record["platform"], box["layer"], box["contrast"], need, found)


def beside(rows: Sequence[Sequence[Image.Image]], high: int = HIGH) -> Image.Image:
    """The pictures in rows, each *high* pixels high."""
    lines = []
    for row in rows:
        sizes = [(round(picture.width * high / picture.height), high) for picture in row]
        lines.append([p.resize(size, Image.Resampling.LANCZOS) for p, size in zip(row, sizes, strict=True)])
    width = max(sum(picture.width + GAP for picture in line) for line in lines) - GAP
    whole = Image.new("RGB", (width, len(lines) * (high + GAP) - GAP), GREY)
    for down, line in enumerate(lines):
        x = 0
        for picture in line:
            whole.paste(picture, (x, down * (high + GAP)))
            x += picture.width + GAP
    return whole


def sheet(renderer: Renderer, template: str, photos: Iterable[Path]) -> Iterator[Reading]:
    """Write the sheet of one template and its cards."""
    rows = []
    for photo in photos:
        row = []
        for platform in renderer.catalog.pick(SHAPES):
            card = renderer.render(template, {**TEMPLATES[template], "photo": str(photo)}, platform)
            yield from readings(card, photo.stem)
            row.append(card.image.convert("RGB"))
            row[-1].save(OUT / "cards" / f"{template}-{photo.stem}-{platform.name}.jpg", quality=90)
        rows.append(row)
    beside(rows).save(OUT / f"{template}.jpg", quality=88)


def before_after(renderer: Renderer, photos: Iterable[Path], platform: str) -> list[list[Image.Image]]:
    """For each photograph the card without a scrim, and with as much as it needs."""
    (target,) = renderer.catalog.pick([platform])
    values = TEMPLATES["quote-full"]
    return [
        [
            renderer.render(template, {**values, "photo": str(photo)}, target).image.convert("RGB")
            for template in ("bare", "quote-full")
        ]
        for photo in photos
    ]


def compared(photos: Sequence[Path]) -> None:
    """Write before-after.jpg, and of a few of its pictures the one in the documentation."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bare.yaml"
        file.write_text(BARE, encoding="utf-8")
        renderer = Renderer([file])
        pairs = [
            [*square, *wide]
            for square, wide in zip(
                before_after(renderer, photos, "instagram-square"),
                before_after(renderer, photos, "x-post"),
                strict=True,
            )
        ]
        beside(pairs).save(OUT / "before-after.jpg", quality=88)
        by_name = {photo.stem: row for photo, row in zip(photos, pairs, strict=True)}
    if set(SHOWN) <= set(by_name):
        columns = [[by_name[name][side] for name in SHOWN] for side in (0, 1)]
        beside(columns, SMALL).save(PICTURE, quality=QUALITY, optimize=True)


def main() -> None:
    """Write everything; say which texts do not read."""
    asked = sys.argv[1:]
    photos = [photo for photo in PHOTOS if not asked or photo.stem in asked]
    (OUT / "cards").mkdir(parents=True, exist_ok=True)
    renderer = Renderer()
    found = [reading for template in TEMPLATES for reading in sheet(renderer, template, photos)]
    with (OUT / "contrast.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(Reading._fields)
        table.writerows(found)
    compared(photos)
    faint = [reading for reading in found if not reading.reads]
    for reading in faint:
        sys.stdout.write(f"below {reading.needs:g}: {' '.join(map(str, reading))}\n")
    measured = [reading.contrast / reading.needs for reading in found if reading.contrast and reading.needs]
    sys.stdout.write(
        f"{len(photos)} photographs, {len(found)} texts, {len(faint)} below their target; "
        f"the least is {min(measured):.2f} of it\n"
    )
    sys.exit(bool(faint))


if __name__ == "__main__":
    main()
