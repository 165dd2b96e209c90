"""The font library: which faces there are, and what each can tell of itself."""

from memegen.text.fonts.entry import Entry, Family
from memegen.text.fonts.face import HarfBuzzFace
from memegen.text.fonts.library import Library

__all__ = ["Entry", "Family", "HarfBuzzFace", "Library"]
