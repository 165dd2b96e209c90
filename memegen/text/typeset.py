"""Setting a text: from words and a style to glyphs in their places."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import inf

from memegen.core.diagnostics import fail
from memegen.scene.color import parse_color
from memegen.text.breaks import clusters
from memegen.text.compose import block, even, exact_size
from memegen.text.face import Fonts
from memegen.text.fit import Frame, fit, set_stack
from memegen.text.linebreak import reach
from memegen.text.markup import clean, parse
from memegen.text.measure import TOLERANCE, Measure, measure, split_wide, unbroken
from memegen.text.scripts import language_for
from memegen.text.shape import ShapedLine, ShapedParagraph
from memegen.text.smart import smart
from memegen.text.style import Style, TextLayout
from memegen.text.styled import StyledText, TextSpan, change_case

# A line shaped on its own may be a hair wider than the part of the whole that it was; then a little less room is tried.
TRIES = (1.0, 0.99, 0.97, 0.94)
# So many texts are remembered as they were set: headings and hashtags are the same on many cards.
REMEMBERED = 64
# Not left standing before an ellipsis.
DANGLING = " \n.,;:!?…–—-/([{“‘«„¿¡*"


def set_text(text: str, style: Style, width: float, height: float, fonts: Fonts) -> TextLayout:
    """Set *text* in a box of *width* × *height* pixels, either of which may be ``math.inf``.

    The size lies within ``style.least`` and ``style.most``. The ink keeps within the box, but for opening marks that
    hang out where lines start (``style.hang``). Every line's ``text`` keeps the spaces that stand at its end, so that
    the lines joined give ``Block.plain`` without its newlines, unless ``cut``; a hyphen that a word is given at the end
    of a line is drawn, and is in no text. A text too long for the box at the least size is cut with an ellipsis, and
    ``too_long`` is set if ``style.overflow`` is "fail". A word too wide at the least size is hyphenated, or else
    broken; then the whole is set at that size. Where not even one character has room, there are no lines.

    Raises DiagnosticError for an unknown font family, and for markup that names no colour.
    """
    # Only markup with brackets asks the palette, of which nothing is remembered.
    return _set_anew(text, style, width, height, fonts) if "]" in text else _lately(text, style, width, height, fonts)


def _set_anew(text: str, style: Style, width: float, height: float, fonts: Fonts) -> TextLayout:
    frame = Frame(width, height, style.min_size, max(style.min_size, style.max_size), style.max_lines or inf)
    copy, language = written(text, style)
    flow = ShapedParagraph.of(copy, style, fonts, language)
    if not flow.plain:
        return block(flow, (), (), (), width)
    if style.fit == "lines" and (stacked := set_stack(flow, frame)):
        return stacked
    whole = _set(flow, frame)
    if whole:
        return whole
    return replace(_cut(flow, frame, fonts), plain=flow.plain, truncated=True, too_long=style.overflow == "fail")


_lately = lru_cache(REMEMBERED)(_set_anew)


def written(text: str, style: Style) -> tuple[StyledText, str]:
    """The words as they are to be set, and their language: markup read, marks of the language put in, case changed.

    Raises DiagnosticError for markup that names no colour.
    """
    plain = clean(text)
    copy = parse(plain) if style.markup else StyledText(plain)
    for span in copy.spans:
        _check_color(span, plain, style)
    language = language_for(copy.plain, style.language)
    if style.smart:
        copy = copy.mapped(lambda words: smart(words, language))
    return change_case(copy, style.case, language), language


def _check_color(span: TextSpan, text: str, style: Style) -> None:
    if not span.look.color:
        return
    try:
        parse_color(span.look.color, style.palette)
    except ValueError as error:
        shown = text[max(0, span.source - 10) : span.source + 30]
        message = f"at character {span.source + 1}, “{shown}”: {error}"
        hint = "name a colour of the palette, as in [word](sun), or put \\ before the bracket that is meant as one"
        raise fail("markup-colour", message, hint) from None


def _set(flow: ShapedParagraph, frame: Frame) -> TextLayout | None:
    """The block, or None when the text does not fit at the least size."""
    measured = measure(flow, unbroken(flow))
    limit = frame.width / frame.min_size
    broken = False
    if measured.widest() > limit + TOLERANCE:
        measured, broken = split_wide(flow, measured, limit)
        frame = replace(frame, max_size=frame.min_size)
    for part in TRIES:
        lines = fit(measured, replace(frame, width=frame.width * part, height=frame.height * part))
        if lines is None:
            return None
        strips = [_strip(flow, measured, i, j) for i, j in lines.lines]
        baselines, high = even(flow, strips, measured.pitch)
        size = exact_size(strips, high, frame.width, frame.height, frame.max_size)
        if size >= frame.min_size * (1 - 1e-9):
            sized = max(size, frame.min_size)
            found = block(flow, strips, [sized] * len(strips), [y * sized for y in baselines], frame.width)
            return replace(found, broken=broken)
    return None


def _strip(flow: ShapedParagraph, measured: Measure, i: int, j: int) -> ShapedLine:
    end = measured.ends[j]
    return flow.strip(measured.starts[i], end, hyphen=end in measured.hyphened)


def _cut(flow: ShapedParagraph, frame: Frame, fonts: Fonts) -> TextLayout:
    """As much of the text as fits at the least size, and an ellipsis."""
    plain, style = flow.plain, flow.style
    tail = "…" if any(face.covers("…") for face in (fonts.face(style.font), *fonts.fallbacks(style.font))) else "..."
    for end in _ends(flow, frame):
        copy = flow.copy.cut(len(plain[:end].rstrip(DANGLING)), tail)
        found = _set(ShapedParagraph.of(copy, style, fonts, flow.language), frame)
        if found:
            return replace(found, missing_clusters=flow.items.missing)
    return block(flow, (), (), (), frame.width)


def _ends(flow: ShapedParagraph, frame: Frame) -> list[int]:
    """Where the text might be cut, the longest first: between words, and at last within the first word."""
    plain, language = flow.plain, flow.language
    limit = frame.width / frame.min_size
    measured, _ = split_wide(flow, measure(flow, unbroken(flow)), limit)
    # No more lines than these can have room, whatever is in them.
    rows = min(frame.max_lines, max(1.0, (frame.height / frame.min_size - measured.cap) / measured.pitch + 1))
    reached = reach(measured, limit, rows)
    words = [measured.starts[i] for i in range(min(reached, len(measured) - 1), 0, -1)]
    first = words[-1] if words else len(plain)
    return words + [at for at in reversed(clusters(plain[:first], language)) if at]
