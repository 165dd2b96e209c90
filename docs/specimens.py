"""Renders the sheets of docs/specimens.md: scripts and effects, each made with the public template language.

    python docs/specimens.py               all sheets, into docs/specimens
    python docs/specimens.py arabic thai   only those

A script's sheet is a stack of cards of the template `script`, one for each row of docs/specimens/texts.yaml that has
the sheet's name. Every template of docs/specimens/effects.yaml is a sheet of its own.
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
# The template of the script sheets.
SCRIPT = "script"
# The colours of a sheet of plain letters, and of another flat one; the most bytes that a sheet may have.
PLAIN, FLAT, LIMIT, QUALITY = 14, 64, 60_000, 76
# The edges of letters in a few flat colours have fewer colours than this; of gradients and emoji there are more.
FEW, MANY = 1000, 3000
# The width of a card, a height in which any has room, and what is kept free below its texts; pixels.
WIDE, HIGH, EDGE = 1000, 1000, 28


def texts() -> Iterator[Row]:
    """The rows of the script sheets. Raises ValueError for one that cannot be read."""
    for row in read_rows(TEXTS):
        if not isinstance(row, Row):
            raise ValueError(str(row.diagnostic))
        yield row


def cards() -> Iterator[tuple[str, Rendered]]:
    """Every card with the name of its sheet; those of one sheet follow one another."""
    # The sheets show the fonts that come with memegen, whatever else a machine has.
    os.environ["MEMEGEN_FONTS"] = ""
    renderer = Renderer([SCRIPTS])
    for row in texts():
        yield row.name, fitted(renderer, row)
    renderer = Renderer([EFFECTS])
    for name in own_templates(renderer):
        fields = renderer.template(name).fields.values()
        yield name, renderer.render(name, {field.name: field.example for field in fields if field.example})


def fitted(renderer: Renderer, row: Row) -> Rendered:
    """The card of a row, as high as its texts need."""

    def card(high: int) -> Rendered:
        return renderer.render(SCRIPT, row.values, renderer.catalog.pick([f"{WIDE}x{high}"])[0], where=row.where)

    bottom = max(box.bottom for _, box in card(HIGH).scene.text_bounds())
    return card(ceil(bottom) + EDGE)


def names() -> list[str]:
    """The names of all sheets."""
    return list(dict.fromkeys([*(row.name for row in texts()), *own_templates(Renderer([EFFECTS]))]))


def own_templates(renderer: Renderer) -> list[str]:
    """The templates of the renderer's files that do not come with memegen and are no mere base of others."""
    shipped = set(Renderer().catalog.names)
    return [name for name in renderer.catalog.names if name not in shipped and name != "effect"]


def stacked(pictures: list[Image]) -> Image:
    """Pictures of one width, one below the other."""
    from PIL import Image

    whole = Image.new("RGB", (pictures[0].width, sum(picture.height for picture in pictures)))
    y = 0
    for picture in pictures:
        whole.paste(picture, (0, y))
        y += picture.height
    return whole


def encoded(sheet: Image) -> tuple[str, bytes]:
    """The suffix and the bytes of a sheet: a PNG with a palette, or a JPEG where the sheet has too many colours."""
    from PIL.Image import Dither

    file = BytesIO()
    if (count := len(sheet.getcolors(1 << 24) or ())) < MANY:
        sheet.quantize(PLAIN if count < FEW else FLAT, dither=Dither.NONE).save(file, "PNG", optimize=True)
        return ".png", file.getvalue()
    sheet.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return ".jpg", file.getvalue()


def main() -> None:
    """Write the sheets asked for, or all."""
    asked = sys.argv[1:]
    sheets: dict[str, list[Rendered]] = {}
    for name, card in cards():
        if not asked or name in asked:
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
