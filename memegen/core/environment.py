"""Where the fonts, pictures, templates and packs that come with memegen lie."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from memegen.core.numbers import parse_whole

__version__ = "0.1.0"

_PACKAGE = Path(__file__).parents[1]
# In a wheel they lie in the package, in a checkout beside it.
HOME = _PACKAGE / "bundle" if (_PACKAGE / "bundle").is_dir() else _PACKAGE.parent
FONTS = HOME / "fonts"
TEMPLATES = HOME / "templates.yaml"
PLATFORMS = HOME / "assets" / "platforms.yaml"
ASSETS = HOME / "assets"
BRANDS = ASSETS / "brands"
STARTER = ASSETS / "starter"


# What reproducible builds set to say which time it is taken to be: seconds since 1970.
SOURCE_DATE = "SOURCE_DATE_EPOCH"


def today() -> date:
    """The day here, or the day in Greenwich of the time that SOURCE_DATE_EPOCH says."""
    # Values that are not a time, or are one after the year 9999, which datetime cannot represent, are ignored.
    with suppress(ValueError, OverflowError):
        return datetime.fromtimestamp(parse_whole(os.environ.get(SOURCE_DATE, "")), UTC).date()
    return datetime.now(UTC).astimezone().date()
