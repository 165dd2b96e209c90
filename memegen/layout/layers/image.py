"""Images shown whole, with their transparency: any image file, or the brand's logo."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.core.frozen import frozen
from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.frame import EMPTY, Frame, Region
from memegen.layout.layers.surface import Surface
from memegen.model.keys import key
from memegen.model.kinds import AUTO_COLOR, EXTENT, FILE, OPTIONAL_COLOR, choice
from memegen.scene.color import WHITE, Color, contrast_ratio, drawing_contrast
from memegen.scene.effects import Tint
from memegen.scene.geometry import Box, Length, Size, contain, cover
from memegen.scene.items import Picture
from memegen.scene.path import rectangle

# Minimum contrast ratio of the background with white for the logo made for dark backgrounds. Logos are large, so that
# of large text is enough (WCAG 2.2, SC 1.4.3).
LOGO_CONTRAST = 3.0
# Minimum width of a copy of a repeated image, px, and maximum number of copies next to each other.
MIN_TILE, MAX_TILES = 4.0, 400

# Minimum contrast ratio of a fifth of a logo with its background. WCAG asks for none of logotypes; with less, the shape
# is lost in a feed.
MIN_CONTRAST = 2.0


@frozen(kw_only=True, eq=False)
class Image(Surface):
    """An image with its transparency: shown whole, cropped to fill its room, or repeated over it."""

    kind: ClassVar[str] = "image"
    primary: ClassVar[str] = "image"

    image: str = key(FILE, None, "the image file; nothing is drawn where it is empty")
    fit: str = key(choice("contain", "cover", "tile"), "contain", "shown whole, cropped to fill, or repeated to fill")
    tile: Length = key(EXTENT, "25%", "how wide one of the copies is; `%` is of its room", needs="fit=tile")
    tint: Color | None = key(
        OPTIONAL_COLOR,
        "none",
        "one colour for the whole drawing; of an image without transparency, for what is dark in it",
    )

    def lower(self, context: LayoutContext, region: Region) -> Frame:
        frame = contained(context, self.image, region)
        if not frame.items:
            return frame
        if self.fit != "contain":
            frame = self._filling(context, region)
        effects = (Tint(self.tint),) if self.tint else ()
        pictures = tuple(replace(item, effects=effects) for item in frame.items if isinstance(item, Picture))
        box = Box(0, 0, frame.size.w, frame.size.h)
        return replace(frame, items=self.dressed(pictures, rectangle(box), frame.size))

    def _filling(self, context: LayoutContext, region: Region) -> Frame:
        """Return the image cropped to its region, or repeated over it."""
        facts = context.photos.facts(self.image)
        size, box = Size(facts.width, facts.height), self.filled_box(context, region)
        if self.fit == "cover":
            return Frame(region.size, (Picture(self.image, cover(size, box.size), box),))
        width = max(self.tile.of(region.w), MIN_TILE, box.w / MAX_TILES, size.ratio * box.h / MAX_TILES)
        copy = Size(width, max(1.0, width / size.ratio))
        return Frame(region.size, (Picture(self.image, Box(0, 0, size.w, size.h), box, tile=copy),))


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
        ground = self._background(context)
        variant = "dark" if contrast_ratio(ground, WHITE.luminance) >= LOGO_CONTRAST else "light"
        logos = context.brand.logos
        source = logos.get(variant) or logos.get("light" if variant == "dark" else "dark")
        if not source:
            return EMPTY
        frame = contained(context, str(source), region)
        # Where the position of a deferred logo is not known yet, neither is what is behind it.
        if context.measuring or not frame.items or (self.is_deferred and not context.box):
            return frame
        contrast = drawing_contrast(context.photos.tones(str(source)), ground)
        return (
            frame if contrast >= MIN_CONTRAST else replace(frame, findings=(_low_contrast(context, variant, contrast),))
        )

    def _background(self, context: LayoutContext) -> float:
        """Return the luminance (0-1) behind the logo; 0 until its position is known."""
        if self.ground:
            return self.ground.luminance
        return context.backdrop().brightness(context.box) if context.box else 0.0


def _low_contrast(context: LayoutContext, variant: str, contrast: float) -> Diagnostic:
    """Return the warning for a logo that can hardly be seen; it is the brand's to mend."""
    brand = context.brand
    message = f"the contrast of the logo of {brand.title} with its background is {contrast:.1f}:1; the minimum is"
    hint = f"under `logos`, give `{variant}:` a variant for {variant} backgrounds, e.g. in one colour or on a plate"
    where = Where(brand.where.file)
    return Diagnostic(WARNING, "logo-contrast-low", where, f"{message} {MIN_CONTRAST:g}:1", hint)


def contained(context: LayoutContext, source: str, region: Region) -> Frame:
    """Return the whole image as large as the region allows; an empty frame without a *source*."""
    if not source:
        return EMPTY
    facts = context.photos.facts(source)
    size = Size(facts.width, facts.height)
    box = contain(size, Box(0, 0, region.w, region.h), (0, 0))
    return Frame(box.size, (Picture(source, Box(0, 0, size.w, size.h), box),))
