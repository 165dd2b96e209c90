"""The contrast that texts need on what is below them, and the more legible of two text colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import fsum
from typing import NamedTuple

from memegen.core.frozen import frozen
from memegen.scene.backdrop import Backdrop
from memegen.scene.color import RGB, Color, composite, contrast_ratio, luminance
from memegen.scene.covering import covers
from memegen.scene.geometry import Box, Insets
from memegen.scene.items import Fill, Group, Item, Run, Text
from memegen.scene.letter_boxes import LETTER_WIDTH, NARROW_WIDTH, LetterBox, letter_boxes, separating_outline
from memegen.scene.path import Outline
from memegen.scene.scene import bounds_in_parent

# Distance that letters may extend beyond an opaque fill and still count as on it, px.
FILL_TOLERANCE = 2
# Maximum contrast ratio: black on white (WCAG 2.2).
MAX_CONTRAST = 21.0


@frozen
class ContrastNeed:
    """A box of letters that needs a contrast with what is below it.

    Attributes:
        box: Box of the letters on the canvas, px.
        color: Colour of the letters.
        ratio: Minimum contrast ratio, 1-21.
    """

    box: Box
    color: Color
    ratio: float


class Legibility(NamedTuple):
    """The contrast of a text colour with the cells of a backdrop.

    Attributes:
        minimum: Minimum contrast ratio over all cells.
        share: Fraction of the cells on which the contrast suffices, 0-1.
        mean: Mean contrast ratio over all cells.
    """

    minimum: float
    share: float
    mean: float


def contrast_needs(items: Sequence[Item]) -> list[ContrastNeed]:
    """Return what the texts among *items* need of whatever is below all items; nothing for texts on opaque fills."""
    return list(_contrast_needs(items, []))


def _contrast_needs(items: Sequence[Item], fills: list[Outline]) -> Iterator[ContrastNeed]:
    for item in items:
        match item:
            case Fill(paint=Color() as color) if color.a >= 1:
                fills.append(item.outline)
            case Group():
                for need in _contrast_needs(item.items, []):
                    box, color = bounds_in_parent(need.box, item), need.color.multiply_alpha(item.opacity)
                    yield replace(need, box=box, color=color)
            case Text() if item.needs and not separating_outline(item):
                for letters in letter_boxes(item):
                    if not any(covers(fill, _certain_ink(letters)) for fill in fills):
                        yield from (ContrastNeed(letters.box, color, item.needs) for color in letters.colors)
            case _:
                pass


def _certain_ink(letters: LetterBox) -> Box:
    """Return the part of a box that its letters fill: the last of them may be narrow, and a marker ends beside it."""
    spare = min((LETTER_WIDTH - NARROW_WIDTH) * letters.size, letters.box.w / 2)
    return letters.box.inset(Insets(FILL_TOLERANCE, FILL_TOLERANCE + spare, FILL_TOLERANCE, FILL_TOLERANCE))


def composited_contrast(color: Color, ground: RGB) -> float:
    """Return the contrast ratio (1-21) of a colour, composited onto an opaque background, with that background."""
    return contrast_ratio(luminance(composite(color, ground)), luminance(ground))


def recolored(
    item: Item,
    alternatives: Mapping[str, Color],
    backdrop: Backdrop,
    ancestors: tuple[Group, ...] = (),
    *,
    only_if_legible: bool,
) -> Item:
    """Return the item with each text that is not legible in the more legible of its two colours.

    Args:
        item: A text, or a group that may contain texts.
        alternatives: Alternative colours by layer name.
        backdrop: Sample of what is below the item.
        ancestors: Groups that contain the item, the innermost first.
        only_if_legible: Whether a text that is legible in neither colour stays as it is.
    """
    match item:
        case Group():
            inner = (item, *ancestors)
            children = (
                recolored(child, alternatives, backdrop, inner, only_if_legible=only_if_legible) for child in item.items
            )
            return replace(item, items=tuple(children))
        case Text() if item.layer in alternatives and item.lines and (fill := item.lines[0].runs[0].fill):
            alternative = alternatives[item.layer]
            current, other = (_legibility(item, color, backdrop, ancestors) for color in (fill, alternative))
            better = (other.share, other.mean) > (current.share, current.mean)
            changes = other.minimum >= item.needs if only_if_legible else better
            legible = current.minimum >= item.needs
            return _with_color(item, fill, alternative) if changes and not legible else item
        case _:
            return item


def _with_color(text: Text, fill: Color, alternative: Color) -> Text:
    """Return the text with *alternative* for *fill*; runs in other colours, e.g. emphasis, keep those."""

    def changed(run: Run) -> Run:
        return replace(run, fill=alternative) if run.fill == fill else run

    return replace(text, lines=tuple(replace(line, runs=tuple(map(changed, line.runs))) for line in text.lines))


def _legibility(text: Text, color: Color, backdrop: Backdrop, ancestors: tuple[Group, ...]) -> Legibility:
    """Return the legibility of a text on the canvas if its letters had that colour."""
    boxes = [letters.box for letters in letter_boxes(text)]
    for group in ancestors:
        boxes = [bounds_in_parent(box, group) for box in boxes]
        color = color.multiply_alpha(group.opacity)
    cells = (cell for box in boxes for _, row in backdrop.rows_in(box) for cell in row)
    contrasts = [composited_contrast(color, cell) for cell in cells] or [MAX_CONTRAST]
    share = sum(contrast >= text.needs for contrast in contrasts) / len(contrasts)
    return Legibility(min(contrasts), share, fsum(contrasts) / len(contrasts))
