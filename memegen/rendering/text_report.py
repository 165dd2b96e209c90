"""Facts about the texts of a scene, for its JSON record and its warnings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.scene.geometry import Box
from memegen.scene.items import Group, Item, Picture, Text
from memegen.scene.scene import Scene

# Maximum shortfall of a contrast ratio that is not reported: the difference is not visible.
CONTRAST_TOLERANCE = 0.05


def text_boxes(scene: Scene, contrasts: Sequence[float | None] | None) -> list[dict[str, Any]]:
    """Return the texts of layers as plain JSON values.

    Args:
        scene: The scene.
        contrasts: The contrast ratio of each text of a layer; None if the scene is not painted.
    """
    texts = [(text, box) for text, box in scene.text_bounds() if text.layer]
    ratios = (None,) * len(texts) if contrasts is None else contrasts
    return [_text_box(text, box, ratio) for (text, box), ratio in zip(texts, ratios, strict=True)]


def _text_box(text: Text, box: Box, contrast: float | None) -> dict[str, Any]:
    """Return a text as plain JSON values; *box* is the bounds of its ink, in pixels of the canvas."""
    return {
        "layer": text.layer,
        "text": text.text,
        "x": round(box.x, 1),
        "y": round(box.y, 1),
        "w": round(box.w, 1),
        "h": round(box.h, 1),
        "size": round(text.size, 1),
        "lines": [line.text.strip() for line in text.lines],
        "contrast": None if contrast is None else round(contrast, 2),
    }


def low_contrasts(scene: Scene, contrasts: Sequence[float | None]) -> Iterator[Diagnostic]:
    """Yield a warning for each text that has too little contrast with what is behind it.

    Args:
        scene: The scene.
        contrasts: The contrast ratio of each text of a layer; None where it cannot be measured.
    """
    texts = [text for text in scene.texts() if text.layer]
    for text, contrast in zip(texts, contrasts, strict=True):
        if contrast is not None and contrast < text.needs - CONTRAST_TOLERANCE:
            ratios = f"{contrast:.1f}:1; the minimum is {text.needs:g}:1"
            message = f"text {text.layer!r}: the contrast with its background is {ratios}"
            yield Diagnostic(WARNING, "contrast-low", Where(), message, _contrast_hint(scene, text))


def _contrast_hint(scene: Scene, text: Text) -> str:
    """Return what to change for a text with too little contrast: a photo only if there is one."""
    if any(_has_picture(item) for item in scene.items):
        return "use a photo that is more uniform behind the text, or add a scrim or a panel in the template"
    fills = {run.fill for line in text.lines for run in line.runs}
    emphasis = ", for its emphasis" if len(fills) > 1 else ""
    return f"choose another colour for the text{emphasis} or for its background"


def _has_picture(item: Item) -> bool:
    return isinstance(item, Picture) or (isinstance(item, Group) and any(map(_has_picture, item.items)))
