"""A face read and shaped by HarfBuzz; its file is opened on first use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any
from unicodedata import category, normalize

from memegen.core.diagnostics import fail
from memegen.core.regex import lazy_pattern
from memegen.scene.geometry import Box
from memegen.scene.items import Font
from memegen.text.face import FaceMetrics, ShapedGlyph
from memegen.text.features import HALF_WIDTH, OVERRIDING_FEATURES, SCRIPTS, half_width_offsets
from memegen.text.fonts.band_pen import BandPen
from memegen.text.fonts.gsub import feature_names, feature_tags
from memegen.text.fonts.overlays import DASHES, HIDDEN, has_lines, shape_with_lines
from memegen.text.fonts.record import BUNDLE, FaceRecord
from memegen.text.fonts.strokes import has_thin_hash

# Maximum number of shaped runs in the cache of a face: a batch sets the same words again and again.
CACHED_RUNS = 4096
# Heights of a face that has neither the metric nor the letter, in em.
DEFAULT_CAP_HEIGHT, DEFAULT_X_HEIGHT = 0.7, 0.5
# General categories that need no glyph (control characters, line ends), and the one of private use.
INVISIBLE_CATEGORIES, PRIVATE_USE = {"Cc", "Zl", "Zp"}, "Co"
# Characters that HarfBuzz hides: joiners, variation selectors, direction marks; other format characters need a glyph.
DEFAULT_IGNORABLE = lazy_pattern(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
# Spaces that HarfBuzz synthesizes from U+0020.
SPACES = lazy_pattern("[\u0020\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# A variation selector and the character before it, which HarfBuzz then neither composes nor synthesizes.
SELECTED = lazy_pattern("([^\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Replacements for hyphens that a font lacks, best first.
HYPHEN_REPLACEMENTS = {"\u2011": "\u2010-", "\u2010": "-"}
Settings = dict[str, int | list[tuple[int, int, int]]]


class HarfBuzzFace:
    """A face of the library; implements :class:`memegen.text.face.Face`. Safe to use in several threads."""

    def __init__(self, record: FaceRecord, axes: tuple[tuple[str, float], ...] = ()) -> None:
        """*axes* are settings of axes in addition to those of the record, within their ranges."""
        self.record = record
        self._font = replace(record.font, axes=axes) if axes else record.font
        self._shape_cached = lru_cache(CACHED_RUNS)(self._shape)
        self._ink: dict[int, Box] = {}
        self._covered: dict[str, bool] = {}

    @property
    def font(self) -> Font:
        """Family, weight and style, as the font states them, and the axes that are set."""
        return self._font

    @property
    def has_color(self) -> bool:
        """Whether the face has colour glyphs."""
        return self.record.has_color

    @cached_property
    def hb_font(self) -> Any:
        """The HarfBuzz font, in :attr:`upem` units per em.

        Raises:
            DiagnosticError: the file cannot be read.
        """
        import uharfbuzz as hb

        try:
            face = hb.Face(hb.Blob.from_file_path(str(self.record.file)), self.record.index)
        except (OSError, hb.HarfBuzzError) as problem:
            raise self._unreadable(str(problem)) from problem
        if not face.glyph_count:
            raise self._unreadable("it is not a font")
        font = hb.Font(face)
        if settings := {**dict(self.record.settings), **dict(self.font.axes)}:
            font.set_variations(settings)
        return font

    def _unreadable(self, reason: str) -> Exception:
        return fail("font-unreadable", f"{self.record.file}: {reason}", "replace it by a .ttf or .otf file that opens")

    @cached_property
    def upem(self) -> int:
        """Font units per em."""
        return int(self.hb_font.face.upem)

    @cached_property
    def metrics(self) -> FaceMetrics:
        """The vertical metrics, in em.

        Raises:
            DiagnosticError: the file cannot be read. All members below raise it too.
        """
        from uharfbuzz import OTMetricsTag

        extents = self.hb_font.get_font_extents("ltr")
        return FaceMetrics(
            extents.ascender / self.upem,
            -extents.descender / self.upem,
            self._height(OTMetricsTag.CAP_HEIGHT, "H", DEFAULT_CAP_HEIGHT),
            self._height(OTMetricsTag.X_HEIGHT, "x", DEFAULT_X_HEIGHT),
        )

    def _height(self, tag: int, letter: str, default: float) -> float:
        """Return a metric of the font, else the height of *letter*, else *default*; in em."""
        if position := self.hb_font.get_metric_position(tag):
            return float(position / self.upem)
        glyph = self.hb_font.get_nominal_glyph(ord(letter))
        return -self.ink(glyph).y if glyph else default

    def has(self, feature: str) -> bool:
        """Return whether the font substitutes glyphs by an OpenType feature, in any script."""
        return feature in self._features

    @cached_property
    def _features(self) -> frozenset[str]:
        return feature_tags(self.hb_font.face.reference_table("GSUB").data)

    def feature_names(self) -> Mapping[str, str]:
        """Return the font's names of its stylistic sets and character variants, by tag; many have no name."""
        return self._feature_names

    @cached_property
    def _feature_names(self) -> Mapping[str, str]:
        return feature_names(self.record.file, self.record.index)

    def covers(self, text: str) -> bool:
        """Return whether HarfBuzz will find a glyph for every character that needs one."""
        return all(map(self._covers, text)) or all(map(self._covers, normalize("NFC", text)))

    def _covers(self, char: str) -> bool:
        covered = self._covered.get(char)
        if covered is None:
            covered = self._covered[char] = self._find_coverage(char)
        return covered

    def _find_coverage(self, char: str) -> bool:
        kind = category(char)
        if kind == PRIVATE_USE and self.record.source == BUNDLE:
            return False  # Glyphs for internal use; in a font of the user's they may be meant, e.g. icons.
        drawn = self.hb_font.get_nominal_glyph(ord(char)) is not None
        if drawn or DEFAULT_IGNORABLE.match(char) or kind in INVISIBLE_CATEGORIES:
            return True
        if char != " " and SPACES.match(char) and self._covers(" "):
            return True
        parts = normalize("NFD", char)
        if parts != char and all(map(self._covers, parts)):
            return True
        return any(map(self._covers, HYPHEN_REPLACEMENTS.get(char, DASHES.get(char, ""))))

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
        """Return the glyphs of a run, in visual order; recent runs are cached.

        Args:
            text: Characters of one script and direction.
            language: A BCP 47 tag; "" for none.
            script: ISO 15924; "" to guess.
            rtl: Whether the run is right to left.
            features: OpenType features by tag.
            before: The text before the run, which decides how its first letter joins.
            after: The text after the run.
        """
        settings = tuple(sorted((features or {}).items()))

        def shape_plain(plain: str) -> tuple[ShapedGlyph, ...]:
            return self._shape_cached(plain, language, script, rtl, settings, before, after)

        return shape_with_lines(text, shape_plain, self) if has_lines(text) else shape_plain(text)

    def _shape(
        self,
        text: str,
        language: str,
        script: str,
        rtl: bool,
        features: tuple[tuple[str, int], ...],
        before: str,
        after: str,
    ) -> tuple[ShapedGlyph, ...]:
        import uharfbuzz as hb

        buffer = hb.Buffer()
        text = self._with_available_characters(text)
        buffer.add_str(before + text + after, len(before), len(text))
        buffer.direction = "rtl" if rtl else "ltr"
        if language:
            buffer.language = language
        if script:
            buffer.script = script
        buffer.guess_segment_properties()
        em, start, settings = self.upem, len(before), Settings(features)
        if script in SCRIPTS and OVERRIDING_FEATURES.isdisjoint(settings) and (offsets := half_width_offsets(text)):
            settings[HALF_WIDTH] = [(start + offset, start + offset + 1, 1) for offset in offsets]
        hb.shape(self.hb_font, buffer, settings)
        glyphs = []
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            dx, up, advance, _ = position.position
            glyphs.append(ShapedGlyph(info.codepoint, info.cluster - start, advance / em, dx / em, -up / em))
        return tuple(glyphs)

    def _with_available_characters(self, text: str) -> str:
        """Return the text with hyphens that the font has, and without selectors after characters that it lacks."""
        drawn = self.hb_font.get_nominal_glyph
        for hyphen, replacements in HYPHEN_REPLACEMENTS.items():
            if hyphen in text and drawn(ord(hyphen)) is None:
                text = text.replace(hyphen, next(filter(self._covers, replacements), hyphen))
        return SELECTED.sub(lambda pair: pair[0] if drawn(ord(pair[1])) is not None else pair[1] + HIDDEN, text)

    def ink_between(self, glyph: int, top: float, bottom: float) -> tuple[float, float] | None:
        """Return the x range of a glyph's outline between two heights, in em, y downwards; None if it has none."""
        box = self.ink(glyph)
        if not box.w or box.bottom <= top or box.y >= bottom:
            return None
        if self.has_color:
            return box.x, box.right
        pen = BandPen(-bottom * self.upem, -top * self.upem)
        self.hb_font.draw_glyph_with_pen(glyph, pen)
        return (pen.left / self.upem, pen.right / self.upem) if pen.left <= pen.right else None

    @cached_property
    def thin_hash(self) -> bool:
        """Whether its number sign is a hairline beside its letters."""
        return not self.has_color and has_thin_hash(self.hb_font)

    def ink(self, glyph: int) -> Box:
        """Return the bounds of a glyph's ink, in em, y downwards from the baseline; empty for a space."""
        box = self._ink.get(glyph)
        if box is None:
            extents, em = self.hb_font.get_glyph_extents(glyph), self.upem
            box = Box(0, 0, 0, 0)
            if extents is not None and extents.width:
                left, top = extents.x_bearing / em, -extents.y_bearing / em
                box = Box(left, top, extents.width / em, -extents.height / em)
            self._ink[glyph] = box
        return box
