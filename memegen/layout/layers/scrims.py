"""Side and strength of adaptive scrims: as strong as the texts over them need, and no stronger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import compress
from math import fsum

from memegen.layout.layers.legibility import ContrastNeed, composited_contrast
from memegen.layout.layers.scrim import Scrim
from memegen.model.values import AUTO
from memegen.scene.backdrop import Backdrop
from memegen.scene.color import RGB, luminance, mix_rgb
from memegen.scene.geometry import Box

# Target contrast as a multiple of the contrast needed; a margin because cells of a backdrop are means of many pixels.
TARGET = 1.1
# Distance beyond the text to which a scrim with `side: auto` keeps its strength, and over which it then fades, as
# fractions of the scrim's area.
SOLID_MARGIN, FADE = 0.02, 0.18
# Maximum fraction of its area over which a scrim keeps its strength; beyond that it is flat.
MAX_SOLID = 0.9
# Preference of the bottom edge: another edge must be nearer to the text by this fraction of the area.
BOTTOM_PREFERENCE = 0.06
# Step, in percent, at which strengths are compared where none is sufficient.
COARSE_STEP = 10
# Minimum factor by which a scrim at full strength improves a contrast that counts although it is not sufficient.
IMPROVEMENT = 1.2


def adapted_scrim(scrim: Scrim, area: Box, needs: Sequence[ContrastNeed], backdrop: Backdrop) -> Scrim:
    """Return the scrim with the side and strength that it leaves open.

    Args:
        scrim: The scrim as declared.
        area: Its area on the canvas, px.
        needs: Contrast needs of the texts over it.
        backdrop: Sample of what is below it.
    """
    if area.w <= 0 or area.h <= 0:
        return replace(scrim, side="flat")
    met = [need for need in needs if need.box.intersects(area)]
    adapts_strength = scrim.strength is AUTO or (scrim.strength is None and scrim.side == "auto")
    if scrim.side == "auto":
        text = reduce(Box.union, (need.box for need in met), met[0].box if met else area)
        scrim = _with_side(scrim, area, text)
    return replace(scrim, strength=_sufficient_strength(scrim, area, met, backdrop)) if adapts_strength else scrim


def _with_side(scrim: Scrim, area: Box, text: Box) -> Scrim:
    """Return the scrim from the edge that is nearest to the text, solid as far as the text reaches."""
    depths = {
        "bottom": (area.bottom - text.y) / area.h - BOTTOM_PREFERENCE,
        "left": (text.right - area.x) / area.w,
        "right": (area.right - text.x) / area.w,
        "top": (text.bottom - area.y) / area.h,
    }
    side = min(depths, key=lambda edge: depths[edge])
    depth = depths[side] + (BOTTOM_PREFERENCE if side == "bottom" else 0) + SOLID_MARGIN
    if depth > MAX_SOLID:
        return replace(scrim, side="flat")
    return replace(scrim, side=side, solid=max(0.0, depth), extent=min(1.0, depth + FADE))


def _sufficient_strength(scrim: Scrim, area: Box, needs: Sequence[ContrastNeed], backdrop: Backdrop) -> float:
    """Return the minimum strength, in hundredths, at which every text is legible.

    Where no strength is sufficient, return the one with the best contrast.
    """
    samples = [
        (need, strength, cell) for need in needs for strength, cell in _extreme_cells(scrim, area, need.box, backdrop)
    ]

    def contrasts_at(percent: int) -> list[float]:
        """Return the contrast of each sample as a multiple of what its text needs."""
        alpha = scrim.color.a * percent / 100
        return [
            composited_contrast(need.color, mix_rgb(cell, scrim.color.rgb, alpha * strength)) / need.ratio
            for need, strength, cell in samples
        ]

    def contrast_at(percent: int) -> float:
        return min(contrasts_at(percent), default=TARGET)

    clear, full = contrasts_at(0), contrasts_at(100)
    if min(clear, default=TARGET) >= TARGET:
        return 0.0
    if min(full) < TARGET:
        return _best_strength(contrasts_at, clear, full)
    low, high = 0, 100
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if contrast_at(middle) >= TARGET else (middle, high)
    return high / 100


def _best_strength(contrasts_at: Callable[[int], list[float]], clear: list[float], full: list[float]) -> float:
    """Return the strength at which the texts that a scrim serves have the best contrast, where no strength suffices.

    What is legible neither without the scrim nor better with it does not count: a text that reaches beyond the scrim,
    that is nearly transparent, or that is too like its colour, would otherwise leave all others without it.

    Args:
        contrasts_at: returns the contrast of each sample, as a multiple of what its text needs, at a percentage.
        clear: these contrasts without the scrim.
        full: these contrasts at full strength.
    """
    served = [without >= 1 or full[i] >= without * IMPROVEMENT for i, without in enumerate(clear)]
    counts = served if any(served) else [True] * len(served)

    def value_of(percent: int) -> tuple[float, float]:
        contrasts = [min(contrast, TARGET) for contrast in compress(contrasts_at(percent), counts)]
        return min(contrasts), fsum(contrasts)

    return max(range(0, 101, COARSE_STEP), key=value_of) / 100


def _extreme_cells(scrim: Scrim, area: Box, box: Box, backdrop: Backdrop) -> Iterator[tuple[float, RGB]]:
    """Yield the lightest and the darkest cell of each relative strength (0-1) of the scrim in the box."""
    horizontal = scrim.side in ("left", "right")
    lines: Callable[[Box], Iterator[tuple[float, list[RGB]]]] = backdrop.columns_in if horizontal else backdrop.rows_in
    start, length = (area.x, area.w) if horizontal else (area.y, area.h)
    cells_by_strength: dict[float, set[RGB]] = {}
    for at, cells in lines(box):
        cells_by_strength.setdefault(scrim.relative_strength((at - start) / length), set()).update(cells)
    for strength, cells_of_strength in cells_by_strength.items():
        ordered = sorted(cells_of_strength, key=luminance)
        yield from ((strength, cell) for cell in (*ordered[:1], *ordered[-1:]))
