"""Reading what a font file holds: names, weights, axes, genre. No drawing of it is looked at."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from memegen.core.regex import lazy_pattern
from memegen.scene.items import Font
from memegen.text.fonts.entry import USER, Axis, Entry

FULL_WEIGHTS = range(100, 1000, 100)
# Real collections have a few dozen faces; the count is the file's own claim.
MAX_FACES = 1024
MAX_NAME = 100
# Tables of bitmaps and SVG documents, which are not painted, and those of outlines.
PICTURES, OUTLINES = {"CBDT", "sbix", "EBDT", "SVG "}, {"glyf", "CFF ", "CFF2"}
# The words by which a style says that it is not of the normal width: such faces are a family of their own.
WIDTH = lazy_pattern(r"\b(?:ultra|extra|semi|demi)?[ -]?(?:condensed|compressed|narrow|expanded|extended|wide)\b", re.I)
SERIFS = lazy_pattern(r"\b(?:serif|slab|mincho|song|ming|myungjo|batang)\b", re.I)
# PANOSE kinds and OS/2 classes that mean handwriting.
HANDWRITTEN, SCRIPTS_CLASS = 3, 10


def describe(file: Path, licence: str = "", source: str = USER) -> tuple[Entry, ...]:
    """What a font file holds: an entry for each face, and one for each weight and slope of a variable face.

    Raises ValueError when it is no font that can be used, OSError when it cannot be opened.
    """
    import uharfbuzz as hb

    with file.open("rb"):
        # HarfBuzz does not say why it cannot open a file.
        pass
    try:
        blob = hb.Blob.from_file_path(str(file))
        count = hb.Face(blob).count
        if count > MAX_FACES:
            raise ValueError(f"it says that it holds {count} faces; {MAX_FACES} are the most")
        entries = [entry for i in range(count) for entry in _entries(file, hb.Face(blob, i), i, licence, source)]
    except hb.HarfBuzzError as problem:
        raise ValueError(str(problem)) from problem
    if not entries:
        raise ValueError("it is no OpenType or TrueType font")
    return tuple(entries)


def _entries(file: Path, face: Any, index: int, licence: str, source: str) -> Iterator[Entry]:
    """The entries of one face; *face* is HarfBuzz's."""
    import uharfbuzz as hb

    style = face.get_name(17) or face.get_name(2) or ""
    name = "".join(filter(str.isprintable, face.get_name(16) or face.get_name(1) or "")).strip()[:MAX_NAME]
    if not name or not face.glyph_count:
        raise ValueError("it has no name or no glyphs")
    tables = set(face.table_tags)
    coloured = bool(face.has_color_paint or face.has_color_layers)
    if not coloured and not tables & OUTLINES:
        raise ValueError("its drawings are no outlines" if tables & PICTURES else "it has no outlines")
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
            sets = (*settings, *slope)
            yield Entry(file, font, licence, None, source, index, genre, 0, coloured, axes, sets)


def _weights(style: Any, axes: tuple[Axis, ...]) -> Iterator[tuple[int, tuple[tuple[str, float], ...]]]:
    """The weights a face can be set to, and how; *style* is HarfBuzz's font."""
    from uharfbuzz import StyleTag

    for axis in axes:
        if axis.tag == "wght":
            settable = [weight for weight in FULL_WEIGHTS if axis.least <= weight <= axis.most]
            for weight in settable or [max(1, min(1000, round(axis.usual)))]:
                yield weight, (("wght", weight),)
            return
    weight = style.get_style_value(StyleTag.WEIGHT)
    # Some old files count from 1 to 9, and some say nothing.
    yield (round(weight * 100) if 1 <= weight < 10 else round(weight) if 10 <= weight <= 1000 else 400), ()


def _slopes(style: Any, axes: tuple[Axis, ...]) -> Iterator[tuple[bool, tuple[tuple[str, float], ...]]]:
    """Whether a face is upright or italic, or can be set to be either, and how."""
    from uharfbuzz import StyleTag

    leaning = style.get_style_value(StyleTag.ITALIC) > 0 or style.get_style_value(StyleTag.SLANT_ANGLE) != 0
    yield leaning, ()
    for axis in () if leaning else axes:
        # An italic leans by a negative angle.
        if axis.tag == "ital" and axis.most >= 1:
            yield True, (("ital", 1),)
            return
        if axis.tag == "slnt" and axis.least < 0:
            yield True, (("slnt", axis.least),)
            return


def _genre(os2: bytes | None, name: str) -> str:
    """Sans, serif or hand, narrow or not, as the font's own table has it; of a table that is silent, by its name."""
    if not os2 or len(os2) < 42:
        return "serif" if SERIFS.search(name) and "sans" not in name.lower() else ""
    width, kind, panose, serif = struct.unpack_from(">H", os2, 6)[0], os2[30], os2[32], os2[33]
    if panose == HANDWRITTEN or (not panose and kind == SCRIPTS_CLASS):
        genre = "hand"
    elif panose == 2 and serif >= 2:
        genre = "sans" if serif >= 11 else "serif"
    elif kind in (1, 2, 3, 4, 5, 7):
        genre = "serif"
    elif kind == 8:
        genre = "sans"
    elif SERIFS.search(name) and "sans" not in name.lower():
        genre = "serif"
    else:
        return "sans" if re.search(r"\b(?:sans|gothic|grotesk|grotesque)\b", name, re.I) else ""
    return f"{genre} narrow" if 1 <= width <= 3 else genre


def feature_tags(gsub: bytes | None) -> frozenset[str]:
    """The tags in the feature list of a font's GSUB table, in whatever script; none for a table that is broken."""
    try:
        (start,) = struct.unpack_from(">6xH", gsub or b"")
        (count,) = struct.unpack_from(">H", gsub or b"", start)
        records = [struct.unpack_from(">4s2x", gsub or b"", start + 2 + 6 * i)[0] for i in range(count)]
    except struct.error:
        return frozenset()
    return frozenset(tag.decode("latin-1") for tag in records)


def feature_names(file: Path, index: int) -> Mapping[str, str]:
    """Names by tag, in the order of the tags; nothing for a font whose tables cannot be read."""
    # They take a while to import, and are asked for by few.
    import logging

    from fontTools.ttLib import TTFont

    # What it would say of a faulty table is of no use to whoever makes pictures.
    logging.getLogger("fontTools").addHandler(logging.NullHandler())
    try:
        with TTFont(file, fontNumber=index, lazy=True) as font:
            return dict(sorted(_named(font)))
    except Exception:  # A broken table can fail in any way, and names are not worth failing for.
        return {}


def _named(font: Any) -> Iterator[tuple[str, str]]:
    if "GSUB" not in font or "name" not in font or not font["GSUB"].table.FeatureList:
        return
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        params = record.Feature.FeatureParams
        number = getattr(params, "UINameID", 0) or getattr(params, "FeatUILabelNameID", 0)
        if number and (name := font["name"].getDebugName(number)):
            yield record.FeatureTag, name
