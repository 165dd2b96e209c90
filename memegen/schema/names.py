"""The variables that a template may call, beyond its own fields."""

from __future__ import annotations

from collections.abc import Collection

from memegen.errors import Where, expected
from memegen.schema.reader import Reader

BRAND_NAMES = ("name", "hashtag", "handle", "imprint", "language")
PLATFORM_NAMES = ("name", "title", "width", "height", "shape")
BRACES = "write \\{ for a brace that is meant as such"
GENERAL = (*(f"brand.{word}" for word in BRAND_NAMES), *(f"platform.{word}" for word in PLATFORM_NAMES))


def check_name(reader: Reader, name: str, where: Where, fields: Collection[str]) -> None:
    """Report a variable that is neither one of the *fields* nor the brand's or the platform's.

    Which ``words`` there are is the brand's affair; one that it lacks is empty.
    """
    if name in fields or name in GENERAL or name.startswith("brand.words."):
        return
    reader.problem(
        where, f"there is no variable {name!r}", expected(name, [*fields, *GENERAL], "variables"), "variable-unknown"
    )
