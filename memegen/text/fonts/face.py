"""A face read and shaped by HarfBuzz. It is opened when it is first asked for something."""

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
from memegen.text.fonts.describe import feature_names, feature_tags
from memegen.text.fonts.entry import BUNDLE, Entry

# Runs remembered a face: a batch sets the same words again and again.
REMEMBERED = 4096
# Control characters and line ends need no glyph of their own, nor do those that HarfBuzz hides: joiners, variation
# selectors, direction marks. Other format characters, such as the sign that spans an Arabic number, do.
INVISIBLE = {"Cc", "Zl", "Zp"}
HIDDEN = lazy_pattern(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
# The spaces that HarfBuzz makes of the common one.
SPACES = lazy_pattern("[\u0020\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# A variation selector after a space selects nothing; yet HarfBuzz then no longer makes that space of the common one.
IDLE = lazy_pattern("(?<=[\u00a0\u2000-\u200a\u202f\u205f\u3000])[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
HIDES = "\u200c"
# What is put in the place of a hyphen that the font lacks, the first that it has.
STAND_INS = {"\u2011": "\u2010-", "\u2010": "-"}


class HarfBuzzFace:
    """A face of the library; implements :class:`memegen.text.face.Face`. Safe to use from several threads."""

    def __init__(self, entry: Entry, axes: tuple[tuple[str, float], ...] = ()) -> None:
        self.entry = entry
        self._font = replace(entry.font, axes=axes) if axes else entry.font
        self._shaped = lru_cache(REMEMBERED)(self._shape)
        self._ink: dict[int, Box] = {}
        self._has: dict[str, bool] = {}

    @property
    def font(self) -> Font:
        """Family, weight and style, as the font has them, and the axes that are set."""
        return self._font

    @property
    def has_color(self) -> bool:
        """Whether the face paints in colours of its own."""
        return self.entry.coloured

    @cached_property
    def hb_font(self) -> Any:
        """The HarfBuzz font, :attr:`upem` units an em. Raises DiagnosticError for a file that cannot be read."""
        import uharfbuzz as hb

        try:
            face = hb.Face(hb.Blob.from_file_path(str(self.entry.file)), self.entry.index)
        except (OSError, hb.HarfBuzzError) as problem:
            raise self._unreadable(str(problem)) from problem
        if not face.glyph_count:
            raise self._unreadable("it is no font")
        font = hb.Font(face)
        if settings := {**dict(self.entry.settings), **dict(self.font.axes)}:
            font.set_variations(settings)
        return font

    def _unreadable(self, why: str) -> Exception:
        return fail("font-unreadable", f"{self.entry.file}: {why}", "put a sound .ttf or .otf file in its place")

    @cached_property
    def upem(self) -> int:
        """Units of the font's own grid an em."""
        return int(self.hb_font.face.upem)

    @cached_property
    def metrics(self) -> FaceMetrics:
        """Heights in em. Raises DiagnosticError for a file that cannot be read, as all of the following do."""
        from uharfbuzz import OTMetricsTag

        extents = self.hb_font.get_font_extents("ltr")
        return FaceMetrics(
            extents.ascender / self.upem,
            -extents.descender / self.upem,
            self._height(OTMetricsTag.CAP_HEIGHT, "H", 0.7),
            self._height(OTMetricsTag.X_HEIGHT, "x", 0.5),
        )

    def _height(self, tag: int, letter: str, usual: float) -> float:
        """What the font says of itself, or else the height of *letter*, or else what is usual; in em."""
        if said := self.hb_font.get_metric_position(tag):
            return float(said / self.upem)
        glyph = self.hb_font.get_nominal_glyph(ord(letter))
        return -self.ink(glyph).y if glyph else usual

    def has(self, feature: str) -> bool:
        """Whether the font substitutes glyphs under that OpenType tag, in whatever script."""
        return feature in self._features

    @cached_property
    def _features(self) -> frozenset[str]:
        return feature_tags(self.hb_font.face.reference_table("GSUB").data)

    def feature_names(self) -> Mapping[str, str]:
        """What the font's maker calls its stylistic sets and character variants, by tag; many have no name."""
        return self._feature_names

    @cached_property
    def _feature_names(self) -> Mapping[str, str]:
        return feature_names(self.entry.file, self.entry.index)

    def covers(self, text: str) -> bool:
        """Whether HarfBuzz will find a glyph for every character that needs one."""
        return all(map(self._covers, text)) or all(map(self._covers, normalize("NFC", text)))

    def _covers(self, char: str) -> bool:
        known = self._has.get(char)
        if known is None:
            known = self._has[char] = self._find(char)
        return known

    def _find(self, char: str) -> bool:
        kind = category(char)
        if kind == "Co" and self.entry.source == BUNDLE:
            # What a font keeps for itself there is nobody's letter; in a font of the user's it may be a sign.
            return False
        if self.hb_font.get_nominal_glyph(ord(char)) is not None:
            return True
        if HIDDEN.match(char) or kind in INVISIBLE or (SPACES.match(char) and self._covers(" ")):
            return True
        parts = normalize("NFD", char)
        return (parts != char and all(map(self._covers, parts))) or any(map(self._covers, STAND_INS.get(char, "")))

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
        """The glyphs of a run, in visual order; a run that was shaped lately is not shaped again."""
        tags = tuple(sorted(features.items())) if features else ()
        return self._shaped(text, language, script, rtl, tags, before, after)

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
        for hyphen, others in STAND_INS.items():
            if hyphen in text and self.hb_font.get_nominal_glyph(ord(hyphen)) is None:
                text = text.replace(hyphen, next(filter(self._covers, others), hyphen))
        if not text.isascii():
            text = IDLE.sub(HIDES, text)
        buffer.add_str(before + text + after, len(before), len(text))
        buffer.direction = "rtl" if rtl else "ltr"
        if language:
            buffer.language = language
        if script:
            buffer.script = script
        buffer.guess_segment_properties()
        em, skipped = self.upem, len(before)
        asked: dict[str, int | list[tuple[int, int, int]]] = dict(features)
        if script in SCRIPTS and not OVERRIDING_FEATURES.intersection(asked) and (narrow := half_width_offsets(text)):
            asked[HALF_WIDTH] = [(skipped + at, skipped + at + 1, 1) for at in narrow]
        hb.shape(self.hb_font, buffer, asked)
        shaped = []
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            dx, up, advance, _ = place.position
            shaped.append(ShapedGlyph(info.codepoint, info.cluster - skipped, advance / em, dx / em, -up / em))
        return tuple(shaped)

    def ink(self, glyph: int) -> Box:
        """The box of a glyph's ink in em, y downwards from the baseline; empty for a space."""
        known = self._ink.get(glyph)
        if known is None:
            found, em = self.hb_font.get_glyph_extents(glyph), self.upem
            known = Box(0, 0, 0, 0)
            if found is not None and found.width:
                known = Box(found.x_bearing / em, -found.y_bearing / em, found.width / em, -found.height / em)
            self._ink[glyph] = known
        return known
