"""Build Memegen Symbols: the signs, arrows, boxes and lines of three Noto families in one small family of two weights.

`fonts/rebuild.py` calls it. Noto Sans Symbols and Noto Sans Mono have a bold of their own; Noto Sans Symbols 2 has not,
so that HarfBuzz emboldens its signs. None of the three has a Reserved Font Name, but what is put together of them is no
longer Noto, so that it has a name of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import uharfbuzz as hb
    from fontTools.ttLib.tables._g_l_y_f import Glyph

FAMILY = "Memegen Symbols"
COPYRIGHT = (
    "Copyright 2022 The Noto Project Authors (https://github.com/notofonts/symbols, "
    "https://github.com/notofonts/latin-greek-cyrillic); put together for memegen"
)
LICENCE_URL = "https://scripts.sil.org/OFL"
WEIGHTS = {400: "Regular", 700: "Bold"}
# From U+1F000 on all is taken for emoji, which the colour font has.
BLOCKS = (
    (0x2190, 0x21FF),  # Arrows
    (0x2200, 0x22FF),  # Mathematical operators
    (0x2300, 0x23FF),  # Technical signs
    (0x2460, 0x24FF),  # Numbers and letters in circles
    (0x2500, 0x259F),  # Lines of boxes, blocks
    (0x25A0, 0x26FF),  # Geometric shapes, signs of all kinds
    (0x2700, 0x27BF),  # Ornaments: ticks, crosses, stars, arrows
    (0x27F0, 0x27FF),  # Long arrows
    (0x2900, 0x297F),  # More arrows
    (0x2B00, 0x2BFF),  # Arrows and stars
)
# Pictures that are meant in colour, even where they are typed without the selector that asks for it.
PICTURES = "☝☹☺⛷⛹✌✍❣❤"
# The growth of a sign in bold where the family has none, em: what the vertical stems of Noto Sans grow by.
EMBOLDENING = 0.056
UNITS = 1000
# Metrics of Noto Sans, to which the signs were drawn; in font units.
ASCENT, DESCENT, CAP_HEIGHT, X_HEIGHT = 1069, -293, 714, 536


class Source(NamedTuple):
    """A family to take signs from, by its files for a weight; the first that has a sign gives it."""

    files: dict[int, Path]

    def font(self, weight: int) -> hb.Font:
        """Return the face of a weight; a bold that the family lacks is its regular, emboldened."""
        import uharfbuzz as hb

        font = hb.Font(hb.Face(hb.Blob.from_file_path(str(self.files.get(weight, self.files[400])))))
        font.scale = (UNITS, UNITS)
        if weight not in self.files:
            font.synthetic_bold = (EMBOLDENING, EMBOLDENING, False)
        return font


def build(sources: Iterable[Source], folder: Path) -> Iterator[Path]:
    """Write the face of each weight into *folder* and yield its file."""
    sources = tuple(sources)
    for weight, style in WEIGHTS.items():
        file = folder / f"{FAMILY.replace(' ', '')}-{weight}.ttf"
        _write(file, [source.font(weight) for source in sources], weight, style)
        yield file


def _write(file: Path, fonts: list[hb.Font], weight: int, style: str) -> None:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    glyphs, advances, names = {".notdef": TTGlyphPen(None).glyph()}, {".notdef": (UNITS // 2, 0)}, {}
    for code in (0x20, *_codes()):
        font = next((font for font in fonts if font.get_nominal_glyph(code)), None)
        if font is None:
            continue
        name = f"uni{code:04X}"
        gid = font.get_nominal_glyph(code)
        glyphs[name], names[code] = _outline(font, gid), name
        advances[name] = (font.get_glyph_h_advance(gid), getattr(glyphs[name], "xMin", 0))
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(names)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(advances)
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupOS2(
        usWeightClass=weight, sTypoAscender=ASCENT, sTypoDescender=DESCENT, sTypoLineGap=0, usWinAscent=ASCENT,
        usWinDescent=-DESCENT, sCapHeight=CAP_HEIGHT, sxHeight=X_HEIGHT, fsSelection=0x20 if weight == 700 else 0x40,
    )  # fmt: skip
    builder.setupPost(keepGlyphNames=False)
    builder.setupNameTable(_names(style))
    builder.font["head"].macStyle = int(weight == 700)
    # Not when it was built, so that building it again gives the same bytes.
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.save(file)


def _names(style: str) -> dict[str, str]:
    return {
        "copyright": COPYRIGHT,
        "familyName": FAMILY,
        "styleName": style,
        "uniqueFontIdentifier": f"{FAMILY} {style}",
        "fullName": f"{FAMILY} {style}",
        "psName": f"{FAMILY.replace(' ', '')}-{style}",
        "version": "Version 1.000",
        "licenseDescription": "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        "licenseInfoURL": LICENCE_URL,
    }


def _codes() -> Iterator[int]:
    """Yield the assigned characters of the blocks."""
    for first, last in BLOCKS:
        signs = map(chr, range(first, last + 1))
        yield from (ord(sign) for sign in signs if unicodedata.category(sign) != "Cn" and sign not in PICTURES)


def _outline(font: hb.Font, gid: int) -> Glyph:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    font.draw_glyph_with_pen(gid, pen)
    return pen.glyph(dropImpliedOnCurves=True)
