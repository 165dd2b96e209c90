"""Coloured glyphs free of their clip boxes, without which HarfBuzz paints nothing of a glyph that is turned.

Its test whether a pixel lies in a turned clip box is the wrong way round (seen in HarfBuzz 15.0.0). The box only bounds
what the layers of the glyph draw, so the glyph looks the same without.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

# Fonts kept with the tables that they are read from.
FONTS = 8
# Where the table COLR, from version 1 on, says where its list of clip boxes is: 0 for nowhere.
CLIPS = slice(22, 26)


@lru_cache(FONTS)
def unclipped(font: Any) -> Any:
    """The HarfBuzz font over again, its coloured glyphs without clip boxes."""
    import uharfbuzz as hb

    face = font.face
    # HarfBuzz reads the bytes where they are, so they must live as long as the font.
    tables: dict[str, bytes] = {}

    def table(_: Any, tag: str, __: Any) -> bytes:
        if tag not in tables:
            data = face.reference_table(tag).data
            tables[tag] = _without_clips(data) if tag == "COLR" else data
        return tables[tag]

    again = hb.Font(hb.Face.create_for_tables(table, None))
    if places := font.get_var_coords_normalized():
        again.set_var_coords_normalized(places)
    return again


def _without_clips(table: bytes) -> bytes:
    if int.from_bytes(table[:2]) < 1:
        return table
    changed = bytearray(table)
    changed[CLIPS] = bytes(4)
    return bytes(changed)
