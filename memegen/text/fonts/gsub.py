"""OpenType features of a font: the tags of its GSUB table, and the names of its stylistic sets."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


def feature_tags(gsub: bytes | None) -> frozenset[str]:
    """Return the tags in the feature list of a GSUB table, in any script; none for a table that is broken."""
    try:
        (start,) = struct.unpack_from(">6xH", gsub or b"")
        (count,) = struct.unpack_from(">H", gsub or b"", start)
        records = [struct.unpack_from(">4s2x", gsub or b"", start + 2 + 6 * i)[0] for i in range(count)]
    except struct.error:
        return frozenset()
    return frozenset(tag.decode("latin-1") for tag in records)


def feature_names(file: Path, index: int) -> Mapping[str, str]:
    """Return the names of stylistic sets and character variants by tag, in the order of the tags.

    Args:
        file: The font file.
        index: The face's number in a collection, else 0.

    Returns:
        Names by tag; empty for a font whose tables cannot be read.
    """
    # Imported here: it is slow, and few templates use names of features.
    import logging

    from fontTools.ttLib import TTFont

    # Its warnings about faulty tables would only confuse the user.
    logging.getLogger("fontTools").addHandler(logging.NullHandler())
    try:
        with TTFont(file, fontNumber=index, lazy=True) as font:
            return dict(sorted(_named_features(font)))
    except Exception:  # A broken table can fail in any way, and missing names are not an error.
        return {}


def _named_features(font: Any) -> Iterator[tuple[str, str]]:
    """Yield tag and name of each feature that has a name; *font* is fontTools'."""
    if "GSUB" not in font or "name" not in font or not font["GSUB"].table.FeatureList:
        return
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        params = record.Feature.FeatureParams
        name_id = getattr(params, "UINameID", 0) or getattr(params, "FeatUILabelNameID", 0)
        if name_id and (name := font["name"].getDebugName(name_id)):
            yield record.FeatureTag, name
