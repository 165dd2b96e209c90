"""Effects on the colours of a photo: a closed set of values, which :mod:`memegen.images` applies to pixels.

A picture lists its effects in the order of application; each is applied to the result of the one before.
"""

from __future__ import annotations

from memegen.core.frozen import frozen
from memegen.scene.color import Color


@frozen
class Adjust:
    """A change of brightness, contrast and saturation, each from -1 to 1; 0 changes nothing."""

    brightness: float = 0
    contrast: float = 0
    saturation: float = 0


@frozen
class Vignette:
    """Darkening towards the corners; ``strength`` is from 0 (none) to 1 (black corners)."""

    strength: float


@frozen
class Tone:
    """A gradient map: shadows become the first colour, highlights the last."""

    colors: tuple[Color, ...]


@frozen
class Posterise:
    """A few flat colours, for shadows first, in areas with smooth edges, as in a screen print."""

    colors: tuple[Color, ...]


@frozen
class Halftone:
    """Dots in a grid of ``cell`` pixels: in ink and paper, the two ``colors``, or in the colours of the photo."""

    cell: float
    colors: tuple[Color, Color] | None = None


@frozen
class Wash:
    """A colour composited over the photo, with its own alpha, in a CSS blend mode."""

    color: Color
    mode: str = "multiply"


@frozen
class Grain:
    """Film grain: ``strength`` from 0 to 1, ``size`` of a grain in pixels."""

    strength: float
    size: float = 1


@frozen
class Tint:
    """One colour throughout, as opaque as the drawing; of a picture without transparency, where that is dark."""

    color: Color


Effect = Adjust | Vignette | Tone | Posterise | Halftone | Wash | Grain | Tint
