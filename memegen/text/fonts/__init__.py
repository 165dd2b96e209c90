"""Fonts: which faces there are, how they match a request, and shaping by HarfBuzz."""

from memegen.text.fonts.face import HarfBuzzFace
from memegen.text.fonts.library import Library
from memegen.text.fonts.record import FaceRecord, Family

__all__ = ["FaceRecord", "Family", "HarfBuzzFace", "Library"]
