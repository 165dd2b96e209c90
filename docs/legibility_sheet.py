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

from memegen.renderer import Renderer
from memegen.rendering.rendered import Rendered
from memegen.rendering.text_report import CONTRAST_TOLERANCE

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "out" / "legibility"
PICTURE = ROOT / "docs" / "pictures" / "scrim-before-after.jpg"
PHOTOS = (*sorted((ROOT / "assets" / "photos").glob("*.jpg")), *sorted((ROOT / "assets" / "drawn").glob("crowd.jpg")))
SHAPES = ("instagram-square", "instagram-portrait", "instagram-story", "x-post", "x-header")
# The campaign's own words, because some photos show faces that can be recognised.
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
# Height of a picture of a sheet and gap, in pixels; colour of the gap.
HEIGHT, GAP, GREY = 300, 10, (136, 136, 136)
# The documentation's picture: its photos, dark and bright; the height of each, in pixels; quality of the JPEG.
SHOWN, SHOWN_HEIGHT, QUALITY = ("street", "shore", "fruit"), 252, 76


class Reading(NamedTuple):
    """A row of contrast.csv: a text of a graphic, its contrast, and the contrast that it needs."""

    template: str
    photo: str
    platform: str
    layer: str
    contrast: float | None
    needs: float
    findings: str

    @property
    def legible(self) -> bool:
        """Whether the contrast is not measured or sufficient."""
        return self.contrast is None or self.contrast >= self.needs - CONTRAST_TOLERANCE


def readings(card: Rendered, photo: str) -> Iterator[Reading]:
    """Yield a reading for each text of a graphic."""
    record = card.record()
    codes = " ".join(sorted({finding["code"] for finding in record["findings"]}))
    needs = [text.needs for text in card.scene.texts() if text.layer]
    for box, need in zip(record["boxes"], needs, strict=True):
        yield Reading(record["template"], photo, record["platform"], box["layer"], box["contrast"], need, codes)


def beside(rows: Sequence[Sequence[Image.Image]], height: int = HEIGHT) -> Image.Image:
    """Return an image of rows of pictures, each *height* pixels high."""
    lines = []
    for row in rows:
        sizes = [(round(picture.width * height / picture.height), height) for picture in row]
        lines.append([p.resize(size, Image.Resampling.LANCZOS) for p, size in zip(row, sizes, strict=True)])
    width = max(sum(picture.width + GAP for picture in line) for line in lines) - GAP
    image = Image.new("RGB", (width, len(lines) * (height + GAP) - GAP), GREY)
    for index, line in enumerate(lines):
        x = 0
        for picture in line:
            image.paste(picture, (x, index * (height + GAP)))
            x += picture.width + GAP
    return image


def sheet(renderer: Renderer, template: str, photos: Iterable[Path]) -> Iterator[Reading]:
    """Write the sheet and the graphics of a template, and yield their readings."""
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
    """Return for each photo the graphic without a scrim and with `scrim: auto`."""
    (target,) = renderer.catalog.pick([platform])
    values = TEMPLATES["quote-full"]
    return [
        [
            renderer.render(template, {**values, "photo": str(photo)}, target).image.convert("RGB")
            for template in ("bare", "quote-full")
        ]
        for photo in photos
    ]


def write_before_after(photos: Sequence[Path]) -> None:
    """Write before-after.jpg, and the documentation's picture with a few of its photos."""
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
        beside(columns, SHOWN_HEIGHT).save(PICTURE, quality=QUALITY, optimize=True)


def main() -> None:
    """Write everything, report texts that are not legible, and fail if there are any."""
    selected = sys.argv[1:]
    photos = [photo for photo in PHOTOS if not selected or photo.stem in selected]
    (OUT / "cards").mkdir(parents=True, exist_ok=True)
    renderer = Renderer()
    found = [reading for template in TEMPLATES for reading in sheet(renderer, template, photos)]
    with (OUT / "contrast.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(Reading._fields)
        table.writerows(found)
    write_before_after(photos)
    faint = [reading for reading in found if not reading.legible]
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
