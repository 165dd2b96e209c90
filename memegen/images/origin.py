"""What a photo's own metadata say of AI: its digital source type (IPTC), in an XMP packet."""

from __future__ import annotations

import re
from pathlib import Path

from memegen.core.ai import AI_ORIGINS
from memegen.core.regex import lazy_pattern

# Number of bytes of a file that are searched; programs write the packet in front of the pixels.
SEARCHED = 1 << 18
SOURCE_TYPE = lazy_pattern(rb"digitalsourcetype/(\w{1,64})", re.IGNORECASE)


def embedded_ai(path: Path) -> str:
    """Return "generated" or "modified" if an image file says so of itself; "" otherwise, also if it cannot be read."""
    try:
        with path.open("rb") as file:
            start = file.read(SEARCHED)
    except OSError:
        return ""
    found = {name.decode().lower() for name in SOURCE_TYPE.findall(start)}
    return next((mark for mark, name in AI_ORIGINS.items() if name.lower() in found), "")
