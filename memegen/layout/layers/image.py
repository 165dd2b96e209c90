"""Images shown whole, with their transparency: any image file, or the brand's logo."""

from __future__ import annotations

from typing import ClassVar

from memegen.core.frozen import frozen
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import EMPTY, Frame, Region
from memegen.model.keys import key
from memegen.model.kinds import AUTO_COLOR, FILE, choice
from memegen.scene.color import WHITE, Color, contrast_ratio
from memegen.scene.geometry import Box, Size, contain
from memegen.scene.items import Picture

# Minimum contrast ratio of the background with white for the logo made for dark backgrounds. Logos are large, so that
# of large text is enough (WCAG 2.2, SC 1.4.3).
LOGO_CONTRAST = 3.0


@frozen(kw_only=True, eq=False)
class Image(Layer):
    """A picture shown whole, its transparency kept."""

    kind: ClassVar[str] = "image"
    primary: ClassVar[str] = "image"

    image: str = key(FILE, None, "the picture file; nothing is drawn where it is empty")

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        return contained(context, self.image, region)


@frozen(kw_only=True, eq=False)
class Logo(Layer):
    """The brand's mark, in its form for dark or for light grounds."""

    kind: ClassVar[str] = "logo"
    primary: ClassVar[str] = "logo"

    logo: str = key(choice("brand"), "brand", "whose mark")
    ground: Color | None = key(
        AUTO_COLOR, "ink", "the colour it stands on, which decides between its two forms; `auto` looks what is there"
    )

    @property
    def is_deferred(self) -> bool:
        return self.ground is None

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        variant = "dark" if contrast_ratio(self._background(context), WHITE.luminance) >= LOGO_CONTRAST else "light"
        logos = context.brand.logos
        source = logos.get(variant) or logos.get("light" if variant == "dark" else "dark")
        return contained(context, str(source), region) if source else EMPTY

    def _background(self, context: LayoutContext) -> float:
        """Return the luminance (0-1) behind the logo; 0 until its position is known."""
        if self.ground:
            return self.ground.luminance
        return context.backdrop().brightness(context.box) if context.box else 0.0


def contained(context: LayoutContext, source: str, region: Region) -> Frame:
    """Return the whole image as large as the region allows; an empty frame without a *source*."""
    if not source:
        return EMPTY
    facts = context.photos.facts(source)
    size = Size(facts.width, facts.height)
    box = contain(size, Box(0, 0, region.w, region.h), (0, 0))
    return Frame(box.size, (Picture(source, Box(0, 0, size.w, size.h), box),))
