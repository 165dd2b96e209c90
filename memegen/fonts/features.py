"""What a font can substitute, and what its maker calls its stylistic sets (ss01 …) and variants (cv01 …)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


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
