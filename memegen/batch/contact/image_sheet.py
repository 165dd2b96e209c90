"""The contact sheet as an image: rows of equal height, each graphic with its name and platform below."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.files import is_folder, write_atomic
from memegen.core.frozen import frozen
from memegen.rendering.formats import format_of
from memegen.scene.color import Color
from memegen.scene.geometry import Box
from memegen.scene.items import Font, Item, Picture, Text
from memegen.scene.scene import Scene
from memegen.scene.translate import translate_item
from memegen.text.style import Style
from memegen.text.typeset import set_text

if TYPE_CHECKING:
    from memegen.batch.contact.card import Record
    from memegen.text.fonts import Library

# All in px: maximum width and height of an image, its margin, and the gap between graphics.
MAX_WIDTH, MAX_HEIGHT, MARGIN, GAP = 2400, 3200, 72, 36
# In px: height of a graphic, height of the caption below it, font size of the caption.
GRAPHIC_HEIGHT, CAPTION_HEIGHT, FONT_SIZE = 360, 64, 20.0
# In px from the lower edge of the graphic: the top of the two lines of the caption.
NAME_TOP, PLATFORM_TOP = 16.0, 44.0
BACKGROUND, NAME_COLOR, PLATFORM_COLOR = Color(246, 243, 236), Color(26, 26, 34), Color(95, 93, 102)
NAME_FONT, PLATFORM_FONT = Font("Inter", 700), Font("Inter", 400)
MAX_ROWS = (MAX_HEIGHT - 2 * MARGIN + GAP) // (GRAPHIC_HEIGHT + CAPTION_HEIGHT + GAP)


@frozen
class PlacedGraphic:
    """A graphic on an image.

    Attributes:
        source: its full size, px.
        box: its place on the image, px.
    """

    file: str
    platform: str
    source: Box
    box: Box


def image_path(name: str) -> Path:
    """Return the file for ``--sheet NAME``, with the suffix ``.png`` if it has no suffix of an image format.

    Raises:
        DiagnosticError: ``output-unwritable``, if *name* is a folder.
    """
    path = Path(name)
    if name.endswith(("/", os.sep)) or is_folder(path):
        raise fail(
            "output-unwritable",
            f"cannot write the contact sheet: {name} is a folder",
            "name a file with --sheet, e.g. sheet.png",
        )
    return path if format_of(path) else path.with_name(f"{path.name}.png")


class ImageSheet:
    """Takes records one at a time; writes each image when it is full: sheet-1.png, sheet-2.png.

    Attributes:
        files: the images written.
    """

    def __init__(self, path: Path, fonts: Library) -> None:
        self.format = format_of(path) or "png"
        self.path = path
        self.files: list[Path] = []
        self.fonts = fonts
        self._graphics: list[PlacedGraphic] = []
        self._x, self._row, self._full = float(MARGIN), 0, 0
        self._error: DiagnosticError | None = None

    def add(self, record: Record) -> None:
        """Place a graphic; ignore a failure."""
        if "error" in record:
            return
        source = Box(0, 0, record["width"], record["height"])
        scale = min(GRAPHIC_HEIGHT / source.h, (MAX_WIDTH - 2 * MARGIN) / source.w)
        width, height = max(1, round(source.w * scale)), max(1, round(source.h * scale))
        if self._x > MARGIN and self._x + width > MAX_WIDTH - MARGIN:
            self._x, self._row = float(MARGIN), self._row + 1
        if self._row == MAX_ROWS:
            self._write(f"-{self._full + 1}")
            self._full += 1
        top = MARGIN + self._row * (GRAPHIC_HEIGHT + CAPTION_HEIGHT + GAP)
        # A graphic that is scaled to the maximum width is aligned with the lower edge of the row.
        box = Box(self._x, top + GRAPHIC_HEIGHT - height, width, height)
        self._graphics.append(PlacedGraphic(record["file"], record["platform"], source, box))
        self._x += width + GAP

    def finish(self) -> None:
        """Write the last image.

        Raises:
            DiagnosticError: ``output-unwritable``, if any image could not be written.
        """
        if self._graphics:
            self._write(f"-{self._full + 1}" if self._full else "")
        if self._error:
            raise self._error

    def _write(self, number: str) -> None:
        """Write an image, and begin the next. An error is raised at the end, because the batch goes on."""
        from memegen.images import Photos
        from memegen.rendering.encode import encode
        from memegen.rendering.painter import paint

        try:
            with TemporaryDirectory(prefix="memegen-") as folder:
                image = paint(self._scene(Path(folder)), self.fonts, Photos()).image
            file = self.path.with_stem(self.path.stem + number)
            write_atomic(file, encode(image, self.format))
            self.files.append(file)
        except DiagnosticError as error:
            self._error = self._error or error
        self._graphics, self._x, self._row = [], float(MARGIN), 0

    def _scene(self, folder: Path) -> Scene:
        """Return the image as a scene; *folder* takes the first pages of documents as pictures."""
        width = max(graphic.box.right for graphic in self._graphics) + MARGIN
        height = max(graphic.box.bottom for graphic in self._graphics) + CAPTION_HEIGHT + MARGIN
        items: list[Item] = []
        for graphic in self._graphics:
            items += [_picture(graphic, folder / f"{len(items)}.jpg"), *self._caption(graphic)]
        return Scene(round(width), round(height), BACKGROUND, tuple(items))

    def _caption(self, graphic: PlacedGraphic) -> list[Text]:
        """Return the name and, below it, the platform, each cut to the width of the graphic."""
        name = PurePath(graphic.file).stem.removesuffix(f"-{graphic.platform}")
        lines = (
            (name, NAME_FONT, NAME_COLOR, NAME_TOP),
            (graphic.platform, PLATFORM_FONT, PLATFORM_COLOR, PLATFORM_TOP),
        )
        return [text for line in lines for text in self._line(*line, graphic.box)]

    def _line(self, words: str, font: Font, color: Color, top: float, box: Box) -> list[Text]:
        style = Style(font, color, FONT_SIZE, FONT_SIZE, max_lines=1, markup=False, smart=False)
        layout = set_text(words, style, box.w, CAPTION_HEIGHT, self.fonts)
        if not layout.lines:
            return []
        text = Text("", layout.plain, layout.size, layout.ink, layout.lines)
        moved = translate_item(text, box.x, box.bottom + top)
        return [moved] if isinstance(moved, Text) else []


def _picture(graphic: PlacedGraphic, preview_file: Path) -> Picture:
    """Return the picture of a graphic; that of a document is its first page, which is written to *preview_file*."""
    file = Path(graphic.file).absolute()
    if file.suffix.lower() != ".pdf":
        return Picture(str(file), graphic.source, graphic.box)
    from memegen.images.facts import read_facts
    from memegen.rendering.pdf import preview

    preview_file.write_bytes(preview(file.read_bytes()))
    facts = read_facts(preview_file)
    return Picture(str(preview_file), Box(0, 0, facts.width, facts.height), graphic.box)
