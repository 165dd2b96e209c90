"""Facts that layers may use while they are laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Protocol

from memegen.core.frozen import frozen
from memegen.model.brand import Brand
from memegen.scene.backdrop import Backdrop
from memegen.scene.color import Color
from memegen.scene.geometry import Box, Size
from memegen.scene.items import Item
from memegen.scene.subject import Subject
from memegen.text.face import Fonts


class PhotoFacts(Protocol):
    """Facts about an image file: upright size in pixels, and whether it is a vector drawing."""

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    @property
    def vector(self) -> bool: ...


class PhotoSource(Protocol):
    """Source of facts about image files. Raises DiagnosticError for a file that is not an image."""

    def facts(self, source: str) -> PhotoFacts: ...

    def tones(self, source: str) -> tuple[float, ...]:
        """Return luminances (0-1) of a drawing's visible pixels, each of an equal part; none if all are transparent.

        This decodes the drawing.
        """
        ...

    def subject(self, source: str) -> Subject:
        """Return the faces, the salient area and the silhouette of a photo.

        This decodes the photo, so call it only where the layout depends on the result.
        """
        ...


class BackdropSampler(Protocol):
    """Source of low-resolution samples of what a card looks like so far."""

    def sample(self, items: tuple[Item, ...], canvas: Size, ground: Color) -> Backdrop:
        """Return the colours of *items* on a canvas of that size (px) and background colour.

        Raises:
            DiagnosticError: An item cannot be painted.
        """
        ...


# Contexts are never compared.
@frozen(eq=False)
class LayoutContext:
    """The environment of one layer while it is laid out: what is constant for a card, then what depends on the layer.

    Use ``replace(context, below=…)`` to derive the context of the next layer.

    Attributes:
        canvas: Size of the canvas, px.
        brand: Brand of the card.
        fonts: Font faces.
        photos: Facts about image files.
        sampler: Samples of the items below a layer.
        background: Colour of the canvas below all layers; transparent if the platform supports that.
        rtl: Whether the card runs from right to left, so that "start" is the right side.
        below: Items painted before the layer.
        cutouts: Photos of the card that stand cut out.
        box: Position of a deferred layer on the canvas, px; None until it is known.
        exclusions: Boxes that a deferred layer must keep clear of, px from its top left corner.
        measuring: Whether only the size of the frame is needed.
        matched: Font size, px, of the texts with the same ``match``, by that name; empty while it is being found.
    """

    canvas: Size
    brand: Brand
    fonts: Fonts
    photos: PhotoSource
    sampler: BackdropSampler
    background: Color
    rtl: bool
    below: tuple[Item, ...] = ()
    cutouts: frozenset[str] = frozenset()
    box: Box | None = None
    exclusions: tuple[Box, ...] = ()
    measuring: bool = False
    matched: Mapping[str, float] = field(default_factory=dict)

    def backdrop(self) -> Backdrop:
        """Return a sample of the items below the layer."""
        return self.sampler.sample(self.below, self.canvas, self.background)
