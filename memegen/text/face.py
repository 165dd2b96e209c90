"""The protocols for fonts that typesetting needs, narrow so that it can be tested without a font file.

All measures are in em, y downwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from memegen.core.frozen import frozen
from memegen.scene.geometry import Box
from memegen.scene.items import Font


class ShapedGlyph(NamedTuple):
    """One shaped glyph.

    Attributes:
        glyph: its id in the font.
        cluster: offset of its cluster in the shaped text.
        advance: horizontal advance, em.
        dx: horizontal offset, em.
        dy: vertical offset, em, downwards.
    """

    glyph: int
    cluster: int
    advance: float
    dx: float = 0
    dy: float = 0


@frozen
class FaceMetrics:
    """Vertical metrics of a face; all positive, in em.

    Attributes:
        ascent: height of a line above the baseline, as the font declares it.
        descent: depth of a line below the baseline, as the font declares it.
        cap: cap height.
        x: x-height.
    """

    ascent: float
    descent: float
    cap: float
    x: float


class Face(Protocol):
    """A font face, independent of its size."""

    @property
    def font(self) -> Font:
        """The font that it was opened as."""
        ...

    @property
    def has_color(self) -> bool:
        """Whether its glyphs have colours of their own, as emoji have."""
        ...

    @property
    def metrics(self) -> FaceMetrics:
        """Its vertical metrics."""
        ...

    @property
    def thin_hash(self) -> bool:
        """Whether its number sign is a hairline beside its letters."""
        ...

    def has(self, feature: str) -> bool:
        """Return whether the font has substitutions under that OpenType feature tag, e.g. smcp, tnum, ss01."""
        ...

    def feature_names(self) -> Mapping[str, str]:
        """Return the font's names of its stylistic sets and character variants, by tag: {"ss01": "Open digits"}."""
        ...

    def covers(self, text: str) -> bool:
        """Return whether the font has a glyph for every character of *text* that needs one."""
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
        """Return the glyphs of a run of one script and direction, in visual order.

        Args:
            text: the run.
            language: BCP 47 tag.
            script: ISO 15924 tag; "" to guess.
            rtl: whether the run is from right to left.
            features: OpenType feature tags with their values.
            before: the text before the run, which decides how its first letter joins.
            after: the text after the run, likewise for its last letter.
        """
        ...

    def ink(self, glyph: int) -> Box:
        """Return the bounding box of a glyph's ink relative to its origin, em; empty for a space."""
        ...

    def ink_between(self, glyph: int, top: float, bottom: float) -> tuple[float, float] | None:
        """Return the x range of a glyph's outline between two heights, em from its origin; None if it has none there.

        Args:
            glyph: its id.
            top: upper height, em, downwards from the baseline.
            bottom: lower height, em.
        """
        ...


class Fonts(Protocol):
    """A collection of faces. Its answers never change; it is compared by identity, for caches."""

    def __hash__(self) -> int: ...

    def face(self, font: Font) -> Face:
        """Return the nearest face of a family, its variation axes set.

        Raises:
            DiagnosticError: the family or an axis is unknown.
        """
        ...

    def fallbacks(self, font: Font, language: str = "") -> tuple[Face, ...]:
        """Return the faces of similar weight and style to try, in order, for characters that *font* lacks.

        The *language* of the text decides between faces that draw the same character for different readers.
        """
        ...
