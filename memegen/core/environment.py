"""Where the fonts, photos, templates and brands that come with memegen are."""

from __future__ import annotations

from pathlib import Path

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
