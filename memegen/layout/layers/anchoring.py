"""Where a layer stands in an area: at its anchor, moved by its offset, or at the best of the anchors it may choose."""

from __future__ import annotations

from dataclasses import replace

from memegen.layout.layers.base import Layer
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.cutout import covered_share, silhouette_boxes
from memegen.layout.layers.faces import bounds_on_canvas, face_boxes, flatten, overlap_area
from memegen.layout.layers.frame import Frame
from memegen.model.positions import Anchor
from memegen.model.values import AUTO
from memegen.scene.geometry import Box
from memegen.scene.items import Text

# Cost of covering a whole face, in units of the backdrop's busyness.
FACE_COST = 4.0
# Cost of standing wholly on a cut-out, and on a text, in the same units.
FIGURE_COST, TEXT_COST = 1.5, 4.0


def anchored(context: LayoutContext, layer: Layer, area: Box, frame: Frame) -> Layer:
    """Return the layer at the anchor, of those it may choose from, with the least busy backdrop and no faces.

    It also keeps off texts that are placed already, and off cut-outs as far as it can. Ties go to the first anchor.
    """
    if not layer.candidates:
        return layer
    backdrop, faces = context.backdrop(), face_boxes(context.below, context.photos)
    figures = silhouette_boxes(context.below, context.photos, context.cutouts)
    texts = [
        bounds_on_canvas(item.box, groups)
        for item, groups in flatten(context.below)
        if isinstance(item, Text) and item.layer
    ]

    def cost(anchor: Anchor) -> float:
        box = Box(*corner(replace(layer, at=anchor), area, frame, rtl=context.rtl), frame.size.w, frame.size.h)
        covered = sum(overlap_area(face, box) / max(1.0, face.w * face.h) for face in faces)
        shared = FIGURE_COST * covered_share(box, figures) + TEXT_COST * covered_share(box, texts)
        return round(backdrop.busyness(box), 3) + FACE_COST * covered + shared

    return replace(layer, at=min(layer.candidates, key=cost), places=())


def corner(layer: Layer, area: Box, frame: Frame, *, rtl: bool) -> tuple[float, float]:
    """Return the x and y of the frame's top left corner, px; if *rtl*, anchor and offset are mirrored."""
    anchor = _unanchored(layer, area, frame) if layer.at is None or layer.at is AUTO else layer.at
    across, direction = (1 - anchor[0], -1) if rtl else (anchor[0], 1)
    return (
        area.x + (area.w - frame.size.w) * across + layer.offset[0].of(area.w) * direction,
        area.y + (area.h - frame.size.h) * anchor[1] + layer.offset[1].of(area.h),
    )


def _unanchored(layer: Layer, area: Box, frame: Frame) -> Anchor:
    """Return the anchor of a layer without one: top left, but what bleeds and is larger than the area is centred."""
    return (
        0.5 if layer.bleed and frame.size.w > area.w else 0.0,
        0.5 if layer.bleed and frame.size.h > area.h else 0.0,
    )
