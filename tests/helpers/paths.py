"""Where the checkout and the tests' own data are."""

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
PACKAGE = ROOT / "memegen"
# The fonts that ship with memegen, and those that only tests use.
BUNDLE = ROOT / "fonts"
TEST_FONTS = TESTS / "text" / "fonts" / "data"
PHOTOS = ROOT / "assets" / "photos"
SCENES = TESTS / "whole" / "scenes"
UNICODE = TESTS / "text" / "unicode"
