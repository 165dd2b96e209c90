"""Pictures in a terminal: the protocols of kitty and iTerm2, and half blocks in colours for all others.

Sources: "Terminal graphics protocol" of kitty (sw.kovidgoyal.net/kitty/graphics-protocol), "Inline Images Protocol" of
iTerm2 (iterm2.com/documentation-images.html), ECMA-48 and ITU-T T.416 for colours.
"""

from __future__ import annotations

import base64
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from memegen.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

KITTY, ITERM, TRUE_COLOR, PALETTE = "kitty", "iterm2", "24 bits", "256 colours"
# Maximum number of base64 characters in one escape sequence of kitty's protocol.
CHUNK = 4096
# Pixels of a picture for each column of the terminal it takes: more than the cells of most terminals have.
PIXELS_PER_COLUMN = 16
# Height of a cell divided by its width, as in most terminals.
CELL_RATIO = 2.0
# The upper half block: its foreground is the upper pixel, its background the lower one.
BLOCK, RESET = "▀", "\x1b[0m"
# Levels of a channel in the cube of xterm's 256 colours, which begins at 16. From 232 on there are 24 greys: 8, 18 …
CUBE = (0, 95, 135, 175, 215, 255)
# Which colour transparent pixels show, the gap between pictures side by side, px, and their height.
BACKDROP, GAP, HEIGHT = (128, 128, 128), 24, 480


@frozen
class Room:
    """The space for a picture, in columns and rows of the terminal."""

    columns: int
    rows: int

    def fitted(self, image: Image.Image) -> Room:
        """Return the largest part in which *image* keeps its proportions, at least one cell."""
        ratio = image.width / image.height * CELL_RATIO
        columns = min(float(self.columns), self.rows * ratio)
        return Room(max(1, round(columns)), max(1, round(columns / ratio)))


def terminal_picture(image: Image.Image, protocol: str, room: Room) -> str:
    """Return what shows an image in a terminal, with a line feed at the end.

    Args:
        image: the image; transparent pixels show grey.
        protocol: KITTY, ITERM, TRUE_COLOR or PALETTE.
        room: the space for it.
    """
    fitted, flat = room.fitted(image), _flat(image)
    if protocol in (KITTY, ITERM):
        width = min(flat.width, fitted.columns * PIXELS_PER_COLUMN)
        png = _png(flat.resize((width, max(1, round(width * flat.height / flat.width))), Image.Resampling.LANCZOS))
        return kitty(png, fitted) if protocol == KITTY else iterm(png, fitted)
    pixels = flat.resize((fitted.columns, 2 * fitted.rows), Image.Resampling.BOX)
    return half_blocks(pixels, true_color=protocol == TRUE_COLOR)


def kitty(png: bytes, room: Room) -> str:
    """Return the sequences that show a PNG in kitty; the terminal answers none of them."""
    data = base64.b64encode(png).decode()
    chunks = [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]
    keys = [f"a=T,f=100,q=2,c={room.columns},r={room.rows}", *[""] * (len(chunks) - 1)]
    parts = []
    for number, (key, chunk) in enumerate(zip(keys, chunks, strict=True), 1):
        more = f"m={int(number < len(chunks))}"
        parts.append(f"\x1b_G{','.join(filter(None, (key, more)))};{chunk}\x1b\\")
    return "".join(parts) + "\n"


def iterm(png: bytes, room: Room) -> str:
    """Return the sequence that shows a PNG in iTerm2."""
    size = f"size={len(png)};width={room.columns};height={room.rows};preserveAspectRatio=1"
    return f"\x1b]1337;File=inline=1;{size}:{base64.b64encode(png).decode()}\x07\n"


def half_blocks(pixels: Image.Image, *, true_color: bool) -> str:
    """Return lines of half blocks for the pixels of an RGB image, two rows of them in a line.

    Args:
        pixels: the image; its height is even.
        true_color: whether colours have 24 bits; else they are those of xterm's palette.
    """
    code = _true_color if true_color else _palette_color
    lines = []
    for top in range(0, pixels.height, 2):
        line, last = "", ("", "")
        for x in range(pixels.width):
            upper, lower = (code(*pixels.getpixel((x, y))[:3]) for y in (top, top + 1))  # type: ignore[index]  # RGB
            # A sequence that would change nothing is left out.
            changed = [
                f"{ground}{color}"
                for ground, color, old in ((38, upper, last[0]), (48, lower, last[1]))
                if color != old
            ]
            line += (f"\x1b[{';'.join(changed)}m" if changed else "") + BLOCK
            last = upper, lower
        lines.append(line + RESET)
    return "\n".join(lines) + "\n"


def side_by_side(images: Sequence[Image.Image]) -> Image.Image:
    """Return images of one height next to each other."""
    fitted = [_flat(image).resize((max(1, round(image.width * HEIGHT / image.height)), HEIGHT)) for image in images]
    sheet = Image.new("RGB", (sum(image.width for image in fitted) + GAP * (len(fitted) - 1), HEIGHT), BACKDROP)
    left = 0
    for image in fitted:
        sheet.paste(image, (left, 0))
        left += image.width + GAP
    return sheet


def in_lines(images: Sequence[Image.Image], ratio: float) -> list[list[Image.Image]]:
    """Divide images into lines, each at most *ratio* times as wide as it is high, or of a single image."""
    lines: list[list[Image.Image]] = []
    for image in images:
        if lines and sum(each.width / each.height for each in (*lines[-1], image)) <= ratio:
            lines[-1].append(image)
        else:
            lines.append([image])
    return lines


def _flat(image: Image.Image) -> Image.Image:
    """Return an image as RGB."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    flat = Image.new("RGB", image.size, BACKDROP)
    flat.paste(image, mask=image.convert("RGBA").getchannel("A"))
    return flat


def _png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _true_color(red: int, green: int, blue: int) -> str:
    return f";2;{red};{green};{blue}"


@lru_cache(maxsize=4096)
def _palette_color(red: int, green: int, blue: int) -> str:
    """Return the nearest colour of the cube or of the greys."""
    steps = [min(range(6), key=lambda step: abs(CUBE[step] - level)) for level in (red, green, blue)]
    grey = min(range(24), key=lambda step: abs(8 + 10 * step - (red + green + blue) / 3))
    cube_error = sum((CUBE[step] - level) ** 2 for step, level in zip(steps, (red, green, blue), strict=True))
    grey_error = sum((8 + 10 * grey - level) ** 2 for level in (red, green, blue))
    number = 232 + grey if grey_error < cube_error else 16 + 36 * steps[0] + 6 * steps[1] + steps[2]
    return f";5;{number}"
