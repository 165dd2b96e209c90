"""The image that half blocks in a terminal show."""

from __future__ import annotations

import re

from PIL import Image

from memegen.rendering.terminal import BLOCK, CUBE

TOKEN = re.compile(rf"\x1b\[([\d;]*)m|({BLOCK})|(\n)")


def decode(text: str) -> Image.Image:
    """Return the image, two pixels for each block; any other character is an error."""
    lines: list[list[tuple[tuple[int, int, int], tuple[int, int, int]]]] = [[]]
    ground = {38: (0, 0, 0), 48: (0, 0, 0)}
    rest = TOKEN.sub("", text)
    assert not rest, rest[:40]
    for codes, block, feed in TOKEN.findall(text):
        if block:
            lines[-1].append((ground[38], ground[48]))
        elif feed:
            lines.append([])
        else:
            ground |= dict(_colors([int(code or 0) for code in codes.split(";")]))
    rows = [line for line in lines if line]
    image = Image.new("RGB", (len(rows[0]), 2 * len(rows)))
    for y, line in enumerate(rows):
        assert len(line) == image.width
        for x, (upper, lower) in enumerate(line):
            image.putpixel((x, 2 * y), upper)
            image.putpixel((x, 2 * y + 1), lower)
    return image


def _colors(codes: list[int]) -> list[tuple[int, tuple[int, int, int]]]:
    if codes == [0]:
        return []
    kind, form, *rest = codes
    if form == 2:
        red, green, blue, *rest = rest
        color = red, green, blue
    else:
        number, *rest = rest
        color = _palette(number)
    return [(kind, color), *(_colors(rest) if rest else [])]


def _palette(number: int) -> tuple[int, int, int]:
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        return grey, grey, grey
    red, rest = divmod(number - 16, 36)
    return CUBE[red], CUBE[rest // 6], CUBE[rest % 6]
