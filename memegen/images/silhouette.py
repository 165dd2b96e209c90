"""The silhouette of a cut-out: where a photo with transparency is opaque."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.scene.geometry import Box
from memegen.scene.subject import Silhouette

if TYPE_CHECKING:
    from PIL.Image import Image

# Least level of alpha that counts as visible: soft shadows and halos do not.
VISIBLE = 64
# Number of bands of a silhouette, and of cells across it.
BANDS, CELLS = 32, 64
# Least fraction of a cell that is visible, of those that the silhouette counts.
FILLED = 0.5
# Grey of the ground on which the subject of a cut-out is looked for, 0-255.
GROUND = 128


def silhouette_of(image: Image) -> Silhouette | None:
    """Return the silhouette of an image; None if it has no transparency, or nothing that is visible."""
    if image.mode != "RGBA":
        return None
    from PIL.Image import Resampling

    alpha = image.getchannel("A").point([255 if level >= VISIBLE else 0 for level in range(256)])
    visible = alpha.getbbox()
    if visible is None or alpha.getextrema() == (255, 255):
        return None
    left, top, right, bottom = visible
    levels = alpha.crop(visible).resize((CELLS, BANDS), Resampling.BOX).tobytes()
    w, h = image.size
    box = Box(left / w, top / h, (right - left) / w, (bottom - top) / h)
    bands = tuple(_span(levels[band * CELLS : (band + 1) * CELLS], box) for band in range(BANDS))
    return Silhouette(box, bands)


def on_ground(image: Image) -> Image:
    """Return an image as "RGB", with a medium grey where it is transparent.

    The hidden colours of transparent pixels are anything.
    """
    if image.mode != "RGBA":
        return image.convert("RGB")
    from PIL.Image import new

    ground = new("RGB", image.size, (GROUND,) * 3)
    ground.paste(image.convert("RGB"), mask=image.getchannel("A"))
    return ground


def _span(levels: bytes, box: Box) -> tuple[float, float]:
    """Return where the visible part of a band begins and ends, as fractions of the photo's width."""
    filled = [cell for cell, level in enumerate(levels) if level >= 255 * FILLED]
    if not filled:
        return box.center[0], box.center[0]
    return box.x + box.w * filled[0] / CELLS, box.x + box.w * (filled[-1] + 1) / CELLS
