"""The variables that every template has: those of the brand, of the platform and of the page in a series.

A template's own fields, and the rights of its photos, come on top of these.
"""

from __future__ import annotations

from memegen.model.brand import Brand
from memegen.model.entities import Platform

# Variables under ``brand.`` and ``platform.``; ``brand.words.`` has the names that the brand defines.
BRAND_NAMES = (
    *("name", "hashtag", "handle", "imprint", "language"),
    *("photos", "texture", "corners", "emphasis", "motif"),
)
PLATFORM_NAMES = ("name", "title", "width", "height", "shape")
PAGE_NAMES = ("page", "pages")
# Under ``platform.safe.``: what the platform's interface or crop covers on each side, px.
SIDES = ("top", "right", "bottom", "left")
GLOBALS = (
    *PAGE_NAMES,
    *(f"brand.{name}" for name in BRAND_NAMES),
    *(f"platform.{name}" for name in PLATFORM_NAMES),
    *(f"platform.safe.{side}" for side in SIDES),
)
WORDS_PREFIX = "brand.words."


def is_global(name: str) -> bool:
    """Return whether *name* is a variable of the brand, the platform or the page.

    Every name under ``brand.words.`` is one, because brands differ in them; a word that a brand lacks is empty.
    """
    return name in GLOBALS or name.startswith(WORDS_PREFIX)


def global_variables(brand: Brand, platform: Platform) -> dict[str, str]:
    """Return the values of the brand's and the platform's variables by name."""
    values = {f"brand.{name}": value for name, value in brand.variables().items()}
    values |= {f"platform.{name}": str(getattr(platform, name)) for name in PLATFORM_NAMES}
    covered = platform.covered
    return values | {f"platform.safe.{side}": f"{round(getattr(covered, side))}" for side in SIDES}
