"""Facts about the faces of a font file: names, weights, axes, genre. Outlines are not read."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from memegen.core.regex import lazy_pattern
from memegen.scene.items import Font
from memegen.text.fonts.record import USER, Axis, FaceRecord

# Weights of the named instances of a variable face.
WEIGHTS = range(100, 1000, 100)
DEFAULT_WEIGHT = 400
# Maximum number of faces in a collection, as the file states it; real collections have a few dozen.
MAX_FACES = 1024
# Maximum characters of a family's name.
MAX_NAME = 100
# Numbers of strings in the name table: typographic family and style, and the legacy ones.
TYPOGRAPHIC_FAMILY, TYPOGRAPHIC_STYLE, LEGACY_FAMILY, LEGACY_STYLE = 16, 17, 1, 2
# Tables of bitmaps and SVG documents, which are not painted, and tables of outlines.
BITMAP_TABLES, OUTLINE_TABLES = {"CBDT", "sbix", "EBDT", "SVG "}, {"glyf", "CFF ", "CFF2"}
# Words for a width in a style's name: faces of such a width are a family of their own.
WIDTH = lazy_pattern(r"\b(?:ultra|extra|semi|demi)?[ -]?(?:condensed|compressed|narrow|expanded|extended|wide)\b", re.I)
SERIF_NAME = lazy_pattern(r"\b(?:serif|slab|mincho|song|ming|myungjo|batang)\b", re.I)
# Minimum bytes of an OS/2 table whose PANOSE classification is complete.
OS2_BYTES = 42
# PANOSE family kinds, and PANOSE serif styles from this number on that are sans.
PANOSE_TEXT, PANOSE_HAND, PANOSE_SANS = 2, 3, 11
# IBM's font classes (sFamilyClass in the OS/2 table): serif, sans, script.
SERIF_CLASSES, SANS_CLASS, SCRIPT_CLASS = (1, 2, 3, 4, 5, 7), 8, 10
Settings = tuple[tuple[str, float], ...]


def describe(file: Path, licence: str = "", source: str = USER) -> tuple[FaceRecord, ...]:
    """Return a record of each face of a font file, and of each weight and slope of a variable face.

    Raises:
        ValueError: the file is not a font that can be used.
        OSError: the file cannot be opened.
    """
    import uharfbuzz as hb

    with file.open("rb"):
        # HarfBuzz does not report why it cannot open a file.
        pass
    try:
        blob = hb.Blob.from_file_path(str(file))
        count = hb.Face(blob).count
        if count > MAX_FACES:
            raise ValueError(f"it says that it holds {count} faces; {MAX_FACES} are the most")
        records = [record for i in range(count) for record in _face_records(file, hb.Face(blob, i), i, licence, source)]
    except hb.HarfBuzzError as problem:
        raise ValueError(str(problem)) from problem
    if not records:
        raise ValueError("it is not an OpenType or TrueType font")
    return tuple(records)


def _face_records(file: Path, face: Any, index: int, licence: str, source: str) -> Iterator[FaceRecord]:
    """Yield the records of one face; *face* is HarfBuzz's."""
    import uharfbuzz as hb

    style = face.get_name(TYPOGRAPHIC_STYLE) or face.get_name(LEGACY_STYLE) or ""
    family = face.get_name(TYPOGRAPHIC_FAMILY) or face.get_name(LEGACY_FAMILY) or ""
    name = "".join(filter(str.isprintable, family)).strip()[:MAX_NAME]
    if not name or not face.glyph_count:
        raise ValueError("it has no name or no glyphs")
    tables = set(face.table_tags)
    has_color = bool(face.has_color_paint or face.has_color_layers)
    if not has_color and not tables & OUTLINE_TABLES:
        raise ValueError("its glyphs are bitmaps, not outlines" if tables & BITMAP_TABLES else "it has no outlines")
    if (width := WIDTH.search(style)) and width[0].strip().lower() not in name.lower():
        name = f"{name} {width[0].strip()}"
    axes = tuple(
        Axis(axis.tag, axis.min_value, axis.default_value, axis.max_value)
        for axis in face.axis_infos
        if axis.min_value <= axis.default_value <= axis.max_value
    )
    for italic, slope in _slopes(hb.Font(face), axes):
        for weight, settings in _weights(hb.Font(face), axes):
            font = Font(name, weight, italic)
            genre = _genre(face.reference_table("OS/2").data, name)
            all_settings = (*settings, *slope)
            yield FaceRecord(file, font, licence, None, source, index, genre, 0, has_color, axes, all_settings)


def _weights(font: Any, axes: tuple[Axis, ...]) -> Iterator[tuple[int, Settings]]:
    """Yield the weights that a face can be set to, and the settings; *font* is HarfBuzz's."""
    from uharfbuzz import StyleTag

    for axis in axes:
        if axis.tag == "wght":
            weights = [weight for weight in WEIGHTS if axis.minimum <= weight <= axis.maximum]
            for weight in weights or [max(1, min(1000, round(axis.default)))]:
                yield weight, (("wght", weight),)
            return
    weight = font.get_style_value(StyleTag.WEIGHT)
    # Some old files count from 1 to 9, and some have no weight.
    yield (round(weight * 100) if 1 <= weight < 10 else round(weight) if 10 <= weight <= 1000 else DEFAULT_WEIGHT), ()


def _slopes(font: Any, axes: tuple[Axis, ...]) -> Iterator[tuple[bool, Settings]]:
    """Yield the slopes that a face can be set to (True is italic), and the settings."""
    from uharfbuzz import StyleTag

    italic = font.get_style_value(StyleTag.ITALIC) > 0 or font.get_style_value(StyleTag.SLANT_ANGLE) != 0
    yield italic, ()
    for axis in () if italic else axes:
        if axis.tag == "ital" and axis.maximum >= 1:
            yield True, (("ital", 1),)
            return
        # An italic's slant angle is negative.
        if axis.tag == "slnt" and axis.minimum < 0:
            yield True, (("slnt", axis.minimum),)
            return


def _genre(os2: bytes | None, name: str) -> str:
    """Return the genre of a face, as in :class:`FaceRecord`, by its OS/2 table, else by its name."""
    if not os2 or len(os2) < OS2_BYTES:
        return "serif" if SERIF_NAME.search(name) and "sans" not in name.lower() else ""
    width, family_class, panose, serif = struct.unpack_from(">H", os2, 6)[0], os2[30], os2[32], os2[33]
    if panose == PANOSE_HAND or (not panose and family_class == SCRIPT_CLASS):
        genre = "hand"
    elif panose == PANOSE_TEXT and serif >= 2:
        genre = "sans" if serif >= PANOSE_SANS else "serif"
    elif family_class in SERIF_CLASSES:
        genre = "serif"
    elif family_class == SANS_CLASS:
        genre = "sans"
    elif SERIF_NAME.search(name) and "sans" not in name.lower():
        genre = "serif"
    else:
        return "sans" if re.search(r"\b(?:sans|gothic|grotesk|grotesque)\b", name, re.I) else ""
    # Width classes 1 to 3 are ultra-condensed to condensed.
    return f"{genre} narrow" if 1 <= width <= 3 else genre
