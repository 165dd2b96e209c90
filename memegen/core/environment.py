"""Where the fonts, photos, templates and brands that come with memegen are, and which day it is."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from memegen.core.numbers import parse_whole

__version__ = "0.1.0"

_PACKAGE = Path(__file__).parents[1]
# Inside the package in a wheel, next to it in a checkout.
DATA_FOLDER = _PACKAGE / "bundle" if (_PACKAGE / "bundle").is_dir() else _PACKAGE.parent
FONTS = DATA_FOLDER / "fonts"
TEMPLATES = DATA_FOLDER / "templates.yaml"
PLATFORMS = DATA_FOLDER / "assets" / "platforms.yaml"
ASSETS = DATA_FOLDER / "assets"
BRANDS = ASSETS / "brands"
# Pages of the docs that `memegen help` prints.
DOCS = DATA_FOLDER / "docs"
STARTER = ASSETS / "starter"
# Environment variable by which reproducible builds set the time: seconds since 1970
# (https://reproducible-builds.org/specs/source-date-epoch/).
SOURCE_DATE = "SOURCE_DATE_EPOCH"


def today() -> date:
    """Return the local date, or the UTC date of the time in SOURCE_DATE_EPOCH if that is set."""
    # A value that is not a whole number, or is a time after the year 9999, is ignored.
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(parse_whole(os.environ.get(SOURCE_DATE, "")), UTC).date()
    return datetime.now(UTC).astimezone().date()
