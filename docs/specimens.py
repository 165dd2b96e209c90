"""Render the sheets of docs/specimens.md, scripts and effects, with the public template language.

    python docs/specimens.py               all sheets, into docs/specimens
    python docs/specimens.py arabic thai   only those

A script's sheet is a stack of graphics with the template `script`, one for each row of docs/specimens/texts.yaml with
the name of the sheet. Each template of docs/specimens/effects.yaml is a sheet.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from memegen import Renderer
from memegen.batch.rows import Row, read_rows

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen import Rendered

SHEETS = Path(__file__).resolve().parent / "specimens"
SCRIPTS, EFFECTS, TEXTS = SHEETS / "scripts.yaml", SHEETS / "effects.yaml", SHEETS / "texts.yaml"
# Template of the script sheets.
SCRIPT = "script"
# Numbers of palette colours of a sheet of plain letters, and of one with flat colours.
PLAIN, FLAT = 14, 64
# Maximum size of a sheet, in bytes; quality of a JPEG.
LIMIT, QUALITY = 60_000, 76
# Numbers of colours below which an image counts as plain letters, and as flat; gradients and emoji have more.
FEW_COLORS, MANY_COLORS = 1000, 3000
# Width of a graphic, its maximum height, and the margin below its texts; in pixels.
WIDTH, MAX_HEIGHT, MARGIN = 1000, 1000, 28


def texts() -> Iterator[Row]:
    """Yield the rows of the script sheets.

    Raises:
        ValueError: a row is invalid.
    """
    for row in read_rows(TEXTS):
        if not isinstance(row, Row):
            raise ValueError(str(row.diagnostic))
        yield row


def cards() -> Iterator[tuple[str, Rendered]]:
    """Yield every graphic with the name of its sheet, those of one sheet in succession."""
    # Only bundled fonts, so that sheets do not depend on the machine.
    os.environ["MEMEGEN_FONTS"] = ""
    renderer = Renderer([SCRIPTS])
    for row in texts():
        yield row.file, fitted(renderer, row)
    renderer = Renderer([EFFECTS])
    for name in own_templates(renderer):
        fields = renderer.template(name).fields.values()
        yield name, renderer.render(name, {field.name: field.example for field in fields if field.example})


def fitted(renderer: Renderer, row: Row) -> Rendered:
    """Render a row, at the height of its texts."""

    def card(height: int) -> Rendered:
        return renderer.render(SCRIPT, row.values, renderer.catalog.pick([f"{WIDTH}x{height}"])[0], where=row.where)

    bottom = max(box.bottom for _, box in card(MAX_HEIGHT).scene.text_bounds())
    return card(ceil(bottom) + MARGIN)


def names() -> list[str]:
    """Return the names of all sheets."""
    return list(dict.fromkeys([*(row.file for row in texts()), *own_templates(Renderer([EFFECTS]))]))


def own_templates(renderer: Renderer) -> list[str]:
    """Return the templates in the renderer's files, without the one that is only the base of others."""
    bundled = set(Renderer().catalog.names)
    return [name for name in renderer.catalog.names if name not in bundled and name != "effect"]


def stacked(pictures: list[Image]) -> Image:
    """Return images of equal width as one image, one below the other."""
    from PIL import Image

    image = Image.new("RGB", (pictures[0].width, sum(picture.height for picture in pictures)))
    y = 0
    for picture in pictures:
        image.paste(picture, (0, y))
        y += picture.height
    return image


def encoded(sheet: Image) -> tuple[str, bytes]:
    """Return the suffix and bytes of a sheet: a PNG with a palette, or a JPEG if it has too many colours."""
    from PIL.Image import Dither

    file = BytesIO()
    if (count := len(sheet.getcolors(1 << 24) or ())) < MANY_COLORS:
        sheet.quantize(PLAIN if count < FEW_COLORS else FLAT, dither=Dither.NONE).save(file, "PNG", optimize=True)
        return ".png", file.getvalue()
    sheet.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return ".jpg", file.getvalue()


def main() -> None:
    """Write the sheets given as arguments, or all."""
    selected = sys.argv[1:]
    sheets: dict[str, list[Rendered]] = {}
    for name, card in cards():
        if not selected or name in selected:
            sheets.setdefault(name, []).append(card)
    for name, parts in sheets.items():
        for card in parts:
            for finding in card.scene.findings:
                sys.stderr.write(f"{name}: {finding}\n")
        suffix, data = encoded(stacked([card.image.convert("RGB") for card in parts]))
        for old in SHEETS.glob(f"{name}.*g"):
            old.unlink()
        (SHEETS / f"{name}{suffix}").write_bytes(data)
        note = " TOO LARGE" if len(data) > LIMIT else ""
        sys.stdout.write(f"{name}{suffix}: {len(data):,} bytes{note}\n")


if __name__ == "__main__":
    main()
