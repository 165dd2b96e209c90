"""Which day it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from memegen.core.diagnostics import fail
from memegen.core.numbers import parse_whole

# Environment variable by which reproducible builds set the time: seconds since 1970
# (https://reproducible-builds.org/specs/source-date-epoch/).
SOURCE_DATE = "SOURCE_DATE_EPOCH"


def today() -> date:
    """Return the local date, or the UTC date of the time in SOURCE_DATE_EPOCH if that is set.

    Raises:
        DiagnosticError: ``source-date-invalid``.
    """
    value = os.environ.get(SOURCE_DATE, "")
    if not value:
        return datetime.now(UTC).astimezone().date()
    # Not suppressed: a build that is to be reproducible would show the day on which it runs.
    try:
        return datetime.fromtimestamp(parse_whole(value), UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f"{SOURCE_DATE} is {value!r}, not a number of seconds since 1970 before the year 10000"
        hint = f"write e.g. {SOURCE_DATE}=1781000000, or unset it"
        raise fail("source-date-invalid", message, hint) from None
