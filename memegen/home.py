"""Where the fonts, pictures, templates and packs that come with memegen lie."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
# In a wheel they lie in the package, in a checkout beside it.
HOME = _PACKAGE / "bundle" if (_PACKAGE / "bundle").is_dir() else _PACKAGE.parent
FONTS = HOME / "fonts"
TEMPLATES = HOME / "templates.yaml"
PLATFORMS = HOME / "assets" / "platforms.yaml"
ASSETS = HOME / "assets"
BRANDS = ASSETS / "brands"
STARTER = ASSETS / "starter"
