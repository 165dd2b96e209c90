"""The font library: which faces there are, and what each can tell of itself."""

from memegen.fonts.entry import Entry, Family
from memegen.fonts.face import HarfBuzzFace
from memegen.fonts.library import Library

__all__ = ["Entry", "Family", "HarfBuzzFace", "Library"]
