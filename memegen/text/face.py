"""What setting a text needs to know of fonts: a narrow protocol, so that layout can be tested without a font file.

All measures are fractions of the font size (em), y downwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from memegen.core.frozen import frozen
from memegen.scene.geometry import Box
from memegen.scene.items import Font


class ShapedGlyph(NamedTuple):
    """One glyph out of shaping: its number, the index in the text of its cluster, its advance, its offset (em)."""

    glyph: int
    cluster: int
    advance: float
    dx: float = 0
    dy: float = 0


@frozen
class FaceMetrics:
    """``ascent`` and ``descent`` as the font's maker sees a line, ``cap`` and ``x`` heights; all positive, in em."""

    ascent: float
    descent: float
    cap: float
    x: float


class Face(Protocol):
    """A font at no size in particular."""

    @property
    def font(self) -> Font: ...

    @property
    def has_color(self) -> bool:
        """Whether it paints in colours of its own, as emoji do."""
        ...

    @property
    def metrics(self) -> FaceMetrics: ...

    def has(self, feature: str) -> bool:
        """Whether the font substitutes glyphs under that OpenType tag: smcp, tnum, ss01."""
        ...

    def feature_names(self) -> Mapping[str, str]:
        """What the font's maker calls its stylistic sets and character variants, by tag: "ss01" is "Open digits"."""
        ...

    def covers(self, text: str) -> bool:
        """Whether the font has a glyph for every character that needs one."""
        ...

    def shape(
        self,
        text: str,
        *,
        language: str,
        script: str = "",
        rtl: bool = False,
        features: Mapping[str, int] | None = None,
        before: str = "",
        after: str = "",
    ) -> tuple[ShapedGlyph, ...]:
        """The glyphs of a run of one script and direction, in visual order; ``script`` is ISO 15924, "" to guess.

        ``before`` and ``after`` are what stands beside the run in the text, which decides how its outer letters join.
        """
        ...

    def ink(self, glyph: int) -> Box:
        """The box of a glyph's ink about its origin, y downwards; empty for a space."""
        ...


class Fonts(Protocol):
    """Where faces come from. What one says never changes; each equals none but itself."""

    def __hash__(self) -> int: ...

    def face(self, font: Font) -> Face:
        """The nearest face of that family, its axes set. Raises DiagnosticError for an unknown family or axis."""
        ...

    def fallbacks(self, font: Font, language: str = "") -> tuple[Face, ...]:
        """Faces of like weight and style to try, in order, for characters that the font lacks.

        The *language* of the text decides between faces that draw the same character for different readers.
        """
        ...
