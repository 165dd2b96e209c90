"""What is done to a photograph's colours: a closed set of values, which :mod:`memegen.images` turns into pixels.

A picture carries them in the order in which they are applied; each works on what the one before has left.
"""

from __future__ import annotations

from memegen.core.frozen import frozen
from memegen.scene.color import Color


@frozen
class Adjust:
    """More (up to 1) or less (down to -1) brightness, contrast and saturation; 0 leaves them as they are."""

    brightness: float = 0
    contrast: float = 0
    saturation: float = 0


@frozen
class Vignette:
    """Darkness towards the corners, which ``strength`` (0 to 1) brings as far as black."""

    strength: float


@frozen
class Tone:
    """The colours that a photo's darks (first) to lights (last) are mapped to."""

    colors: tuple[Color, ...]


@frozen
class Posterise:
    """A few flat colours, darks first, with smooth edges between them, as on a screen-printed poster."""

    colors: tuple[Color, ...]


@frozen
class Halftone:
    """Dots in a grid of ``cell`` pixels: of an ink on a paper, or without these two in the colours of the photo."""

    cell: float
    colors: tuple[Color, Color] | None = None


@frozen
class Wash:
    """A colour laid over the photo, through its opacity, in a blend mode of CSS."""

    color: Color
    mode: str = "multiply"


@frozen
class Grain:
    """The grain of film: ``strength`` from 0 to 1, ``size`` in pixels."""

    strength: float
    size: float = 1


Effect = Adjust | Vignette | Tone | Posterise | Halftone | Wash | Grain
