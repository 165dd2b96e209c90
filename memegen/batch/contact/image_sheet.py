"""The contact sheet as a picture: rows of equal height, each picture with its name and platform under it."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.files import is_folder, write_atomic
from memegen.core.frozen import frozen
from memegen.rendering.formats import format_of
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Font, Item, Picture, Text, translate_item
from memegen.scene.scene import Scene
from memegen.text.style import Style
from memegen.text.typeset import set_text

if TYPE_CHECKING:
    from memegen.batch.contact.page import Record
    from memegen.text.fonts import Library

# All in pixels: the sheet, its margin, the pictures, and the room for what stands under them.
WIDE, HIGHEST, MARGIN, GAP = 2400, 3200, 72, 36
PICTURE, CAPTION, LETTERS = 360, 64, 20.0
GROUND, INK, SOFT = Color(246, 243, 236), Color(26, 26, 34), Color(95, 93, 102)
NAME, PLATFORM = Font("Inter", 700), Font("Inter", 400)
ROWS = (HIGHEST - 2 * MARGIN + GAP) // (PICTURE + CAPTION + GAP)


@frozen
class SheetGraphic:
    """One picture, and where it stands on its sheet."""

    file: str
    platform: str
    source: Box
    box: Box


def sheet_file(name: str) -> Path:
    """The file that somebody means by *name*; one without a suffix gets that of PNG, as a picture's own does.

    Raises DiagnosticError for what cannot be the name of a picture.
    """
    path = Path(name)
    if name.endswith(("/", os.sep)) or is_folder(path):
        raise fail("output-unwritable", f"{name} is a folder", "name a file in it")
    return path if format_of(path) else path.with_name(f"{path.name}.png")


class ImageSheet:
    """Takes records as they come. A sheet that is full is written, and the next begun: sheet-1.png, sheet-2.png."""

    def __init__(self, path: Path, fonts: Library) -> None:
        """Raises DiagnosticError for a file that cannot be a picture."""
        self.format = format_of(path) or "png"
        self.path = path
        self.files: list[Path] = []
        self.fonts = fonts
        self._prints: list[SheetGraphic] = []
        self._x, self._row, self._full = float(MARGIN), 0, 0
        self._trouble: DiagnosticError | None = None

    def add(self, record: Record) -> None:
        """The next picture; a row that failed has none."""
        if "error" in record:
            return
        source = Box(0, 0, record["width"], record["height"])
        scale = min(PICTURE / source.h, (WIDE - 2 * MARGIN) / source.w)
        wide, high = max(1, round(source.w * scale)), max(1, round(source.h * scale))
        if self._x > MARGIN and self._x + wide > WIDE - MARGIN:
            self._x, self._row = float(MARGIN), self._row + 1
        if self._row == ROWS:
            self._write(f"-{self._full + 1}")
            self._full += 1
        top = MARGIN + self._row * (PICTURE + CAPTION + GAP)
        # A picture too wide for the row stands on the same line as the others.
        box = Box(self._x, top + PICTURE - high, wide, high)
        self._prints.append(SheetGraphic(record["file"], record["platform"], source, box))
        self._x += wide + GAP

    def finish(self) -> None:
        """Write the last sheet. Raises DiagnosticError where any sheet could not be written."""
        if self._prints:
            self._write(f"-{self._full + 1}" if self._full else "")
        if self._trouble:
            raise self._trouble

    def _write(self, number: str) -> None:
        """Write a sheet and begin the next. Trouble is kept until the end, for the batch goes on."""
        from memegen.images import Photos
        from memegen.rendering.encode import encode
        from memegen.rendering.painter import paint

        try:
            image = paint(self._scene(), self.fonts, Photos()).image
            file = self.path.with_stem(self.path.stem + number)
            write_atomic(file, encode(image, self.format))
            self.files.append(file)
        except DiagnosticError as error:
            self._trouble = self._trouble or error
        self._prints, self._x, self._row = [], float(MARGIN), 0

    def _scene(self) -> Scene:
        width = max(one.box.right for one in self._prints) + MARGIN
        height = max(one.box.bottom for one in self._prints) + CAPTION + MARGIN
        items: list[Item] = []
        for one in self._prints:
            items += [Picture(str(Path(one.file).absolute()), one.source, one.box), *self._caption(one)]
        return Scene(round(width), round(height), GROUND, tuple(items))

    def _caption(self, one: SheetGraphic) -> list[Text]:
        """The name over the platform, each cut to the picture's width."""
        name = PurePath(one.file).stem.removesuffix(f"-{one.platform}")
        lines = ((name, NAME, INK, 16.0), (one.platform, PLATFORM, SOFT, 44.0))
        return [text for line in lines for text in self._line(*line, one.box)]

    def _line(self, words: str, font: Font, colour: Color, down: float, box: Box) -> list[Text]:
        style = Style(font, colour, LETTERS, LETTERS, max_lines=1, markup=False, smart=False)
        block = set_text(words, style, box.w, CAPTION, self.fonts)
        if not block.lines:
            return []
        text = translate_item(Text("", block.plain, block.size, block.ink, block.lines), box.x, box.bottom + down)
        return [text] if isinstance(text, Text) else []
