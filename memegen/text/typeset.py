"""Set a text: from words and a style to glyphs at their positions."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import inf

from memegen.text.breaks import clusters
from memegen.text.compose import compose, even_baselines, fitting_size
from memegen.text.face import Fonts
from memegen.text.fit import FitConstraints
from memegen.text.letter_case import change_case
from memegen.text.linebreak import segments_reached
from memegen.text.markup import clean, parse, resolve_colors
from memegen.text.measure import TOLERANCE, SegmentMetrics, measure_segments, segment_starts
from memegen.text.overlong_words import split_long_words, split_wide_segments
from memegen.text.phrases import fit_phrases, names_in, phrases_in
from memegen.text.scripts import language_for
from memegen.text.shape import ShapedParagraph
from memegen.text.shaped_line import ShapedLine
from memegen.text.smart import smarten
from memegen.text.stack import fit_stack
from memegen.text.style import Style, TextLayout
from memegen.text.styled import StyledText

# Fractions of the box to fit into, in order. A line shaped by itself may be slightly wider than as a part of the whole
# text, e.g. because the break removed a kerning pair; a little less space leaves room for that.
RETRY_FRACTIONS = (1.0, 0.99, 0.97, 0.94)
# Maximum number of layouts kept in memory: headings and hashtags are the same on many cards.
CACHED_LAYOUTS = 64
# Characters that are removed before an ellipsis.
DANGLING = " \n.,;:!?…–—-/([{“‘«„¿¡*"


def set_text(text: str, style: Style, width: float, height: float, fonts: Fonts) -> TextLayout:
    """Return *text* set in a box.

    The font size is between ``style.min_size`` and ``style.max_size``. The ink stays within the box, except for opening
    marks that hang where lines start (``style.hang``). Each line's ``text`` includes the spaces at its end, so that the
    lines joined are ``TextLayout.plain`` without newlines, unless ``truncated``; a hyphen added at the end of a line is
    drawn, but is part of no text. A text too long for the box at the minimum size is truncated with an ellipsis, and
    ``too_long`` is set if ``style.overflow`` is "fail". A word too wide at the minimum size is hyphenated, or else
    broken; then the whole text is set at that size. If not even one character fits, there are no lines.

    Args:
        text: the words, with markup if ``style.markup``.
        style: how to set them.
        width: width of the box, px; may be ``math.inf``.
        height: height of the box, px; may be ``math.inf``.
        fonts: the fonts to choose from.

    Raises:
        DiagnosticError: the font family is unknown, or markup names an unknown colour.
    """
    # Only markup with brackets depends on the palette, which is no part of the cache key.
    return (_set_text if "]" in text else _cached_set_text)(text, style, width, height, fonts)


def _set_text(text: str, style: Style, width: float, height: float, fonts: Fonts) -> TextLayout:
    max_size = max(style.min_size, style.max_size)
    constraints = FitConstraints(width, height, style.min_size, max_size, style.max_lines or inf)
    styled, language = prepare(text, style)
    paragraph = ShapedParagraph.of(styled, style, fonts, language)
    if not paragraph.plain:
        return compose(paragraph, (), (), (), width)
    if style.fit == "lines" and (stack := fit_stack(paragraph, constraints)):
        return stack
    if whole := _set_whole(paragraph, constraints):
        return whole
    shortened = _truncate(paragraph, constraints, fonts)
    return replace(shortened, plain=paragraph.plain, truncated=True, too_long=style.overflow == "fail")


_cached_set_text = lru_cache(CACHED_LAYOUTS)(_set_text)


def prepare(text: str, style: Style) -> tuple[StyledText, str]:
    """Return the words as they will be set, and their language.

    Markup is parsed, straight marks are replaced by those of the language, and the case is changed.

    Raises:
        DiagnosticError: markup names an unknown colour.
    """
    plain = clean(text)
    styled = parse(plain) if style.markup else StyledText(plain)
    if styled.spans:
        styled = resolve_colors(styled, plain, style.palette)
        styled = styled.with_larger_emphasis(style.emphasis_step) if style.emphasis_step else styled
    if names := names_in(styled.plain):
        styled = replace(styled, names=names)
    language = language_for(styled.plain, style.language)
    if style.smart:
        styled = styled.map_characters(lambda words: smarten(words, language))
    return change_case(styled, style.case, language), language


def _set_whole(paragraph: ShapedParagraph, constraints: FitConstraints) -> TextLayout | None:
    """Return the layout of the whole text, or None if it does not fit at the minimum size."""
    metrics = measure_segments(paragraph, segment_starts(paragraph))
    metrics = split_long_words(paragraph, metrics, constraints)
    max_width = constraints.width / constraints.min_size
    broken = False
    if metrics.widest() > max_width + TOLERANCE:
        metrics, broken = split_wide_segments(paragraph, metrics, max_width)
        constraints = replace(constraints, max_size=constraints.min_size)
    width, height, phrases = constraints.width, constraints.height, phrases_in(paragraph.styled)
    for fraction in RETRY_FRACTIONS:
        breaks = fit_phrases(metrics, replace(constraints, width=width * fraction, height=height * fraction), phrases)
        if breaks is None:
            return None
        lines = [_shape_line(paragraph, metrics, i, j) for i, j in breaks.lines]
        baselines, height_em = even_baselines(paragraph, lines, metrics.pitch)
        size = fitting_size(lines, height_em, width, height, constraints.max_size)
        if size >= constraints.min_size * (1 - 1e-9):
            size = max(size, constraints.min_size)
            layout = compose(paragraph, lines, [size] * len(lines), [y * size for y in baselines], width)
            return replace(layout, broken=broken)
    return None


def _shape_line(paragraph: ShapedParagraph, metrics: SegmentMetrics, i: int, j: int) -> ShapedLine:
    """Return the line of the segments *i* to *j*."""
    end = metrics.ends[j]
    return paragraph.shape_line(metrics.starts[i], end, hyphen=end in metrics.hyphenated)


def _truncate(paragraph: ShapedParagraph, constraints: FitConstraints, fonts: Fonts) -> TextLayout:
    """Return the layout of as much of the text as fits at the minimum size, with an ellipsis."""
    plain, style = paragraph.plain, paragraph.style
    faces = (fonts.face(style.font), *fonts.fallbacks(style.font))
    ellipsis = "…" if any(face.covers("…") for face in faces) else "..."
    for end in _truncation_offsets(paragraph, constraints):
        styled = paragraph.styled.truncated(len(plain[:end].rstrip(DANGLING)), ellipsis)
        layout = _set_whole(ShapedParagraph.of(styled, style, fonts, paragraph.language), constraints)
        if layout:
            return replace(layout, missing_clusters=paragraph.itemized.missing_clusters)
    return compose(paragraph, (), (), (), constraints.width)


def _truncation_offsets(paragraph: ShapedParagraph, constraints: FitConstraints) -> list[int]:
    """Return where the text may be truncated, longest first: between words, and last within the first word."""
    plain, language = paragraph.plain, paragraph.language
    max_width = constraints.width / constraints.min_size
    metrics = measure_segments(paragraph, segment_starts(paragraph))
    metrics, _ = split_wide_segments(paragraph, metrics, max_width)
    # The maximum number of lines that the height allows, whatever they contain.
    allowed = max(1.0, (constraints.height / constraints.min_size - metrics.cap) / metrics.pitch + 1)
    reached = segments_reached(metrics, max_width, min(constraints.max_lines, allowed))
    offsets = [metrics.starts[i] for i in range(min(reached, len(metrics) - 1), 0, -1)]
    first = offsets[-1] if offsets else len(plain)
    return offsets + [at for at in reversed(clusters(plain[:first], language)) if at]
