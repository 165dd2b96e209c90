"""Picture files: what they are, and the plates that are painted of them."""

from memegen.images.photos import PhotoFacts, Photos

__all__ = ["PhotoFacts", "Photos"]
