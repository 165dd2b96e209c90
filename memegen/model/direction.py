"""How a brand directs a design, beside its colours and fonts: photos, texture, corners, emphasis, motif."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from memegen.core.frozen import frozen
from memegen.scene.color import Color, parse_color
from memegen.scene.geometry import Length, Size
from memegen.scene.lengths import Units, parse_length

# What a brand may make of its photos, and the colours that each takes by default, shadows first.
TREATMENTS: dict[str, tuple[str, ...]] = {
    "colour": (),
    "mono": ("black", "white"),
    "duotone": ("ink", "paper"),
    "tritone": ("ink", "accent", "paper"),
    "poster": ("ink", "accent", "sun", "paper"),
    "halftone": ("ink", "paper"),
}
# Distance of the dots of a halftone.
DOTS = "1.1vmin"
TEXTURES = ("none", "paper", "riso")
# How emphasised words are shown.
EMPHASES = ("colour", "marker", "underline", "size")
# The corners that have a name, and their radius.
CORNERS = {"square": "0", "round": "3vmin"}
DEFAULT_MOTIF = "circle"


@frozen
class PhotoTreatment:
    """What a brand makes of photos.

    Attributes:
        name: one of `TREATMENTS`.
        colors: its colours as a template writes them, shadows first; they follow the palette of a brand that extends
            this one.
        dots: distance of the dots of a halftone, as a template writes it.
    """

    name: str = "colour"
    colors: tuple[str, ...] = ()
    dots: str = DOTS

    def tones(self, palette: Mapping[str, Color]) -> tuple[Color, ...]:
        """Return its colours, shadows first."""
        return tuple(parse_color(color, palette) for color in self.colors or TREATMENTS[self.name])

    def cell(self, canvas: Size) -> Length:
        """Return the distance of its dots; 0 if it is no halftone."""
        return parse_length(self.dots, Units(canvas)) if self.name == "halftone" else Length(0)


@frozen
class Direction:
    """The direction of a brand.

    Attributes:
        photos: what is made of photos.
        texture: one of `TEXTURES`.
        corners: a word of `CORNERS`, or a length as a template writes it.
        emphasis: one of `EMPHASES`.
        motif: one of `memegen.scene.motif.MOTIFS`.
    """

    photos: PhotoTreatment = field(default_factory=PhotoTreatment)
    texture: str = "none"
    corners: str = "square"
    emphasis: str = "colour"
    motif: str = DEFAULT_MOTIF

    @property
    def radius(self) -> str:
        """The radius of its corners, as a template writes a length."""
        return CORNERS.get(self.corners, self.corners)

    def variables(self) -> dict[str, str]:
        """Return the words that templates have under ``brand.``, by name."""
        return {
            "photos": self.photos.name,
            "texture": self.texture,
            "corners": self.corners,
            "emphasis": self.emphasis,
            "motif": self.motif,
        }
