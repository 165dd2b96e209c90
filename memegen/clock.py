"""The day, asked for once, at the command's edge. It decides whether there is a picture, never how it looks."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

# What reproducible builds set to say which time it is taken to be: seconds since 1970.
SOURCE_DATE = "SOURCE_DATE_EPOCH"


def today() -> date:
    """The day here, or the day in Greenwich of the time that SOURCE_DATE_EPOCH says."""
    said = os.environ.get(SOURCE_DATE, "")
    # Python cannot tell days beyond the year 9999.
    if said.isdecimal() and len(said) <= 11:
        return datetime.fromtimestamp(int(said), UTC).date()
    return datetime.now(UTC).astimezone().date()
