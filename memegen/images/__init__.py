"""Photo files: opening, limits, decoding, cropping and effects."""

from memegen.images.facts import PhotoFacts
from memegen.images.photos import Photos

__all__ = ["PhotoFacts", "Photos"]
