"""What choosing lines needs to know of a text: the widths of its pieces as prefix sums, in em, shaped once."""

from __future__ import annotations

from bisect import bisect_right
from math import inf

from memegen.core.frozen import frozen, slotted
from memegen.core.regex import lazy_pattern
from memegen.text.breaks import CLINGING, clusters, hyphens, opportunities, segments
from memegen.text.itemize import TextItem
from memegen.text.penalties import alone, penalties
from memegen.text.shape import HYPHENS, ShapedParagraph

# The air between lines of which one is taller than the leading foresees, in em.
AIR = 0.06
# Sums of advances differ by less than this though they should be equal, in em.
TOLERANCE = 1e-9
SOFT = "\u00ad"
# A soft hyphen in a word of any script.
SOFTLY = lazy_pattern(r"(?<=[^\s\u00ad])\u00ad(?=[^\s\u00ad])")
WORD = lazy_pattern(r"[^\W_]+(?:[’'\u00ad][^\W_]+)*")


@frozen
class Measure:
    """The unbreakable pieces of a text, one entry each.

    ``starts`` and ``ends`` are offsets in the text; ``left`` and ``right`` the ends of the piece's ink on one endless
    line, so that a line of the pieces i to j is ``right[j] - left[i]`` wide; ``top`` and ``bottom`` its ink above
    and below the baseline; ``last`` the last piece of its paragraph; ``penalty`` what a break after it costs, ``lone``
    what a line of it alone. ``cap`` is the cap height and ``pitch`` the distance of baselines. A line that
    ends at one of the offsets ``hyphened`` ends with a hyphen, which ``right`` has counted in.
    """

    starts: list[int]
    ends: list[int]
    left: list[float]
    right: list[float]
    top: list[float]
    bottom: list[float]
    last: list[int]
    penalty: list[float]
    lone: list[float]
    cap: float
    pitch: float
    hyphened: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def paragraphs(self) -> int:
        return len(set(self.last))

    def width(self, i: int, j: int) -> float:
        return self.right[j] - self.left[i]

    def widest(self) -> float:
        """The width of the widest piece."""
        return max(map(float.__sub__, self.right, self.left))

    def height(self, n: int) -> float:
        """The height of *n* lines: from the top of the pieces likely in the first to the bottom of the last ones."""
        share = -(-len(self) // n)
        return max(self.cap, *self.top[:share]) + (n - 1) * self.pitch + max(self.bottom[-share:])

    def least_height(self, n: int) -> float:
        """The height that *n* lines have at least."""
        return max(self.cap, self.top[0]) + (n - 1) * self.pitch + self.bottom[-1]


def unbroken(flow: ShapedParagraph) -> list[int]:
    """Where the pieces begin that are not broken but in need: Unicode's, less what is glued or kept together."""
    text, starts = flow.plain, segments(flow.plain, flow.language)
    kept = [(span.start, span.end) for span in flow.copy.spans if span.keep]
    if kept or SOFT in text:
        starts = [at for at in starts if not any(a < at < b for a, b in kept) and text[at - 1 : at] != SOFT]
    return starts


def measure(flow: ShapedParagraph, starts: list[int], hyphened: frozenset[int] = frozenset()) -> Measure:
    """Shape the whole text once and measure the pieces that begin at *starts*.

    A line that ends at one of the offsets *hyphened* ends with a hyphen.
    """
    text, count = flow.plain, len(starts)
    ends = [*starts[1:], len(text)]
    parts = [_Piece() for _ in starts]
    high, low = 0.0, 0.0
    for item in flow.items.items:
        above, below = _weigh(flow, item, starts, ends, parts)
        high, low = max(high, above), max(low, below)
    left, right = [0.0] * count, [0.0] * count
    x, mirrored = 0.0, any(paragraph.level % 2 for paragraph in flow.items.paragraphs)
    for i, piece in enumerate(parts):
        start, end = (piece.left, piece.right) if piece.right > piece.left else (0.0, 0.0)
        if mirrored and flow.rtl(starts[i]):
            start, end = piece.advance - end, piece.advance - start
        left[i], right[i] = x + start, x + end
        if ends[i] in hyphened:
            right[i] += _hyphen(flow, ends[i])
        x += piece.advance
    top, bottom = [piece.top for piece in parts], [piece.bottom for piece in parts]
    leading = flow.style.leading
    pitch = max(leading, high + max(bottom) + AIR, low + max(top) + AIR) if high else leading
    last = _last(text, ends)
    costs = penalties(flow, starts, ends), alone(flow, starts, ends, last)
    return Measure(starts, ends, left, _rising(right), top, bottom, last, *costs, flow.cap, pitch, hyphened)


@slotted
class _Piece:
    """The sums of one piece, in em: its advance, and its ink from its own left end."""

    advance: float = 0.0
    left: float = inf
    right: float = -inf
    top: float = 0.0
    bottom: float = 0.0

    def add(self, start: float, end: float, up: float, down: float, *, hung: bool, rtl: bool = False) -> None:
        """Add the ink of a glyph; what hangs does not count on the side where its paragraph starts."""
        if start < self.left and (not hung or rtl):
            self.left = start
        if end > self.right and not (hung and rtl):
            self.right = end
        if up > self.top:
            self.top = up
        if down > self.bottom:
            self.bottom = down


def _weigh(
    flow: ShapedParagraph, item: TextItem, starts: list[int], ends: list[int], segments: list[_Piece]
) -> tuple[float, float]:
    """Add an item's glyphs to the pieces that they belong to.

    Of tall letters, how far their ink goes above and below the baseline; 0 of others.
    """
    shaped, ink, scale, origin, rise = flow.shaped(item), item.face.ink, item.scale, item.start, item.baseline_shift
    tracked, hanging = flow.style.tracking != 0, flow.style.hang
    start, end, rtl, tall = 0, 0, flow.rtl(origin), flow.tall(item)
    piece, whole = segments[0], _Piece()
    for n, one in enumerate(shaped):
        at = origin + one.cluster
        if not start <= at < end:
            i = bisect_right(starts, at) - 1
            start, end, piece = starts[i], ends[i], segments[i]
        box = ink(one.glyph)
        if box.w > 0 and box.h > 0:
            x, up = piece.advance + (one.dx + box.x) * scale, rise - (one.dy + box.y) * scale
            down = box.h * scale - up
            piece.add(x, x + box.w * scale, up, down, hung=hanging and flow.hangs(at, start), rtl=rtl)
            if tall:
                whole.add(0, 0, up, down, hung=True)
        piece.advance += one.advance * scale
        if tracked:
            piece.advance += flow.tracking(item, shaped, n)
    return whole.top, whole.bottom


def _hyphen(flow: ShapedParagraph, at: int) -> float:
    """The width of a hyphen after the character before *at*, in em."""
    item = next(flow.items.within(at - 1, at), None)
    char = next((char for char in HYPHENS if item and item.face.covers(char)), "")
    shaped = item.face.shape(char, language=flow.language) if item and char else ()
    return sum(one.advance for one in shaped) * (item.scale if item else 1)


def split_wide(flow: ShapedParagraph, measured: Measure, limit: float) -> tuple[Measure, bool]:
    """The same, with every piece wider than *limit* em taken apart, and whether a word was broken between letters.

    First where Unicode allows a break, then where the word may be hyphenated, and last between clusters.
    """
    for step in ("allowed", "hyphenated", "broken"):
        wide = _wide(measured, limit)
        if not wide:
            return measured, False
        allowed = (
            _syllables(flow, wide, measured)
            if step == "hyphenated"
            else (opportunities if step == "allowed" else clusters)(flow.plain, flow.language)
        )
        inside = {at for i in wide for at in allowed if measured.starts[i] < at < measured.ends[i]}
        inside = {at for at in inside if not flow.plain[at].isspace() and flow.plain[at] not in CLINGING}
        if step != "hyphenated":
            inside = {at for at in inside if not _soft(flow, at)}
        if inside:
            hyphened = measured.hyphened | inside if step == "hyphenated" else measured.hyphened
            measured = measure(flow, sorted(inside.union(measured.starts)), hyphened)
    return measured, True


def _soft(flow: ShapedParagraph, at: int) -> bool:
    """Whether a soft hyphen stands on one side of the offset *at*: there a line breaks with a hyphen or not at all."""
    return SOFT in flow.plain[at - 1 : at + 1]


def _wide(measured: Measure, limit: float) -> list[int]:
    return [i for i in range(len(measured)) if measured.width(i, i) > limit + TOLERANCE]


def _syllables(flow: ShapedParagraph, wide: list[int], measured: Measure) -> list[int]:
    """Where the words in the pieces *wide* may be hyphenated."""
    found: list[int] = []
    for i in wide:
        start, end = measured.starts[i], measured.ends[i]
        found += [match.end() for match in SOFTLY.finditer(flow.plain, start, end)]
        for word in WORD.finditer(flow.plain, start, end):
            found += [word.start() + at for at in hyphens(word[0], flow.language)]
    return found


def _last(text: str, ends: list[int]) -> list[int]:
    last = [len(ends) - 1] * len(ends)
    for i in reversed(range(len(ends) - 1)):
        last[i] = i if text[ends[i] - 1] == "\n" else last[i + 1]
    return last


def _rising(values: list[float]) -> list[float]:
    """The values, none less than the one before; bisection needs that, and an overhang can break it."""
    high = -inf
    return [high := max(high, value) for value in values]
