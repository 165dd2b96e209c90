"""Measures of a shipped design: what can be told in numbers of the rules that all of them keep.

Each rule takes a card as it was laid out and yields what is wrong with it; `RULES` names them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from memegen.model.entities import Platform
from memegen.scene.color import RGB
from memegen.scene.geometry import Box
from memegen.scene.items import Fill, Group, Item, Picture, Text
from memegen.scene.path import bounds
from memegen.scene.scene import Scene

# Least sizes of type, of an imprint and of all other words, in hundredths of the canvas' width.
LEAST_IMPRINT, LEAST_WORDS = 2.2, 2.99
# The least difference of an emphasised word from the others, in CIELAB (1976), unless it has another device.
LEAST_DIFFERENCE = 25
# A starred phrase of that many characters stays on one line.
WHOLE_PHRASE = 22
# Of a strip's height; the logo's least height.
LEAST_LOGO = 0.135
# Least share of the canvas that the ink of a quotation spans, by template: of words of the lengths that it is held to.
# In a quote-word, the one word is the picture.
LEAST_SHARES = {"quote-plain": 0.30, "quote-word": 0.08}
LEAST_SHARE = 0.18
HELD_TO_SHARE = range(12, 161)
# Between a quotation and who said it: at least so many vmin, or so much of its size; at most so many vmin.
LEAST_GAP, GAP_OF_SIZE, MOST_GAP = 6, 0.45, 12
# Longest text for a strip; findings that a longer one may have.
MOST_ON_STRIP, TOO_LONG = 90, ("text-small", "text-cut")
# Layers that hold a quotation, and those that hold what must never be shortened.
QUOTE, SPEAKER = "quote", "by"
NEVER_SHORTENED = ("by", "role", "source", "imprint", "name", "to", "when", "place")


@dataclass(frozen=True)
class Look:
    """A card as it was laid out, with what it was made of: its words are those of the field *main*."""

    template: str
    platform: Platform
    imprint: str
    tags: tuple[str, ...]
    main: str
    words: str
    phrase: str
    scene: Scene

    @property
    def vmin(self) -> float:
        """A hundredth of the shorter side, px."""
        return min(self.scene.width, self.scene.height) / 100

    @property
    def texts(self) -> dict[str, tuple[Text, Box]]:
        """The first text of each layer, with the box of its ink."""
        found: dict[str, tuple[Text, Box]] = {}
        for text, box in self.scene.text_bounds():
            if text.layer:
                found.setdefault(text.layer, (text, box))
        return found


def findings(look: Look) -> Iterator[str]:
    """Yield the codes of all findings: small, cut or faint words, covered faces, words over words.

    A small photo is no fault of the design, nor are words that are too long for a strip, if they are reported.
    """
    honest = {"photo-small", *(TOO_LONG if is_too_long(look) else ())}
    yield from sorted({finding.code for finding in look.scene.findings} - honest)


def imprint(look: Look) -> Iterator[str]:
    """Yield a missing imprint, or one that is too small."""
    sizes = [text.size for text in look.scene.texts() if squeeze(look.imprint) in squeeze(text.text)]
    if not sizes:
        yield "no imprint"
    elif max(sizes) < LEAST_IMPRINT * look.scene.width / 100:
        yield "small imprint"


def signed(look: Look) -> Iterator[str]:
    """Yield a missing hashtag or handle."""
    said = squeeze(" ".join(text.text for text in look.scene.texts()))
    if not any(squeeze(tag) in said for tag in look.tags):
        yield "no hashtag or handle"


def logo(look: Look) -> Iterator[str]:
    """Yield a missing logo, or one that is too small on a strip."""
    marks = [picture.box.h for picture in pictures(look.scene.items) if "mark-on" in picture.source]
    if not marks:
        yield "no logo"
    elif look.platform.shape == "strip" and max(marks) < LEAST_LOGO * look.scene.height:
        yield "small logo"


def words_size(look: Look) -> Iterator[str]:
    """Yield layers whose words are smaller than a phone shows them well."""
    for layer, (text, _) in look.texts.items():
        if layer == look.main and is_too_long(look):
            continue
        least = LEAST_IMPRINT if squeeze(look.imprint) in squeeze(text.text) else LEAST_WORDS
        if "#" in text.text and layer != QUOTE:
            least = LEAST_IMPRINT
        if text.size < least * look.scene.width / 100:
            yield f"small {layer}"


def whole(look: Look) -> Iterator[str]:
    """Yield layers that carry meaning and end in an ellipsis."""
    for layer, (text, _) in look.texts.items():
        if layer in NEVER_SHORTENED and (text.rest or (text.lines and text.lines[-1].text.rstrip().endswith("…"))):
            yield f"shortened {layer}"


def share(look: Look) -> Iterator[str]:
    """Yield a quotation that fills too little of the canvas."""
    if QUOTE in look.texts and len(look.words) in HELD_TO_SHARE:
        box = look.texts[QUOTE][1]
        safe = look.platform.safe_box
        if box.w * box.h < LEAST_SHARES.get(look.template, LEAST_SHARE) * safe.w * safe.h:
            yield "small quotation"


def gap(look: Look) -> Iterator[str]:
    """Yield a name that hangs on its quotation, or floats away from it."""
    if not {QUOTE, SPEAKER} <= look.texts.keys():
        return
    (quote, above), (_, below) = look.texts[QUOTE], look.texts[SPEAKER]
    if below.y < above.bottom or below.x > above.right:
        return
    space = (below.y - above.bottom) / look.vmin
    if space < min(max(LEAST_GAP, GAP_OF_SIZE * quote.size / look.vmin), MOST_GAP) - 0.5:
        yield "tight name"
    elif space > MOST_GAP + 0.5:
        yield "loose name"


def emphasis(look: Look) -> Iterator[str]:
    """Yield a starred phrase that looks like the other words."""
    if look.phrase and QUOTE in look.texts and squeeze(look.words) != squeeze(look.phrase):
        text, _ = look.texts[QUOTE]
        runs = [run for line in text.lines for run in line.runs if run.glyphs]
        colors = {run.fill.rgb for run in runs if run.fill}
        apart = max((difference(one, other) for one in colors for other in colors), default=0)
        plain = len({(run.font, run.size) for run in runs if run.font.family == runs[0].font.family}) == 1
        if apart < LEAST_DIFFERENCE and plain and not marked(look.scene.items, text.box):
            yield "emphasis lost"


def unbroken(look: Look) -> Iterator[str]:
    """Yield a starred phrase that is short and broken all the same."""
    if 0 < len(look.phrase) <= WHOLE_PHRASE and QUOTE in look.texts:
        text, _ = look.texts[QUOTE]
        if not any(squeeze(look.phrase) in squeeze(line.text) for line in text.lines):
            yield "broken phrase"


RULES: dict[str, Callable[[Look], Iterator[str]]] = {
    "findings": findings,
    "imprint": imprint,
    "signed": signed,
    "logo": logo,
    "words-size": words_size,
    "whole": whole,
    "share": share,
    "gap": gap,
    "emphasis": emphasis,
    "unbroken": unbroken,
}


def is_too_long(look: Look) -> bool:
    """Return whether a strip has more words than it holds at a size that reads."""
    return look.platform.shape == "strip" and len(look.words) > MOST_ON_STRIP


def squeeze(text: str) -> str:
    """Return the letters and digits of a text without case, for comparison with what was set."""
    return "".join(filter(str.isalnum, text)).casefold()


def size_of_lines(text: Text) -> float:
    """Return the mean font size of the lines of a text, px: in a stack each line has its own."""
    sizes = [max(run.size for run in line.runs) for line in text.lines if line.runs]
    return sum(sizes) / len(sizes) if sizes else 0.0


def pictures(items: tuple[Item, ...]) -> Iterator[Picture]:
    """Yield the pictures of items and of their groups."""
    for item in items:
        if isinstance(item, Picture):
            yield item
        elif isinstance(item, Group):
            yield from pictures(item.items)


def marked(items: tuple[Item, ...], box: Box) -> bool:
    """Return whether a strip, an underline or a ring lies on a part of the text in *box*."""
    for item in items:
        if isinstance(item, Group) and marked(item.items, box):
            return True
        if isinstance(item, Fill):
            area = bounds(item.outline)
            if (
                area.intersects(box)
                and area.w < box.w + box.h
                and area.h < 2 * box.h
                and area.w * area.h < box.w * box.h
            ):
                return True
    return False


def difference(one: RGB, other: RGB) -> float:
    """Return the difference of two colours in CIELAB (1976)."""
    return math.dist(lab(one), lab(other))


def lab(rgb: RGB) -> tuple[float, float, float]:
    """Return a colour of sRGB in CIELAB, for D65."""
    r, g, b = (_linear(channel / 255) for channel in rgb)
    x, y, z = (
        _root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505),
        _root(0.2126 * r + 0.7152 * g + 0.0722 * b),
        _root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.0890),
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _root(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (841 / 108) * value + 4 / 29
