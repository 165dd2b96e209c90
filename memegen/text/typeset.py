"""Setting a text: from words and a style to glyphs in their places."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from memegen.text.breaks import clusters, pieces
from memegen.text.case import recase
from memegen.text.compose import block, even, exact_size
from memegen.text.face import Fonts
from memegen.text.fit import Frame, fit
from memegen.text.flow import Flow
from memegen.text.markup import Copy, clean, parse
from memegen.text.measure import TOLERANCE, measure, split_wide
from memegen.text.stack import set_stack
from memegen.text.style import Block, Style
from memegen.text.wrap import reach

# A line shaped on its own may be a hair wider than the part of the whole that it was; then a little less room is tried.
TRIES = (1.0, 0.99, 0.97, 0.94)
# Not left standing before an ellipsis.
DANGLING = " \n.,;:!?…–—-/([{“‘«„¿¡*"


def set_text(text: str, style: Style, width: float, height: float, fonts: Fonts) -> Block:
    """Set *text* in a box of *width* × *height* pixels, either of which may be ``math.inf``.

    The size lies within ``style.least`` and ``style.most``. The ink keeps within the box, but for opening marks that
    hang out to the left (``style.hang``). Every line's ``text`` keeps the spaces that stand at its end, so that the
    lines joined give ``Block.plain`` without its newlines, unless ``cut``. A text too long for the box at the least
    size is cut with an ellipsis, and ``too_long`` is set if ``style.overflow`` is "fail". A word too wide at the least
    size is broken; then the whole is set at that size. Where not even one character has room, there are no lines.

    Raises DiagnosticError for an unknown font family.
    """
    frame = Frame(width, height, style.least, max(style.least, style.most), style.max_lines or inf)
    flow = Flow.of(_copy(text, style), style, fonts)
    if not flow.copy.plain:
        return block(flow, (), (), (), width)
    if style.fit == "lines" and (stacked := set_stack(flow, frame)):
        return stacked
    whole = _set(flow, frame)
    if whole:
        return whole
    return replace(_cut(flow, frame, fonts), plain=flow.copy.plain, cut=True, too_long=style.overflow == "fail")


def _copy(text: str, style: Style) -> Copy:
    plain = clean(text)
    copy = parse(plain) if style.markup else Copy(plain)
    return recase(copy, style.case, style.language)


def _set(flow: Flow, frame: Frame) -> Block | None:
    """The block, or None when the text does not fit at the least size."""
    starts = pieces(flow.copy.plain, flow.style.language)
    measured = measure(flow, starts)
    limit = frame.width / frame.least
    broken = measured.widest() > limit + TOLERANCE
    if broken:
        measured = split_wide(flow, measured, limit)
        frame = replace(frame, most=frame.least)
    for part in TRIES:
        lines = fit(measured, replace(frame, width=frame.width * part, height=frame.height * part))
        if lines is None:
            return None
        strips = [flow.strip(measured.starts[i], measured.ends[j]) for i, j in lines.lines]
        baselines, high = even(flow, strips, measured.pitch)
        size = exact_size(strips, high, frame.width, frame.height, frame.most)
        if size >= frame.least * (1 - 1e-9):
            sized = max(size, frame.least)
            found = block(flow, strips, [sized] * len(strips), [y * sized for y in baselines], frame.width)
            return replace(found, broken=broken)
    return None


def _cut(flow: Flow, frame: Frame, fonts: Fonts) -> Block:
    """As much of the text as fits at the least size, and an ellipsis."""
    plain, style = flow.copy.plain, flow.style
    tail = "…" if any(face.covers("…") for face in (fonts.face(style.font), *fonts.fallbacks(style.font))) else "..."
    for end in _ends(flow, frame):
        copy = flow.copy.cut(len(plain[:end].rstrip(DANGLING)), tail)
        found = _set(Flow.of(copy, style, fonts), frame)
        if found:
            return replace(found, missing=flow.items.missing)
    return block(flow, (), (), (), frame.width)


def _ends(flow: Flow, frame: Frame) -> list[int]:
    """Where the text might be cut, the longest first: between words, and at last within the first word."""
    plain, language = flow.copy.plain, flow.style.language
    limit = frame.width / frame.least
    measured = split_wide(flow, measure(flow, pieces(plain, language)), limit)
    # No more lines than these can have room, whatever is in them.
    rows = min(frame.max_lines, max(1.0, (frame.height / frame.least - measured.cap) / measured.pitch + 1))
    reached = reach(measured, limit, rows)
    words = [measured.starts[i] for i in range(min(reached, len(measured) - 1), 0, -1)]
    first = words[-1] if words else len(plain)
    return words + [at for at in reversed(clusters(plain[:first], language)) if at]
