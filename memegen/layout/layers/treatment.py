"""The colours and dots of a photo, as its layer or the brand says, and the effects that they come to."""

from __future__ import annotations

from memegen.core.frozen import frozen
from memegen.model.brand import Brand
from memegen.scene.color import BLACK, WHITE, Color
from memegen.scene.effects import Effect, Halftone, Posterise, Tone
from memegen.scene.geometry import Size

# The tones of a photo layer; `brand` is whichever of the others the brand says.
BRAND = "brand"
TONES = (BRAND, "none", "mono", "duotone", "tritone", "poster")
# Colours of the tone `mono`.
MONO = (BLACK, WHITE)
# Minimum distance of halftone dots, px: finer ones merge.
FINEST = 3.0
# Maximum distance of halftone dots, as a fraction of the canvas's short side: coarser ones show no image.
COARSEST = 0.1


@frozen
class Treatment:
    """What is made of the colours of a photo.

    Attributes:
        tone: one of `TONES`, but not `BRAND`.
        colors: the colours of a duotone, tritone or poster, shadows first.
        cell: distance of halftone dots, px; 0 for none.
    """

    tone: str
    colors: tuple[Color, ...]
    cell: float

    def effects(self, short: float) -> tuple[Effect, ...]:
        """Return the effects in the order in which they are applied; *short* is the canvas's short side, px."""
        colors = MONO if self.tone == "mono" else self.colors
        cell = min(max(self.cell, FINEST), short * COARSEST) if self.cell > 0 else 0
        match self.tone:
            case "none":
                return (Halftone(cell),) if cell else ()
            case "poster":
                return (Posterise(colors), Halftone(cell)) if cell else (Posterise(colors),)
            case _ if cell:
                return (Halftone(cell, (colors[0], colors[-1])),)
            case "tritone":
                return (Tone(colors),)
            case _:
                return (Tone((colors[0], colors[-1])),)


def brand_treatment(brand: Brand, canvas: Size, width: float, cell: float) -> Treatment:
    """Return the treatment that a brand gives its photos.

    Args:
        brand: the brand.
        canvas: size of the canvas, px.
        width: width of the photo, px.
        cell: distance of halftone dots that the layer asks for, px; 0 for those of the brand.
    """
    photos = brand.direction.photos
    if photos.name == "colour":
        return Treatment("none", (), cell)
    tone = "duotone" if photos.name == "halftone" else photos.name
    return Treatment(tone, photos.tones(brand.palette), cell or photos.cell(canvas).of(width))
